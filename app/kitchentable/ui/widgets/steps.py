"""A path as the steps a parent walks: chips with a chevron between them."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from kitchentable.domain.guides import Describe, Way
from kitchentable.ui.icons import IconLabel
from kitchentable.ui.theme import Ink
from kitchentable.ui.widgets.flow import FlowLayout
from kitchentable.ui.widgets.words import Words


class PathSteps(QWidget):
    """The steps of one way. What the screen says is solid; a description of ours is dashed and in italics."""

    def __init__(self, way: Way, parent: QWidget | None = None) -> None:
        """Show a way's path."""
        super().__init__(parent)
        row = FlowLayout(self, gap=8)
        said = [step.describe if isinstance(step, Describe) else step for step in way.path]
        self.setAccessibleName("Path: " + ", then ".join(said))
        for place, step in enumerate(way.path):
            if place:
                chevron = IconLabel("chevron-right", 16, Ink.MUTED)
                row.addWidget(chevron)
            row.addWidget(_chip(step))


def _chip(step: str | Describe) -> QLabel:
    described = isinstance(step, Describe)
    chip = Words(step.describe if isinstance(step, Describe) else step)
    chip.setWordWrap(False)
    chip.setProperty("step", "described" if described else "screen")
    return chip
