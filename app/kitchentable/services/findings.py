"""What the doctor finds: one thing looked at, and what to do where it is not well."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kitchentable.system.clock import Clock
from kitchentable.system.keychain import Keychain
from kitchentable.system.paths import Paths
from kitchentable.system.schedule import Scheduler


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: ``part`` names it, ``todo`` says what to do where it is not well."""

    part: str
    ok: bool
    words: str
    todo: str = ""


@dataclass(frozen=True, slots=True)
class Patient:
    """What the doctor looks at."""

    paths: Paths
    clock: Clock
    keychain: Keychain
    scheduler: Callable[[], Scheduler]


def well(part: str, words: str) -> Finding:
    """Say that a part is well."""
    return Finding(part, ok=True, words=words)


def look_at(part: str, words: str, todo: str) -> Finding:
    """Say that a part needs a look, and what to do."""
    return Finding(part, ok=False, words=words, todo=todo)
