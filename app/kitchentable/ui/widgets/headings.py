"""What screen readers are told beyond what Qt knows: which words are headings."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAccessibleWidget

from kitchentable.ui.widgets.words import HEADINGS, Words


def tell_headings() -> None:
    """Let a screen reader jump from heading to heading; asked for only while one is running."""
    QAccessible.installFactory(_heading)


def _heading(_kind: str, thing: QObject) -> QAccessibleWidget | None:
    """Return a heading for words that are one; Qt goes on with its own kinds for everything else."""
    if isinstance(thing, Words) and thing.property("role") in HEADINGS:
        return QAccessibleWidget(thing, QAccessible.Role.Heading)
    return None
