"""How a brief without a model opens: what a plan says is what one clause of an invented filing says."""

from __future__ import annotations

import re

import pytest

from summarizer import summarize
from summarizer.models import Event, Evidence
from summarizer.wording import Passages, write

from .drafting import filing
from .telling import BOTH, INFO, LENT, NOTES_SOLD, told
from .test_wording import SIGNED, US, amount, brief, deal, party, provision


def test_a_merger_that_was_called_off_is_not_told_as_agreed() -> None:
    text = (
        "On March 4, 2024, Tarn Vale Glass, LLC and Quarrel Hill Optics, Inc. announced that they had abandoned their "
        "combination. A Termination Agreement was signed on March 4, 2024."
    )
    title, sentences = told(
        deal(text, type="merger", title="Termination Agreement", parties=BOTH, dates=[SIGNED]), text
    )
    assert not re.search(r"agree\w* to buy", f"{title} {sentences[0]}")


def test_who_buys_a_part_of_a_company_does_not_buy_the_company() -> None:
    text = (
        f"On March 4, 2024, {US} signed an Asset Purchase Agreement with Tarn Vale Glass, LLC. "
        f"Tarn Vale Glass, LLC will "
        f"buy all of the shares of two subsidiaries of {US} for $31 million."
    )
    one = deal(text, type="merger", title="Asset Purchase Agreement", parties=BOTH, dates=[SIGNED])
    title, sentences = told(one, text)
    assert title == "Quarrel Hill Optics signs an asset purchase agreement with Tarn Vale Glass"
    assert not any("agreed to buy" in one for one in sentences)


def test_from_whom_a_company_is_bought_is_not_what_is_bought() -> None:
    text = (
        f"On March 4, 2024, {US} signed a Share Purchase Agreement with Orrin Holding N.V., under which {US} agreed to "
        f"purchase from Orrin Holding N.V. all of the shares of Tarn Vale Glass, LLC. On March 4, 2024, {US} "
        f"completed its "
        "purchase of Tarn Vale Glass, LLC."
    )
    parties = [
        party(US, "buyer", us=True),
        party("Orrin Holding N.V.", "target"),
        party("Tarn Vale Glass, LLC", "target"),
    ]
    closed = {**SIGNED, "kind": "closing"}
    one = deal(
        text, type="merger", action="completed", title="Share Purchase Agreement", parties=parties, dates=[closed]
    )
    title, sentences = told(one, text)
    assert title == "Quarrel Hill Optics completes its purchase of Tarn Vale Glass"
    assert "purchase of Orrin" not in sentences[0]


def test_a_finder_is_not_who_buys_the_shares() -> None:
    text = (
        f"On March 4, 2024, {US} sold 7,500 shares to Ostrel Fund, L.P. for a total of $7.5 million. Brackwater Corp. "
        "acted as finder and received a fee of $90,000."
    )
    one = deal(
        text,
        type="equity",
        action="completed",
        parties=[party(US, "issuer", us=True), party("Brackwater Corp.", "investor")],
        quantities=[{"kind": "shares", "value": "7500", "unit": "shares", "text": "7,500 shares"}],
        dates=[{"kind": "closing", "text": "March 4, 2024", "value": "2024-03-04"}],
    )
    title, sentences = told(one, text)
    assert title == "Quarrel Hill Optics sells 7,500 shares"
    assert "to Brackwater" not in sentences[0]


def test_a_loan_of_another_company_is_not_told_as_the_registrants() -> None:
    text = (
        "On March 4, 2024, Tarn Vale Glass, LLC entered into a Bridge Credit Agreement with Ostrel Bank, N.A. for $40 "
        "million. Quarrel Hill Optics, Inc. has agreed to a consent letter."
    )
    one = deal(
        text,
        type="credit",
        title="Bridge Credit Agreement",
        parties=[
            party(US, "borrower", us=True),
            party("Tarn Vale Glass, LLC", "borrower"),
            party("Ostrel Bank, N.A.", "agent"),
        ],
        dates=[SIGNED],
    )
    title, sentences = told(one, text)
    assert title == "Quarrel Hill Optics reports on a bridge credit agreement"
    assert "Quarrel Hill Optics, Inc. signed" not in " ".join(sentences)


