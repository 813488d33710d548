"""A page's head: its title, and what can be done, beside it where both fit and below it where they don't."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize

from kitchentable.ui.widgets.fitting import FittingLayout, item_height

_SHARE = 0.58
"""The least part of the width a title keeps beside its actions; below that, words would break too often."""


class HeadLayout(FittingLayout):
    """Two items: the title's words, then the actions."""

    def __init__(self, gap: int = 16) -> None:
        """Keep a gap in logical pixels between the two."""
        super().__init__(gap=gap)

    def sizeHint(self) -> QSize:
        """Return a modest size; the width decides."""
        width = sum(item.sizeHint().width() for item in self.items)
        return QSize(width, max((item.sizeHint().height() for item in self.items), default=0))

    def arrange(self, rect: QRect, *, move: bool) -> int:
        """Place title and actions."""
        if len(self.items) != 2:
            return 0
        words, actions = self.items
        asked = actions.sizeHint().width()
        room = rect.width() - asked - self.gap
        if room >= rect.width() * _SHARE:
            height, beside = item_height(words, room), item_height(actions, asked)
            if move:
                top = rect.y() + max(0, (beside - height) // 2)
                words.setGeometry(QRect(rect.x(), top, room, height))
                actions.setGeometry(QRect(rect.x() + room + self.gap, rect.y(), asked, beside))
            return max(height, beside)
        above, below = item_height(words, rect.width()), item_height(actions, rect.width())
        if move:
            words.setGeometry(QRect(rect.x(), rect.y(), rect.width(), above))
            actions.setGeometry(QRect(rect.x(), rect.y() + above + self.gap // 2, rect.width(), below))
        return above + self.gap // 2 + below
