"""Short names, roles, and who pays whom: what the filing's own words bear out, and what they contradict."""

from __future__ import annotations

from typing import Any

import pytest

from summarizer import Filing, Options, Summary
from summarizer.drafts import Corrections
from summarizer.names import places
from tests.drafting import amount, correction, deal, event, filing, party, summary_of

REGISTRANT = "Quarrel Hill Optics, Inc."
PARTNER = "Brindle Marsh Partners LLC"


def parties(filing_: Filing, *entries: dict[str, Any], **fields: Any) -> Summary:
    return summary_of(filing_, deal(filing_, parties=list(entries), **fields))


def told(summary: Summary) -> list[tuple[str, str]]:
    return [(rejected.path, rejected.reason) for rejected in summary.checks.rejected]


# -- short names ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "short", "at"),
    [
        ('Brindle Marsh Partners LLC ("Brindle")', "Brindle", '("Brindle")'),
        ("Brindle Marsh Partners LLC (“Brindle” or the “Seller”)", "the Seller", "(“Brindle” or the “Seller”)"),
        ("Brindle Marsh Partners LLC, a Delaware company (the “Seller”),", "Seller", "(the “Seller”)"),
        ("Brindle Marsh Partners LLC (Nasdaq: BMPL) (the 'Seller')", "the Seller", "(the 'Seller')"),
        ('Brindle Marsh Partners LLC (hereinafter "Vendor")', "Vendor", '(hereinafter "Vendor")'),
        ("Brindle Marsh Partners LLC (the Seller)", "the Seller", "(the Seller)"),
        ("Brindle Marsh Partners LLC and Osterloh Bank, N.A. (together, the “Sellers”)", "Sellers",
         "(together, the “Sellers”)"),
        ("Morgendahl & Co. LLC, J.P. Osterloh L.L.C., and Brindle Marsh Partners LLC (together, “Sellers”)", "Sellers",
         "(together, “Sellers”)"),
        ("Brindle Marsh Partners LLC, a unit of Osterloh Holdings Corp. (the “Seller”)", "Seller", "(the “Seller”)"),
    ],
)  # fmt: skip
def test_a_short_name_is_kept_with_the_place_that_defines_it(words: str, short: str, at: str) -> None:
    told_of = filing(f"Quarrel Hill Optics, Inc. signed an agreement with {words} on March 4, 2024.")

    made = parties(told_of, party(told_of, PARTNER, "seller", short)).deals[0].parties[0]

    assert made.defined_name == short
    assert made.defined_at is not None
    assert told_of.text(made.defined_at) == at


@pytest.mark.parametrize(
    ("words", "short"),
    [
        ("{R} signed an agreement with {P} (the “Seller”).", "the Seller"),
        ("{P} (“Brindle”) and {R} signed an agreement.", "Brindle"),
        ("{R} signed an agreement with {P}. The Lender is a bank.", "the Lender"),
        ("{R}, the company of a family, signed an agreement with {P} (the “Company”).", "the Company"),
    ],
)
def test_a_short_name_that_is_somebody_elses_is_left_out(words: str, short: str) -> None:
    told_of = filing(words.format(R=REGISTRANT, P=PARTNER))
    entries = party(told_of, REGISTRANT, "buyer", short), party(told_of, PARTNER, "seller")

    summary = parties(told_of, *entries)

    assert [p.defined_name for p in summary.deals[0].parties] == [None, None]
    assert told(summary)[0][0] == "deals.0.parties.0.defined_name"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        (REGISTRANT, "the Company"),
        (REGISTRANT, "we"),
        (REGISTRANT, "Quarrel Hill"),
        ("Tollgate Ferries plc", "Tollgate"),
        ("Enno R. Falkirk", "Mr. Falkirk"),
        ("Marsh and Fen Water Corp.", "MFW"),
    ],
)
def test_what_needs_no_definition_is_kept_without_one(name: str, short: str) -> None:
    told_of = filing(
        "Quarrel Hill Optics, Inc. signed agreements with Tollgate Ferries plc, Enno R. Falkirk and Marsh and Fen "
        "Water Corp. The Company, or we, owe Tollgate, Mr. Falkirk and MFW a fee. Quarrel Hill is content."
    )

    made = parties(told_of, party(told_of, name, "other", short)).deals[0].parties[0]

    assert (made.defined_name, made.defined_at) == (short, None)


