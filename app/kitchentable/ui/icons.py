"""Line icons from the lucide set, drawn sharp at any size in a colour of the theme."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from PySide6.QtCore import QByteArray, QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPaintEvent, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from kitchentable.domain.errors import NotFound
from kitchentable.ui.theme import Ink, grown

_NO_ICONS = "A part of Kitchen Table is missing (its icons): please install it again."


@cache
def _archive() -> ZipFile:
    """Open the icon archive once: reading its directory is the slow part. The package's own code is not needed."""
    spec = find_spec("lucide")
    if spec is None or spec.origin is None:
        raise NotFound(_NO_ICONS, title="Kitchen Table is not complete")
    return ZipFile(BytesIO(Path(spec.origin).with_name("lucide.zip").read_bytes()))


@cache
def _drawing(name: str, colour: str) -> QSvgRenderer:
    svg = _archive().read(f"{name}.svg").decode().replace("currentColor", colour)
    return QSvgRenderer(QByteArray(svg.encode()))


class LineIconEngine(QIconEngine):
    """Draws one icon; the colour is asked for at each paint, so a change of theme needs nothing else."""

    def __init__(self, name: str, ink: Ink, checked_ink: Ink | None = None) -> None:
        """Remember what to draw; ``checked_ink`` is for buttons that are chosen."""
        super().__init__()
        self._name = name
        self._ink = ink
        self._checked_ink = checked_ink or ink

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw the icon square at the left of a rectangle; a button asks for a wider one to get a gap."""
        ink = self._checked_ink if state is QIcon.State.On else self._ink
        if mode is QIcon.Mode.Disabled:
            ink = Ink.MUTED
        side = min(rect.width(), rect.height())
        square = QRectF(rect.x(), rect.y() + (rect.height() - side) / 2, side, side)
        _drawing(self._name, ink.colour().name()).render(painter, square)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Draw the icon into a new pixmap of a size in device pixels."""
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPointF(0, 0).toPoint(), size), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        """Return a copy, as Qt asks of every engine."""
        return LineIconEngine(self._name, self._ink, self._checked_ink)


def line_icon(name: str, ink: Ink = Ink.BRAND, checked_ink: Ink | None = None) -> QIcon:
    """Return a lucide icon by name; raises KeyError for a name the set does not have."""
    _archive().getinfo(f"{name}.svg")
    return QIcon(LineIconEngine(name, ink, checked_ink))


class IconLabel(QWidget):
    """An icon that stands beside words; hidden from screen readers, as the words say it all."""

    def __init__(self, name: str, size: int = 24, ink: Ink = Ink.BRAND, parent: QWidget | None = None) -> None:
        """Show an icon at a size in logical pixels at 100 % text."""
        super().__init__(parent)
        self._icon = line_icon(name, ink)
        self._side = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the text when its size is changed."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self._fit()

    def _fit(self) -> None:
        side = grown(self._side)
        if self.width() != side or self.minimumWidth() != side:
            self.setFixedSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the icon."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._icon.paint(painter, self.rect())
        painter.end()
