"""Step one: who are we helping."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from kitchentable.services.family import GuideOption
from kitchentable.ui.family.form import ChildDraft, ChildForm
from kitchentable.ui.icons import IconLabel
from kitchentable.ui.theme import Ink
from kitchentable.ui.welcome.step import StepCard
from kitchentable.ui.widgets.buttons import Button, Kind
from kitchentable.ui.widgets.flow import FlowLayout
from kitchentable.ui.widgets.words import Role, Words


class WhoStep(StepCard):
    """Asks for one child; more can be added later."""

    answered = Signal(object)
    """``ChildFacts`` that can be used."""
    has_backup = Signal()

    def __init__(self, options: Sequence[GuideOption], today: date, draft: ChildDraft) -> None:
        """Open the form with what was typed before."""
        super().__init__(
            1,
            "Who are we helping?",
            "A nickname is fine. Month of birth only, so that talks and settings suit their age.",
        )
        self.form = ChildForm(options, today, draft)
        self.form.submitted.connect(self._next)
        self.go_on.clicked.connect(self._next)
        self.add(self.form)
        promise = QHBoxLayout()
        promise.setSpacing(10)
        promise.addWidget(IconLabel("lock", 20, Ink.MUTED))
        promise.addWidget(Words("Nothing leaves this computer. What you write is encrypted.", Role.SMALL), 1)
        self.add_layout(promise)
        backup = Button("I have a backup of my records", Kind.QUIET, icon="archive-restore")
        backup.clicked.connect(self.has_backup)
        row = FlowLayout()
        row.addWidget(backup)
        self.add_layout(row)
        self.finish(can_go_back=False)

    def take_focus(self) -> None:
        """Type the name first."""
        self.form.take_focus()

    def _next(self) -> None:
        facts = self.form.facts()
        if facts is not None:
            self.answered.emit(facts)
