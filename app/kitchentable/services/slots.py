"""How the records open: see it, and add, change and remove the ways in, without writing a byte of the records again.

Every change is one atomic write of keys.json, so there is always a whole one. What shows that it is the parent who asks
is what opens the records now: the passphrase where there is one, else the keychain; the recovery code always. A key in
the keychain that no longer counts is noted in keys.json before it can be left behind, and removed until it is gone.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from kitchentable.domain.change import Change, Touched
from kitchentable.domain.errors import BadInput, StoreDamaged, Trouble, WrongRecoveryCode
from kitchentable.domain.recovery_code import groups, read_code
from kitchentable.domain.ways_in import WaysIn
from kitchentable.services.opening import key_of, read_ring, to_keychain
from kitchentable.store import keys
from kitchentable.store.slots import KeychainSlot, PassphraseSlot, RecoverySlot
from kitchentable.system.clock import Clock
from kitchentable.system.files import clear_drafts, write_atomically
from kitchentable.system.keychain import Keychain
from kitchentable.system.paths import Paths

_NOT_THE_SAME = "That is not the code on this page. Please compare it with your sheet, group by group."
_CHANGED = "The keys have changed since this code was made. Please make another."
_NO_RECORDS = "There are no records here yet."
_FIRST_CHOOSE = "Please choose a passphrase first."
_TYPE_IT = "Please type your passphrase."
_KEYCHAIN_FIRST = "Your passphrase is the only everyday way in. Please let the records open by themselves first."


@dataclass(frozen=True, slots=True)
class Proof:
    """What shows that the parent asks; with neither of the two, the keychain."""

    passphrase: str | None = field(default=None, repr=False)
    code: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class NewCode:
    """A recovery code that was made and doesn't count yet; only here is it to be read."""

    code: str = field(repr=False)
    made: date
    records: str
    store: str
    slot: RecoverySlot = field(repr=False)

    @property
    def groups(self) -> tuple[str, ...]:
        """The code as it is shown."""
        return groups(self.code)


def ways_in(paths: Paths) -> WaysIn | None:
    """Say what opens the records, or None where there are none yet; nothing is asked of the keychain."""
    ring = read_ring(paths)
    if ring is None:
        return None
    return WaysIn(ring.in_keychain, ring.takes_passphrase, ring.recovery_made, bool(ring.leaving), ring.name)


def set_passphrase(paths: Paths, keychain: Keychain, *, proof: Proof, passphrase: str, ask: bool) -> Change:
    """Give the records a passphrase, or another; with ``ask`` it is asked for at each opening from now on.

    Raises BadInput for a passphrase that is too short, and what ``prove`` raises.
    """
    ring, key = prove(paths, keychain, proof)
    ring = ring.with_slot(keys.passphrase_slot(key, ring.store, passphrase))
    return _without_keychain(paths, keychain, ring) if ask else _write(paths, ring)


def ask_for_passphrase(paths: Paths, keychain: Keychain, *, passphrase: str) -> Change:
    """Ask at each opening from now on: the keychain's slot and entry go. The passphrase is tried first.

    Raises BadInput where none was chosen yet, WrongPassphrase, CannotWrite. Where the keychain does not let its entry
    go, the passphrase is asked for all the same, and ``WaysIn.leaving`` says that there is something to do.
    """
    ring, _key = prove(paths, keychain, Proof(passphrase=passphrase))
    if not ring.takes_passphrase:
        raise BadInput(_FIRST_CHOOSE)
    return _without_keychain(paths, keychain, ring)


def open_by_itself(paths: Paths, keychain: Keychain, *, proof: Proof) -> Change:
    """Put the key into the keychain, so that the records open by themselves; a passphrase stays as another way.

    Raises KeychainUnavailable or KeychainRefused, and then everything is as it was.
    """
    ring, key = prove(paths, keychain, proof)
    if not ring.in_keychain:  # until the slot is written, an entry would be one that nobody remembers
        _write(paths, ring.with_leaving(*ring.leaving, ring.store))
    try:
        to_keychain(keychain, ring.store, key)
    except Trouble:
        tidy_if_possible(paths, keychain)
        raise
    others = [one for one in ring.leaving if one != ring.store]
    return _write(paths, ring.with_slot(KeychainSlot()).with_leaving(*others))


