"""The parts of the documentation that are made of the code: commands, settings, the contract, deal types.

What the code does not say, the meaning of a field or of a word, stands here. A field or a vocabulary that is new, or
gone, is an error, so that none is left undocumented.
"""

from __future__ import annotations

import argparse
import types
import typing
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel

from summarizer import config, models, vocabulary
from summarizer.cli.parser import make_parser
from summarizer.deal_types import deal_types
from summarizer.options import Options


def hold(what: object, otherwise: str) -> None:
    """Raise `AssertionError` with the words given where something does not hold."""
    if not what:
        raise AssertionError(otherwise)


# -- the command line --------------------------------------------------------------------------------------------------


def commands() -> dict[str, argparse.ArgumentParser]:
    """Return the parser of every command by its name."""
    groups = [action for action in make_parser()._actions if isinstance(action, argparse._SubParsersAction)]
    return dict(groups[0].choices)


def cli() -> str:
    """Return a section for each command, and what holds for all."""
    parser = make_parser()
    shared = {"-h, --help", "-q, --quiet", "-v, --verbose"}
    written = []
    for name, command in commands().items():
        takes = [action for action in command._actions if not action.option_strings]
        usage = " ".join(["summarizer", name, "[options]", *map(_positional, takes)])
        rows = [_row(action) for action in command._actions if _name(action) not in shared]
        written.append(f"## summarizer {name}\n\n{command.description}\n\n```text\n{usage}\n```\n")
        written.append(_table(("argument", "meaning"), rows))
    top = [action for action in parser._actions if action.option_strings and action.dest != "help"]
    written.append("## What every command takes\n")
    written.append(
        _table(("argument", "meaning"), [_row(a) for a in commands()["schema"]._actions if _name(a) in shared])
    )
    written.append("The command itself, without one of those above:\n")
    written.append(_table(("argument", "meaning"), [_row(a) for a in top]))
    written.append(f"## Exit codes and environment\n\n```text\n{(parser.epilog or '').strip()}\n```\n")
    return "\n" + "\n".join(written) + "\n"


def _positional(action: argparse.Action) -> str:
    shown = str(action.metavar or "{" + ",".join(action.choices or ()) + "}")
    return {"+": f"{shown} [{shown} ...]", "?": f"[{shown}]"}.get(str(action.nargs), shown)


def _name(action: argparse.Action) -> str:
    return ", ".join(action.option_strings)


def _row(action: argparse.Action) -> tuple[str, str]:
    takes = action.metavar or ("|".join(map(str, action.choices)) if action.choices else "")
    if not action.option_strings:
        return f"`{takes}`", str(action.help)
    return f"`{_name(action)}{f' {takes}' if takes and action.nargs != 0 else ''}`", str(action.help)


def settings() -> str:
    """Return the table of settings: flag, variable, key in a file, option in Python, default."""
    python = set(Options.__dataclass_fields__)
    rows = []
    for setting in config.SETTINGS:
        default = "no limit" if setting.default is None and setting.name.startswith("max-") else setting.default
        default = f"{default:g}" if isinstance(default, float) else default
        option = f"`{setting.attribute}`" if setting.attribute in python else "–"
        option = "`model=`" if setting.name == "model" else option
        flag = f"`--{setting.name}`"
        rows.append(
            (flag, f"`{setting.variable}`", f"`{setting.name}`", option, str("–" if default is None else default))
        )
    return "\n" + _table(("flag", "environment", "in a file", "in Python", "default"), rows) + "\n"


# -- the contract ------------------------------------------------------------------------------------------------------

