"""What a parent wants on paper: the choices of the print page as one plain value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kitchentable.domain.ages import AgeBand
from kitchentable.domain.pack import Guidance
from kitchentable.services.family import ChildCard
from kitchentable.services.print_choice import FROM_RECORDS, OF_FAMILY, PrintChoice, Sheet
from kitchentable.services.print_lists import Collection, Part, title_of
from kitchentable.services.prints import What
from kitchentable.ui.destinations import Destination

CODED = frozenset({Sheet.TALK, Sheet.GUIDE, Sheet.MONTH, Sheet.HOME, Sheet.CONSOLE, Sheet.MANY})
"""The sheets that can have a code beside each box."""

NAMED = frozenset({Sheet.TALK, Sheet.CHILD, Sheet.GUIDE, Sheet.CONSOLE, Sheet.MANY})
"""The sheets that can carry the name of the one child they are for."""

_OF_A_TALK = frozenset({Sheet.TALK, Sheet.CHILD, Sheet.CONSOLE})
_NAMELESS = frozenset({Sheet.CARD, Sheet.WALLET, Sheet.HELP, Sheet.PACK})
_OF_MANY = frozenset({Sheet.MANY, Sheet.PACK})


FIRST_PARTS = frozenset({Part.TALKS, Part.GUIDES, Part.HELP})
"""What is ticked for many at once until a parent says otherwise: all of it would be a pile of paper."""


@dataclass(frozen=True, slots=True)
class Whom:
    """Whom a sheet is for: a child, or an age band, or (both None) every age."""

    child_id: int | None = None
    band: AgeBand | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """The choices; ``with_name`` puts the chosen child's name on the sheet, and nowhere else.

    ``with_codes`` puts a code beside each box, to be typed in later. ``family_for`` is a child, or (None) everyone;
    ``brief`` leaves a page of the family's at its titles. ``incident_id`` is the private note that was sent here.
    """

    sheet: Sheet = Sheet.TALK
    topic_id: str = ""
    guide_id: str = ""
    talk_for: Whom = Whom(band=AgeBand.FROM_10)
    guide_for: Whom = Whom()
    many_for: Whom = Whom(band=AgeBand.FROM_10)
    family_for: Whom = Whom()
    brief: bool = False
    incident_id: int | None = None
    parts: frozenset[Part] = FIRST_PARTS
    with_name: bool = True
    with_codes: bool = False

    def going_to(self, destination: Destination) -> Wanted:
        """Return the choices after another screen sent the parent here."""
        whom = Whom(destination.child_id, None if destination.child_id is not None else destination.band)
        if destination.situation_id is not None:
            return replace(self, sheet=Sheet.HELP)
        if destination.incident_id is not None:
            return replace(self, sheet=Sheet.INCIDENT, incident_id=destination.incident_id)
        if destination.agreement:
            return replace(self, sheet=Sheet.AGREEMENT, family_for=whom)
        if destination.guide_id is not None:
            return replace(self, sheet=Sheet.GUIDE, guide_id=destination.guide_id, guide_for=whom)
        if destination.topic_id is not None:
            talk_for = self.talk_for if whom == Whom() else whom
            sheet = Sheet.CHILD if destination.child_page else Sheet.TALK
            return replace(self, sheet=sheet, topic_id=destination.topic_id, talk_for=talk_for)
        return self

    def in_family(self, guidance: Guidance, children: Sequence[ChildCard]) -> Wanted:
        """Return the choices with everything that is not (or no longer) there replaced by the first that is."""
        there = {card.child.id for card in children}
        wanted = self
        if guidance.find_topic(self.topic_id) is None:
            wanted = replace(wanted, topic_id=next((one.id for one in guidance.topics()), ""))
        if guidance.find_guide(self.guide_id) is None:
            wanted = replace(wanted, guide_id=next((one.id for one in guidance.pack.guides), ""))
        if self.talk_for.child_id is not None and self.talk_for.child_id not in there:
            wanted = replace(wanted, talk_for=Whom(band=AgeBand.FROM_10))
        if self.guide_for.child_id is not None and self.guide_for.child_id not in there:
            wanted = replace(wanted, guide_for=Whom())
        if self.many_for.child_id is not None and self.many_for.child_id not in there:
            wanted = replace(wanted, many_for=Whom(band=AgeBand.FROM_10))
        if self.family_for.child_id not in there:
            wanted = replace(wanted, family_for=Whom())
        if (self.sheet in OF_FAMILY and not there) or (self.sheet is Sheet.INCIDENT and self.incident_id is None):
            wanted = replace(wanted, sheet=Sheet.TALK)
        return wanted

    @property
    def whom(self) -> Whom:
        """Whom the chosen sheet is for."""
        if self.sheet in _OF_MANY:
            return self.many_for
        if self.sheet in FROM_RECORDS:
            return self.family_for
        return self.talk_for if self.sheet in _OF_A_TALK else self.guide_for

    def made_for(self, children: Sequence[ChildCard]) -> What:
        """Return what to print, where it is one sheet."""
        band, name = self._for(children)
        return PrintChoice(
            sheet=self.sheet,
            topic_id=self.topic_id,
            guide_id=self.guide_id,
            bands=() if band is None else (band,),
            name="" if self.sheet in _NAMELESS else name,
            child_ids=self._about(children),
            brief=self.brief,
            incident_id=self.incident_id or 0,
        ).what

    def _about(self, children: Sequence[ChildCard]) -> tuple[int, ...]:
        """Return the child a sheet of the family's is about, or none for everyone; an agreement is always one's."""
        if self.family_for.child_id is not None:
            return (self.family_for.child_id,)
        return tuple(one.child.id for one in children[:1]) if self.sheet is Sheet.AGREEMENT else ()

    def many(self, children: Sequence[ChildCard]) -> Collection:
        """Return which sheets to save or print at once: all that was ticked, for whom was chosen.

        For a child the settings are those of what they use, where that is known.
        """
        band, name = self._for(children)
        card = self._card(children)
        return Collection(
            parts=self.parts if children else self.parts - {Part.FAMILY},
            bands=() if band is None else (band,),
            name=name,
            guide_ids=() if card is None else tuple(dict.fromkeys(one.account.guide_id for one in card.accounts)),
            child_ids=() if card is None else (card.child.id,),
            with_names=card is None or self.with_name,
        )

    def folder(self, children: Sequence[ChildCard]) -> str:
        """Return the name of the folder many sheets are saved in; never a child's name."""
        band, _ = self._for(children)
        return "Kitchen Table sheets" if band is None else f"Kitchen Table sheets, {age_words(band).lower()}"

    def _for(self, children: Sequence[ChildCard]) -> tuple[AgeBand | None, str]:
        """Return the age and the name (or nothing) of whom the chosen sheet is for."""
        card = self._card(children)
        if card is None:
            return self.whom.band, ""
        return card.band, card.child.name if self.with_name else ""

    def _card(self, children: Sequence[ChildCard]) -> ChildCard | None:
        return next((one for one in children if one.child.id == self.whom.child_id), None)

    def title(self, guidance: Guidance, children: Sequence[ChildCard]) -> str:
        """Return a title for the file and the printer's queue: what it is and for what age, never a child's name."""
        return title_of(guidance, self.made_for(children))


def age_words(band: AgeBand) -> str:
    """Say a band as a choice: "Under 7", "Age 10 to 12"."""
    return band.words.capitalize() if band is AgeBand.UNDER_7 else f"Age {band.words}"
