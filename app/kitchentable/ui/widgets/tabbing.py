"""The way of the Tab key: what unfolds on a page comes right after the button that unfolded it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def tab_after(before: QWidget, content: QWidget) -> QWidget:
    """Let Tab go from a control into new content of the same window, in its order; return its last control.

    Without this, Qt appends what is made later to the end of the page.
    """
    last = before
    for control in content.findChildren(QWidget):
        inside = control.window() is before.window()  # a drop-down's list is a window of its own
        if inside and control.focusPolicy() is not Qt.FocusPolicy.NoFocus:
            QWidget.setTabOrder(last, control)
            last = control
    return last
