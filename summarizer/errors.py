"""Every error that the package raises on purpose.

The tree, and the exit code that the command line gives each branch::

    SummarizerError
    ├── SourceError (OSError)          1  a source can't be read: missing, empty, refused
    ├── FilingError (ValueError)       1  what was read is no Form 8-K
    ├── OptionError (ValueError)       2  an option that can't be used: unknown model, format, provider
    ├── ModelError (RuntimeError)      3  the model or its endpoint failed
    │   ├── CredentialsError              no key for the chosen provider, or a key that it refuses
    │   ├── RefusalError                  the model declined to answer
    │   ├── BudgetError                   a question would pass the budget, and was not asked
    │   │   └── BatchLimitError              ... the limit of the whole batch, which ends there
    │   ├── NotStoredError                no answer is stored, and none may be asked for
    │   └── IncompleteAnswerError         the answer was cut off at its length limit
    ├── SummaryError (ValueError)      1  a stored summary that does not follow the contract
    └── StoreError (OSError)           1  a store can't be opened, read or written

Messages are one line, say what to do, and never hold a key.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from summarizer.models import CallRecord


class SummarizerError(Exception):
    """The root of the tree; catch it to catch everything the package raises on purpose."""


class SourceError(SummarizerError, OSError):
    """A source can't be read: it is missing, empty, or the place it lies in refused it."""


class FilingError(SummarizerError, ValueError):
    """What was read is no Form 8-K, or nothing of it could be understood."""


class OptionError(SummarizerError, ValueError):
    """An option that can't be used, such as an unknown model, format or provider."""


class ModelError(SummarizerError, RuntimeError):
    """The model or its endpoint failed: unreachable, out of quota, or answering what the schema forbids.

    ``record`` tells what the failed call took, where one was made.
    """

    record: CallRecord | None = None


class CredentialsError(ModelError):
    """There is no key for the chosen provider, or the provider refuses the one given."""


class RefusalError(ModelError):
    """The model declined to answer."""


class BudgetError(ModelError):
    """A question would pass the filing's budget of tokens or money, and was not asked."""


class BatchLimitError(BudgetError):
    """A question could pass the limit of money for a whole batch, and was not asked: the batch ends there."""


class NotStoredError(ModelError):
    """The store holds no answer to a question, and none may be asked for.

    ``key``, ``request`` and ``purpose`` are those of the request that was not sent.
    """

    key: str
    request: Mapping[str, Any]
    purpose: str


class IncompleteAnswerError(ModelError):
    """The model's answer was cut off at its length limit."""


class SummaryError(SummarizerError, ValueError):
    """A stored summary does not follow the contract."""


class StoreError(SummarizerError, OSError):
    """A store can't be opened, read or written: it is missing, damaged, full, or of another version."""
