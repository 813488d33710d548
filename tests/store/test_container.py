"""The ``.ktbackup`` file: whole or refused in one sentence, whatever was done to it."""

from __future__ import annotations

import hashlib
import hmac
import io
from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitchentable.domain.errors import BackupUnusable, StoreNewer, Trouble
from kitchentable.store import container
from kitchentable.store.container import Head

KEY = bytes(range(32))
KEYS = b'{"keys": "as they were"}\n'
DATABASE = bytes(range(256)) * 20
MADE = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)
NAME = "a.ktbackup"
_AFTER_MARK = 12


def head(**changes: object) -> Head:
    told = Head(
        format=1,
        made_at=MADE,
        program="0.1.0",
        store="0a" * 16,
        schema=1,
        keys=len(KEYS),
        database=len(DATABASE),
    )
    return msgspec.structs.replace(told, **changes)


def made(told: Head | None = None, keys: bytes = KEYS, database: bytes = DATABASE) -> bytes:
    out = io.BytesIO()
    container.write(out, told or head(), keys, io.BytesIO(database), KEY)
    return out.getvalue()


def resealed(data: bytes, key: bytes = KEY) -> bytes:
    """Return a file whose sum and seal are right again after its bytes were changed."""
    body = data[:-64]
    told = hashlib.sha256(body).digest()
    return body + told + hmac.digest(key, b"kitchentable backup seal 1 " + told, "sha256")


def taken_out(data: bytes) -> tuple[container.Container, bytes]:
    file, out = io.BytesIO(data), io.BytesIO()
    found = container.read(file, NAME)
    container.extract(file, found, out)
    return found, out.getvalue()


def test_what_goes_in_comes_out() -> None:
    found, database = taken_out(made())
    assert (found.head, found.keys, database) == (head(), KEYS, DATABASE)
    assert found.is_sealed_with(KEY)
    assert not found.is_sealed_with(bytes(32))
    assert container.read_head(io.BytesIO(made()), NAME) == head()


@given(st.integers(0, len(made()) * 8 - 1))
def test_any_bit_that_flips_is_seen(bit: int) -> None:
    data = bytearray(made())
    data[bit // 8] ^= 1 << bit % 8
    if bit // 8 >= len(data) - 32:  # the seal itself: seen as soon as there is a key
        assert not container.read(io.BytesIO(bytes(data)), NAME).is_sealed_with(KEY)
        return
    with pytest.raises(BackupUnusable, match=r"“a[.]ktbackup”"):
        container.read(io.BytesIO(bytes(data)), NAME)


@given(st.integers(0, len(made()) - 1))
def test_any_end_that_is_cut_off_is_seen(length: int) -> None:
    with pytest.raises(BackupUnusable):
        container.read(io.BytesIO(made()[:length]), NAME)


@given(st.binary(min_size=1, max_size=100))
def test_anything_that_was_added_is_seen(more: bytes) -> None:
    with pytest.raises(BackupUnusable):
        container.read(io.BytesIO(made() + more), NAME)


@given(st.binary(max_size=3000))
def test_any_bytes_at_all_are_refused_in_one_sentence(data: bytes) -> None:
    for whole in (data, made()[:_AFTER_MARK] + data, resealed(made()[:_AFTER_MARK] + data + bytes(64))):
        for read in (container.read, container.read_head):
            with pytest.raises(Trouble) as told:
                read(io.BytesIO(whole), NAME)
            assert "\n" not in told.value.message


def test_a_mail_program_that_mends_line_ends_is_seen() -> None:
    with pytest.raises(BackupUnusable, match="is damaged"):
        container.read(io.BytesIO(made().replace(b"\r\n", b"\n")), NAME)


def test_another_kind_of_file_is_told_from_a_damaged_one() -> None:
    with pytest.raises(BackupUnusable, match="is not a backup"):
        container.read(io.BytesIO(b"%PDF-1.7\n" * 100), NAME)


def test_parts_of_two_backups_do_not_pass_for_one() -> None:
    one, other = made(), made(database=DATABASE[::-1])
    cut = len(one) // 2
    with pytest.raises(BackupUnusable):
        container.read(io.BytesIO(one[:cut] + other[cut:]), NAME)
    with_another_key = resealed(one[:cut] + other[cut:], bytes(32))
    assert not container.read(io.BytesIO(with_another_key), NAME).is_sealed_with(KEY)


def test_a_newer_format_says_so() -> None:
    later = made().replace(b'"format":1', b'"format":9')
    with pytest.raises(StoreNewer, match="newer Kitchen Table"):
        container.read(io.BytesIO(resealed(later)), NAME)
    with pytest.raises(BackupUnusable):
        container.read(io.BytesIO(later), NAME)  # without a right sum it is damage, and no talk of versions


@pytest.mark.parametrize(
    "told",
    [
        head(database=len(DATABASE) + 1),
        head(keys=len(KEYS) - 1),
        head(keys=10**9),
        head(database=10**15),
        head(schema=0),
        head(store="short"),
        head(program="x" * 1000),
    ],
)
def test_what_a_file_says_of_itself_is_held_against_its_size_and_bounds(told: Head) -> None:
    whole = made()
    length = int.from_bytes(whole[12:16])
    body = msgspec.json.encode(told)
    forged = whole[:12] + len(body).to_bytes(4) + body + whole[16 + length :]
    with pytest.raises(BackupUnusable, match="damaged"):
        container.read(io.BytesIO(resealed(forged)), NAME)


def test_a_head_that_claims_to_be_endless_is_not_read() -> None:
    whole = made()
    forged = whole[:12] + b"\xff\xff\xff\xff" + whole[16:]
    with pytest.raises(BackupUnusable, match="damaged"):
        container.read(io.BytesIO(resealed(forged)), NAME)


def test_a_file_that_changes_between_two_readings_is_seen() -> None:
    found = container.read(io.BytesIO(made()), NAME)
    other = made(database=DATABASE[::-1])
    for changed in (other, other[:-100], made()[:200]):
        with pytest.raises(BackupUnusable):
            container.extract(io.BytesIO(changed), found, io.BytesIO())


def test_a_database_that_shrinks_while_it_is_copied_is_told() -> None:
    with pytest.raises(BackupUnusable, match="try again"):
        container.write(io.BytesIO(), head(), KEYS, io.BytesIO(DATABASE[:-1]), KEY)