FIELDS = {
    "Summary": {
        "schema_version": "The version of this contract.",
        "filing": "What the parser read. No model has a part in it.",
        "deals": "The agreements that the filing reports; none is a result too.",
        "events": "What the items report that is no deal.",
        "brief": "The plain-English brief.",
        "checks": "What was verified, and what was not.",
        "run": "How the summary was made, and what that took.",
    },
    "FilingInfo": {
        "form": "`8-K`, `8-K/A`, `8-K12B` ...",
        "accession_number": "`NNNNNNNNNN-NN-NNNNNN`, where the source states it.",
        "registrant": "The company that filed.",
        "co_registrants": "Those that filed with it.",
        "date_of_report": "The date of the earliest event reported, from the cover; not always one of the deal.",
        "filed_on": "The day of filing, where a submission's header states it.",
        "items": "The items of the body, in its order.",
        "exhibits": "The exhibits listed or present.",
        "signatory": "Who signed.",
        "notices": "What the parser found odd: a text that ends in mid-sentence, an item that the body lacks.",
    },
    "Registrant": {
        "name": "The exact name on the cover.",
        "cik": "The SEC's number of the company.",
        "state_of_incorporation": "As the cover writes it.",
        "commission_file_number": "As the cover writes it.",
        "ein": "The number that the Internal Revenue Service gave the employer.",
        "address": "Of the principal executive offices.",
        "phone": "With the area code.",
        "tickers": "Trading symbols on the cover.",
    },
    "Ticker": {"symbol": "The symbol.", "exchange": "Where it trades."},
    "Item": {
        "number": "`1.01` since August 2004, `5` before.",
        "title": "The heading as the filing writes it.",
        "furnished": "True of what is furnished and not filed, such as Item 2.02 and 7.01.",
        "points_to": "The item that this one only points to.",
        "span": "Where the item stands.",
    },
    "Exhibit": {
        "number": 'As written, without the word "Exhibit".',
        "description": "As the list writes it.",
        "relation": "Whether it is filed here.",
        "span": "Where it stands, if it is in the source.",
    },
    "Signatory": {"name": "Who signed.", "title": "As what.", "signed_on": "The day, ISO 8601."},
    "Span": {
        "document": "The document's name: `8-K`, `EX-99.1`.",
        "start": "The first character, counted from 0 in that document's text.",
        "end": "The character after the last.",
    },
    "Deal": {
        "id": "`d1`, `d2` ... in the order of the filing.",
        "type": "The type of deal.",
        "action": "What was done.",
        "title": "The agreement's name as the filing writes it.",
        "headline": "One plain sentence.",
        "subject": "What the agreement is about, in a sentence or two.",
        "parties": "Who takes part.",
        "dates": "When.",
        "amounts": "How much money.",
        "percentages": "Rates and shares.",
        "durations": "For how long.",
        "quantities": "What is counted and is neither money nor percent.",
        "provisions": "Under which terms.",
        "related": "Documents and agreements referred to.",
    },
    "Fact": {
        "id": "`d1.amount.2`; of an event `e1.date.1`.",
        "status": "How far the filing states it.",
        "certainty": "How certain the filing says it is.",
        "hedge": "The word that makes it less than certain: `if`, `up to`, `may`.",
        "hedge_span": "Where that word stands.",
        "evidence": "The words that state it; more than one where the filing states it again.",
    },
    "Party": {
        "name": "The legal name as the filing writes it.",
        "defined_name": "The short name that the filing gives it: `the Company`.",
        "defined_at": "Where the filing gives it that name.",
        "role": "Its part in the deal.",
        "is_registrant": "Whether it is the company that filed.",
    },
    "DateFact": {
        "kind": "What the date is of.",
        "value": "As precise as stated: `2005-05-03`, `2005-05`, `2005`. Of a quarter or a half-year the year. "
        "Null where it is blacked out.",
        "not_before": "The first day that the words allow, where they bound it.",
        "not_after": "The last day that the words allow.",
        "text": "The words that state it.",
    },
    "Amount": {
        "kind": "What is paid, lent or counted.",
        "value": "A decimal string, the full figure: `2000000`; of a range its lower end. Null where blacked out.",
        "value_max": "The upper end of a range.",
        "currency": "ISO 4217: `USD`.",
        "qualifier": "Whether it is exact, a bound or an estimate.",
        "basis": "What it is paid for: in all, a share, a year.",
        "payer": "Who pays, by the name under `parties`.",
        "payee": "Who is paid.",
        "contingent": "True where the payment hangs on something that may not happen.",
        "text": "The words that state it.",
    },
    "Percentage": {
        "kind": "What it is a percentage of.",
        "value": "A decimal string in percent: `2.75`; 125 basis points is `1.25`. A range is two facts.",
        "qualifier": "Whether it is exact, a bound or an estimate.",
        "text": "The words that state it.",
    },
    "DurationFact": {
        "kind": "What lasts so long.",
        "months": "A decimal string, where a count of months follows from the words.",
        "text": "The words that state it.",
    },
    "Quantity": {
        "kind": "What is counted.",
        "value": "A decimal string. Of a range its lower end.",
        "value_max": "The upper end of a range.",
        "unit": "`shares of common stock`, `square feet`.",
        "qualifier": "Whether it is exact, a bound or an estimate.",
        "text": "The words that state it.",
    },
    "Provision": {"kind": "What the term is about.", "text": "The term, in a plain sentence."},
    "Related": {
        "text": "The words that name it.",
        "exhibit": "The exhibit that holds it.",
        "date": "Its date, ISO 8601.",
        "evidence": "Where it is named.",
    },
    "Evidence": {
        "quote": "The filing's words, verbatim: `document.text[start:end]`.",
        "document": "The document's name.",
        "item": "The item that the words stand in.",
        "exhibit": "The exhibit that they stand in, also where it follows in the form's own document.",
        "start": "The first character, counted from 0 in that document's text.",
        "end": "The character after the last.",
        "match": "How the quote was found.",
    },
    "Event": {
        "id": "`e1`, `e2` ...",
        "item": "The item that reports it.",
        "kind": "What happened.",
        "text": "One or two plain sentences.",
        "evidence": "The words that say so.",
        "amounts": "Money that it names.",
        "dates": "Dates that it names.",
        "percentages": "Percentages that it names.",
    },
    "Brief": {
        "title": "Under twelve words.",
        "paragraphs": "Two to four as a rule.",
        "reading_grade": "Flesch-Kincaid, with names and figures masked.",
        "words": "How many.",
    },
    "BriefParagraph": {"sentences": "The sentences."},
    "Sentence": {
        "text": "The sentence.",
        "supports": "The ids of the facts that it rests on; `d1` is what a deal is about, `filing` the cover.",
    },
    "Checks": {
        "facts": "The facts that the summary holds, and the statements refused that a better quote could have mended.",
        "verified": "The facts that the summary holds. Each is borne out by the filing.",
        "rejected": "What the engine said and the filing does not bear out.",
        "unclaimed_amounts": "Money in the deal passages that no fact claims.",
        "unclaimed_dates": "Dates there that no fact claims.",
        "unclaimed_percentages": "Percentages there that no fact claims.",
        "gaps": "What a deal of its type normally states and this filing does not.",
        "conflicts": "Statements of the filing that disagree.",
        "arithmetic": "Relations between stated figures, with the working.",
        "warnings": "Whatever else a reader has to know, a sentence each.",
    },
    "Rejected": {
        "path": "Where the statement stood in the engine's answer.",
        "value": "What it said.",
        "reason": "Why the filing does not bear it out.",
    },
    "Unclaimed": {"text": "The filing's words.", "span": "Where they stand."},
    "Gap": {
        "deal": "The deal's id.",
        "expected": "The kind of fact that is missing.",
        "disposition": "What the filing says instead.",
        "searched": "Where it was sought.",
    },
    "Conflict": {"facts": "The ids of the facts.", "reason": "How they disagree."},
    "Working": {
        "facts": "The ids of the facts.",
        "working": "The sum.",
        "agrees": "Whether it comes out, within the rounding of the stated figures.",
    },
    "Run": {
        "engine": "What made the summary.",
        "model": "`provider/name`, where a model did.",
        "prompt_versions": "The version of each prompt; one of your own is marked, with the start of its digest.",
        "schema_version": "The version of this contract.",
        "calls": "The questions to the model: see [Windows and budgets](budgets.md#the-ledger).",
        "cost_usd": "What they cost in US dollars, a decimal string; null, and never 0, where no price is known.",
        "seconds": "Wall time.",
        "source_sha256": "The digest of the bytes that the filing was read from.",
    },
    "CallRecord": {
        "purpose": "`extract`, `repair`, `brief` or `brief-repair`.",
        "attempts": "How many answers it took.",
        "input_tokens": "Of all attempts, as the endpoint counts them.",
        "output_tokens": "Of all attempts.",
        "cached": "True of an answer that was not asked for anew.",
        "seconds": "Wall time.",
        "cost_usd": "In US dollars; null where no price is known.",
        "ledger": "A row for each attempt.",
    },
    "Attempt": {
        "outcome": "What became of the answer.",
        "input_tokens": "As the endpoint counts them.",
        "output_tokens": "As the endpoint counts them.",
        "seconds": "Wall time.",
        "recalled": "Whether the answer came from a store, and nothing was asked.",
        "exchange": "The key under which a store keeps request and response; null without one.",
    },
}

