"""A system that says the parent is gone when a test has it say so."""

from __future__ import annotations

from collections.abc import Callable


class FakeAway:
    """Calls whoever listens."""

    def __init__(self) -> None:
        """Have nobody listening."""
        self._gone: Callable[[], None] | None = None

    def listen(self, gone: Callable[[], None]) -> None:
        """Remember who listens."""
        self._gone = gone

    def close(self) -> None:
        """Forget who listened."""
        self._gone = None

    @property
    def heard(self) -> bool:
        """Tell whether anybody listens."""
        return self._gone is not None

    def lock_screen(self) -> None:
        """Say that the screen was locked."""
        if self._gone is not None:
            self._gone()

    def fall_asleep(self) -> None:
        """Say that the computer goes to sleep."""
        if self._gone is not None:
            self._gone()