def test_the_filings_own_sentence_opens_where_a_plan_says_little() -> None:
    text = brief(
        "On March 4, 2024, Quarrel Hill Optics, Inc. and its lenders amended the Revolving "
        "Credit Agreement for the third "
        "time, and paid the lenders a fee of $125,000."
    )
    assert "a fee of $125,000" in text


def test_who_decides_on_pay_for_a_company_opens_the_brief() -> None:
    text = (
        f"{US} has set a bonus. On March 4, 2024 the Compensation Committee of the Board of directors approved a "
        f"$41,000 "
        "cash bonus for Ada Stull."
    )
    one = deal(text, type="compensation", parties=[party(US, "employer", us=True)], dates=[SIGNED])
    title, sentences = told(one, text)
    assert title == "Quarrel Hill Optics sets pay terms for Ada Stull"
    assert sentences[0] == (
        "On March 4, 2024 the Compensation Committee of the Board of directors of Quarrel Hill Optics approved a "
        "$41,000 "
        "cash bonus for Ada Stull."
    )


def test_what_a_committee_decides_on_is_not_agreed_on() -> None:
    text = f"On March 4, 2024, the board of {US} raised the salaries of Ada Stull and Ben Ruhr to $410,000."
    people = [party(US, "employer", us=True), party("Ada Stull", "executive"), party("Ben Ruhr", "executive")]
    one = deal(text, type="employment", headline="Pay.", parties=people, dates=[SIGNED])
    title, _ = told(one, text)
    assert title == "Quarrel Hill Optics sets pay terms for Ada Stull and Ben Ruhr"


def test_an_agreement_that_will_end_has_not_ended() -> None:
    text = (
        f"On March 4, 2024, {US} and Tarn Vale Glass, LLC signed a letter by which their Supply Agreement will end on "
        f"June 30, 2024. {US} pays nothing by reason of the termination."
    )
    ends = {"kind": "expiration", "text": "June 30, 2024", "value": "2024-06-30"}
    one = deal(
        text,
        type="supply",
        action="terminated",
        title="Supply Agreement",
        parties=[party(US, "supplier", us=True), party("Tarn Vale Glass, LLC", "customer")],
        dates=[SIGNED, ends],
    )
    _, sentences = told(one, text)
    assert sentences[0].endswith("will end on June 30, 2024.")
    assert not any("letter is dated" in sentence for sentence in sentences)


