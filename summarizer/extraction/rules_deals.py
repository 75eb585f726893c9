"""The built-in extractor's deals: which passages tell of an agreement, of which type, and what was done with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from summarizer.deal_types import deal_types
from summarizer.extraction.rules_names import names_anywhere, persons, short_names
from summarizer.extraction.rules_text import Passage, Sentence, sentences
from summarizer.models import Action

_NOUN = (
    r"agreements?|contracts?|merger|acquisition|indenture|notes|lease|amendments?|plan of|loan|facility|"
    r"settlement|letter of intent|"
    r"memorandum of understanding|offering|tender offer|purchase|sale|joint venture|license|debentures|"
    r"investment|placement|financing"
)
_VERB = (
    r"entered into|enter into|executed|signed|amended|renewed|extended|terminated?|completed|consummated|closed|"
    r"issued and sold|sold|acquired|"
    r"purchased|awarded|agreed to|agreed with|priced|adopted|approved|borrowed|settled?|reached|repurchased|"
    r"issued|exercised|granted|formed|delivered"
)
_DEED = re.compile(
    rf"(?i)\b(?:{_VERB})\b(?=[^;]{{0,220}}?\b(?:{_NOUN})\b)|\b(?:{_NOUN})\b(?=[^;]{{0,120}}?\b(?:{_VERB})\b)"
)
# Items that may hold anything: only plain words of agreeing or closing make a deal of them.
_PLAIN_DEED = re.compile(
    r"(?i)\b(?:(?:entered into|executed|signed|terminated|amended|renewed|extended)\b[^;]{0,160}\b(?:agreements?|"
    r"contracts?|indenture|lease|amendment|"
    r"letter of intent|memorandum of understanding|facility|settlement)\b|(?:completed|consummated|"
    r"closed)\b[^;]{0,120}\b(?:acquisition|merger|sale|"
    r"offering|purchase|divestiture|transaction|placement|financing|spin-?off)\b|agreed to (?:acquire|sell|"
    r"purchase|buy|merge|settle)|"
    r"(?:reached|announced)\b[^;]{0,40}\b(?:settlement|definitive agreement|agreement to)|definitive agreement|"
    r"acquired (?:all|substantially|the|certain|\d)|"
    r"issued and sold|merger agreement|pricing of|will acquire|to acquire\b|"
    r"pursuant to (?:the|an?|that certain|its) (?:[A-Z][\w-]+ ){1,4}Agreement|"
    r"granted?\b[^;]{0,80}\b(?:stock options|restricted)|"
    r"(?:renewed|renews|extends|extended|signs|awarded)\b[^;]{0,80}\b(?:agreement|contract|lease|license))"
)
_PAY = re.compile(
    r"(?i)\b(?:(?:employment|separation|severance|retention|transition|consulting|letter|change (?:in|"
    r"of) control|indemnification|release)"
    r" (?:\w+ ){0,3}agreement|offer letter|base salary|annual salary|bonus|severance|restricted stock|"
    r"stock options?|equity award|retainer|"
    r"(?:incentive|compensation|bonus|stock|award|retention|purchase) plan|award agreement|compensat\w+)\b"
)

ALWAYS_ORDER = ("1.01", "2.01", "2", "1.02", "2.03", "3.02")  # items that report agreements, the telling ones first
SOMETIMES_ORDER = ("8.01", "5", "3.03", "5.01", "1", "7.01", "9")
ALWAYS, SOMETIMES = frozenset(ALWAYS_ORDER), frozenset(SOMETIMES_ORDER)
PAY_ITEM = "5.02"

# Types whose passages belong to a deal of the first type when they stand beside it (contract rule 12).
_ABSORBS: dict[str, frozenset[str]] = {
    "merger": frozenset(deal_types()) - {"credit", "debt_securities"},
    "asset_purchase": frozenset(
        "merger license supply services lease equity other joint_venture asset_purchase employment".split()
    ),
    "credit": frozenset("credit debt_securities equity other securitization compensation".split()),
    "debt_securities": frozenset("debt_securities equity other securitization credit".split()),
    "equity": frozenset(
        "equity debt_securities other merger rights_plan compensation license services settlement".split()
    ),
    "license": frozenset("license collaboration equity supply services other".split()),
    "collaboration": frozenset("license collaboration equity supply services other joint_venture".split()),
    "joint_venture": frozenset("joint_venture equity services supply license other asset_purchase".split()),
    "settlement": frozenset("settlement license equity other employment services".split()),
    "securitization": frozenset(deal_types()) - {"employment", "merger", "lease"},
    "rights_plan": frozenset("rights_plan equity other compensation".split()),
}

_TITLE = re.compile(
    r"(?:[A-Z][\w&'/.-]*,? (?:(?:of|and|to|for|the|&|on|with|by) )*){0,14}"
    r"(?:Agreement|Indenture|Amendment|Contract|Lease|Plan|Promissory Note|Commitment Letter|Letter of Intent|"
    r"Memorandum of Understanding|Offer Letter)\b"
    r"(?: (?:(?:and|of|to|the|for) )*(?:Plan|Merger|Reorganization|Amendment|Release|Waiver|Claims|Consent|Lease|"
    r"Credit Agreement|Loan Agreement|No\.|Number)"
    r"(?: \d+)?)*"
)
_NOT_TITLE = re.compile(
    r"^(?:On|In|The|Under|Pursuant|Company|Item|This|Each|Such|Exhibit|Section|Form|Annual|Additionally|Board|"
    r"Effective)\b[ ,]*"
)


@dataclass
class Deal:
    """The passages of one deal, with its type, title and action."""

    type: str
    passages: list[Passage] = field(default_factory=list)
    title: str | None = None
    lead: Sentence | None = None
    action: Action = "entered"

    @property
    def sentences(self) -> list[Sentence]:
        """The deal's sentences in reading order."""
        return sentences(self.passages)


