"""The words of the contract: the kinds, roles and labels that a summary may use."""

from __future__ import annotations

from typing import Any, Literal, get_args

Action = Literal["entered", "amended", "renewed", "terminated", "completed", "proposed"]
Role = Literal[
    "licensor", "licensee", "collaborator", "buyer", "seller", "target", "merger_sub", "borrower", "lender",
    "agent", "issuer", "investor", "underwriter", "trustee", "guarantor", "landlord", "tenant", "supplier",
    "customer", "service_provider", "client", "employer", "executive", "claimant", "defendant", "partner",
    "shareholder", "other",
]  # fmt: skip
DateKind = Literal[
    "agreement", "original_agreement", "effective", "announced", "closing", "expected_closing", "commencement",
    "expiration", "maturity", "termination", "payment", "other",
]  # fmt: skip
AmountKind = Literal[
    "deal_value", "purchase_price", "price_per_share", "upfront_payment", "access_fee", "milestone", "royalty",
    "equity_investment", "principal", "commitment", "previous_commitment", "drawn", "accordion", "sublimit",
    "gross_proceeds", "net_proceeds", "termination_fee", "reverse_termination_fee", "fee", "rent", "deposit",
    "salary", "bonus", "severance", "award_value", "settlement_payment", "earnout", "escrow",
    "minimum_purchase", "reimbursement", "covenant_threshold", "par_value", "other",
]  # fmt: skip
PercentageKind = Literal[
    "interest_rate", "margin", "commitment_fee", "royalty_rate", "ownership", "bonus_target", "discount",
    "premium", "other",
]  # fmt: skip
DurationKind = Literal["term", "renewal_term", "notice_period", "vesting", "lock_up", "exclusivity", "other"]
QuantityKind = Literal["shares", "warrants", "options", "exchange_ratio", "area", "volume", "headcount", "other"]
ProvisionKind = Literal[
    "exclusivity", "territory", "field", "condition", "termination_right", "governing_law", "covenant",
    "security", "option", "change_of_control", "registration_rights", "approval", "use_of_proceeds", "other",
]  # fmt: skip
EventKind = Literal[
    "results", "officer_change", "director_change", "vote", "bylaws", "auditor_change", "restatement",
    "listing", "impairment", "restructuring", "cyber_incident", "trading_plan", "bankruptcy", "disclosure",
    "other",
]  # fmt: skip
Status = Literal["stated", "derived", "redacted", "not_disclosed", "incorporated_elsewhere", "conflicting"]
Certainty = Literal["signed", "conditional", "expected", "possible"]
Qualifier = Literal["exact", "approximately", "up_to", "at_least", "range"]
Basis = Literal["total", "per_share", "per_unit", "per_year", "per_month", "per_quarter"]
Match = Literal["exact", "normalised", "elided", "fuzzy"]
Relation = Literal["filed_here", "by_reference", "to_be_filed"]


def words(literal: Any) -> tuple[str, ...]:
    """Return the words of one of the contract's enumerations."""
    return get_args(literal)