def test_a_subsidiary_that_is_said_to_have_signed_is_told_to_have() -> None:
    text = (
        f"On March 4, 2024, {US} announced that its subsidiary, Quarrel Lenses, L.P., has entered into a $40 million "
        f"Credit "
        "Agreement with Dunmarrow Bank, N.A., as administrative agent, which the Company guarantees."
    )
    parties = [
        party(US, "borrower", us=True),
        party("Quarrel Lenses, L.P.", "borrower"),
        party("Dunmarrow Bank, N.A.", "agent"),
    ]
    title, sentences = told(deal(text, type="credit", title="Credit Agreement", parties=parties, dates=[SIGNED]), text)
    assert title.startswith("Quarrel Lenses signs a credit agreement")
    assert f"Quarrel Lenses, L.P., a subsidiary of {US}" in sentences[0]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("its mill in Tarn, Ohio", "its mill in Tarn, Ohio"),
        ("the Birch Lane Hotel", "the Birch Lane Hotel"),
    ],
)
def test_a_place_that_is_sold_is_named(place: str, expected: str) -> None:
    text = f"On March 4, 2024, {US} completed the sale of {place} to Tarn Vale Glass, LLC for $31.4 million."
    one = deal(
        text,
        type="asset_purchase",
        action="completed",
        title="Sale Agreement",
        parties=[party(US, "seller", us=True), party("Tarn Vale Glass, LLC", "buyer")],
        dates=[{**SIGNED, "kind": "closing"}],
        amounts=[amount("purchase_price", "$31.4 million", "31400000")],
    )
    title, _ = told(one, text)
    assert title.startswith(f"Quarrel Hill Optics sells {expected}")


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("officer_change", f"On March 4, 2024, the Board of {US} appointed Ada R. Stull chief financial officer.",
         "Quarrel Hill Optics appoints Ada R. Stull"),
        ("director_change", f"On March 4, 2024, the Board of {US} elected Ada Stull and Ben deRuhr as Directors.",
         "Quarrel Hill Optics elects Ada Stull and Ben deRuhr to its board"),
        ("officer_change", "On March 4, 2024, Ada Stull, its Treasurer, told the Company that she will resign in May.",
         "Quarrel Hill Optics reports the resignation of Ada Stull"),
        ("officer_change", f"{US} announced that Ada Stull, Executive Vice President, chose to retire in May.",
         "Quarrel Hill Optics reports on its directors, its officers or their pay"),
    ],
)  # fmt: skip
def test_titles_say_who_leaves_and_who_joins(kind: str, text: str, expected: str) -> None:
    proof = Evidence(quote=text, document="8-K", start=0, end=len(text), match="exact")
    event = Event(id="e1", kind=kind, item="5.02", text=text, evidence=(proof,))
    assert write(INFO, [], [event], Passages([("8-K", 0, text)])).title == expected


def test_a_loan_has_no_underwriter() -> None:
    text = (
        f"On March 4, 2024, {US} entered into a Credit Agreement with Dunmarrow Bank, N.A., as administrative agent. "
        f"Tarn "
        "First Bank was an underwriter of its offering of units in May 2019."
    )
    parties = [
        party(US, "borrower", us=True),
        party("Dunmarrow Bank, N.A.", "agent"),
        party("Tarn First Bank", "underwriter"),
    ]
    one = deal(text, type="credit", title="Credit Agreement", parties=parties, dates=[SIGNED])
    assert not any("is an underwriter" in sentence for sentence in told(one, text)[1])


def test_a_brief_does_not_open_at_a_meeting() -> None:
    text = (
        f"At the annual meeting, the stockholders of {US} approved on March 4, 2024 an amendment to the Stock Plan "
        f"that adds "
        "900,000 shares."
    )
    one = deal(
        text,
        type="compensation",
        action="amended",
        title="Stock Plan",
        parties=[party(US, "employer", us=True)],
        dates=[SIGNED],
    )
    assert not told(one, text)[1][0].startswith("At the")


def test_pay_of_directors_is_no_pay_of_executives() -> None:
    text = (
        f"On March 4, 2024, the Board of Directors of {US} approved a new Non-Employee Director Fee Program. Ada "
        f"Stull, its "
        f"treasurer, will leave {US} in May with no severance of $1,000."
    )
    parties = [party(US, "employer", us=True), party("Ada Stull", "executive")]
    one = deal(text, type="compensation", parties=parties, dates=[SIGNED])
    assert told(one, text)[0] in (
        "Quarrel Hill Optics sets pay for its directors",
        "Quarrel Hill Optics reports pay terms",
    )


def test_a_subsidiarys_notes_are_not_told_as_the_registrants() -> None:
    text = (
        f"On March 4, 2024, Quarrel Finance B.V., a wholly owned subsidiary of {US}, completed a public offering of "
        "$20 million of 5.340% notes due 2034."
    )
    one = deal(
        text,
        type="debt_securities",
        action="completed",
        parties=[party(US, "issuer", us=True), party("Quarrel Finance B.V.", "issuer")],
        amounts=[amount("principal", "$20 million", "20000000")],
        dates=[{"kind": "closing", "text": "March 4, 2024", "value": "2024-03-04"}],
    )
    title, sentences = told(one, text)
    assert not title.startswith("Quarrel Hill Optics sells")
    assert not any(line.startswith(f"On March 4, 2024, {US} completed its sale") for line in sentences)


