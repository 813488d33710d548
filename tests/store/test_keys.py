"""The key ring: right, wrong, damaged and doctored are told apart."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from dataclasses import dataclass
from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitchentable.domain.errors import BadInput, StoreDamaged, StoreNewer, WrongPassphrase, WrongRecoveryCode
from kitchentable.domain.recovery_code import groups
from kitchentable.store import keys
from kitchentable.store.slots import KeychainSlot, PassphraseSlot, RecoverySlot, unseal
from kitchentable.store.stretching import (
    AIM_SECONDS,
    FEWEST_PASSES,
    LEAST_MEMORY_KIB,
    MOST_MEMORY_KIB,
    MOST_PASSES,
    Cost,
    cost_for,
    cost_here,
)

PASSPHRASE = "three wet dogs é"  # noqa: S105 - a sample
DAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def sealed() -> tuple[bytes, bytes]:
    """Return a key and the file that seals it under PASSPHRASE."""
    key = keys.new_key()
    return key, keys.encode(keys.passphrase_ring(key, PASSPHRASE))


@dataclass(frozen=True)
class Recoverable:
    """A key, the code that recovers it, and the ring with both that and PASSPHRASE."""

    key: bytes
    code: str
    ring: keys.KeyRing


@pytest.fixture(scope="module")
def recoverable() -> Recoverable:
    """Return a ring with a passphrase and a recovery code."""
    key, code = keys.new_key(), keys.new_code()
    ring = keys.passphrase_ring(key, PASSPHRASE)
    return Recoverable(key, code, ring.with_slot(keys.recovery_slot(key, ring.store, code, DAY)))


def doctored(data: bytes, **changes: object) -> bytes:
    """Return the file with its first slot, or its top, changed and the checksum made to fit."""
    body = json.loads(data)["keys"]
    for name, value in changes.items():
        (body if name in body else body["slots"][0])[name] = value
    text = json.dumps(body, separators=(",", ":"))
    return (
        json.dumps({"sha256": hashlib.sha256(text.encode()).hexdigest(), "keys": 0}).replace("0}", text + "}").encode()
    )


def kinds(ring: keys.KeyRing) -> set[str]:
    return {str(slot.__struct_config__.tag) for slot in ring.slots}


def test_new_keys_differ_and_have_32_bytes() -> None:
    assert len({keys.new_key() for _ in range(50)}) == 50
    assert len(keys.new_key()) == keys.KEY_BYTES


def test_the_passphrase_opens_the_key(sealed: tuple[bytes, bytes]) -> None:
    key, data = sealed
    ring = keys.decode(data)
    assert ring.unseal(PASSPHRASE) == key
    assert ring.fits(key)
    assert ring.takes_passphrase
    assert not ring.in_keychain


def test_an_accent_typed_in_two_pieces_is_the_same(sealed: tuple[bytes, bytes]) -> None:
    key, data = sealed
    other = unicodedata.normalize("NFD", PASSPHRASE)
    assert other != PASSPHRASE
    assert keys.decode(data).unseal(other) == key


@pytest.mark.parametrize("wrong", ["", "three wet dogs e", "Three wet dogs é", "x" * 5000, "\ud800 half a pair"])
def test_a_wrong_passphrase_says_so(sealed: tuple[bytes, bytes], wrong: str) -> None:
    with pytest.raises(WrongPassphrase):
        keys.decode(sealed[1]).unseal(wrong)


def test_the_file_holds_no_open_key(sealed: tuple[bytes, bytes]) -> None:
    key, data = sealed
    assert key not in data
    assert key.hex().encode() not in data
    assert PASSPHRASE.encode() not in data


def test_the_parameters_are_strong_and_written_down(sealed: tuple[bytes, bytes]) -> None:
    slot = json.loads(sealed[1])["keys"]["slots"][0]
    assert (slot["kind"], slot["lanes"]) == ("passphrase", 4)
    assert slot["iterations"] >= 3
    assert slot["memory"] >= 65_536
    assert (slot["iterations"], slot["memory"]) == (cost_here().iterations, cost_here().memory)


@given(st.floats(min_value=0, max_value=1000))
def test_the_cost_is_never_weak_nor_more_than_a_file_may_ask_for(seconds: float) -> None:
    cost = cost_for(seconds)
    assert FEWEST_PASSES <= cost.iterations <= MOST_PASSES
    assert LEAST_MEMORY_KIB <= cost.memory <= MOST_MEMORY_KIB


@given(st.floats(min_value=0.03, max_value=0.3))
def test_a_quicker_computer_pays_more_so_that_all_wait_about_as_long(seconds: float) -> None:
    cost = cost_for(seconds)
    expected = seconds * cost.iterations * cost.memory / (FEWEST_PASSES * LEAST_MEMORY_KIB)
    assert 0.5 * AIM_SECONDS < expected <= AIM_SECONDS


def test_a_slow_computer_waits_longer_rather_than_sealing_weakly() -> None:
    assert cost_for(5.0) == Cost(FEWEST_PASSES, 4, LEAST_MEMORY_KIB)


@pytest.mark.parametrize("short", ["", "seven77"])
def test_a_short_passphrase_is_refused(short: str) -> None:
    with pytest.raises(BadInput, match="at least 8"):
        keys.passphrase_ring(keys.new_key(), short)


def test_a_passphrase_without_end_is_refused() -> None:
    with pytest.raises(BadInput, match="at most"):
        keys.passphrase_ring(keys.new_key(), "x" * 1001)


def test_a_keychain_ring_opens_with_no_passphrase() -> None:
    key = keys.new_key()
    ring = keys.decode(keys.encode(keys.keychain_ring(key)))
    assert ring.in_keychain
    assert ring.fits(key)
    assert not ring.fits(keys.new_key())
    with pytest.raises(WrongPassphrase, match="keychain"):
        ring.unseal("anything at all")


@given(st.data())
def test_any_changed_byte_is_damage_not_a_wrong_passphrase(sealed: tuple[bytes, bytes], data: st.DataObject) -> None:
    file = bytearray(sealed[1].rstrip())
    place = data.draw(st.integers(0, len(file) - 1))
    file[place] ^= data.draw(st.integers(1, 255))
    try:
        ring = keys.decode(bytes(file))
    except StoreDamaged:
        return
    # Only the case of a letter in the checksum's own name or value could pass, and it does not.
    raise AssertionError(f"byte {place} changed and nobody noticed: {ring}")


@given(st.binary(max_size=300))
def test_any_other_bytes_are_damage(data: bytes) -> None:
    with pytest.raises(StoreDamaged):
        keys.decode(data)


@pytest.mark.parametrize(
    "change",
    [
        {"iterations": 1},
        {"iterations": 1_000_000},
        {"memory": 8},
        {"memory": 2**40},
        {"lanes": 0},
        {"lanes": 5000},
        {"salt": "AAAA"},
        {"kind": "open"},
        {"store": "../../etc"},
        {"check": ""},
        {"format": 0},
    ],
)
def test_a_doctored_file_can_ask_for_nothing_weak_or_endless(
    sealed: tuple[bytes, bytes], change: dict[str, object]
) -> None:
    with pytest.raises(StoreDamaged):
        keys.decode(doctored(sealed[1], **change))


def test_doctoring_that_changes_nothing_still_opens(sealed: tuple[bytes, bytes]) -> None:
    """Show that the cases above fail for what they change, not for how they are made."""
    assert keys.decode(doctored(sealed[1])).unseal(PASSPHRASE) == sealed[0]


def test_a_slot_moved_to_another_store_does_not_open(sealed: tuple[bytes, bytes]) -> None:
    with pytest.raises(WrongPassphrase):
        keys.decode(doctored(sealed[1], store="ab" * 16)).unseal(PASSPHRASE)


def test_a_newer_format_says_so(sealed: tuple[bytes, bytes]) -> None:
    with pytest.raises(StoreNewer):
        keys.decode(doctored(sealed[1], format=3, unheard_of=True))


def test_a_recovery_code_opens_the_key_however_it_is_typed(recoverable: Recoverable) -> None:
    ring = keys.decode(keys.encode(recoverable.ring))
    assert ring.takes_recovery
    assert ring.recovery_made == DAY
    code = recoverable.code
    for typed in (code, code.lower(), " - ".join(groups(code)), code.replace("0", "O").replace("1", "l")):
        assert ring.recover(typed) == recoverable.key


def test_another_code_or_none_is_told_from_damage(recoverable: Recoverable) -> None:
    with pytest.raises(WrongRecoveryCode, match="not the recovery code for these records"):
        recoverable.ring.recover(keys.new_code())
    for odd in ("", "x", "1" * 5000, "\ud800"):
        with pytest.raises(WrongRecoveryCode, match="36 letters and digits"):
            recoverable.ring.recover(odd)
    with pytest.raises(WrongRecoveryCode, match="no recovery code"):
        keys.keychain_ring(recoverable.key).recover(recoverable.code)


def test_a_file_with_a_recovery_code_holds_neither_code_nor_key(recoverable: Recoverable) -> None:
    data = keys.encode(recoverable.ring)
    assert recoverable.code.encode() not in data
    assert not any(group.encode() in data for group in groups(recoverable.code))
    assert recoverable.key.hex().encode() not in data


def test_a_slot_can_not_pass_for_one_of_another_kind(recoverable: Recoverable) -> None:
    """A passphrase slot renamed to a recovery slot opens with nothing, not with the same words."""
    ring = keys.passphrase_ring(recoverable.key, "T" * 30)
    [slot] = ring.slots
    assert isinstance(slot, PassphraseSlot)
    assert unseal(slot, ring.store, "T" * 30) == recoverable.key
    moved = RecoverySlot(**msgspec.structs.asdict(slot), made=DAY)
    assert unseal(moved, ring.store, "T" * 30) is None


def test_slots_come_and_go_but_an_everyday_way_in_stays(recoverable: Recoverable) -> None:
    ring = recoverable.ring.with_slot(KeychainSlot())
    assert ring.in_keychain
    assert kinds(ring.without(PassphraseSlot)) == {"keychain", "recovery"}
    assert kinds(ring.without(KeychainSlot)) == {"passphrase", "recovery"}
    assert kinds(ring.without(RecoverySlot)) == {"keychain", "passphrase"}
    with pytest.raises(ValueError, match="without a way in"):
        ring.without(KeychainSlot).without(PassphraseSlot)


def test_a_second_slot_of_a_kind_takes_the_place_of_the_first(recoverable: Recoverable) -> None:
    other = recoverable.ring.with_slot(keys.passphrase_slot(recoverable.key, recoverable.ring.store, "another one"))
    assert len(other.slots) == len(recoverable.ring.slots)
    assert other.unseal("another one") == recoverable.key
    with pytest.raises(WrongPassphrase):
        other.unseal(PASSPHRASE)


def test_two_slots_of_a_kind_or_none_are_damage(sealed: tuple[bytes, bytes]) -> None:
    slot = json.loads(sealed[1])["keys"]["slots"][0]
    for slots in ([], [slot, slot], [slot] * 4):
        with pytest.raises(StoreDamaged):
            keys.decode(doctored(sealed[1], slots=slots))
