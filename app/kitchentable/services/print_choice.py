"""What somebody chose to print, in plain fields; the one place where a choice becomes a request for the press."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kitchentable.domain.ages import AgeBand
from kitchentable.domain.guides import Place
from kitchentable.printing.depth import Depth
from kitchentable.services.family_papers import (
    FamilyWhat,
    PrintAgreement,
    PrintHome,
    PrintIncident,
    PrintMinder,
    PrintMonth,
)
from kitchentable.services.prints import (
    GuidanceWhat,
    PrintCard,
    PrintChildPage,
    PrintConsole,
    PrintGuide,
    PrintHelp,
    PrintPack,
    PrintTalk,
    What,
)


class Sheet(StrEnum):
    """The sheets there are, and ``MANY`` for several of them at once (``print_lists.collection``)."""

    TALK = "talk"
    CHILD = "child"
    GUIDE = "guide"
    MONTH = "month"
    HELP = "help"
    MANY = "many"
    HOME = "home"
    AGREEMENT = "agreement"
    MINDER = "minder"
    CONSOLE = "console"
    CARD = "card"
    WALLET = "wallet"
    PACK = "pack"
    INCIDENT = "incident"


OF_FAMILY = frozenset({Sheet.MONTH, Sheet.HOME, Sheet.AGREEMENT, Sheet.MINDER})
"""The sheets about a child, or about everyone."""

FROM_RECORDS = OF_FAMILY | {Sheet.INCIDENT}
"""The sheets that are made from the family's records: only while they are open."""

SOME_AGE = AgeBand.FROM_10
"""The age of a sheet that is for one age where none was chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintChoice:
    """A sheet and all that can be chosen about one; each sheet takes what it has a use for.

    ``bands`` are ages: one, several for the pack, or none for all. ``child_ids`` are whom a sheet of the family's is
    about, or empty for everyone; ``brief`` leaves it at its titles.
    """

    sheet: Sheet
    topic_id: str = ""
    guide_id: str = ""
    bands: tuple[AgeBand, ...] = ()
    name: str = ""
    place: Place | None = None
    topic_ids: tuple[str, ...] = ()
    copies: int = 1
    child_ids: tuple[int, ...] = ()
    brief: bool = False
    with_names: bool = True
    incident_id: int = 0

    @property
    def what(self) -> What:
        """What to print."""
        return self._of_family() if self.sheet in FROM_RECORDS else self._of_guidance()

    def _of_guidance(self) -> GuidanceWhat:
        band = self.bands[0] if self.bands else SOME_AGE
        match self.sheet:
            case Sheet.TALK:
                return PrintTalk(self.topic_id, band, self.name)
            case Sheet.CHILD:
                return PrintChildPage(self.topic_id, band, self.name)
            case Sheet.GUIDE:
                return PrintGuide(self.guide_id, self.bands[0] if self.bands else None, self.name)
            case Sheet.CONSOLE:
                return PrintConsole(self.guide_id, band, self.place, self.name)
            case _:
                return self._to_hand_out()

    def _to_hand_out(self) -> GuidanceWhat:
        match self.sheet:
            case Sheet.PACK:
                return PrintPack(self.bands, self.topic_ids, self.copies)
            case Sheet.CARD | Sheet.WALLET:
                return PrintCard(wallet=self.sheet is Sheet.WALLET, name=self.name)
            case _:
                return PrintHelp()

    def _of_family(self) -> FamilyWhat:
        depth = Depth.BRIEF if self.brief else Depth.FULL
        match self.sheet:
            case Sheet.HOME:
                return PrintHome(self.child_ids, depth)
            case Sheet.MINDER:
                return PrintMinder(self.child_ids)
            case Sheet.INCIDENT:
                return PrintIncident(self.incident_id)
            case Sheet.AGREEMENT:
                return PrintAgreement(next(iter(self.child_ids), 0), with_names=self.with_names)
            case _:
                return PrintMonth(self.child_ids, depth, with_names=self.with_names)
