"""A system that says the parent is gone, or back, when a test has it say so."""

from __future__ import annotations

from collections.abc import Callable


class FakeAway:
    """Calls everybody who listens."""

    def __init__(self) -> None:
        """Have nobody listening."""
        self._gone: list[Callable[[], None]] = []
        self._back: list[Callable[[], None]] = []

    def listen(self, gone: Callable[[], None], back: Callable[[], None] | None = None) -> None:
        """Remember who listens."""
        self._gone.append(gone)
        if back is not None:
            self._back.append(back)

    def close(self) -> None:
        """Forget who listened."""
        self._gone.clear()
        self._back.clear()

    @property
    def heard(self) -> bool:
        """Tell whether anybody listens."""
        return bool(self._gone)

    def lock_screen(self) -> None:
        """Say that the screen was locked."""
        for gone in self._gone:
            gone()

    def fall_asleep(self) -> None:
        """Say that the computer goes to sleep."""
        self.lock_screen()

    def wake_up(self) -> None:
        """Say that the computer is awake again."""
        for back in self._back:
            back()
