"""Preferences: reminders first, then looks, country, paper, the records, what this program is, and packs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from kitchentable.domain.change import Touched
from kitchentable.domain.pack import Guidance
from kitchentable.services.holdings import Holdings, what_is_here
from kitchentable.services.household import Household
from kitchentable.services.opening import Door, look
from kitchentable.services.packs import Installed, installed
from kitchentable.services.reminders import ReminderView
from kitchentable.system.paths import Paths
from kitchentable.ui.ask import Ask
from kitchentable.ui.destinations import Destination
from kitchentable.ui.preferences.farewell import Farewell
from kitchentable.ui.preferences.guidance import GuidanceSection
from kitchentable.ui.preferences.kept import KeptPreferences
from kitchentable.ui.preferences.leaving import LeavingSections
from kitchentable.ui.preferences.reminders import RemindersSection, Waking
from kitchentable.ui.preferences.sections import (
    AboutSection,
    CountrySection,
    LookSection,
    PaperSection,
    RecordsSection,
)
from kitchentable.ui.session import Session
from kitchentable.ui.widgets.flow import ColumnsLayout
from kitchentable.ui.widgets.page import Screen
from kitchentable.ui.widgets.words import Role, Words


@dataclass(frozen=True, slots=True)
class PreferencesView:
    """The state of reminders, the door of the records, and the packs from others."""

    reminders: ReminderView
    door: Door
    packs: Installed
    holdings: Holdings


class PreferencesScreen(Screen):
    """The preferences. The page is made once; only reminders and packs are shown anew, so the focus stays."""

    concerns = (Touched.REMINDERS, Touched.TALKS, Touched.CHILDREN, Touched.GUIDANCE)

    def __init__(
        self,
        session: Session,
        ask: Ask,
        kept: KeptPreferences,
        guidance: Guidance,
        paths: Paths,
        waking: Waking,
        farewell: Farewell,
    ) -> None:
        """Join the session; ``kept`` holds the looks and paper, ``waking`` is the system's side of reminders."""
        super().__init__(session, ask)
        self._kept = kept
        self._guidance = guidance
        self._paths = paths
        self._waking = waking
        self._reminders: RemindersSection | None = None
        self._packs: GuidanceSection | None = None
        self._leaving = LeavingSections(session, ask, kept, waking.clock, farewell)

    def arrive(self, destination: Destination) -> None:  # noqa: ARG002 -- there is one preferences page
        """Look again: the system may have changed its mind since."""
        self.refresh()

    def reload(self) -> None:
        """Read the state of reminders back from the system."""
        self.session.read(partial(_view, self._waking, self._paths), self.show_view)

    def show_view(self, view: PreferencesView) -> None:
        """Show the state."""
        self._leaving.show_view(view.holdings)
        if self._reminders is not None and self._packs is not None:
            self._reminders.show_view(view.reminders)
            self._packs.show_view(view.packs)
            return
        self._reminders = RemindersSection(self.session, self._waking, view.reminders)
        self.start("Preferences", "Changes are kept as you make them.")
        self.add(Words("Reminders", Role.H2))
        self.add(Words("One quiet nudge a month, even when Kitchen Table is closed", Role.MUTED))
        self.add(self._reminders)
        columns = ColumnsLayout(least=380, most=2)
        for card in (
            LookSection(self._kept),
            RecordsSection(self.session, self._paths, view.door),
            PaperSection(self._kept),
            CountrySection(self._kept, self._guidance),
            AboutSection(self._guidance),
        ):
            columns.addWidget(card)
        self.add_layout(columns)
        self._packs = GuidanceSection(self.session, self.ask, self._guidance, self._paths, view.packs)
        self.add(self._packs, self._leaving)
        self.finish()


def _view(waking: Waking, paths: Paths, home: Household) -> PreferencesView:
    return PreferencesView(waking.view(home), look(paths), installed(home), what_is_here(home))
