"""Bringing an export in: into a data folder that has no records yet, or into open records that are still empty."""

from __future__ import annotations

import contextlib
import stat
from pathlib import Path

from kitchentable.domain.change import Change, Touched
from kitchentable.domain.errors import BadInput, KeychainRefused, KeychainUnavailable
from kitchentable.domain.export import Export
from kitchentable.domain.pack import Guidance
from kitchentable.services import opening
from kitchentable.services.export_file import CANNOT, MOST_BYTES, decode_export, preferences_of
from kitchentable.services.household import Household
from kitchentable.services.leaving import DATA_FILE
from kitchentable.services.preferences import load_preferences, save_preferences
from kitchentable.store.everything import put_everything
from kitchentable.system.clock import Clock
from kitchentable.system.keychain import Keychain
from kitchentable.system.paths import Paths

_ALL = (
    Touched.CHILDREN,
    Touched.DEVICES,
    Touched.CHOICES,
    Touched.TALKS,
    Touched.AGREEMENTS,
    Touched.INCIDENTS,
    Touched.MONTH,
    Touched.PREFERENCES,
    Touched.REMINDERS,
)


def read_export(place: Path) -> Export:
    """Read an export from its folder or its file. One sentence where it is bad, damaged, newer or far too large."""
    file = place / DATA_FILE if place.is_dir() else place
    return decode_export(_bytes_of(file), file.name)


def bring_in(home: Household, *, export: Export) -> Change:
    """Put an export into open records that are empty; all of it, or nothing with BadInput or CannotWrite.

    The system's timer is not touched: the reminder comes back as the family set it, and is turned on in Preferences.
    """
    before = load_preferences(home.paths)
    save_preferences(home.paths, preferences_of(export.looks, before))
    try:
        put_everything(home.store, export.family)
    except BaseException:
        save_preferences(home.paths, before)
        raise
    return Change.of(*_ALL)


def bring_in_from(home: Household, *, place: Path) -> Change:
    """Read an export and put it into open records that are empty."""
    return bring_in(home, export=read_export(place))


def bring_in_anew(
    export: Export, *, paths: Paths, keychain: Keychain, guidance: Guidance, clock: Clock, passphrase: str | None
) -> None:
    """Make new records and put an export into them; where that fails, the new records are taken away again.

    Raises what ``opening.create_household`` and ``bring_in`` raise.
    """
    home = opening.create_household(
        paths=paths, keychain=keychain, guidance=guidance, clock=clock, passphrase=passphrase
    )
    try:
        bring_in(home, export=export)
    except BaseException:
        home.close()
        _take_back(paths, keychain)
        raise
    home.close()


def _take_back(paths: Paths, keychain: Keychain) -> None:
    """Remove the records made a moment ago: nothing was ever in them."""
    account = opening.store_id(paths)
    with contextlib.suppress(KeychainRefused, KeychainUnavailable, OSError):  # the first error is the one to tell
        for file in (paths.keys, paths.database):
            file.unlink(missing_ok=True)
        if account is not None:
            keychain.delete(account)


def _bytes_of(file: Path) -> bytes:
    """Return a plain file's bytes, one more than an export may have at most."""
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            raise BadInput(f"{file.name} is not a file: please name the folder of an export.", title=CANNOT)
        with file.open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise BadInput(
            f"There is no export to read at {file}: please name its folder, or the file {DATA_FILE}.", title=CANNOT
        ) from error
