"""The theme put on the application: font, palette and style sheet, light, dark or high contrast."""

from __future__ import annotations

from enum import Enum
from importlib.resources import as_file, files

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from kitchentable.ui.stylesheet import stylesheet
from kitchentable.ui.tokens import CONTRAST, DARK, LIGHT, Colours, Sizes, ThemeName

FONT_FAMILY = "Atkinson Hyperlegible"


class Ink(Enum):
    """The colours that painted things ask the palette for, so that they follow the theme at the next paint."""

    INK = QPalette.ColorRole.WindowText
    MUTED = QPalette.ColorRole.PlaceholderText
    BRAND = QPalette.ColorRole.Highlight
    ON_BRAND = QPalette.ColorRole.HighlightedText
    HELP = QPalette.ColorRole.BrightText
    AMBER = QPalette.ColorRole.LinkVisited
    OK = QPalette.ColorRole.Link
    SIDE = QPalette.ColorRole.Light
    LAMP = QPalette.ColorRole.Midlight
    LINE = QPalette.ColorRole.Mid
    TRACK = QPalette.ColorRole.Shadow
    SURFACE = QPalette.ColorRole.Base

    def colour(self) -> QColor:
        """Return the colour in the theme that is on now."""
        return QGuiApplication.palette().color(self.value)


class Theme(QObject):
    """Puts a theme and text size on the application and follows the system where asked to."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        """Load our font and take the Fusion style, the same on every system."""
        super().__init__(app)
        self._app = app
        self._name = ThemeName.SYSTEM
        self.sizes = Sizes()
        self.colours = LIGHT
        fusion = QStyleFactory.create("Fusion")
        app.setStyle(fusion)
        load_font()
        app.styleHints().colorSchemeChanged.connect(self._follow_system)

    def put_on(self, name: ThemeName, percent: int) -> None:
        """Show a theme at a text size in per cent (100 to 200)."""
        self._name = name
        self.sizes = Sizes(percent)
        self.colours = self._colours()
        font = QFont(FONT_FAMILY)
        font.setPixelSize(self.sizes.body)
        self._app.setFont(font)
        self._app.setPalette(_palette(self.colours))
        self._app.setStyleSheet(stylesheet(self.colours, self.sizes))
        self.changed.emit()

    def _colours(self) -> Colours:
        if self._name is ThemeName.SYSTEM:
            dark = self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
            return DARK if dark else LIGHT
        return {ThemeName.LIGHT: LIGHT, ThemeName.DARK: DARK, ThemeName.CONTRAST: CONTRAST}[self._name]

    def _follow_system(self) -> None:
        if self._name is ThemeName.SYSTEM:
            self.put_on(self._name, self.sizes.percent)


def grown(pixels: float) -> int:
    """Return a size given at 100 % text, grown with the text size that is on now."""
    return round(pixels * max(1, QGuiApplication.font().pixelSize()) / Sizes().body)


def load_font() -> None:
    """Register the Atkinson Hyperlegible faces that the product carries."""
    for face in sorted(files("fontpkg_atkinson_hyperlegible").joinpath("files").iterdir(), key=str):
        if face.name.endswith((".ttf", ".otf")):
            with as_file(face) as path:
                QFontDatabase.addApplicationFont(str(path))


def _palette(c: Colours) -> QPalette:
    palette = QPalette()
    for ink, colour in {
        Ink.INK: c.ink,
        Ink.MUTED: c.muted,
        Ink.BRAND: c.brand,
        Ink.ON_BRAND: c.on_brand,
        Ink.HELP: c.help,
        Ink.AMBER: c.amber,
        Ink.OK: c.ok,
        Ink.SIDE: c.side_text,
        Ink.LAMP: c.lamp,
        Ink.LINE: c.line,
        Ink.TRACK: c.track,
        Ink.SURFACE: c.surface,
    }.items():
        palette.setColor(ink.value, QColor(colour))
    palette.setColor(QPalette.ColorRole.Window, QColor(c.paper))
    palette.setColor(QPalette.ColorRole.Text, QColor(c.ink))
    palette.setColor(QPalette.ColorRole.Button, QColor(c.surface))
    palette.setColor(QPalette.ColorRole.ButtonText, QColor(c.ink))
    palette.setColor(QPalette.ColorRole.ToolTipBase, QColor(c.surface))
    palette.setColor(QPalette.ColorRole.ToolTipText, QColor(c.ink))
    return palette
