"""The built-in extractor: deals and events by the way 8-Ks are written, without a model."""

from summarizer.extraction.rules.proposing import propose

__all__ = ["propose"]
