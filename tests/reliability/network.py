"""No network, provable: the whole journey of the app, and every command, watched by the system itself."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from kitchentable import main as program
from kitchentable.cli.arguments import OneLineParser
from kitchentable.domain.ages import BirthMonth
from kitchentable.services import family
from tests.fakes.keychain import FakeKeychain
from tests.reliability import world
from tests.reliability.at_the_window import Words
from tests.reliability.computer import ROOT, Computer, computer
from tests.reliability.figures import Figure, timed
from tests.reliability.tracing import Witness
from tests.reliability.words import MORE


class Watched(NamedTuple):
    """A command that was run, how it ended, and what was seen of it."""

    words: tuple[str, ...]
    ended: int
    witness: Witness

    @property
    def well(self) -> bool:
        """Whether it did what it is for; the doctor says 1 where the computer lacks something, as this one does.

        Where the sample records have nothing to print or to tick, it has to say so.
        """
        if self.words[0] == "doctor":
            return self.ended in {0, 1}
        return self.ended == (2 if self.words[:2] in _NOTHING_THERE or self.words[0] == "tick" else 0)


_NOTHING_THERE = frozenset({("print", "agreement"), ("print", "incident")})
"""Commands that find nothing in the sample records, and say so."""


COMMANDS: tuple[tuple[str, ...], ...] = (
    ("--version",),
    ("--help",),
    ("print", "talk", "live-streaming", "--age", "10-12", "--name", "Sam Sample", "--to", "talk.pdf"),
    ("print", "guide", "xbox", "--to", "guide.pdf", "--large"),
    ("print", "help", "--to", "help.pdf"),
    ("print", "card", "--to", "card.pdf", "--wallet"),
    ("print", "console", "xbox", "--age", "10-12", "--to", "console.pdf"),
    ("print", "pack", "--age", "10-12", "--to", "pack.pdf"),
    ("search", "blackmial", "--json"),
    ("remind", "--check", "--dry-run", "--json"),
    ("remind", "--check"),
    ("guidance", "check"),
    ("guidance", "build", "--to", "our.pack"),
    ("guidance", "key", "--to", "private.key"),
    ("guidance", "stats", "--json"),
    ("guidance", "schema", "--to", "schema"),
    ("guidance", "diff", str(ROOT / "build/guidance.pack"), str(ROOT / "build/guidance.pack"), "--json"),
    ("guidance", "helplines", "--to", "helplines.md"),
    ("self-test",),
)
IN_TURN: tuple[tuple[str, ...], ...] = (
    *(
        ("print", sheet, "--to", f"{sheet}.pdf", "--passphrase-file", "passphrase.txt")
        for sheet in ("month", "home", "agreement", "incident", "grandparents")
    ),
    ("tick", "AAAA", "--passphrase-file", "passphrase.txt"),
    ("backup", "my.ktbackup", "--passphrase-file", "passphrase.txt"),
    ("restore", "my.ktbackup", "--yes", "--passphrase-file", "passphrase.txt"),
    ("doctor", "--json"),
    ("export", "everything", "--passphrase-file", "passphrase.txt"),
    ("erase", "--yes"),
    ("import", "everything", "--passphrase-file", "passphrase.txt"),
)
"""Every command there is, those that need records and the one before them last; a test looks that none is left out."""


def run(folder: Path, size: int, seed: int) -> list[Figure]:  # noqa: ARG001 - every part is asked alike
    """Watch the journey and ``size`` of the commands."""
    window = Figure("network", "no internet socket on the whole way through the window, nor for a notice")
    every = Figure("network", "no internet socket in any command")
    with timed(window), computer(folder / "w", keyring=True) as machine:
        for one in journey(machine):
            _judge(window, one)
    with timed(every), computer(folder / "c", keyring=False) as machine:
        for one in commands(machine, size):
            _judge(every, one)
    return [window, every]


def commands(machine: Computer, size: int) -> Iterator[Watched]:
    """Run that many of the commands, two at a time, and then those that need records, in turn."""
    home = world.create(machine.data, passphrase=world.PASSPHRASE, chain=FakeKeychain())
    family.add_child(home, name="Sam Sample", born=BirthMonth(2015, 3), guides=("xbox",))
    home.close()
    (machine.folder / "home" / "passphrase.txt").write_text(f"{world.PASSPHRASE}\n")
    with ThreadPoolExecutor(2) as pool:
        yield from pool.map(_Command(machine), COMMANDS[:size])
    yield from map(_Command(machine), IN_TURN)


def journey(machine: Computer) -> Iterator[Watched]:
    """Take the journey, then show a notice as the system’s timer does."""
    first = Witness(machine.folder / "window.strace")
    yield Watched(("the window",), machine.takes_the_journey(_words(machine), first.before()), first)
    notice = Witness(machine.folder / "notice.strace")
    machine.shows_a_notice(notice.before())
    yield Watched(("the notice",), 0, notice)


def _words(machine: Computer) -> Words:
    return Words(
        child="Robin Sample",
        renamed="Robyn Sample",
        second_child="Sam Sample",
        note="A sample note.",
        agreed="Phones sleep downstairs.",
        choice="Until the summer",
        search="blackmail",
        search_again="wahtsapp",
        file_name="other.pdf",
        pack_name="other.ktpack",
        more={name: f"Sample {place}" for place, name in enumerate(MORE)},
        ends="close",
        sheet=str(machine.folder / "home" / "sheet.pdf"),
        told=str(machine.folder / "told.json"),
    )


class _Command:
    """Runs a command under watch."""

    def __init__(self, machine: Computer) -> None:
        self._machine = machine

    def __call__(self, words: tuple[str, ...]) -> Watched:
        witness = Witness(self._machine.folder / f"{'-'.join(words[:2]).replace('/', '-')}.strace")
        ended = self._machine.run("-W", "error", "-m", "kitchentable", *words, before=witness.before())
        return Watched(words, ended, witness)


def _judge(figure: Figure, one: Watched) -> None:
    said = " ".join(one.words)
    for kind, times in one.witness.families().items():
        figure.seen[f"asked for {kind}"] += times
    internet = one.witness.internet()
    if not one.well:
        figure.judge(f"{said}: ended with {one.ended}")
    else:
        figure.judge(f"{said}: {internet[:3]}" if internet else None)


def all_commands() -> set[tuple[str, ...]]:
    """Return the names of every command the program has."""
    parser: argparse.ArgumentParser = OneLineParser()
    commands = parser.add_subparsers()
    for name in program._COMMANDS:  # noqa: SLF001 - the one list of them
        program._COMMANDS[name]().add_arguments(commands)  # noqa: SLF001
    return set(_leaves((), parser))


def _leaves(name: tuple[str, ...], parser: argparse.ArgumentParser) -> Iterator[tuple[str, ...]]:
    actions: Sequence[argparse.Action] = parser._actions  # noqa: SLF001 - argparse has no public way
    below = [one for one in actions if isinstance(one, argparse._SubParsersAction)]  # noqa: SLF001 - the same
    if not below:
        yield name
    for action in below:
        choices = action.choices
        assert isinstance(choices, dict)
        for word, one in choices.items():
            yield from _leaves((*name, word), one)


def fields(machine: Computer) -> dict[str, list[str]]:
    """Return which fields the journey saw, and which it filled."""
    found: dict[str, list[str]] = json.loads((machine.folder / "told.json").read_text(encoding="utf-8"))
    return found
