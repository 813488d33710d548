"""What ``self-test`` checks: guidance, store, window, icons, paper, keychain and notices, and no network.

Each check returns what it saw or raises. Nothing of the family's is read or changed: the records are made for the
test, and neither the keychain nor the system's timer is asked for anything.
"""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEventLoop
from PySide6.QtGui import QFontDatabase, QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QLabel

from kitchentable.domain.ages import BirthMonth
from kitchentable.domain.errors import Trouble
from kitchentable.domain.pack import Guidance
from kitchentable.guidance.pack import load_pack
from kitchentable.guidance.search import SearchIndex
from kitchentable.printing.typesetter import Typesetter
from kitchentable.services import family, opening
from kitchentable.services.calendar_file import calendar_bytes
from kitchentable.services.household import Household
from kitchentable.services.prints import Press, PrintHelp, PrintRequest, pdf
from kitchentable.services.reminder_files import DueList, Rule
from kitchentable.system.clock import SystemClock
from kitchentable.system.network_guard import InternetRefused, refuse_internet
from kitchentable.system.notify import Notice, Outcome, Shown
from kitchentable.system.parts import loaded_parts
from kitchentable.system.paths import Paths
from kitchentable.system.resources import guidance_pack, resources
from kitchentable.system.schedule import Wake, WakeState
from kitchentable.ui.app import Desk, make_application
from kitchentable.ui.icons import line_icon
from kitchentable.ui.outside import Outside
from kitchentable.ui.session import SessionState
from kitchentable.ui.theme import FONT_FAMILY

_PASSPHRASE = "made for one self-test only"  # noqa: S105 - opens a store that lives for a second
_NAME = "Ada of the self-test"
_PATIENCE_MS = 30_000


class Failed(Exception):
    """A check that did not hold; the text says what was seen."""


def checks(folder: Path) -> Mapping[str, Callable[[], str]]:
    """Return each check by its name, in the order to run them, all at work in ``folder``."""
    ours = _Checks(Paths.of(folder / "records"))
    return {
        "guidance": ours.guidance,
        "search": ours.search,
        "store": ours.store,
        "window": ours.window,
        "icons and type": ours.icons_and_type,
        "paper": ours.paper,
        "calendar": ours.calendar,
        "keychain and notices": ours.parts_of_the_system,
        "no network": ours.no_network,
    }


