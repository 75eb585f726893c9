"""The built-in extractor's second look at an amount: what the words right beside it, or its size, make of its kind."""

from __future__ import annotations

import re
from dataclasses import dataclass

from summarizer.extraction.rules.signals import SKIP, of_type
from summarizer.sieve import may_find, small
from summarizer.values import Money

_EVERY: frozenset[str] = frozenset()
_PRICES = frozenset({"price_per_share", "purchase_price", "deal_value"})
_SIZES = frozenset({"commitment", "principal", "drawn", "other"})
_NAMELESS = frozenset({"fee", "commitment", "principal", "drawn", "purchase_price"})
_SUMS = frozenset({"other", "commitment", "principal", "fee", "gross_proceeds"})
_PAPER = frozenset({"credit", "debt_securities", "equity"})
_BONDS = frozenset({"credit", "debt_securities"})
_SALES = frozenset({"merger", "asset_purchase"})
_SHARE_PRICE = 1000  # what is paid for a whole company is more
_A_COMPANY = 100_000  # what is paid for a share is less

_ABOUT = r"(?:approximately |about |up to )?"
_PART = r"[\d.]+ ?(?:basis points|%|percent)"
_MAY_GROW = r"may|might|can|could|request\w*|options?|rights?|ability|permit\w*|allow\w*|elect\w*|seek|up to"
_SUM = r"\$[\d.,]+(?: [mb]illion)?"


@dataclass(frozen=True, slots=True)
class _Case:
    """A kind that an amount turns out to be of, if all holds: what it was taken for, in which deals, what is beside.

    ``before`` is searched up to the amount, ``after`` matched from its end.
    """

    kind: str
    taken: frozenset[str] = _EVERY
    deals: frozenset[str] = _EVERY
    before: re.Pattern[str] | None = None
    after: re.Pattern[str] | None = None
    below: int | None = None
    least: int = 0

    def holds(self, kind: str, money: Money, text: str, deal_type: str) -> bool:
        return (
            (not self.taken or kind in self.taken)
            and (not self.deals or deal_type in self.deals)
            and self.least <= money.value
            and (self.below is None or money.value < self.below)
            and (self.after is None or bool(self.after.match(text, money.end)))
            and (
                self.before is None
                or (may_find(self.before, small(text)) and bool(self.before.search(text[: money.start])))
            )
        )


