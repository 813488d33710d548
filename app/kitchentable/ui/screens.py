"""The screens and how each is made: when first gone to, with its imports, so that the start loads one page only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kitchentable.domain.pack import Guidance
from kitchentable.system.paths import Paths
from kitchentable.ui.ask import Ask
from kitchentable.ui.backups.anew import Anew
from kitchentable.ui.backups.keeper import BackupKeeper
from kitchentable.ui.backups.restorer import Restorer
from kitchentable.ui.destinations import Place
from kitchentable.ui.doors import Doors
from kitchentable.ui.help.where import KeptWhere
from kitchentable.ui.outside import Outside
from kitchentable.ui.preferences.farewell import Farewell
from kitchentable.ui.preferences.kept import KeptPreferences
from kitchentable.ui.session import Session
from kitchentable.ui.widgets.page import Page
from kitchentable.ui.window import ScreenMaker

if TYPE_CHECKING:
    from kitchentable.services.prints import Press


@dataclass(frozen=True, slots=True)
class Screens:
    """Makes the screens of one window."""

    session: Session
    ask: Ask
    doors: Doors
    kept: KeptPreferences
    guidance: Guidance
    outside: Outside
    paths: Paths
    keeper: BackupKeeper
    restorer: Restorer
    farewell: Farewell
    anew: Anew

    def makers(self) -> Mapping[Place, ScreenMaker]:
        """Return the function that makes each screen."""
        return {
            Place.MONTH: self._month,
            Place.TALKS: self._talks,
            Place.TALK: self._talk,
            Place.CHECKS: self._checks,
            Place.GUIDE: self._guide,
            Place.FAMILY: self._family,
            Place.GROWING: self._growing,
            Place.DEVICES: self._devices,
            Place.AGREEMENT: self._agreement,
            Place.NOTES: self._notes,
            Place.HAD: self._had,
            Place.PRINTS: self._prints,
            Place.PAPER_CODES: self._paper_codes,
            Place.HELP: self._help,
            Place.SITUATION: self._situation,
            Place.SEARCH: self._search,
            Place.PREFERENCES: self._preferences,
            Place.RESTORE: self._restore,
            Place.WELCOME: self._welcome,
            Place.LOCK: self._lock,
        }

    @property
    def _where(self) -> KeptWhere:
        return KeptWhere(self.kept, self.guidance)

    def _month(self) -> Page:
        from kitchentable.ui.month.page import MonthScreen
        from kitchentable.ui.month.reminders import Waker

        return MonthScreen(
            self.session, self.ask, self._where.country, Waker(self.outside.scheduler, self._reminder_command)
        )

    def _reminder_command(self) -> tuple[str, ...]:
        from kitchentable.system.program import reminder_command

        return reminder_command(self.paths)

    def _talks(self) -> Page:
        from kitchentable.ui.talks.shelf import TalksScreen

        return TalksScreen(self.session, self.ask)

    def _talk(self) -> Page:
        from kitchentable.ui.talks.page import TalkScreen

        return TalkScreen(self.session, self.ask)

    def _checks(self) -> Page:
        from kitchentable.ui.settings.checks import ChecksScreen

        return ChecksScreen(self.session, self.ask)

    def _guide(self) -> Page:
        from kitchentable.ui.settings.guide import GuideScreen

        return GuideScreen(self.session, self.ask)

    def _family(self) -> Page:
        from kitchentable.ui.family.page import FamilyScreen

        return FamilyScreen(self.session, self.ask)

    def _growing(self) -> Page:
        from kitchentable.ui.growing.page import GrowingScreen

        return GrowingScreen(self.session, self.ask, self.guidance, self._where.country)

    def _devices(self) -> Page:
        from kitchentable.ui.family.devices import DevicesScreen

        return DevicesScreen(self.session, self.ask)

    def _agreement(self) -> Page:
        from kitchentable.ui.agreement.page import AgreementScreen

        return AgreementScreen(self.session, self.ask)

    def _notes(self) -> Page:
        from kitchentable.ui.notes.page import NotesScreen

        return NotesScreen(self.session, self.ask)

    def _had(self) -> Page:
        from kitchentable.ui.talks.had import HadScreen

        return HadScreen(self.session, self.ask)

    def _prints(self) -> Page:
        from kitchentable.printing.web import WebPages
        from kitchentable.system.resources import resources
        from kitchentable.ui.prints.page import PrintsScreen

        return PrintsScreen(self.session, self.ask, self._press(), WebPages(resources()), self.kept)

    def _press(self) -> Press:
        from kitchentable.printing.typesetter import Typesetter
        from kitchentable.services.prints import Press
        from kitchentable.system.resources import resources

        return Press(self.guidance, Typesetter(resources()), self.outside.clock)

    def _paper_codes(self) -> Page:
        from kitchentable.ui.paper_codes.page import PaperCodesScreen

        return PaperCodesScreen(self.session, self.ask)

    def _help(self) -> Page:
        from kitchentable.ui.help.page import HelpScreen

        return HelpScreen(self.session, self.guidance, self._where)

    def _situation(self) -> Page:
        from kitchentable.ui.help.situation import SituationScreen

        return SituationScreen(self.session, self.guidance, self._where)

    def _search(self) -> Page:
        from kitchentable.ui.search.page import SearchScreen

        return SearchScreen(self.session, self.guidance, self._where.country)

    def _preferences(self) -> Page:
        from kitchentable.services.backups import renew
        from kitchentable.system.program import reminder_command
        from kitchentable.ui.preferences.keys.desk import KeysDesk
        from kitchentable.ui.preferences.page import PreferencesScreen, Tools
        from kitchentable.ui.preferences.reminders import Waking

        command = reminder_command(self.paths)
        waking = Waking(self.outside.clock, self.outside.notifier, self.outside.scheduler, command)
        keys = KeysDesk(self.paths, self.outside.keychain, self.outside.clock, self.kept, self._press, renew)
        tools = Tools(self.paths, waking, keys, self.keeper, self.farewell)
        return PreferencesScreen(self.session, self.ask, self.kept, self.guidance, tools)

    def _restore(self) -> Page:
        from kitchentable.ui.backups.page import RestoreScreen

        return RestoreScreen(self.restorer, self.anew)

    def _welcome(self) -> Page:
        from kitchentable.system.program import reminder_command
        from kitchentable.ui.welcome.page import WelcomeScreen

        command = reminder_command(self.paths)
        clock, scheduler = self.outside.clock, self.outside.scheduler
        return WelcomeScreen(self.session, self.ask, self.doors, self.guidance, clock, scheduler, command)

    def _lock(self) -> Page:
        from kitchentable.ui.lock.page import LockScreen

        return LockScreen(self.doors, self.restorer, self.anew)
