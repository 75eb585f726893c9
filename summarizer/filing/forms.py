"""What Form 8-K prescribes: its variants, its items under both numberings, and their titles.

Source: Form 8-K (17 CFR 249.308) as amended by Release 33-8400, in force since 23 August 2004, and the form
as it stood before; three long titles are cut to their first clause. Items 2.02 and 7.01 (old 12 and 9) are
furnished, not filed: General Instruction B.2.
"""

from __future__ import annotations

import re

FORMS = ("8-K", "8-K/A", "8-K12B", "8-K12B/A", "8-K12G3", "8-K12G3/A", "8-K15D5", "8-K15D5/A")

TITLES = {
    "1.01": "Entry into a Material Definitive Agreement",
    "1.02": "Termination of a Material Definitive Agreement",
    "1.03": "Bankruptcy or Receivership",
    "1.04": "Mine Safety - Reporting of Shutdowns and Patterns of Violations",
    "1.05": "Material Cybersecurity Incidents",
    "2.01": "Completion of Acquisition or Disposition of Assets",
    "2.02": "Results of Operations and Financial Condition",
    "2.03": "Creation of a Direct Financial Obligation",
    "2.04": "Triggering Events That Accelerate or Increase a Direct Financial Obligation",
    "2.05": "Costs Associated with Exit or Disposal Activities",
    "2.06": "Material Impairments",
    "3.01": "Notice of Delisting or Failure to Satisfy a Continued Listing Rule or Standard; Transfer of Listing",
    "3.02": "Unregistered Sales of Equity Securities",
    "3.03": "Material Modification to Rights of Security Holders",
    "4.01": "Changes in Registrant's Certifying Accountant",
    "4.02": "Non-Reliance on Previously Issued Financial Statements or a Related Audit Report or Completed "
    "Interim Review",
    "5.01": "Changes in Control of Registrant",
    "5.02": "Departure of Directors or Certain Officers",
    "5.03": "Amendments to Articles of Incorporation or Bylaws; Change in Fiscal Year",
    "5.04": "Temporary Suspension of Trading Under Registrant's Employee Benefit Plans",
    "5.05": "Amendments to the Registrant's Code of Ethics, or Waiver of a Provision of the Code of Ethics",
    "5.06": "Change in Shell Company Status",
    "5.07": "Submission of Matters to a Vote of Security Holders",
    "5.08": "Shareholder Director Nominations",
    "6.01": "ABS Informational and Computational Material",
    "6.02": "Change of Servicer or Trustee",
    "6.03": "Change in Credit Enhancement or Other External Support",
    "6.04": "Failure to Make a Required Distribution",
    "6.05": "Securities Act Updating Disclosure",
    "6.06": "Static Pool",
    "7.01": "Regulation FD Disclosure",
    "8.01": "Other Events",
    "9.01": "Financial Statements and Exhibits",
}
OLD_TITLES = {
    "1": "Changes in Control of Registrant",
    "2": "Acquisition or Disposition of Assets",
    "3": "Bankruptcy or Receivership",
    "4": "Changes in Registrant's Certifying Accountant",
    "5": "Other Events",
    "6": "Resignations of Registrant's Directors",
    "7": "Financial Statements and Exhibits",
    "8": "Change in Fiscal Year",
    "9": "Regulation FD Disclosure",
    "10": "Amendments to the Registrant's Code of Ethics",
    "11": "Temporary Suspension of Trading Under Registrant's Employee Benefit Plans",
    "12": "Results of Operations and Financial Condition",
}
SHORTENED = frozenset({"2.03", "2.04", "5.02"})  # their titles go on in the form
FURNISHED = frozenset({"2.02", "7.01", "9", "12"})
EXHIBIT_ITEMS = frozenset({"9.01", "7"})

