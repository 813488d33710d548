"""strace as a witness: which kinds of sockets a program and all it starts asked the system for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.real.daemons import program

_ASKED = re.compile(r"\b(socket|socketpair|connect|bind|sendto|sendmsg)\((.*)")
_FAMILY = re.compile(r"\b(AF_[A-Z0-9]+)")
_INSIDE = frozenset({"AF_UNIX", "AF_LOCAL", "AF_NETLINK"})
"""Families that stay in the computer: the desktop’s buses, and the system’s own answers (which networks are there)."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A log of system calls, being written or read."""

    log: Path

    def before(self) -> Sequence[str]:
        """Return the words to put before a command, so that it and all it starts are watched."""
        watched = "trace=socket,socketpair,connect,bind,sendto,sendmsg"
        quietly = ("-f", "--seccomp-bpf", "-qq", "-s", "0", "-e", "signal=none")
        return (program("strace"), *quietly, "-e", watched, "-o", str(self.log))

    def families(self) -> Counter[str]:
        """Return how often each family of sockets was asked for, or sent to by its address."""
        return Counter(family for _, family in self._asked())

    def internet(self) -> list[str]:
        """Return each call that names a family that leaves the computer."""
        return [line for line, family in self._asked() if family not in _INSIDE]

    def _asked(self) -> list[tuple[str, str]]:
        found = []
        for line in self.log.read_text(encoding="utf-8", errors="replace").splitlines():
            call = _ASKED.search(line)
            found += [(line, family) for family in _FAMILY.findall(call[2])[:1]] if call else []
        return found
