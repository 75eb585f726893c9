"""The words by which the built-in extractor tells what a value is, by group and kind.

The nearest cue in the sentence decides (see `summarizer.extraction.rules.facts`). A cue holds for the deal types
named with it, for all where none is. The kind "skip" marks what is no term of a deal: results, forecasts, holdings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cue:
    """A pattern that speaks for a kind, in deals of some types; ``cost`` puts a weak one farther off."""

    kind: str
    pattern: re.Pattern[str]
    types: frozenset[str] | None
    cost: int = 0


def _cues(*rows: tuple[str, str] | tuple[str, str, str], cost: int = 0) -> tuple[Cue, ...]:
    return tuple(
        Cue(row[0], re.compile(rf"(?i)\b(?:{row[1]})"), frozenset(row[2].split()) if len(row) > 2 else None, cost)
        for row in rows
    )


_PAY = "employment compensation services"
_DEBT = "credit debt_securities securitization"
_SALE = "merger asset_purchase joint_venture"

AMOUNTS = _cues(
    ("par_value", r"par value|stated value"),
    (
        "reverse_termination_fee",
        r"reverse termination fee|parent termination fee|(?:buyer|parent|"
        r"purchaser)\b[^;$]{0,60}\bpay[^;$]{0,60}\btermination fee",
    ),
    ("termination_fee", r"termination fee|break-?up fee|termination payment"),
    (
        "price_per_share",
        r"per share(?! par)|(?:exercise|conversion|offering|public|closing) price|a share\b|per (?:ads|unit)\b|"
        r"per warrant",
    ),
    ("par_value", r"par value per share|per share par value"),
    (
        "upfront_payment",
        r"up-?front|initial (?:cash )?payment|signing (?:fee|payment)",
        "license collaboration merger asset_purchase supply services settlement other",
    ),
    ("access_fee", r"(?:technology )?access fee"),
    ("milestone", r"milestone|contingent payments? based|development and (?:commercial|regulatory|sales)"),
    ("royalty", r"royalt(?:y|ies)", "license collaboration settlement supply"),
    (
        "equity_investment",
        r"equity investment|purchase (?:of )?shares of (?:its )?common stock",
        "license collaboration joint_venture",
    ),
    ("equity_investment", r"capital contribution|contribut(?:e|ed|ion)", "joint_venture"),
    (
        "earnout",
        r"earn-?out|contingent (?:payment|consideration)|contingent value right|"
        r"additional (?:contingent )?consideration",
    ),
    ("equity_investment", r"investment\b", "equity debt_securities"),
    ("escrow", r"escrow|held back|holdback"),
    ("deposit", r"(?:security |earnest money )?deposit\b(?!ary)|earnest money"),
    (
        "accordion",
        r"increase (?:in )?(?:the )?(?:facility|commitments?|aggregate)|incremental|accordion|"
        r"additional (?:revolving )?commitments|increased? (?:by )?(?:up to )?an additional",
        _DEBT,
    ),
    ("sublimit", r"sub-?limit|sub-?facility|letters? of credit|swing ?line|swing loans?", _DEBT),
    (
        "drawn",
        r"outstanding borrowings|borrowings? outstanding|was outstanding|were outstanding|drawn|borrowed|"
        r"drew down|initial borrowing|advanced? (?:to|at closing)",
        _DEBT,
    ),
    (
        "previous_commitment",
        r"(?:terminated|replac\w+|existing|prior|previous) (?:its |the |our )?\$?|from(?= \$[\d.,]+ (?:million|"
        r"billion)? ?to)",
        "credit",
    ),
    (
        "commitment",
        r"(?:revolving|credit|loan|term|bridge|liquidity|letter of credit) (?:\w+ ){0,2}(?:facilit(?:y|ies)|"
        r"agreement)|commitments?\b|line of credit|maximum (?:principal )?amount|credit facilit(?:y|ies)|"
        r"revolver|not (?:to )?exceed",
        "credit",
    ),
    (
        "principal",
        r"principal amount|term loans?\b|promissory notes?|(?:aggregate )?principal|loan of|mortgage|face amount|"
        r"borrow",
        _DEBT + " settlement equity merger asset_purchase other",
    ),
    ("principal", r"notes\b|debentures|certificates|bonds", "debt_securities securitization"),
    ("gross_proceeds", r"gross proceeds|aggregate (?:offering|gross)|proceeds of (?:approximately )?\$"),
    ("net_proceeds", r"net proceeds|net cash proceeds"),
    (
        "fee",
        r"underwriting discounts?|commissions?|placement (?:agent )?fee|origination fee|closing fee|"
        r"commitment fee|management fee|consulting fee|advisory fee|license fee|fees? of|annual fee|monthly fee|"
        r"a fee|retainer",
    ),
    ("rent", r"(?:base |annual |monthly |minimum )?rent(?:al)?\b", "lease asset_purchase"),
    ("reimbursement", r"reimburs\w+|tenant improvement|allowance|relocation"),
    ("salary", r"(?:base |annual |annualized )*salar(?:y|ies)|base compensation|per month for service", _PAY),
    ("bonus", r"bonus(?:es)?\b|sign(?:ing|-on)|incentive payment|cash award", _PAY),
    ("severance", r"severance|separation pay(?:ment)?|lump[- ]sum|termination without cause", _PAY),
    (
        "award_value",
        r"grant[- ]date (?:fair )?value|equity awards?|target value|restricted stock|rsus?\b|"
        r"performance (?:share|stock|unit)|stock options?|award value|long-term incentive",
        _PAY,
    ),
    ("fee", r"retainer|annual cash|compensation of|consulting", _PAY),
    (
        "settlement_payment",
        r"settle\w*|pay(?:ment|ments|s|able)?\b|penalt(?:y|ies)|fine\b|damages|compensation",
        "settlement",
    ),
    ("award_value", r"value (?:of|equal)|valued at", _PAY),
    (
        "deal_value",
        r"enterprise value|equity value|total (?:transaction|deal|contract) value|transaction (?:is )?valued|"
        r"value (?:of|not)|valued at|aggregate value|worth",
    ),
    (
        "purchase_price",
        r"purchase price|(?:aggregate |total |base |cash )*consideration|acquired? (?:\w+ ){0,6}for|"
        r"sold (?:\w+ ){0,8}for|merger consideration|for a (?:total|price)",
        _SALE + " equity other",
    ),
    (
        "purchase_price",
        r"repurchase\w*|aggregate purchase price|purchase price",
        "equity credit debt_securities license supply lease",
    ),
    (
        "minimum_purchase",
        r"minimum (?:purchase|annual|quantit\w+|commitment)|take[- ]or[- ]pay",
        "supply services license",
    ),
    (
        "covenant_threshold",
        r"minimum (?:liquidity|net worth|tangible|ebitda|cash)|net worth|in excess of|at least|ratio|threshold|"
        r"no more than|less than|greater than|basket",
        "credit debt_securities merger",
    ),
    (
        "skip",
        r"(?:net )?(?:revenues?|sales|income|loss|earnings|savings)\b|expenses? of|ebitda|assets of|"
        r"market capitali[sz]ation|backlog|book value|dilutive|accretive|impact of|operating costs|charges? of",
    ),
) + _cues(
    ("purchase_price", r"in cash|cash payment", _SALE),
    ("principal", r"aggregate|face", "debt_securities"),
    ("price_per_share", r"price|initially", "equity debt_securities"),
    cost=40,
)

PERCENTAGES = _cues(
    ("royalty_rate", r"royalt\w+", "license collaboration settlement supply"),
    (
        "commitment_fee",
        r"commitment fees?|unused|undrawn|facility fees?|unutilized|on the commitments|letter of credit fees?|"
        r"a fee",
    ),
    (
        "margin",
        r"plus|margin|applicable rate|spread|over|above|in excess of the|libor?\b|sofr|euribor|prime|base rate|"
        r"eurodollar|eurocurrency|abr",
        _DEBT + " equity lease",
    ),
    (
        "interest_rate",
        r"interest|coupon|notes\b|senior notes|debentures|bonds|bear\w*|"
        r"certificates|floor|yield",
        _DEBT + " equity merger asset_purchase lease settlement",
    ),
    ("discount", r"discount", "equity debt_securities securitization compensation merger asset_purchase"),
    ("premium", r"premium"),
    (
        "bonus_target",
        r"bonus|target|base salary|annual incentive|incentive|performance (?:share|stock|unit)|psus?",
        _PAY,
    ),
    (
        "ownership",
        r"own(?:s|ed|ership|ing)?\b|stake|outstanding (?:shares|common|capital|voting|equity)|equity interest|"
        r"membership interest|interest in|of the (?:voting|outstanding|issued|combined|equity|common|shares|"
        r"beneficial)|beneficially|shares outstanding|held by",
    ),
    (
        "other",
        r"of (?:the )?principal amount|redemption price|purchase price|put|redeem\w*|repurchase|vest\w*|"
        r"development costs|profits|issue price|price to|of par|total capital|of such|in excess of|less than|"
        r"at least|no more than",
    ),
    (
        "skip",
        r"revenues?|sales\b|increase of|decrease of|growth|gross margin|year[- ]over|compared (?:to|with)|"
        r"tax rate|votes?|market share",
    ),
) + _cues(
    ("interest_rate", r"per annum|annual rate|rate of", _DEBT + " equity merger asset_purchase lease settlement"),
    cost=40,
)

DURATIONS = _cues(
    ("renewal_term", r"renew\w*|exten(?:d|ds|ded|sion|sions)|additional|successive|option\b|options\b|automatic\w*"),
    ("notice_period", r"notice|notif\w+"),
    ("vesting", r"vest\w*|performance period|performance cycle|earned over|cliff|installments", _PAY + " equity"),
    ("lock_up", r"lock-?up|standstill|not (?:to )?(?:offer|sell|transfer|dispose)|restricted from (?:sell|transfer)"),
    ("exclusivity", r"exclusiv\w*|no-?shop|go-?shop"),
    (
        "term",
        r"term\b|term of|initial term|period of|for a period|(?:credit|loan|lease|license|supply|services?|"
        r"employment|consulting|revolving|collaboration|management|distribution) (?:\w+ )?(?:agreement|facility|"
        r"contract)|agreement\b|facility\b|loan\b|lease\b|contract\b|matur\w+",
    ),
    (
        "other",
        r"non-?compet\w*|non-?solicit\w*|following|after|severance|continu\w+|salary|months of|cover|cobra|"
        r"base salary|cure|remed\w+|business days|interest period|within|prior to|trading",
    ),
)
