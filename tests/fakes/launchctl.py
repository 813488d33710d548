"""Stands in for launchctl: what is bootstrapped is loaded until it is booted out; a property list must be sound."""

from __future__ import annotations

import plistlib
from pathlib import Path

from kitchentable.system.tools import Answer

NOT_FOUND = 113


class FakeLaunchctl:
    """Knows one user’s agents by "gui/UID/LABEL"."""

    def __init__(self) -> None:
        """Have loaded nothing."""
        self.loaded: set[str] = set()
        self.refusing = False
        self.said: list[tuple[str, ...]] = []

    def __call__(self, *words: str) -> Answer:
        """Do what launchctl would."""
        program, verb, *rest = words
        assert program == "launchctl"
        self.said.append(words)
        if verb == "bootstrap":
            return self._bootstrap(*rest)
        (agent,) = rest
        assert agent.count("/") == 2
        if verb == "print":
            return Answer(0, f"{agent} = {{ … }}") if agent in self.loaded else Answer(NOT_FOUND, "")
        if verb == "bootout":
            return self._bootout(agent)
        assert verb == "enable"
        return Answer(0, "")

    def _bootout(self, agent: str) -> Answer:
        known = agent in self.loaded
        self.loaded.discard(agent)
        return Answer(0 if known else 3, "")

    def _bootstrap(self, domain: str, file: str) -> Answer:
        agent = f"{domain}/{plistlib.loads(Path(file).read_bytes())['Label']}"
        if self.refusing or agent in self.loaded:
            return Answer(5, "")
        self.loaded.add(agent)
        return Answer(0, "")