def test_who_lets_another_borrow_does_not_borrow() -> None:
    text = (
        f"On March 4, 2024, {US} agreed to permit Tarn Vale Glass, LLC to enter into an amendment to the Bridge "
        "Credit Agreement with Ostrel Bank, N.A."
    )
    one = deal(
        text,
        type="credit",
        title="Bridge Credit Agreement",
        parties=[
            party(US, "borrower", us=True),
            party("Tarn Vale Glass, LLC", "borrower"),
            party("Ostrel Bank, N.A.", "agent"),
        ],
        dates=[SIGNED],
    )
    assert told(one, text)[0] == "Quarrel Hill Optics reports on a bridge credit agreement"


def test_the_agreement_behind_a_purchase_is_told_as_what_it_was_done_under() -> None:
    text = (
        f"On March 4, 2024, {US} completed its purchase of the kilns of Tarn Vale Glass, LLC. The Asset Purchase "
        "Agreement was dated as of January 8, 2024."
    )
    one = deal(
        text,
        type="asset_purchase",
        action="completed",
        parties=[party(US, "buyer", us=True), party("Tarn Vale Glass, LLC", "seller")],
        dates=[
            {"kind": "closing", "text": "March 4, 2024", "value": "2024-03-04"},
            {"kind": "agreement", "text": "January 8, 2024", "value": "2024-01-08"},
        ],
    )
    _, sentences = told(one, text)
    assert "This was done under a purchase agreement of January 8, 2024." in sentences


def test_the_agreement_behind_a_purchase_is_told_once() -> None:
    bought = "The kilns were bought under an agreement dated as of January 8, 2024, which lists each of the kilns."
    text = f"On March 4, 2024, {US} completed its purchase of the kilns of Tarn Vale Glass, LLC. {bought}"
    one = deal(
        text,
        type="asset_purchase",
        action="completed",
        parties=[party(US, "buyer", us=True), party("Tarn Vale Glass, LLC", "seller")],
        provisions=[provision("other", bought)],
        dates=[
            {"kind": "closing", "text": "March 4, 2024", "value": "2024-03-04"},
            {"kind": "agreement", "text": "January 8, 2024", "value": "2024-01-08"},
        ],
    )
    _, sentences = told(one, text)
    assert sum("January 8, 2024" in sentence for sentence in sentences) == 1


def test_an_entry_of_a_list_of_exhibits_opens_no_brief() -> None:
    listed = f"1.1 Underwriting Agreement, dated March 4, 2024, between {US} and Ostrel Securities LLC, as underwriter."
    text = f"On March 4, 2024, {US} agreed to sell $80 million of 5% notes due 2030 to Ostrel Securities LLC."
    one = deal(
        f"{listed} {text}",
        type="debt_securities",
        title="Underwriting Agreement",
        parties=[party(US, "issuer", us=True), party("Ostrel Securities LLC", "underwriter")],
        dates=[SIGNED],
    )
    passages = Passages([("8-K", 0, listed), ("8-K", 2000, text)])
    written = write(INFO, [one], [], passages)
    assert not any("1.1" in sentence.text for part in written.paragraphs for sentence in part.sentences)


def test_who_has_been_named_as_trustee_is_not_named_again() -> None:
    text = (
        f"On March 4, 2024, {US} sold $80 million of 5% notes due 2030. They were issued under an indenture with "
        "Ostrel Bank, as trustee."
    )
    one = deal(
        text,
        type="debt_securities",
        action="completed",
        parties=[party(US, "issuer", us=True), party("Ostrel Bank", "trustee")],
        dates=[SIGNED],
        amounts=[amount("principal", "$80 million", "80000000")],
        provisions=[provision("other", "They were issued under an indenture with Ostrel Bank, as trustee.")],
    )
    named = [sentence for sentence in told(one, text)[1] if "trustee" in sentence]
    assert len(named) <= 1