@pytest.mark.parametrize(
    "name", ["Morgendahl & Co. LLC", "J.P. Osterloh L.L.C.", "Tollgate U.S.A. Inc.", "Fen Bank, N.A."]
)
def test_a_name_with_full_stops_and_signs_is_known_for_one(name: str) -> None:
    told_of = filing(f"Quarrel Hill Optics, Inc. signed an agreement with {name} (the “Lender”) on March 4, 2024.")

    assert parties(told_of, party(told_of, name, "lender", "the Lender")).deals[0].parties[0].defined_at


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Brackwell Tin, Inc.", "to Brackwell Tin, BRACKWELL TIN CO.", ["Brackwell Tin", "BRACKWELL TIN CO."]),
        ("The Orrin-Vale Corp.", "the Orrin Vale Corporation and OrrinVale Ltd", ["OrrinVale Ltd"]),
        ("Pell AND Sons LLC", "from Pell and Sons, L.L.C., and Pell & Sons", ["Pell and Sons, L.L.C."]),
        ("A&D Kiln Co.", "A & D Kiln Company or A&D Kiln", ["A&D Kiln"]),
        ("eQuill Inc", "eQuill, EQUILL; Mr. Equill", ["eQuill", "EQUILL", "Equill"]),
        ("Tarn Moss", "Tarn Moss Bridge, Tarn Moss & Hollow, old-Tarn Moss, Tarn Moss-made", []),
        ("Tarn Tarn", "Tarn Tarn Tarn", ["Tarn Tarn"]),
        ("Qi", "Qi, Qian, and QI", ["Qi"]),
        ("", "nothing", []),
    ],
)
def test_a_name_is_found_in_every_form_and_in_no_longer_name(name: str, text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in places(name, text)] == found


def test_of_two_parties_with_one_short_name_the_defined_one_keeps_it() -> None:
    told_of = filing("Brindle Marsh Partners LLC signed with Brindle Fen Bank, N.A. (“Brindle”) on March 4, 2024.")
    entries = [party(told_of, name, "other", "Brindle") for name in (PARTNER, "Brindle Fen Bank, N.A.")]

    summary = parties(told_of, *entries)

    assert [p.defined_name for p in summary.deals[0].parties] == [None, "Brindle"]
    assert told(summary) == [("deals.0.parties.0.defined_name", "the filing calls another party of the deal so")]


# -- roles ---------------------------------------------------------------------------------------------------


def roles(summary: Summary) -> list[str]:
    return [p.role for p in summary.deals[0].parties]


# Words, and the role of the registrant and of its partner that they tell.
ROLES = [
    ("{R} (the “Company”) signed a loan with {P} (the “Lender”).", "borrower", "lender", (1,)),
    ("{R} signed a loan with {P}, as administrative agent.", "other", "agent", (1,)),
    ("{R} signed an agreement with {P} (the “Seller”).", "buyer", "seller", (1,)),
    ("{R} (the “Company”) will acquire {P}.", "buyer", "target", (0, 1)),
    ("{R} will acquire all of the outstanding shares of {P} for cash.", "buyer", "target", (0, 1)),
    ("{P} sold its yard to {R}.", "buyer", "seller", (0, 1)),
    ("{P} was acquired by {R}.", "buyer", "target", (0, 1)),
    ("A shell will merge with and into {P}, with {P} surviving as a wholly owned subsidiary of {R}.", "buyer",
     "target", (0, 1)),
    ("{R} granted {P} an exclusive license to its lens.", "licensor", "licensee", (0, 1)),
    ("{R} (the “Company”) has granted to {P} (“Brindle”), a maker of lamps, a license.", "licensor", "licensee",
     (0, 1)),
    ("{R} licensed the lens from {P}.", "licensee", "licensor", (0, 1)),
    ("{R} leases its mill from {P}.", "tenant", "landlord", (0, 1)),
    ("{P} will supply glass to {R}.", "customer", "supplier", (0, 1)),
    ("{P} will provide consulting services to {R}.", "client", "service_provider", (0, 1)),
    ("{R} borrowed $5 million from {P}.", "borrower", "lender", (0, 1)),
    ("{R} issued and sold the notes to {P}.", "issuer", "investor", (0, 1)),
    ("{P} filed a complaint against {R}.", "defendant", "claimant", (0, 1)),
]  # fmt: skip


