"""One whole journey at the real window, to kill -9 in the print preview, watched by strace; then all it left behind."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.reliability import markers, world
from tests.reliability.computer import Computer, computer
from tests.reliability.network import fields
from tests.reliability.reading import read
from tests.reliability.tracing import Witness

pytestmark = pytest.mark.real_screen

MARK = "20261121"


class Taken(NamedTuple):
    """A journey that was taken."""

    machine: Computer
    begun: float
    ended: int
    witnesses: tuple[Witness, Witness]


@pytest.fixture(scope="module")
def taken(short_path: Path) -> Iterator[Taken]:
    """Take the journey once, and have a notice come up after it."""
    begun = time.time()
    with computer(short_path, keyring=False) as machine:
        window, notice = Witness(short_path / "window.strace"), Witness(short_path / "notice.strace")
        ended = markers.take(machine, MARK, window.before())
        assert ended == markers.KILLED, machine.said.read_text()
        markers.keep_the_history(machine, notice.before())
        yield Taken(machine, begun, ended, (window, notice))


def test_it_opens_no_internet_socket(taken: Taken) -> None:
    for witness in taken.witnesses:
        assert witness.internet() == []
        assert witness.families()["AF_UNIX"] > 0, "the witness saw the screen or the bus being asked"


def test_no_word_that_was_typed_is_found_outside_the_encrypted_files(taken: Taken) -> None:
    files = list(markers.places(taken.machine, taken.begun))
    assert taken.machine.data / "family.db" in files
    assert taken.machine.folder / "history.json" in files
    sought = markers.stems(MARK) | markers.code_words(fields(taken.machine)["code"])
    assert list(markers.found_in(files, sought)) == []


def test_it_filled_every_field_it_saw(taken: Taken) -> None:
    told = fields(taken.machine)
    assert told["seen"] == told["filled"]
    assert len(told["filled"]) >= 7
    for says in ("Recovery code", "Type the code from your paper", "New passphrase", "Your passphrase now"):
        assert says in told["filled"]


def test_what_was_saved_before_the_kill_is_in_the_records(taken: Taken) -> None:
    typed = markers.stems(MARK)
    home = world.reopen(taken.machine.data, passphrase=f"{typed['new_passphrase']}é")
    there = read(home)
    home.close()
    first = there.children[f"{typed['renamed']}é"]
    assert [note for _, note in first.had] == [f"{typed['note']}é"]
    assert [talk.agreed for talk in first.had.values()] == [(f"{typed['agreed']}é",)]
    assert [note for *_, note in first.choices] == [f"{typed['choice']}é"]
    assert f"{typed['second_child']}é" in there.children