def test_a_raise_that_a_committee_grants_amends_no_agreement() -> None:
    text = f"On March 4, 2024, the Compensation Committee of {US} raised the base salary of Dora Tolan to $400,000."
    one = deal(
        text,
        type="employment",
        action="amended",
        parties=[party(US, "employer", us=True), party("Dora Tolan", "executive")],
        dates=[SIGNED],
        amounts=[amount("salary", "$400,000", "400000")],
    )
    title, sentences = told(one, text)
    assert title == "Quarrel Hill Optics sets pay terms for Dora Tolan"
    assert not any("agreement" in sentence for sentence in sentences)


def test_one_of_several_who_buy_shares_is_not_told_as_the_buyer() -> None:
    text = (
        f"On March 4, 2024, {US} sold 3,200,000 shares to eleven accredited investors. Ostrel Partners, L.P. bought "
        "most of them."
    )
    one = deal(
        text,
        type="equity",
        action="completed",
        parties=[party(US, "issuer", us=True), party("Ostrel Partners, L.P.", "investor")],
        dates=[{**SIGNED, "kind": "closing"}],
        quantities=[{"kind": "shares", "text": "3,200,000 shares", "value": "3200000", "unit": "shares"}],
    )
    title, sentences = told(one, text)
    assert not any("to Ostrel" in sentence for sentence in [title, *sentences])


def test_what_ends_with_a_deal_is_not_what_it_was_done_under() -> None:
    text = (
        f"On March 4, 2024, {US} sold $80 million of 5% notes due 2030. The indenture of April 14, 2017, under "
        "which older notes had been issued, ceased to be of effect."
    )
    one = deal(
        text,
        **NOTES_SOLD,
        dates=[
            {**SIGNED, "kind": "closing"},
            {"kind": "original_agreement", "text": "April 14, 2017", "value": "2017-04-14"},
        ],
        amounts=[amount("principal", "$80 million", "80000000")],
    )
    assert not any("done under" in sentence for sentence in told(one, text)[1])


@pytest.mark.parametrize(("role", "sells"), [("issuer", True), ("guarantor", False)])
def test_what_was_agreed_in_one_sentence_is_closed_in_another(role: str, sells: bool) -> None:
    text = (
        f"On February 27, 2024, {US} entered into an underwriting agreement with Ostrel Securities LLC for the public "
        "offering of $80 million of its 5% notes due 2030. The sale closed on March 4, 2024."
    )
    one = deal(
        text,
        type="debt_securities",
        action="completed",
        title="underwriting agreement",
        parties=[party(US, role, us=True), party("Ostrel Securities LLC", "underwriter")],
        dates=[{**SIGNED, "kind": "closing"}],
        amounts=[amount("principal", "$80 million", "80000000")],
    )
    title, _ = told(one, text)
    assert title.startswith("Quarrel Hill Optics sells") == sells


def test_a_company_whose_shares_are_sold_is_not_told_to_sign() -> None:
    text = (
        f"On March 4, 2024, {US} signed a Share Purchase Agreement with two holders, under which it will buy all of "
        "the shares of Tarn Vale Glass, LLC."
    )
    one = deal(
        text,
        type="asset_purchase",
        title="Share Purchase Agreement",
        parties=[party(US, "buyer", us=True), party("Tarn Vale Glass, LLC", "target")],
        dates=[SIGNED],
    )
    title, sentences = told(one, text)
    assert not any("with Tarn Vale" in sentence for sentence in [title, *sentences])


@pytest.mark.parametrize("company", ["Company", "Partnership"])
def test_issuers_that_act_with_the_registrant_sell_as_it_does(company: str) -> None:
    text = (
        f'{US} (the "{company}") and its subsidiary Quarrel Finance Corp. (together with the {company}, the "Issuers") '
        "executed a purchase agreement on March 4, 2024, under which the Issuers agreed to sell $80 million in "
        "aggregate principal amount of 5% notes due 2030."
    )
    one = deal(
        text,
        type="debt_securities",
        title="purchase agreement",
        parties=[party(US, "issuer", us=True, short=company)],
        dates=[SIGNED],
        amounts=[amount("principal", "$80 million", "80000000")],
    )
    assert told(one, text)[0] == "Quarrel Hill Optics agrees to sell $80 million of notes"