# How titles open, loosely enough for the wordings that filers use and tightly enough to tell a title from a
# sentence. Item 9 was "Sales of Equity Securities Pursuant to Regulation S" before 2000.
_OPENINGS = {
    "1.01": "entr(?:y|ance|ies|ing)|material definitive",
    "1.02": "terminat|material definitive",
    "1.03": "bankrupt",
    "1.04": "mine safety",
    "1.05": "(?:material )?cyber",
    "2.01": "completion|acquisition|disposition",
    "2.02": "results? of|(?:disclosure of )?results|earnings",
    "2.03": "creation",
    "2.04": "triggering",
    "2.05": "costs? associated|exit",
    "2.06": "material impair|impairment",
    "3.01": "notice of|delisting|transfer of",
    "3.02": "(?:un|non-?)?registered|recent sales|sales? of",
    "3.03": "(?:material )?modification",
    "4.01": "changes? (?:in|of)|dismissal|certifying",
    "4.02": "non-?\\s?reliance",
    "5.01": "changes? (?:in|of)",
    "5.02": "departure|resignation|election|appointment|compensatory|retirement",
    "5.03": "amendment|change in fiscal",
    "5.04": "temporary",
    "5.05": "amendment|waiver|code of",
    "5.06": "change in shell|shell company",
    "5.07": "submission|matters",
    "5.08": "shareholder (?:director )?nomination",
    "6.01": "abs|asset",
    "6.02": "change",
    "6.03": "change|credit",
    "6.04": "failure",
    "6.05": "securities act",
    "6.06": "static",
    "7.01": "reg(?:ulation|\\.)?\\s?-?\\s?f\\.?d|regulation",
    "8.01": "other",
    "9.01": "financial|exhibits?|pro forma",
    "1": "changes? (?:in|of)",
    "2": "acquisition|disposition",
    "3": "bankrupt",
    "4": "changes? (?:in|of)",
    "5": "other|miscellaneous",
    "6": "resignation",
    "7": "financial|exhibits?|pro forma",
    "8": "changes? (?:in|of)",
    "9": "reg(?:ulation|\\.)?\\s?-?\\s?f\\.?d|regulation|sales? of",
    "10": "amendment|code of",
    "11": "temporary",
    "12": "results? of|disclosure of|(?:public )?announcement",
}
OPENINGS = {number: re.compile(words, re.IGNORECASE) for number, words in _OPENINGS.items()}

_OTHER_FORM = re.compile(
    r"^\W*form\s*(10-?KSB|10-?QSB|10-?K(?:405|T)?|10-?Q|20-?F|40-?F|6-?K|S-?[1348]|F-?[1346]|11-?K|DEF 14A|"
    r"SC 13[DG]|13F(?:-HR)?|D|3|4|5|144|10|N-CSR|NT 10-[KQ]|ABS-?EE|ARS|425)(/A)?\b",
    re.IGNORECASE | re.MULTILINE,
)
_OUR_FORM = re.compile(r"\b8\s?[-–—‑]?\s?K(?:12B|12G3|15D5)?(?![A-Za-z0-9])", re.IGNORECASE)
_COVER_FORM = re.compile(
    r"form\s*:?\s*(8\s*[-–—‑]?\s*K\s*(?:12B|12G3|15D5)?)[ \t*_]{0,4}((?:/\s*|\(|-\s*)A\b)?", re.IGNORECASE
)
_AMENDED = re.compile(r"^\W*\(?amendment\s+(?:no|number|#)\b|^\W*amended\s+form\s+8-?k", re.IGNORECASE | re.MULTILINE)


def canonical_form(written: str) -> str:
    """Return a form's name as EDGAR writes it: "8-K/A" for "8K/A"."""
    form = re.sub(r"[\s–—‑]+", "", written).upper()
    return re.sub(r"^8-?K", "8-K", form)


def is_8k(form: str) -> bool:
    """Tell whether a form's name is one of the 8-K's."""
    return canonical_form(form) in FORMS


def form_on_cover(cover: str) -> str | None:
    """Return the form that a cover page names, such as "8-K" or "10-K"; None where it names none."""
    ours = _COVER_FORM.search(cover)
    other = _OTHER_FORM.search(cover)
    if ours and not (other and other.start() < ours.start()):
        form = canonical_form(ours[1])
        amended = ours[2] or _AMENDED.search(cover, 0, ours.end() + 2000)
        return form + ("/A" if amended else "")
    if other:
        return (other[1] + (other[2] or "")).upper()
    return "8-K" if _OUR_FORM.search(cover) else None


def item_of_title(title: str, old: bool) -> str | None:
    """Return the number of the item that an EDGAR header names by its title (or by its number)."""
    written = re.sub(r"<[^<>]*>", "", title).strip().rstrip(".")
    titles = OLD_TITLES if old else TITLES
    if written in titles:
        return written
    plain = re.sub(r"[^a-z]+", " ", written.lower()).strip()
    if not plain:
        return None
    for number, official in titles.items():
        name = re.sub(r"[^a-z]+", " ", official.lower()).strip()
        if plain.startswith(name[:24]) or name.startswith(plain[:24]):
            return number
    return None
