"""Values as prose writes them: "about $2 million", "May 3, 2005", "2.75%", "five years"."""

from __future__ import annotations

import re
from decimal import Decimal

from summarizer.models import Amount, DateFact, DurationFact, Party, Percentage, Provision, Quantity
from summarizer.prose.readings import Reading, reading

AnyFact = Party | DateFact | Amount | Percentage | DurationFact | Quantity | Provision
Term = Amount | Percentage | DurationFact | Quantity

_MONTHS = "January February March April May June July August September October November December".split()
_QUALIFIERS = {"approximately": "about ", "up_to": "up to ", "at_least": "at least "}
_BASIS = {
    "per_share": " a share",
    "per_unit": " a unit",
    "per_year": " a year",
    "per_month": " a month",
    "per_quarter": " a quarter",
}
_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£"}
_SCALES = ((Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))
_WORDS = "zero one two three four five six seven eight nine ten".split()
_LENGTH = re.compile(r"(?i)^([\w ]+?)(?: ?\(\d+\))?[ -](day|week|month|year)s?$")


def shown(fact: AnyFact) -> str:
    """Return a fact's value in its own words, for lists: "about $2 million", "May 3, 2005"."""
    match fact:
        case Party():
            return fact.name
        case DateFact(value=str(value)) if not (fact.not_before or fact.not_after):
            # Of "the first half of fiscal 2025" the value has the year alone.
            return written_date(value) if len(value) > 4 else fact.text
        case Quantity() if fact.unit and fact.unit.split()[0].rstrip("s") not in fact.text:
            return f"{_QUALIFIERS.get(fact.qualifier, '')}{fact.text} {fact.unit}"
        case Amount() | Percentage() | Quantity() if fact.qualifier in _QUALIFIERS:
            return f"{_QUALIFIERS[fact.qualifier]}{fact.text}"
        case Percentage(qualifier="range", value=str(value)):
            return f"{value}%"  # one end of it; the text has both
    return fact.text


def written_date(value: str) -> str:
    """Return an ISO date as prose writes it: "May 3, 2005", "May 2005", "2005"."""
    year, *rest = value.split("-")
    if not rest:
        return year
    month = _MONTHS[int(rest[0]) - 1]
    return f"{month} {int(rest[1])}, {year}" if len(rest) > 1 else f"{month} {year}"


def told(fact: Term) -> str:
    """Return a term's value in a reader's form: "up to $5.25 billion", "6.375%", "five years"."""
    match fact:
        case Amount():
            return f"{_QUALIFIERS.get(fact.qualifier, '')}{money(fact)}{_per(fact)}"
        case Percentage(value=str(value)):
            return f"{_QUALIFIERS.get(fact.qualifier, '')}{value}%"
        case DurationFact():
            return _length(fact)
        case Quantity():
            return _count(fact)
    return fact.text


def money(amount: Amount) -> str:
    """Return an amount without its qualifier: "$250 million", "$1,500", "$2 million to $3 million"."""
    if not amount.value:
        return amount.text
    ends = [_money(Decimal(value), amount) for value in (amount.value, amount.value_max) if value]
    return " to ".join(ends)


def _money(value: Decimal, amount: Amount) -> str:
    sign = _SIGNS.get(amount.currency or "") or _own_sign(amount)
    if sign is None:
        return amount.text if amount.value_max is None else f"{amount.currency or ''} {value:,}".strip()
    for scale, word in _SCALES:
        if value >= scale and value % (scale / 1000) == 0:
            return f"{sign}{_shortest(value / scale)} {word}"
    cents = value != value.to_integral_value()
    if cents:
        places = max(2, -int(value.normalize().as_tuple().exponent))
        return f"{sign}{value:,.{places}f}"
    whole = f"{sign}{int(value):,}"
    # "$19.00 a share" keeps its cents, "$219,000.00 a year" does not.
    return f"{whole}.00" if amount.basis in ("per_share", "per_unit") and amount.text.endswith(".00") else whole


def _own_sign(amount: Amount) -> str | None:
    """Return how the filing writes a currency before plain digits: "C$", "SEK "."""
    found = re.fullmatch(r"([^\d\s]{1,4} ?)\d{1,3}(?:,\d{3})+(?:\.00)?", amount.text)
    return found[1] if found else None


def _shortest(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _per(amount: Amount) -> str:
    return _BASIS.get(amount.basis, "")


def _length(fact: DurationFact) -> str:
    text = re.sub(r"\s*\(\d+\)", "", fact.text).strip()
    counted = _LENGTH.match(fact.text)
    if fact.months and (counted is None or counted[2].lower() in ("month", "year")) and not re.search(r"(?i)day", text):
        return _months(Decimal(fact.months), text)
    if counted:
        return f"{counted[1]} {counted[2].lower()}{'' if counted[1].lower() in ('1', 'one', 'a') else 's'}"
    return text


def _months(count: Decimal, text: str) -> str:
    if count >= 12 and count % 12 == 0:
        years = int(count / 12)
        return "one year" if years == 1 else f"{_WORDS[years] if years <= 10 else years} years"
    if count != count.to_integral_value() or count > 36 or "half" in text:
        return text.replace("-", " ") if "half" not in text else text
    return "one month" if count == 1 else f"{_WORDS[int(count)] if count <= 10 else int(count)} months"


def _count(fact: Quantity) -> str:
    text = re.sub(r"(?i) of (?:the (?:company|registrant|corporation)'s|its|our) .*$", "", fact.text)
    text = re.sub(r"\bCommon Stock\b", "common stock", text)
    if fact.unit and fact.unit.split()[0].rstrip("s") not in text.lower():
        text = f"{text} {fact.unit}"
    return f"{_QUALIFIERS.get(fact.qualifier, '')}{text}"


def on(date: DateFact) -> str:
    """Return when something is, with its preposition: "on May 3, 2005", "in the first half of 2024"."""
    text = shown(date)
    text = re.sub(r"(?i)^(?:by|in|on|during|before) ", "", text)
    if text[0].islower() and not text.startswith("the "):
        text = f"the {text}"  # "first quarter of 2022"
    if date.not_after and not date.not_before:
        return f"by {text}"
    return f"{'on' if text == written_date(date.value or '') and ',' in text else 'in'} {text}"


def figure_in(fact: AnyFact, said: Reading, *, loosely: bool = True) -> bool:
    """Return whether a text gives the value of a fact; ``loosely`` takes "June 2024" for June 18, 2024 as well."""
    match fact:
        case Amount():
            values = {value for value, currency in said.amounts if fact.currency in (None, currency)}
            return bool(values & _decimals(fact.value, fact.value_max))
        case Percentage():
            return bool(said.percents & _decimals(fact.value)) or (
                fact.value == "50" and bool({"half", "equally"} & said.words)
            )
        case Quantity():
            return bool({number.value for number in said.numbers} & _decimals(fact.value, fact.value_max))
        case DurationFact():
            own = reading(fact.text)
            return bool(said.lengths & (_decimals(fact.months) | own.lengths)) or bool(said.units & own.units)
        case DateFact(value=str(value)):
            if not loosely or len(value) == 4:
                return value in said.days
            day = int(value[8:]) if len(value) == 10 else None
            return value[:7] in said.days or (int(value[5:7]), day) in said.month_days
    return False


def _decimals(*values: str | None) -> set[Decimal]:
    return {Decimal(value) for value in values if value}
