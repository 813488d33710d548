"""Preferences needed before the records are open: looks, paper and country; never anything about the family."""

from __future__ import annotations

import logging
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from kitchentable.domain.change import Change, Touched
from kitchentable.domain.errors import Trouble
from kitchentable.system.files import write_atomically
from kitchentable.system.paper_size import is_letter_usual
from kitchentable.system.paths import Paths

log = logging.getLogger(__name__)

_AS_NEW = "Your choices of look and paper are as new"
_DAMAGED = "The file that kept them was damaged, so please choose them again in Preferences; your records are safe."
_UNREADABLE = "The file that keeps them can’t be read: please check the permissions of preferences.json."

TextPercent = Annotated[int, msgspec.Meta(ge=100, le=200)]
Pixels = Annotated[int, msgspec.Meta(ge=0, le=20_000)]


LockAfter = Literal[0, 5, 15, 30]
"""Idle minutes after which the records lock; 0 for never."""


class Theme(StrEnum):
    """Which colours to use; ``system`` follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class Paper(StrEnum):
    """The paper talks and guides are printed on."""

    A4 = "a4"
    LETTER = "letter"


class Tray(StrEnum):
    """Whether there is an icon beside the clock, and whether closing the window leaves us there."""

    NONE = "none"
    ICON = "icon"
    STAY = "stay"


class Preferences(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The values; ``text_percent`` 100 to 200, window sizes in pixels (0: not known yet).

    ``nation`` is the part of the country, empty where none was chosen; ``lock_after`` is None until it was chosen.
    ``print_sheet`` is the kind of sheet chosen last on the print page, ``print_web`` whether many become web pages.
    """

    theme: Theme = Theme.SYSTEM
    text_percent: TextPercent = 100
    country: str = "uk"
    nation: str = ""
    paper: Paper = Paper.A4
    large_print: bool = False
    print_sheet: str = ""
    print_web: bool = False
    welcome_done: bool = False
    lock_after: LockAfter | None = None
    tray: Tray = Tray.NONE
    window_width: Pixels = 0
    window_height: Pixels = 0
    window_maximised: bool = False


def load_preferences(paths: Paths) -> Preferences:
    """Read the preferences. A damaged file is kept aside and the defaults are used; an unknown field is ignored."""
    return read_preferences(paths)[0]


def read_preferences(paths: Paths) -> tuple[Preferences, Trouble | None]:
    """Read the preferences as ``load_preferences`` does, with what to tell the parent where that went wrong."""
    try:
        data = paths.preferences.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return Preferences(paper=Paper.LETTER if is_letter_usual() else Paper.A4), None
    except OSError as error:
        log.warning("the preferences could not be read: %s", error.strerror)
        return Preferences(), Trouble(_UNREADABLE, title=_AS_NEW)
    try:
        return msgspec.json.decode(data, type=Preferences), None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        _keep_aside(paths.preferences)
        return Preferences(), Trouble(_DAMAGED, title=_AS_NEW)


def save_preferences(paths: Paths, preferences: Preferences) -> Change:
    """Write the preferences in one piece; CannotWrite where that is not possible."""
    paths.prepare()
    checked = msgspec.convert(msgspec.to_builtins(preferences), type=Preferences)
    write_atomically(paths.preferences, msgspec.json.format(msgspec.json.encode(checked)) + b"\n")
    return Change.of(Touched.PREFERENCES)


def _keep_aside(path: Path) -> None:
    """Move a damaged file out of the way, so that the next save does not write over it."""
    aside = path.with_name(path.name + ".damaged")
    try:
        path.replace(aside)
    except OSError as error:
        log.warning("the preferences are damaged and could not be kept aside: %s", error.strerror)
    else:
        log.warning("the preferences were damaged: the defaults are used, the old file is kept as %s", aside.name)
