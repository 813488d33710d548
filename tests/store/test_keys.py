"""The key ring: right, wrong, damaged and doctored are told apart."""

from __future__ import annotations

import hashlib
import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitchentable.domain.errors import BadInput, StoreDamaged, StoreNewer, WrongPassphrase
from kitchentable.store import keys

PASSPHRASE = "three wet dogs é"  # noqa: S105 - a sample


@pytest.fixture(scope="module")
def sealed() -> tuple[bytes, bytes]:
    """Return a key and the file that seals it under PASSPHRASE."""
    key = keys.new_key()
    return key, keys.encode(keys.passphrase_ring(key, PASSPHRASE))


def doctored(data: bytes, **changes: object) -> bytes:
    """Return the file with its first slot, or its top, changed and the checksum made to fit."""
    body = json.loads(data)["keys"]
    for name, value in changes.items():
        (body if name in body else body["slots"][0])[name] = value
    text = json.dumps(body, separators=(",", ":"))
    return (
        json.dumps({"sha256": hashlib.sha256(text.encode()).hexdigest(), "keys": 0}).replace("0}", text + "}").encode()
    )


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
    assert (slot["kind"], slot["iterations"], slot["lanes"], slot["memory"]) == ("passphrase", 3, 4, 65_536)


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
        keys.decode(doctored(sealed[1], format=2, unheard_of=True))
