"""The cover page: who files, under which numbers, and the date of the earliest event.

A cover is read as cells: lines split at tabs, table bars and wide gaps. Each label of Form 8-K's cover
("Exact name of registrant as specified in its charter") stands below, above or beside its value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from summarizer.filing.clean import clean
from summarizer.filing.dates import iso_dates
from summarizer.filing.jurisdictions import is_jurisdiction
from summarizer.models import Registrant, Ticker
from summarizer.sieve import search


@dataclass
class Cover:
    """What the cover states; None where it is silent."""

    registrants: list[Registrant] = field(default_factory=list)
    date_of_report: str | None = None


# It begins with one of a few signs, so that the search passes over every other at once.
_CELL_BREAK = re.compile(r"[\n\t|\xa0 ](?:(?<=[\n\t|])|(?<= ) +|(?<=\xa0)\xa0+)")
_NAME = re.compile(
    r"(?i)exact\s*name\s*(?:of|as)|name\s+of\s+(?:the\s+)?registrant|name\s+as\s+specified|registrant\s+as\s+specified"
)
_STATE = re.compile(
    r"(?i)(?:state|jurisdiction)\s*(?:\(?or\s|of\s|/)|state\s+or\s+other|place\s+of\s+(?:incorporation|organization)|^\(?jurisdiction"
)
_FILE = re.compile(r"(?i)commission\s+file|\(\s*commission\b|^\W*commission\W*$|file\s*(?:no|number|#)")
_EIN = re.compile(r"(?i)\bi\.?\s?r\.?\s?s\b|employer\W+i|^\W*employer\W*$|identification\s*(?:no|number|#)")
_ADDRESS = re.compile(r"(?i)address(?:es)?\s+(?:of|and)|principal\s+executive|executive\s+offices")
_OFFICES = re.compile(r"(?i)address|executive\s+offices")
_PHONE_LABEL = re.compile(r"(?i)telephone\s+(?:number|no)|^\W*telephone\W|area\s+code")
_DATE_LABEL = re.compile(r"(?i)date\s+of\s+(?:the\s+)?(?:report|earliest|event)|earliest\s+event\s+reported")
_FORMER = re.compile(r"(?i)former\s+(?:name|address)|changed\s+since|check\s+the\s+appropriate")
_LABEL = re.compile(
    "(?i)"
    + "|".join(
        p.pattern.removeprefix("(?i)")
        for p in (_NAME, _STATE, _FILE, _EIN, _ADDRESS, _PHONE_LABEL, _DATE_LABEL, _FORMER)
    )
    + r"|^\(?zip\s*code|^of\s+incorporation|incorporation\s+or|^\(?jurisdiction|^organization\)|specified\s+in"
    r"|^\(.{0,90}\)$",
)
_BOXES = re.compile("(?:Check|CHECK|check) (?:the|THE) (?:appropriate|APPROPRIATE)")
_FRONT = re.compile(
    r"(?i)^\W*united\s+states\W*$|securities\s+and\s+exchange|^\W*washington,?\s+d|^\W*form\s*8|current\s+report|pursuant\s+to|"
    r"exchange\s+act|^\W*amendment\s+n|^\W*page\s+\d|^\W*dated?\b\W*(?:of\b|$)|^\W*commission\s+file|^\W*\d+\W*$|^of\s+the\b|"
    r"section\s+13|\b15\s*\(d\)|earliest\s+event|^\W*registrants?:?$"
)
_FILE_NO = re.compile(r"(?<![\d-])(\d{1,3}\s?[-–—‑]\s?\d{2,7}(?:\s?[-–—‑]\s?\d{1,3})?)(?![\d-])")
_EIN_NO = re.compile(r"(?<![\d-])(\d{2}\s?[-–—‑]\s?\d{7})(?!\d)")
_EIN_BARE = re.compile(r"(?<![\d-])(\d{9})(?!\d)")
_PHONE = re.compile(
    r"(?:\+\s?\d[\d ().-]{7,20}\d|\(?\d{3}\)?[\s./–—‑-]{0,3}\d{3}[\s./–—‑-]{1,2}\d{4}|\(?\d{3}\)?[ -]?\d{7}"
    r"|\d{2,4}[ -]\d{2,4}[ -]\d{3,4}(?:[ -]\d{3,4})?)(?!\d)"
)
_TICKER = re.compile(
    r"\(\s*(?:the\s+)?"
    r"((?:NYSE|NASDAQ|AMEX|OTC|TSX|Nasdaq|New York Stock Exchange|American Stock Exchange)[^():\n]{0,40}?)"
    r"(?:\s+symbol)?\s*:\s*[\"“”']?([A-Z][A-Z0-9.\-]{0,7})\b"
)
_SYMBOL = re.compile(r"[A-Z][A-Z0-9./ -]{0,12}")
_EXCHANGE = re.compile(r"nyse|nasdaq|exchange|otc|market|amex|cboe|arca", re.I)

_COMPANY_SUFFIX = re.compile(
    r"\W*(?:inc|corp|corporation|company|co|ltd|limited|l\.?l\.?c|l\.?p|plc|n\.?v|s\.?a|incorporated|and subsidiaries)"
    r"\W*",
    re.I,
)

Cell = tuple[str, int]


def cells_of(text: str) -> list[Cell]:
    """Return the cells of a passage, cleaned, each with its offset; rules and empty cells left out."""
    cells: list[Cell] = []
    position = 0
    for match in _CELL_BREAK.finditer(text):
        _add(cells, text[position : match.start()], position)
        position = match.end()
    _add(cells, text[position:], position)
    return cells


def _add(cells: list[Cell], words: str, position: int) -> None:
    if words and not words.isspace():
        cell = clean(words).strip(" _")
        if any(map(str.isalnum, cell)):
            cells.append((cell, position))


def read_cover(text: str) -> Cover:
    """Read the cover page; ``text`` runs to the first item."""
    text = text[:20000]
    boxes = _BOXES.search(text)
    if boxes and _NAME.search(text, 0, boxes.start()):
        text = text[: boxes.start()]  # the boxes to tick say nothing of the registrant
    cells = cells_of(text)
    names = [index for index, (cell, _) in enumerate(cells) if search(_NAME, cell)]
    # A label broken over two lines counts once.
    names = [index for place, index in enumerate(names) if place == 0 or index - names[place - 1] > 2]
    cover = Cover(date_of_report=_date_of_report(text))
    starts = [max(0, index - 2) for index in names] or [0]
    for place, index in enumerate(names):
        end = starts[place + 1] if place + 1 < len(starts) else len(cells)
        name = _name(cells, index)
        if name and not any(_same(name, known.name) for known in cover.registrants):
            cover.registrants.append(_registrant(name, cells, starts[place] if place else 0, index, end))
    if not cover.registrants:
        cover.registrants.extend(_tabled(text) or _unlabelled(cells))
    return cover


_ROW = re.compile(
    r"^[ \t|*]*(?P<file>\d{1,3}[-–—‑]\d{2,7}(?:-\d{1,3})?)[ \t|*]+(?P<words>[A-Z][^\t|\n]{2,300}?)(?:\t|\||  )[ \t|]*"
    r"(?P<ein>\d{2}[-–—‑]\d{7})\b",
    re.MULTILINE,
)
_KIND = re.compile(
    r"\(?\ban?\s+(?P<state>[A-Z][A-Za-z ]{3,40}?)\s+(?:corporation|limited|company|business|trust|partnership)", re.I
)


def _tabled(text: str) -> list[Registrant]:
    """Read the table of a combined report: file number, name (with state and address), employer's number."""
    found: list[Registrant] = []
    rows = list(_ROW.finditer(text))
    for place, row in enumerate(rows):
        end = rows[place + 1].start() if place + 1 < len(rows) else row.end() + 400
        below = text[row.start("words") : end]
        kind = _KIND.search(below)
        name = clean(re.split(r"\(|\d", row["words"])[0]).strip(" ,;")
        phone = _PHONE.search(re.sub(_EIN_NO, "", below))
        found.append(
            Registrant(
                name=name,
                state_of_incorporation=kind["state"].strip() if kind else None,
                commission_file_number=_dashes(row["file"]),
                ein=_dashes(row["ein"]),
                phone=phone[0].strip() if phone else None,
            )
        )
    return found


