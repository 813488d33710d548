"""A place on a page whose content is made anew; the keyboard stays on the control of the same name."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from kitchentable.ui.widgets.tabbing import tab_after


class Fresh(QWidget):
    """Holds one widget at a time."""

    def __init__(self, before: QWidget | None = None) -> None:
        """Start empty; ``before`` is the control that Tab comes from."""
        super().__init__()
        self._before = before
        self._content: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def fill(self, content: QWidget | None) -> None:
        """Show other content, or nothing."""
        focused = QApplication.focusWidget()
        inside = focused is not None and self.isAncestorOf(focused)
        name = focused.accessibleName() if inside and focused is not None else ""
        self._put_away()
        self._content = content
        self.setVisible(content is not None)
        if content is not None:
            self._column.addWidget(content)
            if self._before is not None:
                tab_after(self._before, content)
        if inside:
            self._focus_again(name)

    def _put_away(self) -> None:
        before, self._content = self._content, None
        if before is not None:
            self._column.removeWidget(before)
            before.hide()
            before.deleteLater()

    def _focus_again(self, name: str) -> None:
        """Give the keyboard to the control of that name, else to the first there is, else to where Tab came from."""
        below = self._content.findChildren(QWidget) if self._content is not None else []
        controls = [one for one in below if one.focusPolicy() is not Qt.FocusPolicy.NoFocus and not one.isHidden()]
        same = [one for one in controls if one.accessibleName() == name]
        target = next(iter([*same, *controls]), self._before)
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