@pytest.mark.parametrize(("words", "registrant", "partner", "wrong"), ROLES)
def test_roles_stand_as_told_and_fall_where_they_are_exchanged(
    words: str, registrant: str, partner: str, wrong: tuple[int, ...]
) -> None:
    told_of = filing(words.format(R=REGISTRANT, P=PARTNER))
    true = party(told_of, REGISTRANT, registrant), party(told_of, PARTNER, partner)
    false = party(told_of, REGISTRANT, partner), party(told_of, PARTNER, registrant)

    kept, refused = parties(told_of, *true), parties(told_of, *false)

    assert roles(kept) == [registrant, partner]
    assert kept.checks.rejected == ()
    paths = {path for path, _ in told(refused)}
    if (registrant, partner) != ("other", "agent"):  # nothing is opposed to "other"
        assert paths == {f"deals.0.parties.{index}.role" for index in wrong}
        assert all(roles(refused)[index] == "other" for index in wrong)
        assert [p.name for p in refused.deals[0].parties] == [REGISTRANT, PARTNER]


def test_an_agent_is_no_borrower_and_a_company_no_executive() -> None:
    told_of = filing("Quarrel Hill Optics, Inc. signed an agreement with Osterloh Bank, N.A., as administrative agent.")
    hired = filing("Quarrel Hill Optics, Inc. signed an employment agreement with Enno Falkirk.")

    agent = parties(told_of, party(told_of, "Osterloh Bank, N.A.", "borrower"))
    employed = parties(hired, party(hired, REGISTRANT, "executive"), party(hired, "Enno Falkirk", "employer"))

    assert told(agent) == [
        ("deals.0.parties.0.role", 'the filing calls Osterloh Bank, N.A. "agent"; give the right role in `text`')
    ]
    assert roles(employed) == ["other", "other"]


@pytest.mark.parametrize(
    ("words", "registrant", "partner"),
    [
        ("{R} sold notes to {P} (the “Purchaser”).", "issuer", "investor"),
        ("{R} signed a merger agreement with {P} (“Parent”).", "target", "buyer"),
        ("{R} bought back its shares from {P}.", "buyer", "seller"),
        ("{R} agreed to buy {P}. In 2019 {P} had acquired {R}'s mill.", "buyer", "target"),
        ("{P} (the “Seller”) may be acquired by others. {R} will acquire {P}.", "buyer", "target"),
        ("{R} signed an agreement with {P}, as administrative agent and lender.", "borrower", "lender"),
        ("{R} will acquire {P}'s shares from its holders.", "buyer", "seller"),
        ("Ida Brandt, hired by {R} as an executive, signed with {P}.", "employer", "other"),
        ("Ida Brandt joined {R}, as Executive Vice President of {P}.", "employer", "employer"),
        ("Ida Brandt will serve {R} as agent and consultant. {P} agrees.", "client", "other"),
        ("Ida Brandt will stay with {R} as an adviser, and signed with {P}.", "employer", "other"),
        ("{R} signed with {P}, as president of a lender.", "lender", "borrower"),
    ],
)
def test_a_role_that_a_careful_reader_could_defend_stands(words: str, registrant: str, partner: str) -> None:
    told_of = filing(words.format(R=REGISTRANT, P=PARTNER))

    summary = parties(told_of, party(told_of, REGISTRANT, registrant), party(told_of, PARTNER, partner))

    assert roles(summary) == [registrant, partner]


# -- who pays whom -------------------------------------------------------------------------------------------

# R pays P.
PAID = [
    "{R} (the “Company”) will pay {P} a fee of $5 million.",
    "{R} paid $5 million to {P} in cash.",
    "{R} has agreed to pay to {P}, at closing, $1 million and, a year later, $5 million.",
    "{P} received $5 million from {R}.",
    "{P} is entitled to receive from {R} a fee of $5 million.",
    "{P} was paid $5 million by {R}.",
    "{R} agreed to purchase the yard from {P} for $5 million.",
    "{P} sold the yard to {R} for a purchase price of $5 million.",
    "A fee of $5 million is payable by {R} to {P}.",
    "A fee of $5 million, which {R} has now paid to {P}, is not refunded.",
    "{R} will make an upfront payment of $5 million to {P}.",
    "The agreement provides for payment of a fee of $5 million by {R} to {P}.",
    "If the deal fails, {R}, a maker of lenses, will be obligated to pay {P} $5 million.",
]