WORDS: dict[str, tuple[str, dict[str, str]]] = {
    "Action": (
        "What was done.",
        {
            "entered": "signed anew",
            "renewed": "renewed or extended",
            "completed": "closed, carried out",
            "proposed": "a letter of intent or an offer, not yet binding",
        },
    ),
    "Role": ("A party's part in a deal.", {}),
    "DateKind": (
        "What a date is of.",
        {
            "agreement": 'signed, or "dated as of"; of an amendment its own date',
            "original_agreement": "of the agreement now amended, renewed or ended",
            "closing": "closed already",
            "expiration": "when it runs out by its own terms",
            "maturity": "of debt",
            "termination": "when it was ended or may be ended, an outside date too",
        },
    ),
    "AmountKind": (
        "What an amount is.",
        {
            "deal_value": "a total that the filing itself states",
            "principal": "of a loan or notes",
            "commitment": "the size of a facility",
            "drawn": "what has been borrowed of it",
            "accordion": "a possible increase of it",
            "termination_fee": "paid by the target, or by either party, for ending",
            "reverse_termination_fee": "paid by the buyer",
            "fee": "any other fee",
            "award_value": "of equity awards",
        },
    ),
    "PercentageKind": (
        "What a percentage is.",
        {"interest_rate": "a coupon", "margin": "over a base rate", "bonus_target": "of salary"},
    ),
    "DurationKind": ("What lasts so long.", {}),
    "QuantityKind": ("What is counted or measured.", {}),
    "ProvisionKind": ("What a term is about.", {}),
    "EventKind": ("What an item reports that is no deal.", {}),
    "Status": (
        "How far the filing states a fact. The first two have a value.",
        {
            "stated": "in so many words",
            "derived": "it follows by arithmetic, the working given",
            "redacted": "blacked out, as `[***]`; never guessed",
            "not_disclosed": "the filing does not say",
            "incorporated_elsewhere": "the filing points outside itself for it",
            "conflicting": "the filing says two things",
        },
    ),
    "Certainty": (
        "How certain the filing says a fact is.",
        {
            "signed": "it is so",
            "conditional": "if or unless something happens",
            "expected": "planned, due",
            "possible": "it may be",
        },
    ),
    "Qualifier": ("Whether a figure is exact, a bound or an estimate.", {}),
    "Basis": ("What an amount is paid for.", {"total": "in all"}),
    "Match": (
        "How a quote was found.",
        {
            "exact": "character for character",
            "normalised": "but for white space, quotation marks and dashes",
            "elided": "with words left out where it has an ellipsis",
            "fuzzy": "but for a misspelt word or capitals; no figure, date, name or negation differs",
        },
    ),
    "Relation": (
        "Whether an exhibit is filed with the report.",
        {"by_reference": "incorporated from an earlier filing", "to_be_filed": "with a later one"},
    ),
}

