"""Has the parent gone away? The screen locks, the computer sleeps and wakes: the system says so, we listen."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Protocol


class Away(Protocol):
    """Tells when the screen locks or the computer goes to sleep, and when it is awake again."""

    def listen(self, gone: Callable[[], None], back: Callable[[], None] | None = None) -> None:
        """Begin; ``gone`` is called on a thread of ours each time, ``back`` after a sleep.

        Where the system tells nothing, neither do we.
        """
        ...

    def close(self) -> None:
        """Listen no more; doing it twice, or before ``listen``, does no harm."""
        ...


class NeverAway:
    """Stands in where the system has no such word for us."""

    def listen(self, gone: Callable[[], None], back: Callable[[], None] | None = None) -> None:
        """Hear nothing."""

    def close(self) -> None:
        """Do nothing."""


def system_away() -> Away:
    """Return this computer's own: logind on Linux; nothing elsewhere yet."""
    if sys.platform != "linux":
        return NeverAway()
    from kitchentable.system.logind import Logind  # noqa: PLC0415 - slow, and only there

    return Logind()