@dataclass(frozen=True, slots=True)
class _Checks:
    """The checks, on records of their own."""

    paths: Paths

    def guidance(self) -> str:
        """Load the pack."""
        pack = _guidance().pack
        return f"version {pack.version}, {len(pack.topics)} topics, {len(pack.guides)} guides"

    def search(self) -> str:
        """Look for a word with a slip in it: the database, the full text search and the spelling are all there."""
        index = SearchIndex(_guidance(), "uk")
        found = index.search("wahtsapp")
        index.close()
        if not any(one.id == "whatsapp" for one in found):
            raise Failed("“wahtsapp” did not find WhatsApp")
        return f"{len(found)} results for a word with a slip in it"

    def store(self) -> str:
        """Make records, write, close, look at the bytes on disk, open again."""
        home = opening.create_household(
            paths=self.paths, keychain=_NoKeychain(), guidance=_guidance(), clock=SystemClock(), passphrase=_PASSPHRASE
        )
        family.add_child(home, name=_NAME, born=BirthMonth(home.clock.today().year - 10, 1))
        home.close()
        raw = self.paths.database.read_bytes()
        if raw.startswith(b"SQLite format 3") or _NAME.encode() in raw or b"CREATE TABLE" in raw:
            raise Failed("the file can be read without its key")
        home = self._opened()
        names = [card.child.name for card in family.family_view(home).children]
        home.close()
        if names != [_NAME]:
            raise Failed("what was written is not there after opening it again")
        return f"{len(raw)} encrypted bytes, written and opened again"

    def window(self) -> str:
        """Open the real window on the records and wait until its first page names the child."""
        troubles: list[Trouble] = []
        with _desk(self.paths) as desk:
            desk.open()
            _wait(lambda: not desk.session.busy, "the door was not looked at")
            desk.doors.unlock(_PASSPHRASE, troubles.append)
            _wait(lambda: bool(troubles) or desk.session.state is SessionState.OPEN, "the records did not open")
            if troubles:
                raise troubles[0]
            _wait(lambda: _names_the_child(desk), "the first page did not come")
            picture = desk.window.grab()
        return f"{picture.width()} × {picture.height()} pixels on {QGuiApplication.platformName()}"

    def icons_and_type(self) -> str:
        """Find our typeface, the line icons, the app's icon and Qt's reader of SVG."""
        _application()
        own = QIcon(str(resources() / "icons" / "kitchentable.svg"))
        if own.pixmap(64, 64).isNull() or line_icon("calendar").pixmap(24, 24).isNull():
            raise Failed("an icon can't be drawn")
        if FONT_FAMILY not in QFontDatabase.families():
            raise Failed(f"the typeface {FONT_FAMILY} is missing")
        return FONT_FAMILY

    def paper(self) -> str:
        """Make the help page as PDF."""
        press = Press(_guidance(), Typesetter(resources()), SystemClock())
        made = pdf(press, request=PrintRequest(PrintHelp()))
        if not made.startswith(b"%PDF") or b"%%EOF" not in made[-32:]:
            raise Failed("what came out is not a PDF file")
        return f"a PDF file of {len(made)} bytes"

    def calendar(self) -> str:
        """Write a calendar file with one event: the library for it came along."""
        rule = Rule(0, "weekday", 1, 6, 1, time(18), time(21, 30), date(2026, 12, 6))
        written = calendar_bytes(DueList(rules=(rule,), calendar="self-test"), SystemClock().now())
        if b"RRULE:FREQ=MONTHLY;BYDAY=1SU" not in written:
            raise Failed("the calendar file lacks its rule")
        return f"{len(written)} bytes, one event"

    def parts_of_the_system(self) -> str:
        """Import what talks to the keychain and shows notices; nothing is asked of them."""
        return ", ".join(loaded_parts())

    def no_network(self) -> str:
        """See that the internet is refused, and that Qt's network library did not come along."""
        refuse_internet()
        try:
            socket.socket(socket.AF_INET).close()
        except InternetRefused:
            pass
        else:
            raise Failed("a socket for the internet could be made")
        if getattr(sys, "frozen", False) and list(Path(sys.executable).parent.rglob("*Qt6Network*")):
            raise Failed("Qt's network library is in the package")
        return "refused"

    def _opened(self) -> Household:
        return opening.open_household(
            paths=self.paths, keychain=_NoKeychain(), guidance=_guidance(), clock=SystemClock(), passphrase=_PASSPHRASE
        )


def _guidance() -> Guidance:
    return load_pack(guidance_pack())


class _NoKeychain:
    """Stands where the keychain would: these records have a passphrase, so being asked at all is a fault."""

    name = "no keychain"

    def get(self, account: str) -> bytes | None:
        """Fail."""
        raise Failed(f"the keychain was asked for {account}")

    def set(self, account: str, secret: bytes) -> None:
        """Fail."""
        raise Failed(f"the keychain was given {len(secret)} bytes for {account}")

    def delete(self, account: str) -> None:
        """Fail."""
        raise Failed(f"the keychain was asked to forget {account}")


class _NoScheduler:
    """Leaves the system's timers alone."""

    def state(self) -> WakeState:
        """Say that nothing wakes us."""
        return WakeState(Wake.OFF, "Nothing is set up.")

    def enable(self, command: tuple[str, ...]) -> None:
        """Fail."""
        raise Failed(f"a timer was to be set up for {command[0]}")

    def disable(self) -> None:
        """Do nothing."""


class _NoNotifier:
    """Shows nothing."""

    def show(self, notice: Notice, *, wait_seconds: float) -> Shown:
        """Say that nothing was shown."""
        return Shown(Outcome.UNAVAILABLE, f"{notice.title} was not shown for {wait_seconds} seconds.")


@contextmanager
def _desk(paths: Paths) -> Iterator[Desk]:
    """Give the real window on these records; it is closed whatever happens."""
    outside = Outside(SystemClock(), _NoKeychain(), _NoNotifier, _NoScheduler)
    desk = Desk(_application(), paths, _guidance(), outside)
    try:
        yield desk
    finally:
        desk.window.close()
        desk.close()


def _application() -> QApplication:

    running = QApplication.instance()
    return running if isinstance(running, QApplication) else make_application()


def _names_the_child(desk: Desk) -> bool:
    return any(_NAME in label.text() and label.isVisible() for label in desk.window.findChildren(QLabel))


def _wait(happened: Callable[[], bool], otherwise: str) -> None:
    """Let the window live until it happened; Failed where it did not in time."""
    deadline = QDeadlineTimer(_PATIENCE_MS)
    loop = QEventLoop()
    while not happened():
        if deadline.hasExpired():
            raise Failed(otherwise)
        loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)