def test_what_an_amendment_is_for_is_told_where_a_sentence_of_its_own_says_it() -> None:
    text = (
        f"On March 4, 2024, {US} entered into an amendment to its Credit Agreement with Ostrel Bank. The Credit "
        "Agreement Amendment amends that agreement to, among other things, extend its term to April 15, 2025 "
        "and permit the sale of the works at Tarn Vale."
    )
    one = deal(
        text,
        **LENT,
        action="amended",
        provisions=[provision("other", text.partition("Bank. ")[2])],
    )
    said = told(one, text)[1]
    assert any("change is to extend its term" in sentence for sentence in said)


def test_a_division_that_is_sold_is_named_in_the_title() -> None:
    said = summarize(
        filing(
            "On March 4, 2024, a press release of the Company announced the completion of the sale of its Pale "
            "Imaging division to Tarn Vale Glass, LLC.",
            item="Item 7.01 Regulation FD Disclosure",
        ),
        model="rules",
    ).brief
    assert said.title.endswith("sells its Pale Imaging division to Tarn Vale Glass")


def test_as_what_somebody_is_employed_is_told() -> None:
    text = (
        f"On March 4, 2024, {US} entered into an employment agreement with Ada Stull in connection with her "
        "appointment as Chief Financial Officer of the Company. Ms. Stull will be paid a salary of $400,000."
    )
    one = deal(
        text,
        type="employment",
        title="employment agreement",
        parties=[party(US, "employer", us=True), party("Ada Stull", "executive")],
        dates=[SIGNED],
        amounts=[amount("salary", "$400,000", "400000")],
        provisions=[provision("other", text.partition(". Ms")[0] + ".")],
    )
    assert any("Chief Financial Officer" in sentence for sentence in told(one, text)[1])


@pytest.mark.parametrize(
    "told_as",
    [
        "completed the spin-off of Tarn Vale Glass, LLC",
        "completed the separation and distribution to its stockholders of all of the shares of Tarn Vale Glass, LLC in "
        "a tax-free spin-off",
    ],
)
def test_a_spin_off_is_told_as_one(told_as: str) -> None:
    text = f"On March 4, 2024, {US} {told_as}."
    one = deal(
        text,
        type="other",
        action="completed",
        parties=[party(US, "other", us=True), party("Tarn Vale Glass, LLC", "other")],
        dates=[{**SIGNED, "kind": "closing"}],
    )
    assert told(one, text)[0] == "Quarrel Hill Optics completes the spin-off of Tarn Vale Glass"


def test_a_facility_that_takes_the_place_of_another_is_signed() -> None:
    text = (
        f"On March 4, 2024, {US} replaced its existing 364-Day Credit Agreement, which supports its commercial paper "
        "and is available for other general corporate purposes, as set out in the report that it filed at that time."
    )
    one = deal(text, type="credit", title="364-Day Credit Agreement", parties=LENT["parties"][:1], dates=[SIGNED])
    assert "signs" in told(one, text)[0]


def test_what_renews_an_agreement_is_not_what_is_renewed() -> None:
    text = (
        f'On March 4, 2024, {US} and Ostrel Bank entered into a Renewal and Second Amendment (the "Renewal") to '
        "the Master Supply Agreement between them, dated as of June 1, 2018. The Renewal extends that agreement for "
        "three years."
    )
    one = deal(
        text,
        type="supply",
        action="renewed",
        title="Renewal and Second Amendment",
        parties=[party(US, "supplier", us=True), party("Ostrel Bank", "customer")],
        dates=[SIGNED],
    )
    assert told(one, text)[0] == "Quarrel Hill Optics and Ostrel Bank renew their supply agreement"