# Words of a field's own.
_INLINE = {
    ("not_disclosed", "incorporated_elsewhere", "redacted"): "gap",
    ("accepted", "off_schema", "cut_off", "declined"): "attempt",
}


def contract() -> str:
    """Return a table for each object of the contract, from `Summary` down."""
    found = list(dict.fromkeys(_models(models.Summary)))
    names = [model.__name__ for model in found]
    hold(set(names) == set(FIELDS), f"documented but not there, or the other way: {set(names) ^ set(FIELDS)}")
    written = []
    for model in found:
        inherited = [base for base in model.__bases__ if base in found]
        own = {
            name: field
            for name, field in model.model_fields.items()
            if not any(name in base.model_fields for base in inherited)
        }
        meanings = FIELDS[model.__name__]
        hold(list(own) == list(meanings), f"{model.__name__}: {list(own)} is not {list(meanings)}")
        rows = [(f"`{name}`", _type(field.annotation, field.metadata), meanings[name]) for name, field in own.items()]
        paragraphs = [f"### {model.__name__}", " ".join((model.__doc__ or "").split()).replace("``", "`")]
        paragraphs += [
            f"It has the fields of [{base.__name__}](#{base.__name__.lower()}) as well." for base in inherited
        ]
        written.append("\n\n".join(paragraphs) + "\n\n" + _table(("field", "type", "meaning"), rows))
    return "\n" + "\n".join(written) + "\n"


