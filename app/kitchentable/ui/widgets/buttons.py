"""Buttons and option chips, measured for the bold they turn to when chosen."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from kitchentable.ui.icons import line_icon
from kitchentable.ui.theme import Ink, grown
from kitchentable.ui.widgets.flow import FlowLayout
from kitchentable.ui.widgets.heard import Heard
from kitchentable.ui.widgets.words import one_line

Value = TypeVar("Value")


class Kind(StrEnum):
    """What a button is for; one primary button a screen."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    QUIET = "quiet"
    DANGER = "danger"
    OPTION = "option"
    ROW = "row"


_ICON_INK = {Kind.PRIMARY: Ink.ON_BRAND, Kind.DANGER: Ink.HELP}


class Button(Heard, QPushButton):
    """A push button whose size leaves room for bold text, so that nothing is clipped when chosen."""

    def __init__(
        self,
        text: str,
        kind: Kind = Kind.SECONDARY,
        *,
        icon: str | None = None,
        says: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Make a button; ``says`` is its accessible name where the text alone would not tell."""
        super().__init__(_beside_icon(text, icon), parent)
        self.toggled.connect(self.hear)
        self.setProperty("kind", kind.value)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(says or text)
        self.setAutoDefault(True)  # Enter presses it, as Space does
        if icon is not None:
            checked = Ink.ON_BRAND if kind is Kind.OPTION else None
            self.setIcon(line_icon(icon, _ICON_INK.get(kind, Ink.BRAND), checked))
            self.setIconSize(QSize(grown(20), grown(20)))

    def sizeHint(self) -> QSize:
        """Return Qt's hint, widened by what bold adds."""
        hint = super().sizeHint()
        return QSize(hint.width() + self._bold_extra(), hint.height())

    def minimumSizeHint(self) -> QSize:
        """Never shrink below the words."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """Grow the icon with the text when its size is changed."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and not self.icon().isNull():
            self.setIconSize(QSize(grown(20), grown(20)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a light ring inside the dark one of a filled button with the keyboard: dark on dark is hardly seen."""
        super().paintEvent(event)
        if self.hasFocus() and self._filled():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(Ink.ON_BRAND.colour(), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(4, 4, -4, -4), 6, 6)
            painter.end()

    def _filled(self) -> bool:
        kind = self.property("kind")
        return self.isEnabled() and (kind == Kind.PRIMARY or (kind == Kind.OPTION and self.isChecked()))

    def _bold_extra(self) -> int:
        return _bold_extra(self.text(), self.font().toString())


@lru_cache(maxsize=2048)
def _bold_extra(text: str, described: str) -> int:
    """Return how many pixels wider a text is in bold; layouts ask for every button many times over."""
    font = QFont()
    font.fromString(described)
    plain = QFontMetrics(font).horizontalAdvance(text)
    font.setBold(True)
    return max(0, QFontMetrics(font).horizontalAdvance(text) - plain) + 2


class Options(QWidget, Generic[Value]):
    """A row of chips of which one is chosen; arrow keys move, as in any group of radio buttons."""

    class _Signals(QObject):
        chosen = Signal(object)

    def __init__(self, options: Sequence[tuple[Value, str]], *, lead: str = "", says: str = "") -> None:
        """Offer values with their words; ``lead`` stands before them, ``says`` names the group."""
        super().__init__()
        self._signals = Options._Signals(self)
        self.chosen = self._signals.chosen
        self._values = [value for value, _ in options]
        self._group = QButtonGroup(self)
        row = FlowLayout(self, gap=8)
        if lead:
            row.addWidget(one_line(lead))
        self.setAccessibleName(says or lead)
        for place, (_, words) in enumerate(options):
            chip = Button(words, Kind.OPTION, says=f"{says or lead}: {words}" if says or lead else words)
            chip.setCheckable(True)
            chip.setAutoExclusive(True)  # one of several: screen readers say “radio button”
            self._group.addButton(chip, place)
            row.addWidget(chip)
        self._group.idClicked.connect(self._clicked)
        self.setFocusProxy(self._group.button(0))

    def value(self) -> Value | None:
        """Return the chosen value, or None where nothing is chosen yet."""
        place = self._group.checkedId()
        return None if place < 0 else self._values[place]

    def choose(self, value: Value) -> None:
        """Show a value as chosen without telling anybody."""
        if value in self._values:
            chip = self._group.button(self._values.index(value))
            chip.setChecked(True)
            self.setFocusProxy(chip)

    def _clicked(self, place: int) -> None:
        self.chosen.emit(self._values[place])


def _beside_icon(text: str, icon: str | None) -> str:
    """Return a button's text, away from its icon: Qt leaves hardly any room between them."""
    words = text.replace("&", "&&")
    return words if icon is None else f"\u2002{words}"