def paid(words: str, payer: str | None, payee: str | None) -> Summary:
    told_of = filing(words.format(R=REGISTRANT, P=f"{PARTNER} (“Brindle”)"))
    entry = amount(told_of, "$5 million", "$5 million", payer=payer, payee=payee)
    entries = party(told_of, REGISTRANT, "other", None), party(told_of, PARTNER, "other", None)
    return parties(told_of, *entries, amounts=[entry])


@pytest.mark.parametrize("words", PAID)
def test_who_pays_whom_stands_as_told_and_falls_where_it_is_reversed(words: str) -> None:
    true, false = paid(words, REGISTRANT, PARTNER), paid(words, PARTNER, REGISTRANT)

    (fact,) = true.deals[0].amounts
    assert (fact.payer, fact.payee) == (REGISTRANT, PARTNER)
    assert true.checks.rejected == ()
    (fact,) = false.deals[0].amounts
    assert (fact.value, fact.payer, fact.payee) == ("5000000", None, None)
    assert [path for path, _ in told(false)] == ["deals.0.amounts.0.payer", "deals.0.amounts.0.payee"]
    assert "the sentence says the reverse" in told(false)[0][1]


@pytest.mark.parametrize(
    "words",
    [
        "{R} and {P} signed an agreement about $5 million.",
        "{R} told {P} of a fee of $5 million.",
        "{R}'s agreement with {P} provides for a fee of $5 million.",
        "{R} received a notice from {P} about a fee of $5 million.",
        "{R}, which {P} may pay a fee, signed a note of $5 million.",
    ],
)
def test_a_sentence_that_does_not_say_it_plainly_holds_nothing_against_anybody(words: str) -> None:
    for payer, payee in ((REGISTRANT, PARTNER), (PARTNER, REGISTRANT)):
        (fact,) = paid(words, payer, payee).deals[0].amounts
        assert (fact.payer, fact.payee) == (payer, payee)


def test_half_of_the_reverse_is_objected_to_as_well() -> None:
    words = "{R} will pay {P} a fee of $5 million."

    assert paid(words, PARTNER, None).deals[0].amounts[0].payer is None
    assert paid(words, None, REGISTRANT).deals[0].amounts[0].payee is None
    assert paid(words, REGISTRANT, None).deals[0].amounts[0].payer == REGISTRANT


def test_nobody_pays_itself() -> None:
    summary = paid("{R} told {P} of a fee of $5 million.", REGISTRANT, REGISTRANT)

    assert summary.deals[0].amounts[0].payer is None
    assert "can't pay itself" in told(summary)[0][1]


def test_the_payer_of_an_event_is_held_to_its_sentence() -> None:
    item = "Item 8.01 Other Events"
    told_of = filing("Quarrel Hill Optics, Inc. paid Tollgate Ferries plc $5 million for a lost boat.", item=item)
    quote = "paid Tollgate Ferries plc $5 million for a lost boat"
    entry = amount(told_of, quote, "$5 million", "other", payer="Tollgate Ferries plc", payee=REGISTRANT)

    summary = summary_of(told_of, event(told_of, quote, "The company paid for a lost boat.", amounts=[entry]))

    assert (summary.events[0].amounts[0].payer, summary.events[0].amounts[0].payee) == (None, None)


@pytest.mark.parametrize(("answer", "role"), [("seller", "seller"), ("a seller", "other")])
def test_a_refused_role_goes_back_and_only_a_known_role_takes_its_place(answer: str, role: str) -> None:
    sold = filing(f"{REGISTRANT} signed an agreement with {PARTNER} (the “Seller”) on March 4, 2024.")
    draft = deal(sold, parties=[party(sold, PARTNER, "buyer")])
    mended = Corrections(corrections=[correction("deals.0.parties.0.role", text=answer)])

    summary = summary_of(sold, draft, mended, options=Options(repairs=1))

    assert roles(summary) == [role]
    assert bool(summary.checks.rejected) == (role == "other")
