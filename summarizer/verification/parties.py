"""The parties of a deal: their names as written, the short names that the filing gives them, their roles.

A short name or a role that the filing does not bear out is told and left out; the party stays.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property
from itertools import combinations

from summarizer.drafts import AmountDraft, PartyDraft
from summarizer.folding import plain
from summarizer.models import Party
from summarizer.names import bare, is_general, names_registrant, same_company, shortens, stands_for
from summarizer.objections import Objection
from summarizer.verification import roles
from summarizer.verification.cast import Cast
from summarizer.verification.directions import payments, reverses
from summarizer.verification.grounding import Located, Missing
from summarizer.verification.pointers import PointerReader, Read
from summarizer.verification.shortnames import Definition, ShortNames, find


class PartyReader(PointerReader):
    """Reads the parties of one filing's deals."""

    @cached_property
    def short_names(self) -> ShortNames:
        """The short names that the filing defines."""
        return ShortNames(self.grounder)

    def parties(self, path: str, drafts: Sequence[PartyDraft], scope: Collection[int]) -> tuple[Party, ...]:
        """Read the parties of a deal that is told in the paragraphs of ``scope``."""
        read = [
            (f"{path}.{index}", draft, party)
            for index, draft in enumerate(drafts)
            if (party := self._party(f"{path}.{index}", draft))
        ]
        names = [party.name for _, _, party in read]
        parties = []
        for at, draft, party in read:
            others = [name for name in names if name.lower() != party.name.lower()]
            defined = self.short_names.of(party.name, others)
            fields = self._short_name(f"{at}.defined_name", draft, party, defined, others)
            parties.append((at, party.model_copy(update=fields)))
        parties = self._told_apart(parties)
        return self._with_roles(parties, scope)

    def _party(self, path: str, draft: PartyDraft) -> Party | None:
        """Find a party's name as written; the registrant is known by its name, not by what the draft says."""
        name = plain(draft.name)
        located = self.grounder.locate(name, draft.paragraph, anywhere=True)
        if isinstance(located, Missing) or located.match == "elided":
            reason = located.reason if isinstance(located, Missing) else "a name can't be shortened by an ellipsis"
            nearest = located.nearest if isinstance(located, Missing) else None
            self.objections.append(Objection(path, name, f"no such name: {reason}", nearest))
            return None
        if self.grounder.text(located).lower() != name.lower():
            self.objections.append(
                Objection(path, name, "the filing writes the name otherwise", self.grounder.text(located))
            )
            return None
        self.touched.append(located)
        return Party(
            id="",
            evidence=(self.grounder.evidence(located),),
            name=name,
            role=draft.role,
            is_registrant=names_registrant(name, self.filing.info),
        )

    def _short_name(
        self, path: str, draft: PartyDraft, party: Party, defined: Sequence[Definition], others: Sequence[str]
    ) -> dict[str, object]:
        """Return the short name that a draft gives a party, where the filing gives it too, and where it defines it."""
        short = plain(draft.defined_name or "").strip("\"'() ")
        if not short:
            return {}
        definition = find(short, defined)
        if definition:
            return {"defined_name": short, "defined_at": definition.span}
        if not self._uses(short, draft.paragraph):
            self.note(path, short, "the filing uses no such name")
            return {}
        general = party.is_registrant and is_general(short)
        another = general and any(find(short, self.short_names.of(name, [party.name])) for name in others)
        if (general and not another) or shortens(short, party.name):
            return {"defined_name": short}
        self.note(path, short, f"the filing does not define it for {party.name}")
        return {}

    def _uses(self, short: str, paragraph: int) -> bool:
        located = self.grounder.locate(short, paragraph)
        return isinstance(located, Located) and self.grounder.text(located).lower() == short.lower()

    def _told_apart(self, parties: list[tuple[str, Party]]) -> list[tuple[str, Party]]:
        """Take a short name of one from the party that it is not defined for, where two parties go by it."""
        wrong = set[int]()
        for (first, (_, one)), (second, (_, other)) in combinations(enumerate(parties), 2):
            if not one.defined_name or not other.defined_name or one.name.lower() == other.name.lower():
                continue
            if bare(one.defined_name) != bare(other.defined_name):
                continue
            if one.defined_at and other.defined_at:
                continue  # "each a Lender", or a name that the filing itself gives twice
            wrong.add(first if other.defined_at else second)
        kept = []
        for index, (path, party) in enumerate(parties):
            if index in wrong:
                reason = "the filing calls another party of the deal so"
                self.note(f"{path}.defined_name", party.defined_name or "", reason)
                kept.append((path, party.model_copy(update={"defined_name": None})))
            else:
                kept.append((path, party))
        return kept

    def _with_roles(self, parties: list[tuple[str, Party]], scope: Collection[int]) -> tuple[Party, ...]:
        """Refuse the roles that the filing's words contradict."""
        cast = Cast([party for _, party in parties], self.short_names)
        against = roles.contradictions(self.grounder, cast, scope)
        for index, reason in against.items():
            path, party = parties[index]
            self.note(f"{path}.role", party.role, f"{reason}; give the right role in `text`", mendable=True)
        return tuple(
            party.model_copy(update={"role": "other"}) if index in against else party
            for index, (_, party) in enumerate(parties)
        )

    def payment(
        self, path: str, draft: AmountDraft, parties: Sequence[Party] | None, read: Read
    ) -> dict[str, str | None]:
        """Return who pays an amount and who is paid, where its sentence does not say the reverse."""
        said = {
            who: self._payment_party(f"{path}.{who}", name, parties, draft.paragraph)
            for who, name in (("payer", draft.payer), ("payee", draft.payee))
        }
        if not any(said.values()):
            return said
        reason = self._unpaid(said, parties, read)
        if reason is None:
            return said
        for who, name in said.items():
            if name:
                self.note(f"{path}.{who}", name, reason, mendable=True)
        return dict.fromkeys(said)

    def _unpaid(self, said: dict[str, str | None], parties: Sequence[Party] | None, read: Read) -> str | None:
        """Return why it can't be that the one pays the other."""
        payer, payee = said["payer"], said["payee"]
        if payer and payee and same_company(payer, payee):
            return f"{payer} can't pay itself"
        cast = self._cast(said, parties)
        names = [party.name for party in cast.parties]
        told = list(payments(cast, read.sentence, read.place))
        places = [names.index(name) if name else None for name in (payer, payee)]
        return f"the sentence says the reverse: {read.sentence[:300]!r}" if reverses(told, *places) else None

    def _cast(self, said: dict[str, str | None], parties: Sequence[Party] | None) -> Cast:
        """Return the parties of a deal; of an event, which has none, whoever pays or is paid, and the registrant."""
        if parties is None:
            names = dict.fromkeys([*filter(None, said.values()), self.filing.info.registrant.name])
            parties = [
                Party(id="", name=name, role="other", is_registrant=names_registrant(name, self.filing.info))
                for name in names
            ]
        return Cast(parties, self.short_names)

    def _payment_party(
        self, path: str, name: str | None, parties: Sequence[Party] | None, paragraph: int
    ) -> str | None:
        """Return who pays or is paid: a party of the deal, or, of an event, a name in the text."""
        if not name:
            return None
        if parties is None:
            if isinstance(self.grounder.locate(name, paragraph, anywhere=True), Located):
                return plain(name)
            self.note(path, name, "the filing has no such name")
            return None
        found = next((p for p in parties if stands_for(name, p)), None)
        if found is None:
            self.note(path, name, "no party of the deal has that name")
            return None
        return found.name