def remove_passphrase(paths: Paths, keychain: Keychain, *, proof: Proof) -> Change:
    """Take the passphrase away. Raises BadInput where nothing else opens the records every day."""
    ring, _key = prove(paths, keychain, proof)
    if not ring.in_keychain:
        raise BadInput(_KEYCHAIN_FIRST)
    return _write(paths, ring.without(PassphraseSlot))


def draft_code(paths: Paths, keychain: Keychain, clock: Clock, *, proof: Proof) -> NewCode:
    """Make a recovery code. It counts once ``keep_code`` has seen it typed; the one before it counts until then."""
    ring, key = prove(paths, keychain, proof)
    code, made = keys.new_code(), clock.today()
    return NewCode(code, made, ring.name, ring.store, keys.recovery_slot(key, ring.store, code, made))


def keep_code(paths: Paths, *, new: NewCode, typed: str) -> Change:
    """Let a new code count, in place of any before it, now that it was typed from the sheet.

    Raises WrongRecoveryCode where it is not the same, and BadInput where the records have other keys by now.
    """
    if read_code(typed) != new.code:
        raise WrongRecoveryCode(_NOT_THE_SAME)
    ring = _ring(paths)
    if ring.store != new.store:
        raise BadInput(_CHANGED)
    return _write(paths, ring.with_slot(new.slot))


def remove_code(paths: Paths, keychain: Keychain, *, proof: Proof) -> Change:
    """Let the recovery code count no more: its sheet was lost or seen."""
    ring, _key = prove(paths, keychain, proof)
    return _write(paths, ring.without(RecoverySlot))


def prove(paths: Paths, keychain: Keychain, proof: Proof) -> tuple[keys.KeyRing, bytes]:
    """Return the ring and the data key for someone who can show either secret, or for whom the keychain opens.

    Raises BadInput where a passphrase is needed and none was typed, WrongPassphrase, WrongRecoveryCode,
    KeychainUnavailable, KeychainRefused, StoreDamaged.
    """
    ring = _ring(paths)
    if proof.code is None and not proof.passphrase and ring.takes_passphrase:
        raise BadInput(_TYPE_IT)
    passphrase = proof.passphrase if ring.takes_passphrase else None
    return ring, key_of(ring, keychain, passphrase=passphrase, code=proof.code)


def tidy(paths: Paths, keychain: Keychain) -> Change:
    """Remove from the keychain what was to leave it, and what a crash left of writing keys.json.

    Raises KeychainUnavailable, KeychainRefused or CannotWrite: there is something left to do, as ``WaysIn`` says.
    """
    clear_drafts(paths.keys)
    ring = read_ring(paths)
    if ring is None or not ring.leaving:
        return Change()
    for account in ring.leaving:
        if not (ring.in_keychain and account == ring.store):
            keychain.delete(account)
    return _write(paths, ring.with_leaving())


def tidy_if_possible(paths: Paths, keychain: Keychain) -> None:
    """Tidy now, or leave it for the next opening: keys.json says what is left, and the preferences show it."""
    with suppress(Trouble):
        tidy(paths, keychain)


def _without_keychain(paths: Paths, keychain: Keychain, ring: keys.KeyRing) -> Change:
    """Write the ring without its keychain slot, then remove the entry; a keychain that says no is asked again later."""
    if ring.in_keychain:
        ring = ring.without(KeychainSlot).with_leaving(*ring.leaving, ring.store)
    change = _write(paths, ring)
    tidy_if_possible(paths, keychain)
    return change


def _ring(paths: Paths) -> keys.KeyRing:
    ring = read_ring(paths)
    if ring is None:
        raise StoreDamaged(_NO_RECORDS)
    return ring


def _write(paths: Paths, ring: keys.KeyRing) -> Change:
    write_atomically(paths.keys, keys.encode(ring))
    return Change.of(Touched.KEYS)
