"""Raw bytes to a `Filing`: formats, cover page, items, exhibits, signature."""

from summarizer.filing.parsing import parse, parse_all
from summarizer.filing.structure import Document, Filing, Paragraph

__all__ = ["Document", "Filing", "Paragraph", "parse", "parse_all"]
