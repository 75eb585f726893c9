"""``python -m summarizer`` does what the ``summarizer`` command does."""

import sys

from summarizer.cli import main

sys.exit(main())
