"""Preferences: reminders, how the records open, looks, country, paper, records, backups, this program, and packs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from kitchentable.domain.change import Touched
from kitchentable.domain.pack import Guidance
from kitchentable.domain.ways_in import WaysIn
from kitchentable.services.backups import BackupsView, backups_view
from kitchentable.services.holdings import Holdings, what_is_here
from kitchentable.services.household import Household
from kitchentable.services.packs import Installed, installed
from kitchentable.services.reminders import ReminderView
from kitchentable.services.slots import ways_in
from kitchentable.system.paths import Paths
from kitchentable.ui.ask import Ask
from kitchentable.ui.backups.keeper import BackupKeeper
from kitchentable.ui.destinations import Destination
from kitchentable.ui.preferences.backups import BackupsSection
from kitchentable.ui.preferences.contents import Contents
from kitchentable.ui.preferences.farewell import Farewell
from kitchentable.ui.preferences.guidance import GuidanceSection
from kitchentable.ui.preferences.kept import KeptPreferences
from kitchentable.ui.preferences.keys.desk import KeysDesk
from kitchentable.ui.preferences.keys.section import KeysSection
from kitchentable.ui.preferences.leaving import LeavingSections
from kitchentable.ui.preferences.locking import LockingSection
from kitchentable.ui.preferences.reminders import RemindersSection, Waking
from kitchentable.ui.preferences.sections import (
    AboutSection,
    CountrySection,
    LookSection,
    PaperSection,
    RecordsSection,
)
from kitchentable.ui.preferences.tray import TraySection
from kitchentable.ui.session import Session
from kitchentable.ui.widgets.flow import ColumnsLayout
from kitchentable.ui.widgets.page import Screen
from kitchentable.ui.widgets.words import Role, Words


@dataclass(frozen=True, slots=True)
class PreferencesView:
    """The state of reminders, what opens the records, the packs from others, and the backups."""

    reminders: ReminderView
    ways: WaysIn | None
    packs: Installed
    backups: BackupsView
    holdings: Holdings


@dataclass(frozen=True, slots=True)
class Tools:
    """What the sections work with: the system's side of reminders and keys, the backups, the way out, the folders."""

    paths: Paths
    waking: Waking
    keys: KeysDesk
    keeper: BackupKeeper
    farewell: Farewell


@dataclass(frozen=True, slots=True)
class _Shown:
    """The sections that show a state: made once, so that nothing half typed in them is lost when it is read anew."""

    reminders: RemindersSection
    keys: KeysSection
    locking: LockingSection
    backups: BackupsSection
    packs: GuidanceSection

    def show_view(self, view: PreferencesView) -> None:
        """Show the state anew."""
        self.reminders.show_view(view.reminders)
        self.keys.show_view(view.ways)
        self.locking.show_view(view.ways)
        self.backups.show_view(view.backups)
        self.packs.show_view(view.packs)


class PreferencesScreen(Screen):
    """The preferences. The page is made once; what is read anew takes its own place, so the focus stays."""

    concerns = (
        Touched.REMINDERS,
        Touched.TALKS,
        Touched.CHILDREN,
        Touched.CHOICES,
        Touched.GUIDANCE,
        Touched.KEYS,
    )

    def __init__(
        self,
        session: Session,
        ask: Ask,
        kept: KeptPreferences,
        guidance: Guidance,
        tools: Tools,
    ) -> None:
        """Join the session; ``kept`` holds looks and paper, ``tools`` is what the sections work with."""
        super().__init__(session, ask)
        self._kept = kept
        self._guidance = guidance
        self._tools = tools
        tools.keeper.changed.connect(self.refresh)
        self._leaving = LeavingSections(session, ask, kept, tools.waking.clock, tools.farewell)
        self._shown: _Shown | None = None

    def leave(self) -> None:
        """Keep no half-typed passphrase and no code on show."""
        if self._shown is not None:
            self._shown.keys.close_form()

    def arrive(self, destination: Destination) -> None:  # noqa: ARG002 -- there is one preferences page
        """Look again: the system may have changed its mind since."""
        self.refresh()

    def reload(self) -> None:
        """Read the state of reminders back from the system."""
        self.session.read(partial(_view, self._tools), self.show_view)

    def show_view(self, view: PreferencesView) -> None:
        """Show the state."""
        self._leaving.show_view(view.holdings)
        if self._shown is not None:
            self._shown.show_view(view)
            return
        self._shown = self._sections(view)
        self.start("Preferences", "Changes are kept as you make them.")
        look, country = LookSection(self._kept), CountrySection(self._kept, self._guidance)
        self.add(
            Contents(
                self,
                (
                    ("How your records open", self._shown.keys),
                    ("Look", look),
                    ("Backups", self._shown.backups),
                    ("Country", country),
                    ("Guidance", self._shown.packs),
                    ("Take or erase", self._leaving),
                ),
            )
        )
        self.add_layout(_reminders_head())
        self.add(self._shown.reminders, self._shown.keys)
        columns = ColumnsLayout(least=380, most=2)
        for card in (
            look,
            RecordsSection(self.session, self._tools.paths),
            self._shown.locking,
            self._shown.backups,
            PaperSection(self._kept),
            country,
            TraySection(self._kept),
            AboutSection(self._guidance),
        ):
            columns.addWidget(card)
        self.add_layout(columns)
        self.add(self._shown.packs, self._leaving)
        self.finish()

    def _sections(self, view: PreferencesView) -> _Shown:
        tools = self._tools
        return _Shown(
            reminders=RemindersSection(self.session, self.ask, tools.waking, view.reminders),
            keys=KeysSection(self.session, self.ask, tools.keys, view.ways),
            locking=LockingSection(self._kept, view.ways),
            backups=BackupsSection(self.session, self.ask, tools.keeper, view.backups),
            packs=GuidanceSection(self.session, self.ask, self._guidance, tools.paths, view.packs),
        )


def _reminders_head() -> QVBoxLayout:
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(Words("Reminders", Role.H2))
    words.addWidget(Words("One quiet nudge a month, even when Kitchen Table is closed", Role.MUTED))
    return words


def _view(tools: Tools, home: Household) -> PreferencesView:
    return PreferencesView(
        reminders=tools.waking.view(home),
        ways=ways_in(tools.paths),
        packs=installed(home),
        backups=backups_view(home),
        holdings=what_is_here(home),
    )
