"""How a deal of each type opens, and how each kind of fact is told: the sentence plans, as tables.

A type that has no plan of its own opens as the general plan says, with the noun that its TOML file gives.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Plan:
    """The title and the first sentence of a deal; a plan holds where every slot between braces can be filled.

    ``{on}`` is the day, ``{us}`` the registrant, ``{them}`` the other side, ``{doing}`` who the filing says did it and
    ``{other}`` the party across; ``{buyer}``, ``{target}`` and the like are parties by role; ``{noun}`` is what the
    agreement is called, ``{a_noun}`` with its article; ``{with}``, ``{price}``, ``{from}`` may be empty.
    """

    title: str
    lead: str
    needs: frozenset[str] = frozenset()  # roles of the registrant of which it has one; none is any


def _plan(title: str, lead: str, *needs: str) -> Plan:
    return Plan(title, lead, frozenset(needs))


_SELLERS = ("issuer", "seller", "guarantor")

# By type and action, in the order in which they are tried.
_EXCHANGES = _plan(
    "{us} agrees to exchange {exchanged}", "{on}{us} agreed to exchange some of its {exchanged} for new securities."
)
PLANS: dict[tuple[str, str], tuple[Plan, ...]] = {
    ("merger", "entered"): (
        _plan(
            "{buyer} reports on its agreement to buy {target}",
            "{on}{buyer} agreed to buy {target}{from}{price}, as earlier reported.",
            "earlier",
        ),
        _plan("{buyer} agrees to buy {target}", "{on}{buyer} agreed to buy {target}{from}{price}."),
    ),
    ("merger", "completed"): (
        _plan(
            "{buyer} completes its purchase of {target}", "{on}{buyer} completed its purchase of {target}{from}{price}."
        ),
    ),
    ("merger", "amended"): (
        _plan(
            "{buyer} and {target} amend their merger agreement",
            "{on}{buyer} and {target} amended their merger agreement.",
        ),
    ),
    ("merger", "terminated"): (
        _plan("{doing} ends its merger agreement with {other}", "{on}{doing} ended its merger agreement with {other}."),
        _plan(
            "The merger agreement of {buyer} and {target} ends",
            "{on}the merger agreement between {buyer} and {target} was terminated.",
        ),
    ),
    ("merger", "proposed"): (
        _plan("{buyer} proposes to buy {target}", "{on}{buyer} proposed to buy {target}{price}."),
    ),
    ("asset_purchase", "entered"): (
        _plan("{us} agrees to sell {object}{to_buyer}", "{on}{us} agreed to sell {object}{to_buyer}{price}.", "seller"),
        _plan("{us} agrees to buy {object}{from}", "{on}{us} agreed to buy {object}{from}{price}.", "buyer"),
    ),
    ("asset_purchase", "completed"): (
        _plan("{us} sells {object}{to_buyer}", "{on}{us} completed the sale of {object}{to_buyer}{price}.", "seller"),
        _plan("{us} buys {object}{from}", "{on}{us} completed its purchase of {object}{from}{price}.", "buyer"),
        _plan("{us} completes a sale{to_buyer}", "{on}{us} completed a sale{to_buyer}{price}.", "seller"),
        _plan("{us} completes a purchase{from}", "{on}{us} completed a purchase{from}{price}.", "buyer"),
    ),
    ("credit", "entered"): (
        _plan("{us} signs {a_facility}{with}", "{on}{us} signed {a_facility}{with_agents}.", "borrower", "guarantor"),
    ),
    ("credit", "amended"): (
        _plan("{us} amends its {noun}", "{on}{us} amended its {sized}{with_agents}.", "borrower", "guarantor"),
    ),
    ("credit", "renewed"): (
        _plan("{us} extends its {noun}", "{on}{us} {extended} its {sized}{with_agents}.", "borrower", "guarantor"),
    ),
    ("debt_securities", "entered"): (
        _EXCHANGES,
        _plan("{us} agrees to sell {series_short}", "{on}{us} agreed to sell {series_in_full}.", *_SELLERS),
        _plan("{us} signs {a_noun} for a sale of notes", "{on}{us} signed {a_noun} for a sale of {notes}."),
    ),
    ("debt_securities", "completed"): (
        _plan("{us} sells {series_short}", "{on}{us} completed its sale of {series_in_full}.", *_SELLERS),
    ),
    ("equity", "entered"): (
        _EXCHANGES,
        _plan("{us} agrees to buy back {shares}", "{on}{us} agreed to buy back {shares}{at}{from_them}.", "buyer"),
        _plan("{us} agrees to sell {shares}", "{on}{us} agreed to sell {shares}{at}{to_them}.", "issuer", "seller"),
    ),
    ("equity", "completed"): (
        _plan("{us} buys back {shares}", "{on}{us} bought back {shares}{at}{from_them}.", "buyer"),
        _plan("{us} sells {shares}", "{on}{us} completed its sale of {shares}{at}{to_them}.", "issuer", "seller"),
    ),
    ("other", "completed"): (_plan("{us} completes the spin-off of {spun}", "{us} completed the spin-off of {spun}."),),
    ("lease", "entered"): (_plan("{us} signs a lease with {them}", "{on}{us} signed {a_lease} with {them}."),),
    ("lease", "amended"): (_plan("{us} amends its lease with {them}", "{on}{us} amended its lease with {them}."),),
    ("lease", "renewed"): (
        _plan("{us} {extends} its lease with {them}", "{on}{us} {extended} its lease with {them}."),
    ),
    ("employment", "entered"): (
        _plan("{us} appoints {appointed}", "{on_appointing}{us} appointed {appointed}{office}.", "unsigned"),
        _plan("{us} reports the departure of {leaver}", "{us} reported the departure of {leaver}.", "unsigned"),
        _plan(
            "{us} agrees on employment terms with {executives}",
            "{on}{us} agreed on employment terms with {executives}.",
        ),
        _plan("{us} agrees on terms with {parting}", "{on}{us} agreed on terms with {parting}."),
        _plan("{us} signs {a_noun} with {them}", "{on}{us} signed {a_noun} with {them}.", "signed"),
        _plan("{us} sets pay terms for {them}", "{on}{us} set pay terms for {them}."),
    ),
    ("compensation", "entered"): (
        _plan("{us} appoints {appointed}", "{on_appointing}{us} appointed {appointed}{office}.", "unsigned"),
        _plan("{us} sets pay for its {directors}", "{on}{us} set pay terms for its {directors}."),
        _plan("{us} sets pay for executives", "{on}{us} set pay terms for {paid}."),
        _plan("{us} sets pay terms for {recipient}", "{on}{us} set pay terms for {recipient}."),
        _plan("{us} reports pay terms", "{on}{us} reported pay terms."),
    ),
    ("employment", "amended"): (
        _plan("{us} sets pay terms for {them}", "{on}{us} set pay terms for {them}.", "unsigned"),
    ),
    ("compensation", "amended"): (
        _plan("{us} sets pay for executives", "{on}{us} set pay terms for {paid}.", "unnamed"),
        _plan("{us} changes pay terms", "{on}{us} changed pay terms.", "unnamed"),
        _plan("{us} amends its {noun}", "{on}{us} amended its {noun}."),
    ),
    ("rights_plan", "entered"): (
        _plan("{us} signs a shareholder rights agreement", "{on}{us} signed {a_noun}{with}."),
    ),
    ("rights_plan", "amended"): (
        _plan("{us} amends its shareholder rights plan", "{on}{us} amended its shareholder rights plan."),
    ),
    ("settlement", "entered"): (
        _plan("{us} signs {a_title} with {them}", "{on}{us} signed {a_title} with {them}."),
        _plan("{us} settles with {them}", "{on}{us} reached a settlement with {them}{approval}."),
        _plan("{us} reaches a settlement", "{on}{us} reached a settlement{approval}."),
    ),
}
# What opens every other deal, and a deal whose own plans lack a party.
GENERAL: dict[str, tuple[Plan, ...]] = {
    "entered": (
        _plan("{us} signs {a_noun}{with}", "{on}{us} signed {a_noun}{with}.", "known"),
        _plan("{us} reports {a_noun}", "{us} reported {a_noun}."),
    ),
    "amended": (
        _plan("{us} signs {a_supplement}{with}", "{on}{us} signed {a_supplement}{with}."),
        _plan("{us} and {them} amend their {noun}", "{on}{us} and {them} amended their {noun}."),
        _plan("{us} amends its {noun}", "{on}{us} amended its {noun}."),
    ),
    "renewed": (
        _plan("{doing} {extends} its {noun} with {other}", "{on}{doing} {extended} its {noun} with {other}."),
        _plan("{us} and {them} {extend} their {noun}", "{on}{us} and {them} {extended} their {noun}."),
        _plan("{us} {extends} its {noun}", "{on}{us} {extended} its {noun}."),
    ),
    "terminated": (
        _plan("{doing} ends its {noun} with {other}", "{on}{doing} ended its {noun} with {other}."),
        _plan("{us_own} {noun}{with} ends", "{us_own} {noun}{with} {ended}{at_end}."),
    ),
    "completed": (_plan("{us} completes a deal{with}", "{on}{us} completed a deal{with}."),),
    "proposed": (_plan("{us} reports a proposed {noun}{with}", "{on}{us} reported a proposed {noun}{with}."),),
}

# What a party beside the two sides is.
BYSTANDERS = {
    "underwriter": (
        "{names} is an underwriter.",
        "The underwriters include {names}.",
        "The underwriters include {names}.",
    ),
    "trustee": ("{names} is the trustee.", "{names} are the trustees.", "The trustees include {names}."),
    "agent": ("{names} is the rights agent.", "{names} are the rights agents.", "The rights agents include {names}."),
    "guarantor": ("{names} is a guarantor.", "{names} are guarantors.", "The guarantors include {names}."),
}

# By kind: how a value is told that is certain, and how one that is not.
SENTENCES: dict[str, tuple[str, str]] = {
    "amounts.deal_value": ("The filing puts the value at {v}.", "The value could be {v}."),
    "amounts.purchase_price": ("The price is {v}.", "The price could be {v}."),
    "amounts.price_per_share": ("The {price} is {v}.", "The {price} could be {v}."),
    "amounts.upfront_payment": ("The upfront payment is {v}.", "An upfront payment of {v} could be due."),
    "amounts.access_fee": ("The access fee is {v}.", "An access fee of {v} could be due."),
    "amounts.milestone": ("Milestone payments are {v}.", "Milestone payments of {v} could follow."),
    "amounts.equity_investment": ("The investment is {v}.", "An investment of {v} could follow."),
    "amounts.commitment": ("The facility is for {v}.", "The facility could be for {v}."),
    "amounts.previous_commitment": ("The earlier commitment was {v}.", "The earlier commitment was {v}."),
    "amounts.drawn": ("The amount drawn is {v}.", "The amount drawn could be {v}."),
    "amounts.principal": ("The principal is {v}.", "The principal could be {v}."),
    "amounts.gross_proceeds": ("Gross proceeds are {v}.", "Gross proceeds could be {v}."),
    "amounts.net_proceeds": ("Net proceeds are {v}.", "Net proceeds could be {v}."),
    "amounts.termination_fee": (
        "A termination fee of {v} could be due.",
        "A termination fee of {v} could be due.",
    ),
    "amounts.reverse_termination_fee": (
        "The buyer could owe a termination fee of {v}.",
        "The buyer could owe a termination fee of {v}.",
    ),
    "amounts.rent": ("The rent is {v}.", "The rent could be {v}."),
    "amounts.salary": ("The salary is {v}.", "The salary could be {v}."),
    "amounts.bonus": ("The bonus is {v}.", "A bonus of {v} could be due."),
    "amounts.severance": ("Severance pay is {v}.", "Severance pay of {v} could be due."),
    "amounts.award_value": ("The value of an award is {v}.", "An award could be worth {v}."),
    "amounts.settlement_payment": ("The settlement payment is {v}.", "A settlement payment of {v} could be due."),
    "amounts.earnout": ("Further payments of {v} could be due later.", "Further payments of {v} could be due later."),
    "amounts.minimum_purchase": ("Purchases must come to {v}.", "Purchases could have to come to {v}."),
    "amounts.royalty": ("Royalties are {v}.", "Royalties of {v} could be due."),
    "percentages.interest_rate": ("The interest rate is {v}.", "The interest rate could be {v}."),
    "percentages.margin": ("The margin is {v}.", "The margin could be {v}."),
    "percentages.commitment_fee": ("The commitment fee is {v}.", "The commitment fee could be {v}."),
    "percentages.royalty_rate": ("The royalty rate is {v}.", "The royalty rate could be {v}."),
    "percentages.bonus_target": ("The target bonus is {v} of salary.", "The bonus could be {v} of salary."),
    "percentages.premium": ("The premium is {v}.", "The premium could be {v}."),
    "percentages.discount": ("The discount is {v}.", "The discount could be {v}."),
    "durations.term": ("The term is {v}.", "The term could be {v}."),
    "durations.renewal_term": ("A renewal is for {v}.", "The agreement could be renewed for {v}."),
    "durations.notice_period": ("The notice period is {v}.", "Notice of {v} could be needed."),
    "durations.vesting": ("The vesting period is {v}.", "The vesting period could be {v}."),
    "durations.lock_up": ("The lock-up is {v}.", "The lock-up could be {v}."),
    "durations.exclusivity": ("The exclusive period is {v}.", "The exclusive period could be {v}."),
    "quantities.exchange_ratio": ("The exchange ratio is {v}.", "The exchange ratio could be {v}."),
    "quantities.area": ("The space is {v}.", "The space could be {v}."),
}
# The words near a value without which its kind is too unsure to be told so: then by its own words, or not at all.
BORNE_OUT = {
    "amounts.purchase_price": (
        r"purchase price|consideration|\bprice\b|\bfor (?:a total of |an aggregate |approximately |about )*$"
    ),
    "amounts.price_per_share": r"\bprice\b|receive|\bfor each",
    "amounts.salary": r"salar|compensation of|base pay",
    "amounts.bonus": r"bonus",
    "amounts.rent": r"\brent\b|rental",
    "amounts.severance": r"severance|separation",
    "amounts.award_value": r"award|grant|equity|incentive",
    "amounts.deal_value": r"valu|worth",
    "amounts.commitment": r"facilit|commit|line of credit|credit agreement|loan agreement|lend",
    "amounts.accordion": r"increas|accordion|incremental|expan|additional (?:\w+ )?(?:commitments|loans|borrowings)",
    "amounts.previous_commitment": (
        r"(?:existing|prior|previous|former)[ \w]{0,20}$|\bfrom $|"
        r"^,? ?(?:[\w-]+,? ){0,6}(?:agreement|facilit|revolv|commitment)"
    ),
    "amounts.principal": r"principal|loan|notes?\b|borrow|\b(?:lend|lent)",
    "amounts.milestone": r"milestone|contingent",
    "amounts.settlement_payment": r"settle|pay",
    "amounts.deposit": r"deposit|earnest",
    "amounts.fee": r"\bfee",
    "percentages.interest_rate": r"interest|notes|debentures|bonds|coupon|\brate\b",
    "percentages.margin": r"plus|margin|spread|over|above|excess",
    "percentages.bonus_target": r"bonus",
    "percentages.commitment_fee": r"commitment|unused|fee",
    "percentages.royalty_rate": r"royalt",
    "durations.term": (
        r"\bterm (?:of|is|will be|for)[a-z ]*$|\bterm\b[^.;]{0,25}$|^ (?:initial )?term\b|"
        r"\bfor (?:a (?:period|term) of )?$"
    ),
    "durations.renewal_term": r"renew|exten|additional",
    "durations.notice_period": r"notice",
    "durations.vesting": r"vest",
    "durations.lock_up": r"lock|not to|restrict",
    "quantities.area": r"square|acres|hectares",
}
# The words near a value with which it is not what its kind says, or not of this deal.
BORNE_NOT = {
    "amounts.salary": r"consulting role|\bgrant\b|\bseverance\b",
    "amounts.bonus": r"^[^.;]{0,20}\b(?:grant|units)\b",
    "durations.term": (
        r"\bstandstill|\bnot to\b|\brestrict|\boptions?\b|exercise price|\bnew$|employment agreements with|"
        r"interest period|notice"
    ),
    "durations.renewal_term": r"option to purchase|interest period|^ option",
    "durations.notice_period": r"remed|cure",
    "amounts.purchase_price": (
        r"dividend|\btax|estimate|of debt\b|\bthese (?:acquisitions|purchases|transactions)\b|\bcontingent|earn-?out|"
        r"up to an additional"
    ),
    "amounts.milestone": r"previously received",
    # The rate in the name of other notes, beside a loan, is told of the notes.
    "percentages.interest_rate": r"preferred|dividend|penalt|default|holders of (?:at least |not less than )?$",
    "percentages.margin": r"\bdefault\b|otherwise",
    "percentages.commitment_fee": r"\b(?:reduc|lower|increas|rais)\w+ (?:of|by) (?:up to |as much as )?$",
    "percentages.discount": r"^ of (?:the )?(?:average|market|closing|lowest|volume|then|fair|face|principal)",
    "amounts.royalty": r"\b(?:bought|buy|purchased?|repurchased?|acquired?)\b",
    "amounts.deal_value": r"\binventor(?:y|ies)\b",
    "amounts.commitment": r"\bfees?\b[^;]{0,60}$|\bfees?\b[^;]{0,60}\$[\d,.]+[^;$]{0,60}$",
    "amounts.price_per_share": r"\bvalued\b[^.;$]{0,40}\bat $",
    "amounts.drawn": r"may be (?:drawn|borrowed)|available|\b(?:repa(?:y|id)|prepa(?:y|id)|retire|discharge)\b",
    "dates.expiration": (
        r"\bwould (?:otherwise )?have (?:expired|ended|lapsed)\b|\bwas to (?:expire|lapse|"
        r"end)\b|\bformerly\b|\bexpired (?:on )?$"
    ),
    "dates.commencement": r"fiscal year|salar",
    "dates.closing": r"outstanding|close of business|record date|of record",
}
# The words near a value that is told nowhere: it is not of the time that the deal is about.
PASSED_OVER = {
    "amounts.salary": r"consulting role",
    "amounts.previous_commitment": r"\b(?:repa(?:id|ys?|ying|yment)|pa(?:id|ys?|ying) off)\b",  # was owed
}
# Kinds that mean too many things to be told but in the filing's own words.
OWN_WORDS_ONLY = frozenset(
    "amounts.other amounts.covenant_threshold amounts.par_value percentages.other percentages.ownership "
    "durations.other durations.notice_period durations.lock_up durations.vesting durations.exclusivity "
    "quantities.other quantities.shares quantities.warrants quantities.options quantities.volume "
    "quantities.headcount".split()
)
NEVER = frozenset({"amounts.par_value"})

# By kind of date: how it is told that is certain, how one that is not, and what its quote has to say.
DATES: dict[str, tuple[str, str, str]] = {
    "original_agreement": (
        "The {noun} dates from {date}.",
        "The {noun} dates from {date}.",
        r"dated|as of|entered|of\b",
    ),
    "closing": ("It closed {on}.", "It could close {on}.", r"clos|complet|consummat|acqui|sold|issued and"),
    "expected_closing": ("It is expected to close {on}.", "It is expected to close {on}.", r""),
    "commencement": ("It starts {on}.", "It could start {on}.", r"start|begin|commenc|effective|from"),
    "expiration": (
        "The term runs until {date}.",
        "The term could run until {date}.",
        r"expir|terminat|until|end|through|extend|renew|\bto\b",
    ),
    "maturity": ("It falls due {on}.", "It could fall due {on}.", r"matur|due|exten"),
    "termination": ("It ends {on}.", "It could be ended {on}.", r"terminat|end"),
}
# By kind of event: the title of a brief on it.
EVENTS = {
    "results": "{us} reports its results",
    "officer_change": "{us} reports on its directors, its officers or their pay",
    "director_change": "{us} reports a change on its board",
    "vote": "{us} reports a shareholder vote",
    "bylaws": "{us} changes its bylaws",
    "auditor_change": "{us} changes its auditor",
    "restatement": "{us} reports on a restatement",
    "listing": "{us} reports on its listing",
    "impairment": "{us} reports an impairment",
    "restructuring": "{us} reports a restructuring",
    "cyber_incident": "{us} reports a cyber incident",
    "trading_plan": "{us} reports a trading plan",
    "bankruptcy": "{us} reports on a bankruptcy",
}
# What a report of other things is about, by its words.
TOPICS = (
    (r"\bdividend\b", "{us} declares a dividend", r"declar"),
    (r"\brepurchase|buy ?back", "{us} reports on share purchases", r"repurchase|buy ?back"),
    (r"net asset value", "{us} sets its net asset value per share", r"approv|determin"),
    (
        r"\bredemption\b[^.]*\bnotes\b|\bredeem\b[^.]*\bnotes\b",
        "{us} reports a redemption of notes",
        r"redemption|redeem",
    ),
    (r"spin-off|spun off", "{us} reports on a spin-off", r"spin-off|spun"),
    (r"strategic alternatives", "{us} reports on its review of alternatives", r"review"),
    (
        r"\b(?:lawsuit|litigation|complaint|court)\b",
        "{us} reports on a lawsuit",
        r"filed|ruled|dismissed|decision|ruling",
    ),
    (r"\bclaim\b", "{us} reports on its claim", r"receipt|received|filed|paid|determin"),
    (r"\binvestment from\b", "{us} reports an investment", r"recipient|received|announc"),
    (r"revise certain financial information|\brecast\b", "{us} revises earlier figures", r"revis|recast"),
    (r"\b(?:guidance|outlook)\b", "{us} gives its outlook", r"expect|updat|provid|rais|lower|reaffirm|announc"),
    (r"(?:expense|cost) reduction", "{us} cuts its costs", r"implement|announc|adopt"),
    (r"\brevenues? and net income\b", "{us} reports its results", r"\bwere\b"),
    (r"\breorgani[sz]|\brealign", "{us} reports a reorganization", r"reorgani[sz]ed|realign"),
    (r"\bappointment of\b|\bappointed\b", "{us} makes an appointment", r"announc|appointed"),
    (r"\b(?:goal|strategy|plans? for)\b", "{us} sets out its plans", r"says|announc|plans|present"),
)
# What a report of an item is about of which no more is known.
ITEMS = {
    "7.01": "{us} makes information public",
    "8.01": "{us} reports other events",
    "5": "{us} reports other events",
    "9.01": "{us} files financial statements and exhibits",
}
# The words that titles of agreements are made of; what else has a capital there is a name.
TITLE_WORDS = frozenset(
    "at open market sales issuance commitment reimbursement guaranty guarantee deposit escrow servicing pooling trust "
    "standstill standby hedging "
    "forward repurchase administration advisory outsourcing hosting data processing backstop cooperation consent "
    "power energy patent patents engineering procurement construction area franchise waiver tax matters "
    "employee product "
    "products project equipment aircraft turnkey design storage transportation gathering throughput natural "
    "gas crude oil "
    "water advisory promotion evaluation offtake off-take tolling charter hotel property real estate "
    "a access accounts release termination liability company contract membership agreement agreements amended "
    "amendment and asset assignment bridge business change "
    "collaboration combination commercial common confidential consent consulting contribution control cooperation "
    "credit day debt definitive development distribution employment exchange exclusive executive facility first "
    "five forbearance four framework general in indemnification indenture intent interest interim international "
    "investment investor issuance joint key lease lending letter licence license limited loan management "
    "manufacturing marketing master membership memorandum merger mutual non note notes of offer office operating "
    "option partnership plan preferred private prosecution purchase reorganization repurchase research restated "
    "restricted retention revolving rights royalty sale second secured securities security senior separation "
    "service services settlement severance share shareholder shareholders shares software stock stockholder "
    "stockholders strategic subordinated subscription supplemental supply support technology term third three to "
    "transaction transition understanding underwriting unit unsecured venture voting warrant year".split()
)
