"""What a parent wants on paper: the choices of the print page as one plain value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from kitchentable.domain.ages import AgeBand
from kitchentable.domain.pack import Guidance
from kitchentable.services.family import ChildCard
from kitchentable.services.print_lists import guides, talks, title_of
from kitchentable.services.prints import GuidanceWhat, PrintChildPage, PrintGuide, PrintHelp, PrintTalk
from kitchentable.ui.destinations import Destination


class Sheet(StrEnum):
    """The sheets there are."""

    TALK = "talk"
    CHILD = "child"
    GUIDE = "guide"
    HELP = "help"
    MANY = "many"


CODED = frozenset({Sheet.TALK, Sheet.GUIDE})
"""The sheets that can have a code beside each box."""


class Part(StrEnum):
    """What many at once can hold."""

    TALKS = "talks"
    GUIDES = "guides"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Whom:
    """Whom a sheet is for: a child, or an age band, or (both None) every age."""

    child_id: int | None = None
    band: AgeBand | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """The choices; ``with_name`` puts the chosen child's name on the sheet, and nowhere else.

    ``with_codes`` puts a code beside each box, to be typed in later.
    """

    sheet: Sheet = Sheet.TALK
    topic_id: str = ""
    guide_id: str = ""
    talk_for: Whom = Whom(band=AgeBand.FROM_10)
    guide_for: Whom = Whom()
    many_for: Whom = Whom(band=AgeBand.FROM_10)
    parts: frozenset[Part] = frozenset(Part)
    with_name: bool = True
    with_codes: bool = False

    def going_to(self, destination: Destination) -> Wanted:
        """Return the choices after another screen sent the parent here."""
        whom = Whom(destination.child_id, None if destination.child_id is not None else destination.band)
        if destination.situation_id is not None:
            return replace(self, sheet=Sheet.HELP)
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
        return wanted

    @property
    def whom(self) -> Whom:
        """Whom the chosen sheet is for."""
        if self.sheet is Sheet.MANY:
            return self.many_for
        return self.guide_for if self.sheet is Sheet.GUIDE else self.talk_for

    def made_for(self, children: Sequence[ChildCard]) -> GuidanceWhat:
        """Return what to print, where it is one sheet."""
        if self.sheet is Sheet.HELP:
            return PrintHelp()
        band, name = self._for(children)
        if self.sheet is Sheet.GUIDE:
            return PrintGuide(self.guide_id, band, name)
        make = PrintChildPage if self.sheet is Sheet.CHILD else PrintTalk
        return make(self.topic_id, band or AgeBand.FROM_10, name)

    def many(self, guidance: Guidance, children: Sequence[ChildCard]) -> tuple[GuidanceWhat, ...]:
        """Return every sheet to save: all that was ticked, for whom was chosen; nothing where nothing is ticked."""
        band, name = self._for(children)
        bands = () if band is None else (band,)
        named = [*(talks(guidance, bands) if Part.TALKS in self.parts else ())]
        steps = [*(guides(guidance, bands) if Part.GUIDES in self.parts else ())]
        help_page = (PrintHelp(),) if Part.HELP in self.parts else ()
        return (*help_page, *(replace(one, name=name) for one in (*named, *steps)))

    def folder(self, children: Sequence[ChildCard]) -> str:
        """Return the name of the folder many sheets are saved in; never a child's name."""
        band, _ = self._for(children)
        return "Kitchen Table sheets" if band is None else f"Kitchen Table sheets, {age_words(band).lower()}"

    def _for(self, children: Sequence[ChildCard]) -> tuple[AgeBand | None, str]:
        """Return the age and the name (or nothing) of whom the chosen sheet is for."""
        card = next((one for one in children if one.child.id == self.whom.child_id), None)
        if card is None:
            return self.whom.band, ""
        return card.band, card.child.name if self.with_name else ""

    def title(self, guidance: Guidance, children: Sequence[ChildCard]) -> str:
        """Return a title for the file and the printer's queue: what it is and for what age, never a child's name."""
        return title_of(guidance, self.made_for(children))


def age_words(band: AgeBand) -> str:
    """Say a band as a choice: "Under 7", "Age 10 to 12"."""
    return band.words.capitalize() if band is AgeBand.UNDER_7 else f"Age {band.words}"
