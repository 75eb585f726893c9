"""What the tests of briefs without a model share."""

from __future__ import annotations

from summarizer.models import Deal, FilingInfo, Registrant
from summarizer.wording import Passages, write

from .test_wording import SIGNED, US, party

INFO = FilingInfo(form="8-K", registrant=Registrant(name=US), date_of_report="2024-03-04")
LENT = {
    "type": "credit",
    "title": "Credit Agreement",
    "parties": [party(US, "borrower", us=True), party("Ostrel Bank", "lender")],
    "dates": [SIGNED],
}
NOTES_SOLD = {"type": "debt_securities", "action": "completed", "parties": [party(US, "issuer", us=True)]}
BOTH = [party(US, "target", us=True), party("Tarn Vale Glass, LLC", "buyer")]


def told(one: Deal, text: str) -> tuple[str, list[str]]:
    """Return title and sentences of the brief on a deal, the filing's words known."""
    passages = Passages([("8-K", 0, text)])
    written = write(INFO, [one], [], passages)
    return written.title, [sentence.text for paragraph in written.paragraphs for sentence in paragraph.sentences]
