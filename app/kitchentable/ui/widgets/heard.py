"""Buttons that stay on or off, pressed by a screen reader or by voice.

Those ask Qt to toggle the button, and Qt then says ``toggled`` but not ``clicked``: a tick would show and not be kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractButton

if TYPE_CHECKING:
    _Base = QAbstractButton
else:
    _Base = object  # Qt's own class comes with the other base; having it twice would be two buttons


class Heard(_Base):
    """Says ``clicked`` for a toggle from outside as for one by mouse or key; stands before Qt's class among the bases.

    The class that uses it connects ``toggled`` to ``hear`` once.
    """

    _ours = False

    def setChecked(self, checked: bool) -> None:  # noqa: FBT001 - Qt's own signature
        """Set it from our code: nobody pressed it."""
        self._ours = True
        super().setChecked(checked)
        self._ours = False

    def nextCheckState(self) -> None:
        """Turn over as mouse and keyboard have it; Qt says ``clicked`` itself."""
        self._ours = True
        super().nextCheckState()
        self._ours = False

    def hear(self, checked: bool) -> None:  # noqa: FBT001 - Qt's own signature
        """Say ``clicked`` where neither we nor mouse or key turned it; one that gave way to another was not pressed."""
        group = self.group()
        gave_way = not checked and (self.autoExclusive() or (group is not None and group.exclusive()))
        if not self._ours and not gave_way:
            self.clicked.emit()
            if group is not None:
                group.idClicked.emit(group.id(self))
