"""One exchange with a model, as the stages see it: a request goes out, an answer comes back.

The stages make requests and read answers; `summarizer.extraction.model` alone knows how they travel.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel

from summarizer.models import CallRecord

T_co = TypeVar("T_co", bound=BaseModel, covariant=True)


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a conversation; ``role`` is ``system``, ``user`` or ``assistant``."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class Request(Generic[T_co]):
    """A question to a model: what for, the conversation, and the shape of the answer."""

    purpose: str
    messages: tuple[Message, ...]
    response_model: type[T_co]


@dataclass(frozen=True, slots=True)
class Answer(Generic[T_co]):
    """A model's answer in the shape asked for, and what it took to get it."""

    value: T_co
    record: CallRecord