def _unlabelled(cells: list[Cell]) -> list[Registrant]:
    """Read a cover that leaves out "exact name of registrant": the name stands above the state's row."""
    label = next((place for place, (cell, _) in enumerate(cells) if search(_STATE, cell)), None)
    if label is None:
        return []
    for place in range(label, max(0, label - 8), -1):
        if is_jurisdiction(cells[place][0]) or _FILE_NO.fullmatch(cells[place][0]) or search(_LABEL, cells[place][0]):
            continue
        name = _name(cells, place + 1)
        return [_registrant(name, cells, 0, place, len(cells))] if name else []
    return []


def _same(a: str, b: str) -> bool:
    return re.sub(r"\W", "", a).lower() == re.sub(r"\W", "", b).lower()


def _name(cells: list[Cell], label: int) -> str | None:
    label_cell = cells[label][0] if label < len(cells) else ""
    beside = re.search(r"charter\)?\s*:\s*(\S.*)$", label_cell, re.I)
    if beside:
        return beside[1]
    before = search(_NAME, label_cell)
    lead = label_cell[: before.start()].strip(" (:") if before else ""
    if len(lead) > 3 and not search(_FRONT, lead):
        return lead
    parts: list[str] = []
    for cell, _ in reversed(cells[max(0, label - 4) : label]):
        if search(_FRONT, cell) or iso_dates(cell) or (search(_LABEL, cell) and not parts):
            if parts or not re.fullmatch(r"\(.*\)", cell):
                break
            continue
        if search(_LABEL, cell) or _FILE_NO.fullmatch(cell):
            break
        if parts and not _continues(cell, parts[0]):
            break
        parts.insert(0, cell)
    name = " ".join(parts)
    return re.sub(r"^registrant:\s*", "", name, flags=re.I).strip(" ,;") or None