def holds_deal(item: str, passages: Sequence[Passage]) -> bool:
    """Say whether the passages of an item that may report agreements tell of one."""
    wanted = _DEED if item in ALWAYS else _PAY if item == PAY_ITEM else _PLAIN_DEED
    return any(wanted.search(sentence.text) for sentence in sentences(passages))


@cache
def _weights() -> tuple[tuple[str, str, float], ...]:
    """Every cue as (type, cue, weight): the earlier in its file and the longer, the more telling."""
    return tuple(
        (kind.name, cue, (10 - 7 * place / len(kind.cues)) * (1 if " " in cue else 0.35))
        for kind in deal_types().values()
        for place, cue in enumerate(kind.cues)
        if kind.name != "other"
    )


def type_scores(title: str, lead: str, rest: str, item: str | None) -> dict[str, float]:
    """Return how much speaks for each type: the agreement's title most, then its first sentences."""
    title, lead, rest = title.lower(), lead.lower(), rest.lower()
    scores: dict[str, float] = {}
    for name, cue, weight in _weights():
        score = weight * (5 * (cue in title) + 2 * (cue in lead) + (cue in rest))
        if score:
            scores[name] = scores.get(name, 0) + score
    for name in _ITEM_FAVOURS.get(item or "", ()):
        scores[name] = scores.get(name, 0) + 15
    if item != PAY_ITEM:
        for name in ("compensation", "employment"):
            scores[name] = scores.get(name, 0) * 0.6
    return scores


_ITEM_FAVOURS = {
    "2.03": ("credit", "debt_securities"),
    "2.01": ("asset_purchase", "merger"),
    "2": ("asset_purchase", "merger"),
    "3.02": ("equity",),
    "5.02": ("employment", "compensation"),
    "3.03": ("rights_plan",),
}


def title_of(text: str) -> str | None:
    """Return the first agreement name with a capital that stands after a verb of agreeing, or the first at all."""
    found = []
    for match in _TITLE.finditer(text):
        name = _NOT_TITLE.sub("", match[0])
        while (shorter := _NOT_TITLE.sub("", name)) != name:
            name = shorter
        if len(name.split()) > 1 and len(name) < 120:
            found.append((match.end() - len(name), name))
    verb = re.search(rf"(?i)\b(?:{_VERB})\b", text)
    after = [name for start, name in found if verb and start > verb.start()]
    names = after or [name for _, name in found]
    return names[0] if names else None


