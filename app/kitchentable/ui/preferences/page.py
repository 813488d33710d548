"""Preferences: reminders, how the records open, looks, country, paper, records, backups, this program, and packs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from kitchentable.domain.change import Touched
from kitchentable.domain.pack import Guidance
from kitchentable.services.backups import BackupsView, backups_view
from kitchentable.services.household import Household
from kitchentable.services.packs import Installed, installed
from kitchentable.services.reminders import ReminderView
from kitchentable.services.slots import WaysIn, ways_in
from kitchentable.system.paths import Paths
from kitchentable.ui.ask import Ask
from kitchentable.ui.backups.keeper import BackupKeeper
from kitchentable.ui.destinations import Destination
from kitchentable.ui.preferences.backups import BackupsSection
from kitchentable.ui.preferences.guidance import GuidanceSection
from kitchentable.ui.preferences.kept import KeptPreferences
from kitchentable.ui.preferences.keys.desk import KeysDesk
from kitchentable.ui.preferences.keys.section import KeysSection
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
        paths: Paths,
        waking: Waking,
        keys: KeysDesk,
        keeper: BackupKeeper,
    ) -> None:
        """Join the session; ``kept`` holds looks and paper, ``waking`` and ``keys`` are the system's side of theirs."""
        super().__init__(session, ask)
        self._kept = kept
        self._guidance = guidance
        self._paths = paths
        self._waking = waking
        self._keeper = keeper
        keeper.changed.connect(self.refresh)
        self._reminders: RemindersSection | None = None
        self._packs: GuidanceSection | None = None
        self._backups: BackupsSection | None = None
        self._desk = keys
        self._keys: KeysSection | None = None
        self._locking: LockingSection | None = None

    def leave(self) -> None:
        """Keep no half-typed passphrase and no code on show."""
        if self._keys is not None:
            self._keys.close_form()

    def arrive(self, destination: Destination) -> None:  # noqa: ARG002 -- there is one preferences page
        """Look again: the system may have changed its mind since."""
        self.refresh()

    def reload(self) -> None:
        """Read the state of reminders back from the system."""
        self.session.read(partial(_view, self._waking, self._paths), self.show_view)

    def show_view(self, view: PreferencesView) -> None:
        """Show the state."""
        if self._reminders is not None and self._packs is not None and self._backups is not None:
            self._reminders.show_view(view.reminders)
            self._packs.show_view(view.packs)
            self._backups.show_view(view.backups)
            if self._keys is not None and self._locking is not None:
                self._keys.show_view(view.ways)
                self._locking.show_view(view.ways)
            return
        self._reminders = RemindersSection(self.session, self.ask, self._waking, view.reminders)
        self.start("Preferences", "Changes are kept as you make them.")
        self.add(Words("Reminders", Role.H2))
        self.add(Words("One quiet nudge a month, even when Kitchen Table is closed", Role.MUTED))
        self.add(self._reminders)
        self._keys = KeysSection(self.session, self.ask, self._desk, view.ways)
        self._locking = LockingSection(self._kept, view.ways)
        self.add(self._keys)
        self._backups = BackupsSection(self.session, self.ask, self._keeper, view.backups)
        columns = ColumnsLayout(least=380, most=2)
        for card in (
            LookSection(self._kept),
            RecordsSection(self.session, self._paths),
            self._locking,
            self._backups,
            PaperSection(self._kept),
            CountrySection(self._kept, self._guidance),
            TraySection(self._kept),
            AboutSection(self._guidance),
        ):
            columns.addWidget(card)
        self.add_layout(columns)
        self._packs = GuidanceSection(self.session, self.ask, self._guidance, self._paths, view.packs)
        self.add(self._packs)
        self.finish()


def _view(waking: Waking, paths: Paths, home: Household) -> PreferencesView:
    return PreferencesView(waking.view(home), ways_in(paths), installed(home), backups_view(home))
