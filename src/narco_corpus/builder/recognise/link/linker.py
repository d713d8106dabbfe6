"""Which entity a mention means: candidates decided by date, the document's other mentions, place chains, population."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from narco_corpus.builder.knowledge.entries import Entry, load_entries
from narco_corpus.builder.recognise.boundaries import ARTICLES
from narco_corpus.builder.recognise.cues import load_cues
from narco_corpus.builder.recognise.link.bodies import StateBodies
from narco_corpus.builder.recognise.link.document import LinkedDocument, LinkedUnit
from narco_corpus.builder.recognise.link.entity_name import EntityName, entity_name
from narco_corpus.builder.recognise.link.groups import GroupNames
from narco_corpus.builder.recognise.link.initials import link_initials
from narco_corpus.builder.recognise.link.introduced import is_introduced, is_said_as_given
from narco_corpus.builder.recognise.link.memo import BySenses
from narco_corpus.builder.recognise.link.misspelt import Misspelt
from narco_corpus.builder.recognise.link.names import Names
from narco_corpus.builder.recognise.link.nicknames import forget_others
from narco_corpus.builder.recognise.link.noted_names import Nickname, NotedNames, OpenName
from narco_corpus.builder.recognise.link.offices import is_called_by_office
from narco_corpus.builder.recognise.link.own_bodies import HAD_BY_EACH, OwnBodies
from narco_corpus.builder.recognise.link.persons import PersonLinker
from narco_corpus.builder.recognise.link.places import PlaceLinker
from narco_corpus.builder.recognise.link.ranked import Ranked
from narco_corpus.builder.recognise.link.settled import Settled
from narco_corpus.builder.recognise.link.support import Evidence, Support, evidence_of
from narco_corpus.builder.recognise.unit_text import UnitText
from narco_corpus.builder.recognise.unlinked import UnlinkedMention


class Linker:
    """Links the mentions of one document after another."""

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {e.id: e for e in load_entries()}
        names = Names()
        self._names = BySenses(lambda senses: entity_name(senses, names))
        self._places = PlaceLinker()
        self._persons = PersonLinker(names)
        self._misspelt = Misspelt(names)
        self._groups = GroupNames()
        self._support = Support(self._entries)
        self._state_bodies = StateBodies(self._entries.values())
        self._own_bodies = OwnBodies(self._entries, self._support)
        self._ranked = Ranked(self._entries.values())
        cues = load_cues()
        self._siblings_before = cues.siblings_before
        self._siblings_after = tuple(f" {word}" for word in sorted(cues.siblings_after))

    def load_spellings(self) -> None:
        """Load what misspelt names are compared with, which names from lists never need."""
        self._places.load_spellings()
        self._misspelt.load_spellings()

    def link(
        self,
        texts: Sequence[UnitText],
        mentions: Sequence[Sequence[UnlinkedMention]],
        published_on: date | None,
    ) -> list[list[str | None]]:
        """Entity ids, one for each mention of each text; None where the document does not tell."""
        document = LinkedDocument(texts, mentions, published_on.year if published_on else None)
        settled = self._places.link(document, self._states_of_bodies)
        noted = self._note_names(document, settled)
        if noted.open_ones or noted.nicknames:
            evidence = evidence_of(noted.named, settled, document.year)
            forget_others(noted, evidence, self._support)
            self._link_open(noted.open_ones, evidence)
        self._persons.link(noted, settled.countries | settled.states, document.year)
        link_initials(document)
        return [unit.links for unit in document.units]

    def _states_of_bodies(self, document: LinkedDocument) -> frozenset[str]:
        """Codes of the states whose own authorities and media a document names beyond doubt."""
        bodies = {
            self._names[m.senses].sure for unit in document.units for m in unit.mentions if m.label in HAD_BY_EACH
        }
        states = [self._entries[body].states for body in bodies if body is not None]
        return frozenset(of[0] for of in states if len(of) == 1)

    def _note_names(self, document: LinkedDocument, settled: Settled) -> NotedNames:
        """Link what is named beyond doubt, and note what the others can be, of all that is no place."""
        noted, abroad = NotedNames(), settled.not_mexico()
        for unit in document.units:
            for index, mention in enumerate(unit.mentions):
                if mention.label != "PLACE":
                    self._note(unit, index, noted, settled, abroad)
        return noted

    def _note(self, unit: LinkedUnit, index: int, noted: NotedNames, settled: Settled, abroad: str | None) -> None:
        """Link a mention that is named beyond doubt; else note what it can be. `abroad` is the country in which the
        document plays, if it is not Mexico."""
        text, mention = unit.text, unit.mentions[index]
        if mention.label == "PERSON" and (ranked := self._ranked.bearer(text, mention)):
            unit.links[index] = ranked
            noted.add_named(ranked)
            noted.add_person(unit, index, part=False)
            return
        label, name = mention.label, self._names[mention.senses]
        if name.family:
            noted.families.add(name.family)
        as_given = name.shared_nickname and is_said_as_given(text, mention)
        if name.shared_nickname and ((as_given and not name.own) or is_introduced(text, mention)):
            noted.add_person(unit, index, part=True)  # `his sister Chayo`, `a cook called El Güero`
            return
        if self._is_of_several(text, mention, name):
            if label == "PERSON":
                noted.add_person(unit, index, part=False)
            return
        sure = name.sure
        if label in HAD_BY_EACH:
            sure, foreign = self._own_bodies.whose(unit, index, name, abroad=abroad)
            if foreign:
                return
        if sure is not None:
            entity = self._state_bodies.in_main_state(sure, settled.states)
            unit.links[index] = entity
            noted.add_named(entity)
            if name.shared_nickname:
                noted.nicknames.setdefault(entity, []).append(Nickname(unit, index, as_given))
        elif not mention.senses:
            unit.links[index] = self._entity_of_unlisted(label, unit.written(index))
        elif name.candidates:
            lone = name.lone or (self._held_office(name.candidates) and is_called_by_office(text, mention))
            noted.open_ones.append(OpenName(unit, index, name.candidates, lone))
        if label == "PERSON":
            noted.add_person(unit, index, part=name.part)

    def _is_of_several(self, text: UnitText, mention: UnlinkedMention, name: EntityName) -> bool:
        """Whether a name is a surname of several persons: `los hermanos Beltrán Leyva`, `the Treviño brothers`."""
        if name.family and text.before(mention.start) in self._siblings_before:
            return True
        if not text.plain.startswith(self._siblings_after, mention.end):
            return False
        return text.plain[mention.start : mention.end].partition(" ")[0] not in ARTICLES

    def _entity_of_unlisted(self, label: str, written: str) -> str | None:
        """The entity of which a name that no list has is another form or a misspelling."""
        entity = self._groups.entity(written) if label == "CRIMINAL_ORG" else None
        return entity or self._misspelt.entity(label, written)

    def _held_office(self, candidates: tuple[str, ...]) -> bool:
        """Whether the one whom a name can mean held an office."""
        return len(candidates) == 1 and "office_holder" in self._entries[candidates[0]].statuses

    def _link_open(self, open_ones: Sequence[OpenName], evidence: Evidence) -> None:
        """Link the names that take support to those for whom the document speaks."""
        decided: dict[tuple[tuple[str, ...], bool], str | None] = {}
        for name in open_ones:
            key = (name.candidates, name.lone)
            if key not in decided:
                decided[key] = (
                    self._support.alone(name.candidates[0], evidence)
                    if name.lone
                    else self._support.likeliest(name.candidates, evidence)
                )
            name.unit.links[name.index] = decided[key]