def build(passages: Sequence[Passage], item: str | None) -> Deal:
    """Make one deal of passages."""
    told = sentences(passages)
    lead = next((s for s in told if _DEED.search(s.text)), told[0])
    at = told.index(lead)
    opening = " ".join(sentence.text for sentence in told[at : at + 2])
    title = title_of(lead.text)
    heading = " ".join(passage.text for passage in passages if passage.heading)
    scores = type_scores(title or "", f"{heading} {opening}", " ".join(s.text for s in told), item)
    kind = max(scores, key=lambda name: scores[name]) if any(scores.values()) else "other"
    kind = _whole_company(kind, " ".join(sentence.text for sentence in told[at : at + 4]))
    deal = Deal(kind, list(passages), title, lead)
    deal.action = action_of(told[at : at + 3], item)
    return deal


_ALL_SHARES = re.compile(
    r"(?i)\b(?:purchas\w+|acquir\w+|buy|sell|sale|sold)\b[^;]{0,120}\b(?:all|100%|100 percent)(?: of)?(?: the| its)?"
    r"(?: issued and)?(?: outstanding)? (?:shares|capital stock|equity|stock|membership interests|common stock|"
    r"ownership)\b"
)
_SELLING = re.compile(
    r"(?i)\b(?:the company|registrant|we)\b[^;]{0,80}?\b(?:agreed to sell|to sell all|sold|will sell|"
    r"completed the (?:sale|divestiture))\b"
)


def _whole_company(kind: str, opening: str) -> str:
    """Set right what the agreement's title does not tell: all shares bought make a merger, a unit sold a sale."""
    if kind == "equity" and _ALL_SHARES.search(opening) and not re.search(r"(?i)repurchase|redeem", opening):
        kind = "merger"
    if kind == "merger" and _SELLING.search(opening) and "merge with and into" not in opening:
        kind = "asset_purchase"
    return kind


_ACTIONS: tuple[tuple[Action, re.Pattern[str]], ...] = (
    (
        "proposed",
        re.compile(
            r"(?i)letter of intent|non-?binding|memorandum of understanding|proposal to acquire|offer to acquire|"
            r"agreement in principle|commenced (?:a|its) (?:tender|exchange) offer|intends? to offer"
        ),
    ),
    (
        "completed",
        re.compile(
            r"(?i)\b(?:completed|consummated|closed|completion of|closing of|issued and sold|acquired|purchased|sold|"
            r"became effective)\b"
        ),
    ),
    ("terminated", re.compile(r"(?i)\bterminated?\b|\btermination of\b")),
    ("renewed", re.compile(r"(?i)\b(?:renew(?:ed|s|al)?|extend(?:ed|s)?|extension)\b")),
    (
        "amended",
        re.compile(
            r"(?i)\b(?:amend(?:ed|s|ment|ments)?|amended and restated|supplement(?:ed|al)? agreement|modif(?:y|"
            r"ied))\b"
        ),
    ),
    (
        "entered",
        re.compile(
            r"(?i)\b(?:entered into|executed|signed|agreed|awarded|enter into|adopted|approved|reached|priced|"
            r"granted)\b"
        ),
    ),
)
_OBJECT = re.compile(r"(?i)\b(?:entered into|executed|signed|enter into|approved|adopted)\b(.{0,150})", re.DOTALL)


def action_of(lead: Sequence[Sentence], item: str | None) -> Action:
    """Return what was done: the first telling verb of the deal's first sentences, and what it acts on."""
    if item == "1.02":
        return "terminated"
    first = lead[0].text if lead else ""
    if _ACTIONS[0][1].search(first):
        return "proposed"
    found: list[tuple[int, Action]] = []
    for done, pattern in _ACTIONS[1:]:
        if match := pattern.search(first):
            found.append((match.start(), done))
    action: Action = min(found)[1] if found else "completed" if item in {"2.01", "2"} else "entered"
    if action == "completed" and re.search(
        r"(?i)\b(?:to|will|would|shall) (?:be )?(?:\w+ )?(?:sold|acquired|purchased)", first
    ):
        action = "entered"
    if action in {"entered", "amended"} and (acts_on := _OBJECT.search(first)):
        thing = re.split(
            r"(?i)\b(?:with|by and|between|among|pursuant|under which|which|dated|relating|providing)\b|\(", acts_on[1]
        )[0]
        if re.search(r"(?i)\bextension|renewal\b", thing):
            return "renewed"
        if re.search(r"(?i)\bamend|\brestated\b|\bsupplement\b|\bmodification\b|\bwaiver\b|\bjoinder\b", thing):
            return "amended"
        if re.search(r"(?i)\btermination\b", thing) and "separation" not in thing.lower():
            return "terminated"
        action = "entered"
    if action == "entered" and item in {"2.01", "2"}:
        return "completed"
    return action


