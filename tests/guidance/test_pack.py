"""The built pack: the same every time, whole after a round trip, and refused when damaged or too new."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitchentable.domain.errors import GuidanceFault
from kitchentable.domain.pack import PACK_FORMAT
from kitchentable.guidance.build import build
from kitchentable.guidance.pack import decode, encode, load_pack
from tests.guidance.sample_folder import SampleFolder
from tests.sample_guidance import sample_pack

TODAY = date(2026, 11, 22)
BYTES = encode(sample_pack())


def test_a_pack_comes_back_as_it_was() -> None:
    assert decode(BYTES, "pack") == sample_pack()


def test_a_built_folder_comes_back_from_its_file(folder: SampleFolder, tmp_path: Path) -> None:
    pack = build(folder.root, TODAY)
    (tmp_path / "guidance.pack").write_bytes(encode(pack))
    guidance = load_pack(tmp_path / "guidance.pack")
    assert guidance.pack == pack
    assert guidance.topic("live-streaming").retired[0].title == "An old line"
    assert guidance.guide("xbox").changes[0].on == date(2026, 1, 9)


def test_the_same_folder_gives_the_same_bytes(folder: SampleFolder, tmp_path: Path) -> None:
    elsewhere = SampleFolder.at(tmp_path / "elsewhere")
    assert encode(build(folder.root, TODAY)) == encode(build(elsewhere.root, TODAY))


def test_a_pack_says_who_when_and_which(folder: SampleFolder) -> None:
    pack = build(folder.root, TODAY)
    assert (pack.format, pack.publisher, pack.version) == (PACK_FORMAT, "Kitchen Table", "2026-11-21.1")
    assert pack.built_on == TODAY
    assert build(folder.root, TODAY, "2027-01-01.2").version == "2027-01-01.2"


def test_a_faulty_folder_is_not_built(folder: SampleFolder) -> None:
    folder.change("topics/live-streaming.yaml", "order: 1", "order: one")
    with pytest.raises(GuidanceFault, match=r"live-streaming\.yaml:2: `order` must be a whole number"):
        build(folder.root, TODAY)


@given(place=st.integers(0, len(BYTES) - 1), bit=st.integers(0, 7))
def test_a_flipped_bit_is_always_noticed(place: int, bit: int) -> None:
    damaged = bytearray(BYTES)
    damaged[place] ^= 1 << bit
    with pytest.raises(GuidanceFault):
        decode(bytes(damaged), "guidance.pack")


@given(length=st.integers(0, len(BYTES) - 1))
def test_a_cut_off_pack_is_always_noticed(length: int) -> None:
    with pytest.raises(GuidanceFault):
        decode(BYTES[:length], "guidance.pack")


@given(data=st.binary(max_size=200))
def test_any_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(GuidanceFault):
        decode(data, "guidance.pack")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "guidance.pack is empty. Please install Kitchen Table again, or build the guidance again."),
        (BYTES[:-1], "guidance.pack is damaged. Please install Kitchen Table again, or build the guidance again."),
        (b"\x91" * 5000, "guidance.pack is damaged. Please install Kitchen Table again, or build the guidance again."),
        (
            msgspec.msgpack.encode(["something-else", 1, b"", b""]),
            "guidance.pack is not a pack of Kitchen Table guidance. Please choose another file.",
        ),
        (
            msgspec.msgpack.encode(["kitchentable-guidance", PACK_FORMAT + 1, b"", b"", "and more"]),
            "guidance.pack is for a newer Kitchen Table. Please update Kitchen Table to use it.",
        ),
    ],
    ids=["empty", "cut off", "nested", "another file", "newer"],
)
def test_each_fault_has_its_own_sentence(data: bytes, words: str) -> None:
    with pytest.raises(GuidanceFault) as caught:
        decode(data, "guidance.pack")
    assert caught.value.message == words


def test_a_sound_digest_over_a_wrong_body_is_refused() -> None:
    body = msgspec.msgpack.encode({"format": PACK_FORMAT})
    digest = hashlib.sha256(body).digest()
    with pytest.raises(GuidanceFault, match=r"guidance\.pack is damaged"):
        decode(msgspec.msgpack.encode(["kitchentable-guidance", PACK_FORMAT, digest, body]), "guidance.pack")


def test_a_missing_pack_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(GuidanceFault, match=r"can't be read \(No such file or directory\)\. Please build or install"):
        load_pack(tmp_path / "guidance.pack")


def test_loading_a_pack_needs_no_yaml() -> None:
    code = "import sys, kitchentable.guidance.pack; sys.exit('yaml' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": "app"}, check=False)
    assert told.returncode == 0
