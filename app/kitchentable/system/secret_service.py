"""keyring's Secret Service backend, made kind to the daemon behind it: one careful connection, always closed.

keyring 25 leaves the D-Bus connection open where the keyring stays locked; a parent who tries five times would leave
five.
"""

from __future__ import annotations

from contextlib import suppress

import secretstorage
from jeepney.io.blocking import DBusConnection
from keyring.backends.SecretService import Keyring
from keyring.errors import KeyringLocked

_NOBODYS_ALIAS = "kitchen-table-says-hello"


class SecretService(Keyring):
    """The keyring of GNOME, KDE and others, through the freedesktop Secret Service."""

    def get_preferred_collection(self) -> secretstorage.Collection:
        """Return the default collection, unlocked; the caller closes its connection."""
        bus = secretstorage.dbus_init()
        try:
            return _unlocked(default_collection(bus))
        except BaseException:
            bus.close()
            raise


def default_collection(bus: DBusConnection) -> secretstorage.Collection:
    """Return the default collection, locked or not, over a connection that has asked nothing yet."""
    introduce(bus)
    return secretstorage.get_default_collection(bus)


def introduce(bus: DBusConnection) -> None:
    """Make a new connection known to the keyring, by a question that needs no record of who asks.

    gnome-keyring (42 and 50 were seen) ends itself now and then when the first question of a new connection needs the
    record it is about to make of that connection: its issues 195, 196 and 199.
    """
    with suppress(secretstorage.ItemNotFoundException):  # the answer hoped for: there is no such alias
        secretstorage.get_collection_by_alias(bus, _NOBODYS_ALIAS)


def _unlocked(collection: secretstorage.Collection) -> secretstorage.Collection:
    if collection.is_locked():
        collection.unlock()
    if collection.is_locked():
        raise KeyringLocked("the keyring stayed locked")
    return collection