def absorbs(deal: Deal, other: Deal) -> bool:
    """Say whether the passages of ``other`` belong to ``deal`` rather than being a deal of their own."""
    return other.type == deal.type or other.type in _ABSORBS.get(deal.type, frozenset({"other"}))


_SIGNS = re.compile(r"(?i)\b(?:entered into|executed|signed|amended|terminated|completed|consummated|agreed to)\b")
_NAMES_IT = re.compile(
    r"\((?:the|this|such|as amended|collectively)?[^()]{0,80}\"[^\"]{0,60}(?:Agreements?|Letter|Lease|Amendment|"
    r"Note|Plan|Facility|"
    r"Contract)\b|\balso entered into\b"
)
# Agreements that carry out another one, whoever their parties are (contract rule 12).
_BESIDE = re.compile(
    r"(?i)voting|support|escrow|guarant|registration rights|lock-?up|pledge|security agreement|side letter|indemnif|"
    r"non-?compet|restrictive|transition services|shareholders? agreement|stockholders? agreement|first supplemental"
)
# Types of which one filing may well report several, each with a counterparty of its own (contract rule 13).
_REPEATED = frozenset(
    "merger asset_purchase employment lease license collaboration supply services joint_venture settlement".split()
)


def starts_anew(passage: Passage) -> bool:
    """Say whether a passage may open a deal of its own: it signs an agreement and gives it a name."""
    opening = " ".join(sentence.text for sentence in passage.sentences[:2])[:900]
    return bool(_SIGNS.search(opening)) and bool(_NAMES_IT.search(opening))


def split(passages: Sequence[Passage], item: str | None) -> list[Deal]:
    """Part an item's passages into the deals they tell of; what only accompanies a deal stays with it."""
    groups: list[list[Passage]] = [[]]
    for passage in passages:
        if any(p.sentences for p in groups[-1]) and starts_anew(passage):
            group: list[Passage] = []
            while groups[-1][-1].heading:
                group.insert(0, groups[-1].pop())
            groups.append(group)
        groups[-1].append(passage)
    deals: list[Deal] = []
    for group in groups:
        if not sentences(group):
            if deals:
                deals[-1].passages += group
            continue
        deal = build(group, item)
        home = next((d for d in deals if absorbs(d, deal) and not _apart(d, deal)), None)
        if home is None:
            deals.append(deal)
        else:
            home.passages += group
    return deals


def _apart(deal: Deal, other: Deal) -> bool:
    """Say whether two deals of one type are made with others altogether."""
    if deal.type != other.type or deal.type not in _REPEATED or _BESIDE.search(other.title or ""):
        return False
    people = deal.type == "employment"
    ours, theirs = (_counterparties(d, people=people) for d in (deal, other))
    return bool(ours) and bool(theirs) and not ours & theirs


def _counterparties(deal: Deal, *, people: bool) -> set[str]:
    text = " ".join(sentence.text for sentence in deal.sentences[: 40 if people else 2])
    if people:
        return {person.text.split()[-1] for person in persons(text)}
    return {name.text.split()[0] for name in names_anywhere(text)} | set(short_names(text)) - {"company", "agreement"}


def gather(items: Iterable[tuple[str | None, Sequence[Passage]]]) -> list[Deal]:
    """Make the deals of a filing's items: items that tell of the same agreement are one deal."""
    deals: list[Deal] = []
    for item, passages in items:
        for deal in split(passages, item):
            home = _home(deals, deal, item)
            if home is None:
                deals.append(deal)
                continue
            home.passages += deal.passages
            if item == "2.01" and home.type == deal.type:
                home.action = "completed"
    return deals


def _home(deals: Sequence[Deal], deal: Deal, item: str | None) -> Deal | None:
    """Return the deal that another item's passages belong to."""
    if not deals:
        return None
    if item in SOMETIMES or item in {"3.02", "1.02"}:
        return next((d for d in deals if d.type == deal.type), deals[0])
    return next((d for d in deals if absorbs(d, deal)), None)