def _models(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """Yield a model, those that it extends, and those of its fields, in the order of the fields."""
    yield from (base for base in model.__bases__ if issubclass(base, models.Fact))
    yield model
    for field in model.model_fields.values():
        for part in _parts(field.annotation):
            if isinstance(part, type) and issubclass(part, BaseModel):
                yield from _models(part)


def _parts(annotation: Any) -> Iterator[Any]:
    yield annotation
    for part in typing.get_args(annotation):
        yield from _parts(part)


def _type(annotation: Any, metadata: typing.Sequence[Any] = ()) -> str:
    origin, parts = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return _type(parts[0], parts[1:])
    if origin is tuple:
        return f"list of {_type(parts[0])}"
    if origin in (types.UnionType, typing.Union):
        return f"{_type(parts[0])} or null"
    if origin is dict:
        return "object of texts"
    if origin is typing.Literal:
        name = next((name for name in WORDS if typing.get_args(getattr(vocabulary, name)) == parts), None)
        return f"[{_label(name)}](#{_anchor(name)})" if name else ", ".join(f"`{word}`" for word in parts)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return f"[{annotation.__name__}](#{annotation.__name__.lower()})"
    if any("_known_deal_type" in repr(one) for one in metadata):
        return "[deal type](#deal-types)"
    if any("_iso" in repr(one) for one in metadata):
        return "ISO 8601 date"
    return {str: "text", bool: "true or false", int: "whole number", float: "number"}[annotation]


def _label(name: str) -> str:
    return "".join(f" {c.lower()}" if c.isupper() else c for c in name).strip()


def _anchor(name: str) -> str:
    return _label(name).replace(" ", "-")


def words() -> str:
    """Return every vocabulary with the meaning of the words that do not speak for themselves."""
    there = {name for name, value in vars(vocabulary).items() if typing.get_origin(value) is typing.Literal}
    hold(there == set(WORDS), f"documented but not there, or the other way: {there ^ set(WORDS)}")
    written = []
    for name, (what, meanings) in WORDS.items():
        known = vocabulary.words(getattr(vocabulary, name))
        hold(set(meanings) <= set(known), f"{name}: {set(meanings) - set(known)}")
        told = " · ".join(f"`{word}`{f' ({meanings[word]})' if word in meanings else ''}" for word in known)
        written.append(f"### {_label(name).capitalize()}\n\n{what}\n\n{told}\n")
    return "\n" + "\n".join(written) + "\n"


def types_of_deals() -> str:
    """Return the table of deal types."""
    rows = [(f"`{kind.name}`", kind.description) for kind in deal_types().values()]
    return "\n" + _table(("type", "what it is"), rows) + "\n"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


PARTS = {
    "cli": cli,
    "settings": settings,
    "contract": contract,
    "words": words,
    "deal types": types_of_deals,
}