def _continues(upper: str, lower: str) -> bool:
    """Tell whether a name's line goes on in the line below it."""
    return bool(
        _COMPANY_SUFFIX.fullmatch(lower)
        or lower.startswith(("&", "("))
        or re.search(r"(?:\b(?:and|of|the|for|&)|[&,-])$", upper, re.I)
    )


def _registrant(name: str, cells: list[Cell], start: int, label: int, end: int) -> Registrant:
    scope = cells[start:end]
    here = label - start
    state = file_number = ein = None
    for index, (cell, _) in enumerate(scope):
        if state is None and search(_STATE, cell) and not re.search(r"united states", cell, re.I):
            state = _state(scope, index)
    joined = [cell for cell, _ in scope]
    for cell in joined:
        if found := _EIN_NO.search(cell):
            ein = _dashes(found[1])
            break
    file_number = _file_number(joined)
    if ein is None:
        for index, cell in enumerate(joined):
            if search(_EIN, cell):
                near = " ".join(joined[max(0, index - 4) : index + 3])
                bare = _EIN_BARE.search(near)
                if bare:
                    ein = f"{bare[1][:2]}-{bare[1][2:]}"
                    break
    if state is None:
        state = next((cell for cell in joined[here + 1 :] if is_jurisdiction(cell)), None)
    return Registrant(
        name=name,
        state_of_incorporation=state,
        commission_file_number=file_number,
        ein=ein,
        address=_address(joined, here),
        phone=_phone(joined),
    )


def _dashes(number: str) -> str:
    return re.sub(r"\s?[–—‑-]\s?", "-", number)


def _state(scope: list[Cell], label: int) -> str | None:
    own = scope[label][0]
    beside = re.search(r"(?:incorporation|organization)\)?\s*:\s*([A-Za-z][A-Za-z .,]+)$", own)
    if beside:
        return beside[1].strip()
    lead = re.match(r"([A-Z][A-Za-z .]+?)\s*\(\s*(?:state|jurisdiction)", own, re.I)
    if lead and is_jurisdiction(lead[1]):
        return lead[1]
    around = scope[max(0, label - 8) : label][::-1]
    for cell, _ in around:
        words = re.split(r"\s+\d", cell)[0]  # "Delaware 0-12345 12-3456789" in one cell
        if is_jurisdiction(words):
            return words
    for cell, _ in scope[label + 1 : label + 7]:
        if is_jurisdiction(cell):
            return cell
    for cell, _ in around[:4]:
        if not any(map(str.isdigit, cell)) and not search(_LABEL, cell) and len(cell) < 40:
            return cell
    return None


def _file_number(cells: list[str]) -> str | None:
    fallback = None
    for index, cell in enumerate(cells):
        if not search(_FILE, cell) or re.search(r"securities\s+and\s+exchange", cell, re.I):
            continue
        own = re.search(
            _FILE_NO.pattern + r"\W{0,4}commission|file\s+(?:no\.?|number)\W{0,4}" + _FILE_NO.pattern, cell, re.I
        )
        if own:
            return _dashes(own[1] or own[2])
        for near in [cell, *cells[max(0, index - 6) : index][::-1], *cells[index + 1 : index + 6]]:
            if search(_PHONE_LABEL, near):
                continue
            for match in _FILE_NO.finditer(near):
                number = _dashes(match[1])
                if not _EIN_NO.fullmatch(number) and not _PHONE.fullmatch(near):
                    return number
    return fallback


