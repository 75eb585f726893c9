"""Raw bytes to a `Filing`: formats, cover page, items, exhibits, signature."""

from summarizer.filing.parsing import as_bytes, parse, parse_all
from summarizer.filing.structure import Document, Filing, Paragraph

__all__ = ["Document", "Filing", "Paragraph", "as_bytes", "parse", "parse_all"]
