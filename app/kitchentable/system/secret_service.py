"""keyring's Secret Service backend, with its connection closed where the keyring stays locked.

keyring 25 leaves the D-Bus connection open then; a parent who tries five times would leave five.
"""

from __future__ import annotations

import secretstorage
from keyring.backends.SecretService import Keyring
from keyring.errors import KeyringLocked


class SecretService(Keyring):
    """The keyring of GNOME, KDE and others, through the freedesktop Secret Service."""

    def get_preferred_collection(self) -> secretstorage.Collection:
        """Return the default collection, unlocked; the caller closes its connection."""
        bus = secretstorage.dbus_init()
        try:
            return _unlocked(secretstorage.get_default_collection(bus))
        except BaseException:
            bus.close()
            raise


def _unlocked(collection: secretstorage.Collection) -> secretstorage.Collection:
    if collection.is_locked():
        collection.unlock()
    if collection.is_locked():
        raise KeyringLocked("the keyring stayed locked")
    return collection
