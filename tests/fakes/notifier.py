"""A notifier that remembers what it was asked to show, and answers as it was told to."""

from __future__ import annotations

from kitchentable.system.notify import Notice, Outcome, Shown


class FakeNotifier:
    """Shows nothing; ``answer`` is what the parent does."""

    def __init__(self, answer: Shown | None = None) -> None:
        """Answer "shown, not clicked" unless told otherwise."""
        self.answer = answer or Shown(Outcome.SHOWN)
        self.shown: list[Notice] = []

    def show(self, notice: Notice, *, wait_seconds: float) -> Shown:
        """Remember the notice; a click can only come while someone waits."""
        self.shown.append(notice)
        if self.answer.was_clicked and wait_seconds <= 0:
            return Shown(Outcome.SHOWN)
        return self.answer