_PLAIN = "plain"  # what a figure of the deal's type is that no word tells
_CASES = (
    _Case("par_value", before=re.compile(r"(?i)\b(?:par|stated) value,? (?:of )?$")),
    _Case("par_value", after=re.compile(" par value")),
    # "$5.00 in cash for each $1,000 principal amount": a fee, or a price, by the unit, which is no sum itself.
    _Case(SKIP, deals=_BONDS, before=re.compile(r"(?i)\b(?:for each|per|denominations of) $"), least=1000, below=5001),
    _Case(
        "fee",
        _SIZES,
        _BONDS,
        re.compile(r"(?i)\b(?:paid|pay|payment of|receive) (?:an? )?$"),
        re.compile(r"(?i)(?: in cash)? (?:for each|per) \$1,000\b"),
        below=_SHARE_PRICE,
    ),
    # "Will receive $1,020.00 for each $1,000 principal amount": what is paid for a bond that is bought back.
    _Case(
        "purchase_price",
        _SIZES | {"price_per_share", "fee"},
        _BONDS,
        re.compile(r"(?i)\b(?:receiv\w+|paid|pay|price|consideration|purchas\w+|equal to)\b[^;.$]{0,60}$"),
        re.compile(r"(?i)(?: in cash)?,? (?:for each|per) \$1,000\b"),
        below=5001,
        least=500,
    ),
    _Case(
        "gross_proceeds",
        _PRICES,
        _PAPER,
        re.compile(
            r"(?i)\baggregate (?:gross |initial )?(?:public )?(?:offering|sales?) (?:price|amount) (?:of )?"
            r"(?:up to |approximately |not more than |at most )?(?:an aggregate of )?$"
        ),
    ),
    # What a sale leaves in the books, and what has to be reached for something else to follow.
    _Case(
        "other",
        _PRICES | {"principal"},
        _SALES,
        re.compile(
            r"(?i)\b(?:gain|loss|charge|write-?down)s?\b(?: on [^;$.]{3,60})? "
            r"(?:of|estimated at|totaling) (?:[a-z]+ ){0,2}$"
        ),
    ),
    _Case(
        "covenant_threshold",
        _PRICES | {"other"},
        _SALES | {"lease"},
        re.compile(
            r"(?i)\bnet worth\b[^;$]{0,40}\b(?:exceeds?|exceeding|of|below|above|than|reach\w*|falls? to) "
            r"(?:at least |less than |more than )?$"
        ),
    ),
    # "A letter of credit of $500,000 as security for the rent"
    _Case(
        "deposit",
        _PRICES | {"other", "commitment", "principal", "rent"},
        _SALES | {"lease"},
        re.compile(r"(?i)\bletters? of credit (?:[a-z]+ ){0,5}$"),
        re.compile(r"(?i)(?: in favor of [^;,.]{3,40})? (?:as|to secure|securing|in place of|in lieu of) "),
    ),
    # "At $4.00 per share, or $800,000 in all"
    _Case(
        "gross_proceeds",
        frozenset({"other", "principal", "price_per_share", "deal_value"}),
        frozenset({"equity"}),
        re.compile(r"(?i)\b(?:per|a|each) (?:share|unit),? (?:or|for|that is|being|i\.e\.),? (?:[a-z]+ ){0,4}$"),
        re.compile(r"(?i)(?: in (?:all|total|cash|the aggregate))?\W*(?:$|[.;,(]| in | and )"),
        least=_SHARE_PRICE,
    ),
    # What is left of a loan, "the remaining $5 million is for general corporate purposes", is none of the other sums.
    _Case(
        "other",
        _NAMELESS,
        before=re.compile(r"(?i)\b(?:remaining|balance of|rest of|remainder of) (?:approximately |about )?$"),
        after=re.compile(
            r"(?i)(?: of [^,;.]{3,40})? (?:(?:is|was|were|are|will be|has been|to be|being|will) )?"
            r"(?:(?:used|applied|available|retained|kept|set aside|go) )?(?:for|to|as) (?:general|working|other|cash)\b"
        ),
    ),
    _Case(
        "fee",
        _NAMELESS,
        _PAPER,
        after=re.compile(
            r"(?i) (?:(?:was|were|is|are|will be) )?(?:went|goes|used|applied|paid) (?:to|for|toward) (?:pay )?"
            r"(?:(?:related|transaction|accrued|certain|the|closing) )*(?:fees|expenses|costs)\b"
        ),
    ),
    # "A fee of 20 basis points on the facility, that is, $50,000"
    _Case(
        "fee",
        _SIZES | {"reimbursement"},
        before=re.compile(rf"(?i)\bfee of {_PART}[^;$]{{0,70}}, (?:that is|or|being),? $"),
    ),
    # "Of that sum, $10 million was paid in cash and the rest by a note."
    _Case(
        "purchase_price",
        frozenset({"principal", "commitment", "other"}),
        _SALES | {"equity"},
        re.compile(
            r"(?i)\bof (?:which|(?:that|this|such|the)(?: [a-z]+)? (?:sum|amount|price|total|consideration)),? "
            r"(?:approximately )?$"
        ),
        re.compile(r"(?i) (?:was|were|is|are|will be|shall be|is to be) (?:paid|payable)\b(?! (?:down|off|to))"),
    ),
    # "$5 million of the purchase price will be placed in escrow"
    _Case(
        "escrow",
        _PRICES | {"other", "deposit"},
        _SALES,
        after=re.compile(
            r"(?i)(?: of (?:the|that|its) (?:[a-z]+ )?(?:price|consideration|proceeds|amount),?)? "
            r"(?:(?:will|shall|was|were|is|are|has|have|to|be|been) )+"
            r"(?:placed|put|deposited|held|paid|delivered|set aside|retained) [^.;]{0,40}\bescrow"
        ),
    ),
    # "Plus up to an additional $5 million if its sales exceed a target"
    _Case(
        "earnout",
        deals=_SALES,
        before=re.compile(
            r"(?i)\b(?:additional|further|another|contingent|(?:may|could|can|eligible to|entitled to) "
            r"(?:(?:also|later|then) )?(?:receive|earn|be paid)) (?:payments? of )?(?:up to |as much as )?$"
        ),
        after=re.compile(
            r"(?i)(?: in cash)?,? (?:payable )?(?:if|should|depending|contingent|based|upon|subject to|in the event)\b"
            r"[^.;]{0,140}\b(?:target|revenues?|sales|ebitda|earnings|profits?|income|goals?|milestones?|thresholds?|"
            r"performance)\b"
        ),
    ),
    # "If the agreement is terminated because the buyer has no money, it must pay $5 million"
    _Case(
        "termination_fee",
        _PRICES | {"other"},
        _SALES,
        re.compile(
            r"(?i)\b(?:if|should|in the event|upon|were)\b[^;.$]{0,80}\bterminat\w+\b[^;.$]{0,200}"
            r"\b(?:pay|pays|paid|owes?)\b[^;.$]{0,50}$"
        ),
    ),
    # What else a buyer hears of: what it may have to answer for, what it takes over, by whom it is lent to.
    _Case(
        "other",
        _PRICES | {"escrow"},
        _SALES,
        re.compile(
            r"(?i)\b(?:working capital|net assets|liabilities|payables|indebtedness)\b[^;.$]{0,90}"
            r"\b(?:than|exceeds?|below|above|totall?(?:ed|ing)|amount(?:ed|ing)? to) (?:approximately |about )?$|"
            r"\bcommitment letters?\b[^;$]{0,120}$|\b(?:limited|capped) (?:to|at) (?:approximately |about )?$"
        ),
    ),
    # "Of which $5 million is contingent on its sales"
    _Case(
        "earnout",
        deals=_SALES,
        after=re.compile(
            r"(?i)(?: in cash)?,? (?:(?:is|are|will be|would be|being) )?(?:contingent|dependent|conditional|"
            r"conditioned) "
            r"(?:up)?on\b(?![^.;]{0,30}\b(?:approval|closing|financing))"
        ),
    ),
    # "To purchase $5 million of Able's common stock", beside a licence
    _Case(
        "equity_investment",
        deals=frozenset({"license", "collaboration"}),
        before=re.compile(r"(?i)\b(?:purchas\w+|buy|invest\w*|acquire)(?: of)? (?:up to |approximately )?$"),
        after=re.compile(
            r" (?:of|in) (?:[A-Z][\w&.'-]* |our |its |newly |issued |shares |of |the )*(?:common |ordinary )?"
            r"(?:stock|shares|equity)"
        ),
    ),
    _Case(_PLAIN, frozenset({"price_per_share"}), least=_A_COMPANY),
    _Case("price_per_share", _PRICES, frozenset({"merger", "equity"}), below=_SHARE_PRICE),
    # "From $80 million to $60 million", "to $60 million from $80 million": what a facility was, and is.
    _Case(
        "previous_commitment",
        _SIZES,
        _BONDS | {"securitization", "equity", "other"},
        before=re.compile(r"(?i)\bfrom (?:approximately |up to )?$"),
        after=re.compile(r"(?i),? to (?:approximately |up to )?\$"),
    ),
    _Case("previous_commitment", _SIZES, before=re.compile(rf"(?i)\bto {_ABOUT}{_SUM},? from {_ABOUT}$")),
    _Case(
        "commitment",
        frozenset({"previous_commitment"}),
        before=re.compile(
            rf"(?i)\bfrom {_ABOUT}{_SUM},? to {_ABOUT}(?:{_SUM}[^;$]{{0,40}},? (?:and )?(?:then )?to {_ABOUT})?$"
        ),
    ),
    _Case(
        "commitment",
        frozenset({"other"}),
        frozenset({"credit"}),
        re.compile(r"(?i)\b(?:reduc|lower|increas|rais|decreas|cut)\w* (?:further )?to (?:approximately )?$"),
    ),
    # "Provides for incremental term loans of $50 million": lent now, where nothing says that they may be.
    _Case(
        "commitment",
        frozenset({"accordion"}),
        frozenset({"credit"}),
        re.compile(rf"(?is)^(?!.*\b(?:{_MAY_GROW}|accordion)\b).*\bincremental\b[^$;]*$"),
    ),
    # "May be increased by up to $50 million"
    _Case(
        "accordion",
        _SIZES | {"sublimit", "covenant_threshold"},
        frozenset({"credit"}),
        re.compile(
            rf"(?i)\b(?:{_MAY_GROW})\b[^;]{{0,240}}\bincremental [^.;$]{{0,40}}$|"
            r"\b(?:may|request\w*|option|right|ask|can|could|seek)\b[^.;$]{0,120}"
            r"\b(?:increas|enlarg|expan)\w*\b[^.;$]{0,100}\b"
            r"(?:by|of) (?:an amount (?:not to exceed|of) )?(?:up to |as much as |not more than )?"
            r"(?:an (?:additional|aggregate of) )?$"
        ),
    ),
    # What a plan to buy shares back allows, and what of the proceeds goes elsewhere.
    _Case(
        "other",
        _SIZES | _PRICES,
        after=re.compile(r"(?i) (?:[a-z-]+ ){0,4}(?:repurchase|buy-?back) (?:program|plan|auth)"),
    ),
    _Case(
        "other",
        _SIZES | _PRICES,
        _SALES,
        re.compile(r"(?i)\bus(?:ed|es?|ing) (?:approximately )?$"),
        re.compile(r"(?i) of (?:the|these|its|such|those) (?:[a-z]+ )?proceeds\b"),
    ),
    _Case("other", frozenset({"bonus", "award_value"}), before=re.compile(r"(?i)\bthreshold (?:amount |level )?of $")),
    # What a buyer takes over is no part of what it pays.
    _Case(
        "other",
        _PRICES | _SIZES,
        _SALES,
        re.compile(r"(?i)\bassum\w+ (?:of )?(?:approximately |about )?$"),
        re.compile(r"(?i) (?:of|in) (?:[a-z-]+ ){0,3}(?:liabilit|debt|indebtedness|payables|obligations)"),
    ),
    # "Their salaries rise from $1 to $2": both are salaries.
    _Case(
        "salary",
        frozenset({"other", "previous_commitment", "commitment"}),
        frozenset({"employment", "compensation"}),
        re.compile(r"(?is)\bsalar(?:y|ies)\b.*\b(?:from|to) $"),
    ),
    # "An increase in the salary of Mr. Able, Treasurer, from $400,000 to $450,000 and an award of shares"
    _Case(
        "salary",
        frozenset({"bonus", "award_value"}),
        frozenset({"employment", "compensation"}),
        re.compile(rf"(?i)\bsalar(?:y|ies)\b[^;$]{{0,160}}\bfrom (?:{_SUM} to )?$"),
    ),
    _Case(
        "purchase_price",
        frozenset({"rent", "other"}),
        frozenset({"lease"}),
        re.compile(r"(?i)\b(?:option|right) to (?:buy|purchase|acquire)\b[^.;$]{0,80}\bfor $"),
    ),
    # A warrant beside a loan: "to buy 90,000 shares at $2.10".
    _Case(
        "price_per_share",
        _SUMS,
        _PAPER,
        re.compile(
            r"(?i)\b(?:shares|units|warrants?|stock|convert\w*|exercis\w+)\b[^;$]{0,60}\bat "
            r"(?:an? (?:\w+ )?price of )?$"
        ),
        below=_SHARE_PRICE,
    ),
    # "Borrowed $1 million from him and gave him a note": the loan itself, and no part of a line of credit.
    _Case(
        "principal",
        frozenset({"drawn"}),
        _BONDS,
        after=re.compile(r"(?i) from (?:[^;.$]|\b(?:[A-Z]|Mr|Ms|Dr)\.){0,160}\bnotes?\b"),
    ),
    # "Repaid $5 million of the loans": a part of what is owed.
    _Case(
        "other",
        _SIZES | {"previous_commitment", "fee"},
        _BONDS,
        re.compile(r"(?i)\b(?:re)?pa(?:id|y) (?:approximately )?$"),
        re.compile(
            r"(?i) (?:of (?:the|its|such|those) (?:[a-z]+ ){0,2}(?:loans?|borrowings|amounts?|principal)|owed|"
            r"outstanding)\b"
        ),
    ),
    _Case(
        "other",
        _SIZES | {"previous_commitment", "fee"},
        _PAPER,
        re.compile(r"(?i)\bus(?:ed|es?|ing) (?:approximately |about )?$"),
        re.compile(r"(?i) (?:of [^.;$]{3,60} )?to (?:repay|prepay|pay off|retire|refinance|satisfy|discharge)\b"),
    ),
    # "Able Partners acted as adviser and was paid $500,000"
    _Case(
        "fee",
        _SIZES | _PRICES,
        _PAPER,
        re.compile(
            r"(?i)\b(?:advis[eo]r|agent|finder|broker|arranger)s?\b[^.;$]{0,60}\b(?:paid|receive[ds]?)(?: an?)? "
            r"(?:approximately )?$"
        ),
    ),
    # "The payoff amount was $5 million, including accrued interest and fees"
    _Case(
        "other", frozenset({"fee"}), _BONDS, after=re.compile(r"(?i),? (?:including|plus) (?:[a-z]+ ){0,2}interest\b")
    ),
    # What has to be reached before more is lent.
    _Case("principal", frozenset({"milestone", "earnout"}), _BONDS),
    _Case(
        "previous_commitment",
        frozenset({"commitment", "principal", "drawn"}),
        before=re.compile(
            r"(?i)\b(?:replac\w+|terminat\w+|cancell?\w*|refinanc\w+|repa(?:id|ys?|ying)(?! (?:in|by|on|at|over)\b)|"
            r"retir(?:e|ed|ing)|pa(?:id|y|ying) (?:off|down)|in place of)\b[^;$]{0,60}$|\b(?:prior|previous|former) $|"
            r"\b(?:prior|previous|former|old) (?:[a-z]+ ){0,3}(?:agreement|facility|line)\b[^;$]{0,30}"
            r"\b(?:provided|permitted|allowed|consisted|had)\b[^;$]{0,60}$"
        ),
    ),
    # "Replaced its existing $1 billion agreement and its existing $2 billion agreement"
    _Case(
        "previous_commitment",
        frozenset({"commitment", "principal", "drawn"}),
        before=re.compile(r"(?i)\b(?:replac|refinanc|terminat)\w+\b(?!.*\bamend).*\bexisting $", re.DOTALL),
    ),
    # "$500,000, being two years' salary": what is paid at the end, by what was paid before.
    _Case(
        "severance",
        frozenset({"salary", "bonus"}),
        frozenset({"employment"}),
        after=re.compile(
            r"(?i),? \(?(?:being|equal to|representing|equivalent to|which (?:is|equals|represents)) (?:\w+[ -]){1,4}?"
            r"(?:months|years|times)(?:'|\b)"
        ),
    ),
)  # fmt: skip


def settled(kind: str, money: Money, text: str, deal_type: str) -> str:
    """Return the kind of an amount, set right where what is beside it, or its size, rules out what it was taken for."""
    found = next((case.kind for case in _CASES if case.holds(kind, money, text, deal_type)), kind)
    return (of_type(deal_type).plain_amount or "other") if found == _PLAIN else found
