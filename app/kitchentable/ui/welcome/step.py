"""The frame of each step: the lamp, a title, a sentence, what is asked, the two ways on and the way back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from kitchentable.ui.icons import IconLabel
from kitchentable.ui.widgets.buttons import Button, Kind
from kitchentable.ui.widgets.cards import Card
from kitchentable.ui.widgets.words import Role, Words, one_line

STEPS = 3


class StepCard(Card):
    """One step of the welcome."""

    skipped = Signal()
    back = Signal()

    def __init__(self, number: int, title: str, text: str) -> None:
        """Show the head of a step; a step adds what it asks and then ends with ``finish``."""
        super().__init__()
        self.setAccessibleName(f"Step {number} of {STEPS}: {title}")
        self.body.setContentsMargins(32, 28, 32, 32)
        self.body.setSpacing(14)
        head = QHBoxLayout()
        head.addWidget(IconLabel("lamp-ceiling", 40))
        head.addStretch(1)
        head.addWidget(one_line(f"Step {number} of {STEPS}", Role.SMALL))
        self.add_layout(head)
        self.add(Words(title, Role.H1), Words(text))
        self.go_on = Button("Next", Kind.PRIMARY)
        self.skip = Button("Skip for now")
        self.skip.clicked.connect(self.skipped)
        self.go_back = Button("Back", icon="arrow-left")
        self.go_back.clicked.connect(self.back)

    def finish(self, *, next_words: str = "Next", can_skip: bool = True, can_go_back: bool = True) -> None:
        """Add the ways: back and skip at the near end, next at the far end."""
        self.go_on.setText(next_words)
        self.go_on.setAccessibleName(next_words)
        if not can_skip:
            self.skip.hide()
        if not can_go_back:
            self.go_back.hide()
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.go_back)
        row.addWidget(self.skip)
        row.addStretch(1)
        row.addWidget(self.go_on)
        self.add_layout(row)

    def take_focus(self) -> None:
        """Put the keyboard where this step begins."""
        self.go_on.setFocus()
