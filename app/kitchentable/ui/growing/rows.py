"""One change at an age, as the page and the month show it: when, where, what changes, and whether it holds yet."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kitchentable.domain.milestones import MilestoneKind, MilestoneStatus
from kitchentable.services.growing import GrowingLine
from kitchentable.ui.icons import IconLabel
from kitchentable.ui.widgets.flow import FlowLayout
from kitchentable.ui.widgets.sources import SourcesFold
from kitchentable.ui.widgets.words import Phrase, Pill, Role, Words

_KINDS = {
    MilestoneKind.ENDS: "Something ends",
    MilestoneKind.OPENS: "Something opens",
    MilestoneKind.ASK: "Time to ask",
}
_STATUS = {MilestoneStatus.ANNOUNCED: "Announced, not in force yet", MilestoneStatus.EXPECTED: "Expected, not certain"}


class GrowingRow(QWidget):
    """One change in full, with its sources on demand."""

    def __init__(self, line: GrowingLine, parent: QWidget | None = None) -> None:
        """Show a change."""
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        mark = QVBoxLayout()
        mark.addWidget(IconLabel(line.icon, 26))
        mark.addStretch(1)
        row.addLayout(mark)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(Words(f"{when_words(line)}: {line.title}", Role.STRONG))
        column.addLayout(_pills(line))
        column.addWidget(Words(line.milestone.text))
        column.addWidget(SourcesFold(line.sources, about=f"{line.title}, at {line.milestone.age}"))
        row.addLayout(column, 1)


class GrowingRows(QWidget):
    """Changes one below the other."""

    def __init__(self, lines: Sequence[GrowingLine], parent: QWidget | None = None) -> None:
        """Show changes in their order."""
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(18)
        for line in lines:
            column.addWidget(GrowingRow(line))


def when_words(line: GrowingLine) -> str:
    """Say at what age, and for a child in which month: "At 13, in March 2027"."""
    at = f"At {line.milestone.age}"
    return at if line.reached_on is None else f"{at}, {month_words(line.reached_on)}"


def month_words(day: date) -> str:
    """Say a month with its year: "in March 2027"."""
    return f"in {calendar.month_name[day.month]} {day.year}"


def _pills(line: GrowingLine) -> FlowLayout:
    """Return what kind of change it is and, where it does not hold yet, that in words, with what is said of when."""
    row = FlowLayout(gap=8)
    row.addWidget(Pill(_KINDS[line.milestone.kind]))
    status = _STATUS.get(line.milestone.status)
    if status is not None:
        row.addWidget(Pill(status, "amber"))
    if line.milestone.begins is not None:
        row.addWidget(Phrase(_begins(line.milestone.begins), Role.SMALL))
    return row


def _begins(begins: str) -> str:
    """Say since when or from when a rule holds; a plain date is said as a month, other words stand as written."""
    year, _, rest = begins.partition("-")
    if not (year.isdigit() and rest[:2].isdigit()):
        return begins[:1].upper() + begins[1:]
    return f"Since {calendar.month_name[int(rest[:2])]} {year}"
