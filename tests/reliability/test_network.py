"""No network in any command, watched by strace; and the witness sees a bad program. The window: test_journey.py."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.reliability import network
from tests.reliability.computer import computer
from tests.reliability.tracing import Witness

QUIET = "import socket; socket.socket(socket.AF_UNIX).close()"
BAD = {
    "IPv4": "import socket; socket.socket(socket.AF_INET).close()",
    "IPv6": "import socket; socket.socket(socket.AF_INET6, socket.SOCK_DGRAM).close()",
    "past the audit hook": (
        "from kitchentable.system.network_guard import refuse_internet; refuse_internet();"
        "import ctypes; ctypes.CDLL(None).socket(2, 1, 0)"
    ),
    "in a program it starts": (
        "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import socket; socket.socket().close()'])"
    ),
    "in a thread": ("import socket, threading; one = threading.Thread(target=socket.socket); one.start(); one.join()"),
    "raw packets": "import socket\ntry: socket.socket(socket.AF_PACKET, socket.SOCK_RAW)\nexcept OSError: pass",
}


@pytest.mark.real_screen
def test_no_command_opens_an_internet_socket(short_path: Path) -> None:
    with computer(short_path, keyring=False) as machine:
        for one in network.commands(machine, len(network.COMMANDS)):
            assert one.ended == 0, (one.words, machine.said.read_text())
            assert one.witness.internet() == [], one.words


def test_every_command_is_watched() -> None:
    watched = {tuple(word for word in one if not word.startswith("-")) for one in (*network.COMMANDS, *network.IN_TURN)}
    missing = [name for name in network.all_commands() if not any(one[: len(name)] == name for one in watched)]
    assert missing == [], "a new command: add it to COMMANDS of tests/reliability/network.py"


def watched(program: str, folder: Path) -> Witness:
    witness = Witness(folder / "log")
    app = str(Path(__file__).parents[2] / "app")
    command = [*witness.before(), sys.executable, "-c", program]
    subprocess.run(command, check=True, env={"PYTHONPATH": app}, timeout=60)
    return witness


@pytest.mark.parametrize("program", BAD.values(), ids=BAD.keys())
def test_a_bad_program_is_seen(program: str, tmp_path: Path) -> None:
    assert watched(program, tmp_path).internet() != []


def test_a_socket_inside_the_computer_is_seen_and_let_be(tmp_path: Path) -> None:
    witness = watched(QUIET, tmp_path)
    assert witness.internet() == []
    assert witness.families()["AF_UNIX"] > 0
