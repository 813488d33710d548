"""New keys on demand: another data key, another store id, everything encrypted anew.

For when somebody may have learnt a key: a recovery sheet that was lost, an old copy of the folder. Whatever the moment
the power goes, one whole set of database and keys opens:

1. a copy of the records is written under the new key beside them, read back and synced (cleared away after a crash);
2. the keychain gets the new key, which keys.json notes first as one to remove (removed after a crash);
3. keys.json is replaced in one piece: from here on the new key counts and the copy is the records;
4. the copy takes the database's place (finished after a crash), and what the old key opens goes: the keychain's entry,
   copies kept before a migration, older backups (those noted in ``renewing.json``, also after a crash).
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from kitchentable.domain.change import Change, Touched
from kitchentable.domain.errors import BadInput, CannotWrite, StoreLocked, Trouble
from kitchentable.services import superseded
from kitchentable.services.household import Household
from kitchentable.services.opening import read_ring, to_keychain
from kitchentable.services.slots import Proof, prove, tidy_if_possible
from kitchentable.store import keys
from kitchentable.store.exchange import clear_copies, take_over, write_copy
from kitchentable.store.slots import KeychainSlot
from kitchentable.system.files import write_atomically
from kitchentable.system.keychain import Keychain

_TYPE_IT = "Please type your passphrase: the new keys are sealed under it too."
_OPEN_AGAIN = "Your records have new keys, but could not be opened with them at once. Please unlock them again."

Renew = Callable[[Household], object]
"""What makes a fresh backup and removes those that only the old key opens."""


def rekey(home: Household, *, keychain: Keychain, proof: Proof, renew: Renew | None = None) -> Change:
    """Give the open records new keys. Passphrase and keychain stay ways in; a recovery code has to be made anew.

    Raises what ``slots.prove`` raises, BadInput where there is a passphrase and only a code was typed, and CannotWrite,
    KeychainUnavailable or KeychainRefused: then the old keys count as before. Raises StoreLocked where another program
    holds the records, or where the new keys count but the records are shut: lock, and open them anew. ``renew`` is
    called at the end, and its trouble is raised although the new keys count.
    """
    old, _key = prove(home.paths, keychain, proof)
    if old.takes_passphrase and (proof.code is not None or not proof.passphrase):
        raise BadInput(_TYPE_IT)
    key = keys.new_key()
    new = _new_ring(old, key, proof.passphrase)
    write_copy(home.store, new.store, key)
    try:
        superseded.note(home.paths, old.store)
        _replace_keys(home, keychain, old, new, key)
    except BaseException:
        _undo(home, old, keychain)
        raise
    try:
        take_over(home.store, new.store, key)
    except Trouble as trouble:
        home.close()
        raise StoreLocked(_OPEN_AGAIN) from trouble
    tidy_if_possible(home.paths, keychain)
    if renew is not None:
        renew(home)
    return Change.of(Touched.KEYS)


def _new_ring(old: keys.KeyRing, key: bytes, passphrase: str | None) -> keys.KeyRing:
    """Return the ring of the new key, with the ways in of the old; the old entry is to leave the keychain."""
    new = keys.keychain_ring(key)
    if old.takes_passphrase and passphrase is not None:
        new = new.with_slot(keys.passphrase_slot(key, new.store, passphrase))
    if not old.in_keychain:
        return new.without(KeychainSlot).with_leaving(*old.leaving)
    return new.with_leaving(*old.leaving, old.store)


def _replace_keys(home: Household, keychain: Keychain, old: keys.KeyRing, new: keys.KeyRing, key: bytes) -> None:
    if new.in_keychain:
        write_atomically(home.paths.keys, keys.encode(old.with_leaving(*old.leaving, new.store)))
        to_keychain(keychain, new.store, key)
    try:
        write_atomically(home.paths.keys, keys.encode(new))
    except CannotWrite:
        if not _counts(home, new.store):  # the folder's sync may fail after the file is in its place
            raise


def _counts(home: Household, store: str) -> bool:
    ring = read_ring(home.paths)
    return ring is not None and ring.store == store


def _undo(home: Household, old: keys.KeyRing, keychain: Keychain) -> None:
    """Clear away what was made so far; what can't be reached now is cleared at the next opening."""
    ring = read_ring(home.paths)
    if ring is None or ring.store != old.store:
        home.close()  # interrupted once the new keys counted: the next opening finishes, nothing may be written here
        return
    clear_copies(home.paths.database)
    with suppress(CannotWrite):  # it names keys that count, which is never taken at its word
        superseded.forget(home.paths, old.store)
    tidy_if_possible(home.paths, keychain)
