"""The signature block: where it stands, who signed for the registrant, in what office, and when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from summarizer.filing.clean import clean
from summarizer.filing.cover import cells_of
from summarizer.filing.dates import iso_dates
from summarizer.models import Signatory


@dataclass(frozen=True)
class SignatureBlock:
    """The signature block's range and what it says; ``signatories`` in the order of the block."""

    start: int
    end: int
    signatories: tuple[Signatory, ...]


_HEADING = re.compile(
    r"^[ \t*#_>|]*(?:\[?SIGNATURES?\]?|Signatures?|S\s?I\s?G\s?N\s?A\s?T\s?U\s?R\s?E\s?\(?S?\)?)(?:\s+page)?"
    r"[ \t*#_|:.]*$",
    re.MULTILINE,
)
# The cases of the first word are spelled out: a search for them is many times faster than one that ignores case.
_CLAUSE = re.compile(
    r"(?:Pursuant|PURSUANT|pursuant)(?i:\s+to\s+the\s+requirements?\s+of\s+(?:the\s+|section\s+\S+\s+(?:or\s+\S+\s+)?"
    r"of\s+the\s+)?(?:\S+\s+)?securities)"
)
_DULY = re.compile(r"duly\s+(?:caused|authorized)", re.IGNORECASE)
_EVIDENCE = re.compile(
    r"duly\s+(?:caused|authorized)|pursuant\s+to\s+the\s+requirement|/s/|\bby:|undersigned", re.IGNORECASE
)
_SIGNED = re.compile(r"[/\\][/\\]{0,2}\s?[sS]\s?[/\\]{1,3}")
_BY = re.compile(r"^by\s*:?\s*_*\s*(?P<name>\S.*)?$", re.IGNORECASE)
_NAME_LABEL = re.compile(r"^(?:printed\s+)?name\s*(?:and\s+title)?\s*:\s*(?P<words>.*)$", re.IGNORECASE)
_TITLE_LABEL = re.compile(r"^(?:its|title|office)\s*:\s*(?P<words>.*)$", re.IGNORECASE)
_DATE = re.compile(r"^(?:date[d]?)\b\W*", re.IGNORECASE)
_BESIDE_DATE = re.compile(r"\bby\s*:", re.IGNORECASE)
_NOISE = re.compile(
    r"^\(?(?:registrants?|signature|name|title|date|name\s+and\s+title|printed\s+name.*|signature\s+of.*|issuer|by|print.*|"
    r"type\s+or\s+print.*|the\s+registrant|s|for|on\s+behalf.*|duly\s+authorized.*)\)?\W*$",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\b(?:president|chief|officer|secretary|treasurer|counsel|director|chairman|chairwoman|chair|controller|comptroller|"
    r"vice|partner|manager|member|trustee|attorney|principal|c\.?e\.?o|c\.?f\.?o|executive|authorized|agent|administrator|head|"
    r"finance|accounting|corporate)\b",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"^[ \t*#_>|]*(?:exhibits?\s+index|index\s+(?:to|of)\s+exhibits?|exhibits?\s+list|list\s+of\s+exhibits|"
    r"exhibits?\s*(?:no\.?|number)?\s*\d+(?:\.\d+)?\b|"
    r"schedule\s+[\dA-Z]|annex|statement\s+of\s+differences)",
    re.IGNORECASE | re.MULTILINE,
)
_COMPANY = re.compile(
    r"\b(?:inc|corp|corporation|company|llc|l\.l\.c|ltd|limited|plc|lp|l\.p|trust|bancorp|group|holdings|bank|n\.a|co)\b"
    r"\.?,?$",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"^(?:(?:Mr|Ms|Mrs|Dr)\.?\s+)?[A-ZÀ-Þ][\w.'’\-]*"
    r"(?:[ ,]+(?:[A-ZÀ-Þ][\w.'’\-]*|de|van|von|der|la|du|di|le|el|al|bin|\([A-Z][a-z]+\)|[\"“][A-Z]\w+[\"”])){1,6}"
    r"[.,]?$"
)


def find_signature(text: str, after: int) -> int | None:
    """Return where the signature block begins, looking from ``after`` on; None where there is none."""
    for match in islice(_HEADING.finditer(text, after), 100):
        if _EVIDENCE.search(text, match.end(), match.end() + 1200):
            start = match.start()
            return start + len(match[0]) - len(match[0].lstrip(" \t"))
    clause = _CLAUSE.search(text, after)
    if clause and _DULY.search(text, clause.end(), clause.end() + 400):
        return text.rfind("\n", 0, clause.start()) + 1
    signed = _SIGNED.search(text, after)
    return text.rfind("\n", 0, signed.start()) + 1 if signed else None


def read_signature(text: str, start: int) -> SignatureBlock:
    """Read the block that begins at ``start``: its signers, and where it ends."""
    window = text[start : start + 12000]
    stop = _AFTER.search(window, 10)
    if stop:
        window = window[: stop.start()]
    cells = cells_of(window)
    signatories: list[Signatory] = []
    ends: list[int] = []
    alone = (cell for cell, _ in cells if len(cell) < 40 or _DATE.match(cell))
    dates = (found[0][0] for cell in (*alone, *(cell for cell, _ in cells)) if (found := iso_dates(cell)))
    signed_on = next(dates, None)
    index = 0
    while index < len(cells):
        cell, at = cells[index]
        signer = _signer(cells, index)
        if signer is None:
            index += 1
            continue
        name, title, used = signer
        if ends and at - ends[-1] > 1500:
            break
        last_at = cells[min(used, len(cells)) - 1][1]
        line_end = window.find("\n", last_at)
        ends.append(len(window) if line_end < 0 else line_end)
        signatories.append(Signatory(name=name, title=title, signed_on=signed_on))
        index = max(used, index + 1)
    if ends:
        end = ends[-1]
        # A date or a capacity may stand below the last signer.
        for cell, at in cells:
            if end <= at < end + 250 and (
                _DATE.match(cell) or (len(cell) < 40 and iso_dates(cell)) or _NOISE.match(cell)
            ):
                line_end = window.find("\n", at)
                end = len(window) if line_end < 0 else line_end
    else:
        end = min(len(window), 1500)
    return SignatureBlock(start, start + end, tuple(signatories))


def _signer(cells: list[tuple[str, int]], index: int) -> tuple[str, str | None, int] | None:
    """Read the signer whose signature stands in the cell: (name, title, index of the first cell not used)."""
    cell = cells[index][0]
    if _DATE.match(cell) and (beside := _BESIDE_DATE.search(cell)):
        cell = cell[beside.start() :]  # "Date: May 3, 2005   By:" in one cell
    signed = _SIGNED.search(cell)
    by = _BY.match(cell)
    if not signed and not by:
        return None
    written = cell[signed.end() :] if signed else (by["name"] or "" if by else "")
    written = clean(written).strip(" _-/,")
    if signed and not written and index + 1 < len(cells) and _PERSON.match(cells[index + 1][0]):
        index += 1  # "/s/" in a cell of its own
        written = cells[index][0].strip(" _-/,")
    if by and not signed:
        ahead = " ".join(words for words, _ in cells[index + 1 : index + 3])
        if _SIGNED.search(ahead) and not written:
            return None
        if written and not _PERSON.match(written):
            return None
    printed: str | None = None
    title: list[str] = []
    used = index + 1
    for place in range(index + 1, min(index + 9, len(cells))):
        words = cells[place][0].strip(" _-")
        if _SIGNED.search(words) or _BY.match(words) or _CLAUSE.search(words):
            break
        dated = iso_dates(words) if _DATE.match(words) else []
        if dated:  # "Date: May 3, 2005 Jane Doe, Treasurer" in one line
            words = words[dated[0][2] :].strip(" ,;:_-") or words
        if cells[place][1] - cells[place - 1][1] > 700:
            break
        labelled = _NAME_LABEL.match(words)
        if labelled:
            if labelled["words"]:
                printed = labelled["words"]
            used = place + 1
            continue
        labelled = _TITLE_LABEL.match(words)
        if labelled:
            if labelled["words"]:
                title.append(labelled["words"])
            used = place + 1
            continue
        if (
            (_DATE.match(words) and len(words) < 60)
            or (iso_dates(words) and len(words) < 40)
            or _NOISE.match(words)
            or not words
        ):
            if not (_DATE.match(words) and title):
                used = place + 1 if not title else used
            continue
        if printed is None and not title:
            base = written or ""
            split = _split_name(words, base)
            if split:
                printed, rest = split
                if rest:
                    title.append(rest)
                used = place + 1
                continue
        if (
            _OFFICE.search(words)
            and len(words) < 200
            and not (title and _COMPANY.search(words) and not _OFFICE.match(words))
        ):
            title.append(words)
            used = place + 1
            continue
        if title and title[-1].endswith((",", "and", "&", "of", "-")) and len(words) < 120:
            title.append(words)
            used = place + 1
            continue
        break
    if not written and not printed:
        return None
    if printed is None and written:
        split = _split_repeated(written)
        if split:
            written, rest = split
            if rest and not title:
                title.append(rest)
    name = (printed or written).strip(" ,;_-")
    if not printed and title == [] and "," in name:
        head, _, tail = name.partition(",")
        if _OFFICE.search(tail) and _PERSON.match(head.strip()):
            name, title = head.strip(), [tail.strip()]
    office = re.sub(r"\s+,", ",", " ".join(title)).strip(" ,;") or None
    return name, office, used


def _key(words: str) -> str:
    return re.sub(r"[^a-z]", "", words.lower())


def _split_name(words: str, written: str) -> tuple[str, str] | None:
    """Split "Jane Doe Chief Financial Officer" after the name that was signed above it."""
    surname = re.sub(r"(?:,?\s+(?:jr|sr|ii|iii|iv|ph\.?d|m\.?d|esq)\.?)+$", "", written, flags=re.I).split(" ")[-1]
    key = _key(surname)
    if len(key) >= 2:
        tokens = words.split(" ")
        for place, token in enumerate(tokens[:7]):
            if _key(token) == key and place > 0:
                end = place + 1
                while end < len(tokens) and re.fullmatch(
                    r"(?:jr|sr|ii|iii|iv|v|ph\.?\s?d|m\.?d|esq|cpa|j\.?d)\.?,?", tokens[end], re.I
                ):
                    end += 1
                rest = " ".join(tokens[end:]).strip(" ,")
                if not rest or _OFFICE.search(rest):
                    return " ".join(tokens[:end]).strip(" ,"), rest
    person = words.split(",")[0].strip() if _OFFICE.search(words) else words
    if not _PERSON.match(person) or _OFFICE.search(person) or _COMPANY.search(person):
        return None
    if written and _key(person)[:1] != _key(written)[:1] and _key(person)[-4:] != _key(written)[-4:]:
        return None
    return person, words[len(person) :].strip(" ,")


def _split_repeated(written: str) -> tuple[str, str] | None:
    """Split "Jane Doe Jane Doe Treasurer", a signature and its printed name in one line."""
    tokens = written.split(" ")
    for size in range(2, min(6, len(tokens) // 2) + 1):
        if _key(" ".join(tokens[:size])) == _key(" ".join(tokens[size : 2 * size])):
            return " ".join(tokens[size : 2 * size]).strip(","), " ".join(tokens[2 * size :]).strip(" ,")
    office = _OFFICE.search(written)
    if office and office.start() > 4:
        head = written[: office.start()].strip(" ,-")
        head = re.sub(r"\s+(?:senior|executive|assistant|group|interim|co-?)$", "", head, flags=re.I).strip(" ,-")
        if _PERSON.match(head):
            return head, written[len(head) :].strip(" ,-")
    return None
