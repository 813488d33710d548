"""Qt for Python must give back every reference it takes: 6.12.0 lost one to None with each virtual method."""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kitchentable.ui.widgets.flow import FlowLayout

ROUNDS = 300


class Painted(QWidget):
    """Counts how often Qt asked it to paint."""

    def __init__(self) -> None:
        """Start unpainted."""
        super().__init__()
        self.painted = 0

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Count."""
        self.painted += 1


def test_none_is_not_used_up_by_painting_and_laying_out(qtbot: QtBot) -> None:
    """Before Python 3.12 None is counted like any object; used up, it takes the whole program down."""
    window = Painted()
    qtbot.addWidget(window)
    row = FlowLayout(window)
    for number in range(4):
        row.addWidget(QPushButton(str(number)))
    window.show()
    before = sys.getrefcount(None)
    for turn in range(ROUNDS):
        window.resize(160 + turn % 2 * 120, 200)
        QCoreApplication.processEvents()
    lost = before - sys.getrefcount(None)
    assert window.painted >= ROUNDS
    assert lost < ROUNDS / 2, f"{lost} references to None were lost in {ROUNDS} rounds"