def _address(cells: list[str], name_label: int) -> str | None:
    label = next(
        (i for i, cell in enumerate(cells) if i > name_label and search(_OFFICES, cell) and not search(_FORMER, cell)),
        None,
    )
    if label is None:
        return None
    own = re.match(r"(.*\d.*?)\s*\(?address", cells[label], re.I)
    if own:
        return own[1].strip(" ,") or None
    parts: list[str] = []
    for cell in cells[max(name_label + 1, label - 6) : label][::-1]:
        if (
            _EIN_NO.search(cell)
            or (search(_LABEL, cell) and not re.fullmatch(r"\d{5}(?:-\d{4})?", cell))
            or (cell.endswith(")") and "(" not in cell)
            or (is_jurisdiction(cell) and not parts)
        ):
            break
        if _FILE_NO.fullmatch(cell) and not re.fullmatch(r"\d{5}-\d{4}", cell):
            break
        parts.insert(0, cell.strip(" ,"))
    return ", ".join(parts) or None


def _phone(cells: list[str]) -> str | None:
    for index, cell in enumerate(cells):
        if search(_PHONE_LABEL, cell) and not search(_FORMER, cell):
            for near in [cell, *cells[index + 1 : index + 3], *cells[max(0, index - 3) : index][::-1]]:
                joined = near
                match = _PHONE.search(joined)
                if match and not _EIN_NO.fullmatch(match[0]):
                    return match[0].strip()
            match = _PHONE.search(" ".join(cells[max(0, index - 2) : index + 3]))
            if match and not _EIN_NO.fullmatch(match[0]):
                return match[0].strip()
    return None


def _date_of_report(text: str) -> str | None:
    """Return the date of the earliest event: of "May 5 (May 3)" the one in brackets, of two the earlier."""
    for label in _DATE_LABEL.finditer(text):
        after = text[label.start() : label.start() + 400]
        stop = re.search(r"exact\s+name|commission\s+file|state\s+or\s+other|registrant", after, re.I)
        dates = iso_dates(after[: stop.start()] if stop else after)
        dates = [date for date in dates if date[1] < 260]
        if dates and (len(dates) == 1 or dates[1][1] - dates[0][2] < 90):
            return min(date for date, _, _ in dates[:2])
        if dates:
            return dates[0][0]
        before = text[max(0, label.start() - 200) : label.start()]
        dates = iso_dates(before)
        if dates:
            last = [date for date in dates if dates[-1][1] - date[2] < 40]
            return min(date for date, _, _ in last[-2:])
    # No label: the date that stands above the name.
    name = _NAME.search(text)
    dates = iso_dates(text[: name.start()]) if name else []
    return dates[0][0] if dates else None


def trading_symbols(cover: str) -> tuple[Ticker, ...]:
    """Return the symbols in the cover's table of securities registered under Section 12(b)."""
    match = re.search(r"registered\s+pursuant\s+to\s+Section\s+12\s*\(b\)", cover)
    if match is None:
        return ()
    end = re.search(r"indicate\s+by\s+check|emerging\s+growth", cover[match.end() :], re.I)
    table = cover[match.end() : match.end() + (end.start() if end else 4000)]
    tickers: list[Ticker] = []
    for line in table.split("\n"):
        cells = [cell for cell, _ in cells_of(line)]
        for index, cell in enumerate(cells[1:], start=1):
            if _SYMBOL.fullmatch(cell) and not _EXCHANGE.search(cell) and cell not in ("N/A", "NONE", "NA"):
                exchange = next((other for other in cells[index + 1 :] if _EXCHANGE.search(other)), None)
                ticker = Ticker(symbol=cell, exchange=exchange)
                if ticker not in tickers:
                    tickers.append(ticker)
                break
    return tuple(tickers)


def symbols_in_words(text: str, name: str) -> tuple[Ticker, ...]:
    """Return the symbol that follows the registrant's name in the text: "Name, Inc. (Nasdaq: NAME)"."""
    first = re.sub(r"\W", "", name.split(" ")[0]).lower() if name else ""
    if len(first) < 2:
        return ()
    for match in _TICKER.finditer(text):
        before = text[max(0, match.start() - len(name) - 40) : match.start()].lower()
        near = re.sub(r"\W", "", before[-len(name) - 20 :])
        if first in near:
            return (Ticker(symbol=match[2].rstrip("."), exchange=match[1].strip()),)
    return ()
