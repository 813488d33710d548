"""A path as the steps a parent walks: chips with a chevron between them."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from kitchentable.domain.guides import Describe, Way
from kitchentable.ui.icons import IconLabel
from kitchentable.ui.theme import Ink
from kitchentable.ui.widgets.flow import FlowLayout
from kitchentable.ui.widgets.words import Phrase


class PathSteps(QWidget):
    """The steps of one way. What the screen says is solid; a description of ours is dashed and in italics."""

    def __init__(self, way: Way, parent: QWidget | None = None) -> None:
        """Show a way's path."""
        super().__init__(parent)
        row = FlowLayout(self, gap=8)
        said = [step.describe if isinstance(step, Describe) else step for step in way.path]
        self.setAccessibleName("Path: " + ", then ".join(said))
        for place, step in enumerate(way.path, start=1):
            row.addWidget(_step(step, more=place < len(way.path)))


def _step(step: str | Describe, *, more: bool) -> QWidget:
    """Return a chip with the chevron that leads on from it: the two stay together when the row wraps."""
    chip = Phrase(step.describe if isinstance(step, Describe) else step)
    chip.setProperty("step", "described" if isinstance(step, Describe) else "screen")
    ground = QWidget()
    row = QHBoxLayout(ground)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(chip)
    if more:
        row.addWidget(IconLabel("chevron-right", 16, Ink.MUTED))
    return ground
