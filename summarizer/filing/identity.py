"""Who files, what form, and when: the cover page, inline XBRL facts and the header held against each other."""

from __future__ import annotations

import re

from summarizer.filing.cover import Cover, symbols_in_words, trading_symbols
from summarizer.filing.dates import iso_dates
from summarizer.filing.html import Facts
from summarizer.filing.jurisdictions import state_of_code
from summarizer.filing.sgml import Filer, Header
from summarizer.models import Registrant, Ticker


def registrants_of(cover: Cover, cover_text: str, text: str, facts: Facts, header: Header) -> list[Registrant]:
    """Return the registrant and its co-registrants: as the cover has them, the gaps filled from the header."""
    found = list(cover.registrants)
    tagged = _from_facts(facts)
    if tagged:
        shown = found[0] if found and _alike(tagged.name, found[0].name) else None
        found[:1] = [_merge(tagged, shown).model_copy(update={"name": shown.name if shown else tagged.name})]
        for name in facts.get("EntityRegistrantName", [])[1:]:
            if name and not any(_alike(name, known.name) for known in found):
                found.append(Registrant(name=name))
    filers = list(header.filers)
    merged: list[Registrant] = []
    for place, registrant in enumerate(found):
        filer = next((filer for filer in filers if _alike(filer.name, registrant.name)), None)
        if filer is None and place == 0 and len(header.filers) == 1:
            filer = header.filers[0]
        if filer is not None and filer in filers:
            filers.remove(filer)
        merged.append(_merge(registrant, _from_filer(filer) if filer else None))
    if not merged and not filers:
        merged.append(Registrant(name=""))
    merged.extend(_from_filer(filer) for filer in filers)
    tickers = _tagged_tickers(facts) or trading_symbols(cover_text)
    tickers = tickers or symbols_in_words(text[:200_000], merged[0].name)
    return [merged[0].model_copy(update={"tickers": tickers}), *merged[1:]]


def date_of_report(cover: Cover, facts: Facts, header: Header, notices: list[str]) -> str | None:
    """Return the date of the earliest event; what the cover states counts before what the header does."""
    tagged = [dates for value in facts.get("DocumentPeriodEndDate", []) if (dates := iso_dates(value))]
    # "May 5 (May 3)": the day of the event is the earlier, which the tag may hold as well.
    stated = min(date for date, _, _ in tagged[0][:2]) if tagged else cover.date_of_report
    if stated and header.period and stated != header.period:
        notices.append(f"the cover gives {stated} as the date of the report, the header {header.period}")
    return stated or header.period


def _alike(a: str, b: str) -> bool:
    x, y = _name_key(a), _name_key(b)
    return bool(x) and (x == y or x.startswith(y) or y.startswith(x)) and bool(y)


def _name_key(name: str) -> str:
    words = re.findall(r"[a-z0-9]+", name.lower().replace("&", " and ").replace("'", "").replace("’", ""))
    dropped = {
        "the",
        "inc",
        "incorporated",
        "corp",
        "corporation",
        "co",
        "company",
        "llc",
        "ltd",
        "limited",
        "lp",
        "plc",
    }
    kept = [word for word in words if word not in dropped and not (len(word) == 1 and word in "lpc")]
    return "".join(kept) or "".join(words)


def _merge(first: Registrant, second: Registrant | None) -> Registrant:
    if second is None:
        return first
    gaps = {key: value for key, value in second if value and key != "name" and not getattr(first, key)}
    return first.model_copy(update=gaps)


def _from_filer(filer: Filer) -> Registrant:
    ein = filer.ein if filer.ein and filer.ein.strip("0") else None
    return Registrant(
        name=filer.name,
        cik=filer.cik,
        state_of_incorporation=state_of_code(filer.state) if filer.state else None,
        commission_file_number=filer.file_number,
        ein=f"{ein[:2]}-{ein[2:]}" if ein and re.fullmatch(r"\d{9}", ein) else ein,
        address=filer.address,
        phone=filer.phone,
    )


def _from_facts(facts: Facts) -> Registrant | None:
    names = facts.get("EntityRegistrantName")
    if not names or not names[0]:
        return None

    def first(*keys: str) -> str | None:
        return next((facts[key][0] for key in keys if facts.get(key) and facts[key][0]), None)

    street = [first(f"EntityAddressAddressLine{line}") for line in (1, 2, 3)]
    town = [first("EntityAddressCityOrTown"), first("EntityAddressStateOrProvince", "EntityAddressCountry")]
    address = ", ".join(filter(None, [*street, *town]))
    code = first("EntityAddressPostalZipCode")
    area, local = first("CityAreaCode"), first("LocalPhoneNumber")
    phone = None
    if local:
        digits = (area or "").strip("() ")
        phone = f"({digits}) {local}" if digits.isdecimal() else f"{area or ''} {local}".strip()
    return Registrant(
        name=names[0].strip(" *"),
        cik=first("EntityCentralIndexKey"),
        state_of_incorporation=first("EntityIncorporationStateCountryCode"),
        commission_file_number=_number(first("EntityFileNumber")),
        ein=_number(first("EntityTaxIdentificationNumber")),
        address=" ".join(filter(None, [address, code])) or None,
        phone=phone,
    )


def _number(words: str | None) -> str | None:
    if words is None:
        return None
    number = re.sub(r"\s*[–—‑-]\s*", "-", words)
    if re.fullmatch(r"\d{9}", number):
        number = f"{number[:2]}-{number[2:]}"
    return number if re.search(r"\d", number) else None


def _tagged_tickers(facts: Facts) -> tuple[Ticker, ...]:
    symbols = facts.get("TradingSymbol", [])
    exchanges = facts.get("SecurityExchangeName", [])
    tickers: list[Ticker] = []
    for place, symbol in enumerate(symbols):
        if not re.fullmatch(r"[A-Za-z0-9./ -]{1,14}", symbol) or symbol.upper() in ("N/A", "NA", "NONE"):
            continue
        matched = exchanges[place] if len(exchanges) == len(symbols) else (exchanges[0] if exchanges else None)
        ticker = Ticker(symbol=symbol, exchange=matched)
        if ticker not in tickers:
            tickers.append(ticker)
    return tuple(tickers)
