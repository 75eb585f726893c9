"""Roles that the filing's own words contradict: a party that it calls the "Seller" is no buyer.

Only opposed roles are told apart, and only where the words are plain: a role that the filing bears out anywhere in the
deal's paragraphs stands, whatever another sentence says.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from summarizer.names import bare, has_legal_form
from summarizer.sieve import may_find, small
from summarizer.verification import clauses
from summarizer.verification.cast import HELPING, NO_OTHER, PARTY, Cast, subject, without_asides
from summarizer.verification.suspicion import WaryGrounder

# What a party is called → the roles it bears out, and those it contradicts.
_CALLED: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    word: (frozenset(borne.split()), frozenset(against.split()))
    for words, borne, against in (
        ("seller sellers vendor vendors", "seller target supplier shareholder issuer", "buyer"),
        ("buyer buyers acquiror acquirer", "buyer customer investor merger_sub", "seller target"),
        ("purchaser purchasers", "buyer customer investor underwriter merger_sub", "seller target issuer"),
        ("target", "target", "buyer"),
        ("borrower borrowers", "borrower issuer", "lender agent"),
        ("lender lenders", "lender agent investor", "borrower"),
        ("agent agents arranger arrangers", "agent lender underwriter", "borrower"),
        ("licensor licensors", "licensor", "licensee"),
        ("licensee licensees", "licensee", "licensor"),
        ("landlord lessor", "landlord", "tenant"),
        ("tenant lessee", "tenant", "landlord"),
        ("supplier suppliers manufacturer", "supplier", "customer"),
        ("customer distributor", "customer buyer", "supplier"),
        ("consultant contractor advisor adviser", "service_provider executive", "client employer"),
        ("client", "client customer", "service_provider"),
        ("executive executives employee employees", "executive service_provider", "employer"),
        ("employer", "employer client", "executive"),
        ("issuer issuers", "issuer borrower seller buyer", "investor underwriter"),
        ("investor investors subscriber", "investor buyer lender shareholder", "issuer"),
        ("underwriter underwriters", "underwriter agent buyer investor", "issuer"),
        ("plaintiff plaintiffs claimant", "claimant shareholder", "defendant"),
        ("defendant defendants", "defendant", "claimant"),
    )
    for word in words.split()
}
_ROLE = "|".join(sorted(_CALLED, key=len, reverse=True))
# "P, as administrative agent and lender", "P, as representatives of the several underwriters"
# A comma sets off what the party itself acts as: "hired by P as an executive" speaks of somebody else.
_AS = re.compile(
    rf"(?P<who>{PARTY})(?:(?<!\bby .),|(?<=\bwith .)) as (?:the |an? |its )?"
    rf"(?:representatives? (?:of|for) the )?(?P<called>(?:(?!of\b|for\b|to\b)[a-z-]+,? ){{0,5}}?(?:{_ROLE}))"
    r"\b(?! (?:of|officer|vice|director|president)\b|'|-)",
    re.IGNORECASE,
)
# "Stays with the Company as an adviser" says what a person is, not the company.
_OF_PEOPLE = {"executive", "executives", "employee", "employees", "consultant", "contractor", "advisor", "adviser"}
_PARTIES = re.compile(PARTY)
_LIST = re.compile(
    rf"(?i)(?: with|(?:{_ROLE}),) (?:{PARTY}(?:, and |, | and ))+$"
)  # of which all are what the last is called
_ASSETS = (
    r"(?:(?:all|substantially|the|of|its|issued|and|outstanding|shares?|capital|common|equity|interests?|ownership|"
    r"assets|membership|in|certain|business|remaining|100%|stock|entire) )*"
)
_BUYING = frozenset({"buyer", "customer", "investor"})
_SELLING = frozenset({"seller", "target", "supplier", "issuer"})


def _of(group: str, before: str = "") -> str:
    return rf"{before}(?P<{group}>{PARTY}){NO_OTHER}"


_ANY = rf"(?:(?!\b(?:which|who|that|whose|if|where)\b|{PARTY} (?:will|shall|has|may)\b)(?:[^;.]|\.(?=\d)))*?"
_LICENCE = r"(?:[\w,()%-]+ ){0,8}?(?:licen[cs]es?|rights?|sublicen[cs]e|options?)\b"
# Who stands on the one side and who on the other where a sentence says what is done: ``up`` buys, lends, licenses ...
_DEEDS: tuple[tuple[frozenset[str], frozenset[str], re.Pattern[str]], ...] = tuple(
    (frozenset(up.split()), frozenset(down.split()), re.compile(pattern))
    for up, down, patterns in (
        (
            "buyer customer investor",
            "seller target supplier",
            (
                rf"{subject('up')}{HELPING}(?:acquire[sd]?|purchase[sd]?|buys?|bought) {_ASSETS}{_of('down')}",
                rf"{subject('up')}{HELPING}(?:acquire[sd]?|(?:re)?purchase[sd]?|buys?|bought)\b{_ANY}"
                rf"{_of('down', ' from ')}",
                rf"{subject('up')}{HELPING}(?:acquire[sd]?|purchase[sd]?|buys?|bought)\b{_ANY}"
                rf" (?:shares|stock|interests|assets) {_of('down', 'of ')}",
                rf"{subject('up')}{HELPING}(?:completed|closed|announced) (?:its|the) (?:[a-z-]+ ){{0,3}}acquisition "
                rf"of {_ASSETS}{_of('down')}",
                rf"{subject('down')}{HELPING}(?:sells?|sold|transferr?e?d?)\b{_ANY}{_of('up', ' to ')}",
                rf"{subject('down')}(?:(?:was|is|be|been|being|to|will|shall|has|have) )+acquired by {_of('up')}",
                rf"\bacquisition {_of('down', 'of ')} {_of('up', 'by ')}",
                rf"\bacquisition {_of('up', 'by ')} of {_ASSETS}{_of('down')}",
                rf"(?P<down>{PARTY})[^;.\ue000-\uefff]{{0,80}}\b(?:becom\w+|became|surviv\w+|continu\w+)"
                rf"[^;.\ue000-\uefff]{{0,60}} subsidiary {_of('up', 'of ')}",
            ),
        ),
        (
            "lender agent",
            "borrower",
            (
                rf"{subject('up')}{HELPING}(?:lends?|lent|loaned|advanced?)\b(?: to)? {_of('down')}",
                rf"{subject('up')}{HELPING}(?:lends?|lent|loaned|advanced?|made a loan|provided a loan)\b{_ANY}"
                rf"{_of('down', ' to ')}",
                rf"{subject('down')}{HELPING}(?:borrow|borrows|borrowed)\b{_ANY}{_of('up', ' from ')}",
            ),
        ),
        (
            "licensor",
            "licensee",
            (
                rf"{subject('up')}{HELPING}(?:grant|grants|granted) (?:to )?{_of('down')}(?= {_LICENCE})",
                rf"{subject('up')}{HELPING}(?:grant|grants|granted) {_LICENCE}{_ANY}{_of('down', ' to ')}",
                rf"{subject('up')}{HELPING}(?:out-)?(?:licensed|licenses|license)\b{_ANY}{_of('down', ' to ')}",
                rf"{subject('down')}{HELPING}(?:in-)?(?:licensed|licenses|license)\b{_ANY}{_of('up', ' from ')}",
                rf"{subject('down')}{HELPING}(?:in-)?(?:licensed|licenses|license)\b{_ANY}(?P<up>{PARTY})'s "
                r"(?:[\w-]+ ){0,6}?(?:technolog|patent|know-how|intellectual|compound|product|software)",
                rf"\blicen[cs]es? granted {_of('up', 'by ')} {_of('down', 'to ')}",
            ),
        ),
        (
            "landlord",
            "tenant",
            (
                rf"{subject('down')}{HELPING}(?:lease|leases|leased|rents?|rented)\b{_ANY}{_of('up', ' from ')}",
                rf"{subject('up')}{HELPING}(?:lease|leases|leased|rents?|rented)\b{_ANY}{_of('down', ' to ')}",
            ),
        ),
        (
            "supplier",
            "customer",
            (
                rf"{subject('up')}{HELPING}(?:suppl(?:y|ies|ied)|manufactures?|manufactured|delivers?)\b{_ANY}"
                rf"{_of('down', ' (?:to|for) ')}",
                rf"{subject('up')}{HELPING}(?:suppl(?:y|ies|ied)) {_of('down', '')} with\b",
            ),
        ),
        (
            "service_provider",
            "client",
            (
                rf"{subject('up')}{HELPING}(?:provides?|performs?|renders?)\b{_ANY}\bservices\b{_ANY}"
                rf"{_of('down', ' to ')}",
                rf"{subject('up')}{HELPING}(?:provides?) {_of('down')} with\b{_ANY}\bservices\b",
                rf"{subject('down')}{HELPING}(?:engaged?|engages|retained?|retains|hired?) {_of('up')}",
            ),
        ),
        (
            "issuer",
            "investor underwriter",
            (
                rf"{subject('up')}{HELPING}(?:issues?|issued?|issue and sell|issued and sold)\b{_ANY}"
                rf"{_of('down', ' to ')}",
            ),
        ),
        (
            "employer",
            "executive",
            (
                rf"{subject('up')}{HELPING}(?:appoint|appoints|appointed|employs?|employed|hired?|hires) {_of('down')}",
                rf"{subject('down')}{HELPING}(?:serves?|served|continue to serve) as\b{_ANY}{_of('up', ' of ')}",
            ),
        ),
        (
            "claimant",
            "defendant",
            (
                rf"(?P<up>{PARTY}),? v(?:s)?\. {_of('down')}",
                rf"{subject('up')}{HELPING}(?:filed|brought|sued|commenced)\b{_ANY}{_of('down', '(?: against)? ')}",
            ),
        ),
    )
    for pattern in patterns
)


def contradictions(grounder: WaryGrounder, cast: Cast, scope: Collection[int]) -> dict[int, str]:
    """Return why the filing's words contradict a role, by the party's place in the cast."""
    told = [
        sentence
        for paragraph in grounder.filing.passages()
        if paragraph.number in scope and paragraph.number not in grounder.suspicious
        for sentence in clauses.sentences(grounder.folded_text(paragraph)[0])
    ]
    against = _by_nature(cast)
    signs = [cast.signs(sentence) for sentence in told]
    for index, called in enumerate(_called(cast, signs, scope)):
        reason = _by_name(cast, index, called)
        if reason:
            against.setdefault(index, reason)
    against.update({i: r for i, r in _by_deed(cast, told, signs).items() if i not in against})
    return against


def _by_nature(cast: Cast) -> dict[int, str]:
    """Find a company said to be an executive, and the person said to employ it."""
    companies = [i for i, p in enumerate(cast.parties) if p.is_registrant or has_legal_form(p.name)]
    wrong = [i for i in companies if cast.parties[i].role == "executive"]
    people = [i for i, p in enumerate(cast.parties) if i not in companies and p.role == "employer"] if wrong else []
    return {
        **{i: f"{cast.parties[i].name} is a company, and no executive" for i in wrong},
        **{i: f"{cast.parties[i].name} does not employ {cast.parties[wrong[0]].name}" for i in people},
    }


def _by_name(cast: Cast, index: int, called: Sequence[str]) -> str | None:
    """Return what the filing calls a party that contradicts its role, unless something it is called bears it out."""
    party = cast.parties[index]
    known = [word for word in called if word in _CALLED]
    if any(party.role in _CALLED[word][0] for word in known):
        return None
    wrong = next((word for word in known if party.role in _CALLED[word][1]), None)
    return f'the filing calls {party.name} "{wrong}"' if wrong else None


def _called(cast: Cast, told: list[str], scope: Collection[int]) -> list[list[str]]:
    """Return the words that the filing calls each party by: in its name, its short names, and what it acts as.

    ``told`` are sentences with a sign for each party.
    """
    called = list[list[str]]()
    for party, terms in zip(cast.parties, cast.defined, strict=True):
        words = [bare(term.term)[-1] for term in terms if term.paragraph in scope]
        own = () if has_legal_form(party.name) else tuple(re.findall(r"[a-z]+", party.name.lower()))
        called.append([*own, *words])
    for signs in told:
        for found in _AS.finditer(signs):
            words = [word for word in re.findall(r"[a-z]+", found["called"].lower()) if word not in _OF_PEOPLE]
            listed = _LIST.search(signs[: found.start()])
            for sign in {found["who"], *_PARTIES.findall(listed[0] if listed else "")}:
                called[ord(sign) - ord(cast.sign(0))] += words
    return called


def _by_deed(cast: Cast, told: list[str], signs: list[str]) -> dict[int, str]:
    """Return the pairs of roles that are the wrong way round by what sentences say that the two do."""
    borne, against = set[tuple[int, int]](), dict[tuple[int, int], str]()
    for up, down, sentence, ups, downs in _deeds(cast, told, signs):
        roles = cast.parties[up].role, cast.parties[down].role
        pair = (min(up, down), max(up, down))
        if roles[0] in ups and roles[1] in downs:
            borne.add(pair)
        elif roles[0] in downs and roles[1] in ups:
            against.setdefault(pair, sentence)
    return {
        index: f"the filing says it the other way round: {sentence[:300]!r}"
        for pair, sentence in against.items()
        if pair not in borne
        for index in pair
    }


def _deeds(
    cast: Cast, told: list[str], signs: list[str]
) -> Iterator[tuple[int, int, str, frozenset[str], frozenset[str]]]:
    """Yield who does what to whom: the two parties, the sentence, and the roles on either side."""
    for sentence, marked in zip(told, signs, strict=True):
        if len(set(_PARTIES.findall(marked))) < 2:
            continue
        skeleton = without_asides(marked)
        letters = small(skeleton)
        for ups, downs, pattern in _DEEDS:
            for found in pattern.finditer(skeleton) if may_find(pattern, letters) else ():
                up, down = cast.index(found["up"]), cast.index(found["down"])
                if up is not None and down is not None and up != down:
                    yield up, down, sentence, ups, downs
