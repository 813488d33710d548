"""The side navigation: the app's places, and *Get help now* always at the foot."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kitchentable.ui.destinations import Place
from kitchentable.ui.icons import IconLabel, line_icon
from kitchentable.ui.theme import Ink
from kitchentable.ui.tokens import Sizes
from kitchentable.ui.widgets.words import Role, one_line

_TOP = (
    (Place.MONTH, "This month", "calendar-check"),
    (Place.TALKS, "Talks", "messages-square"),
    (Place.CHECKS, "Settings checks", "sliders-horizontal"),
    (Place.FAMILY, "My family", "users"),
    (Place.PRINTS, "Print", "printer"),
)
_HOME = {
    Place.TALK: Place.TALKS,
    Place.GUIDE: Place.CHECKS,
    Place.GROWING: Place.FAMILY,
    Place.DEVICES: Place.FAMILY,
    Place.AGREEMENT: Place.FAMILY,
    Place.NOTES: Place.FAMILY,
    Place.HAD: Place.FAMILY,
    Place.PAPER_CODES: Place.PRINTS,
    Place.SITUATION: Place.HELP,
    Place.RESTORE: Place.PREFERENCES,
}
_WIDE = 224
_COMPACT = 88
_COMPACT_ICON = 32


class SideNavigation(QFrame):
    """A column of places. When there is little room it shows icons only; names stay for screen readers and tips."""

    chosen = Signal(object)
    """The ``Place`` a parent asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build the column."""
        super().__init__(parent)
        self.setProperty("ground", "side")
        self.setAccessibleName("Places in Kitchen Table")
        self._buttons: dict[Place, QPushButton] = {}
        self._names: dict[Place, str] = {}
        self._group = QButtonGroup(self)
        self._compact = False
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 18, 14, 18)
        column.setSpacing(4)
        self._title = one_line("Kitchen Table", Role.BRAND)
        self._brand = QHBoxLayout()
        self._brand.setSpacing(10)
        self._brand.addWidget(IconLabel("lamp-ceiling", 26, Ink.LAMP))
        self._brand.addWidget(self._title, 1)
        column.addLayout(self._brand)
        for place, name, icon in _TOP:
            column.addWidget(self._button(place, name, icon))
        column.addStretch(1)
        column.addWidget(self._button(Place.PREFERENCES, "Preferences", "settings"))
        self._help = self._button(Place.HELP, "Get help now", "life-buoy", kind="help-nav", ink=Ink.HELP)
        self._group.removeButton(self._help)  # always a stop of its own for Tab: help is never an arrow key away
        column.addWidget(self._help)

    def tell_keys(self, keys: Mapping[Place, str]) -> None:
        """Say each place's shortcut in its tip."""
        for place, words in keys.items():
            button = self._buttons.get(place)
            if button is not None:
                button.setToolTip(f"{button.accessibleName()} ({words})")

    def show_place(self, place: Place) -> None:
        """Mark where the parent is; a talk counts as Talks, a guide as Settings checks."""
        here = self._buttons.get(_HOME.get(place, place))
        for button in self._buttons.values():
            _mark(button, "here", button is here)
            button.setAccessibleDescription("You are here" if button is here else "")
        places = self._group.buttons()
        stop = here if here in places else places[0]
        for place_button in places:  # one stop for Tab, arrow keys from there; help is a stop of its own
            place_button.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if place_button is stop else Qt.FocusPolicy.ClickFocus
            )

    def fit(self, window_width: int, sizes: Sizes) -> None:
        """Show names or icons only, by the room the window leaves at this text size."""
        wide = sizes.px(_WIDE)
        self._compact = window_width - wide < 760
        self._title.setVisible(not self._compact)
        self._brand.setContentsMargins(4 if self._compact else 8, 0, 0, 10)
        icon = QSize(_COMPACT_ICON, _COMPACT_ICON) if self._compact else QSize(28, 22)
        for place, button in self._buttons.items():
            button.setText("" if self._compact else self._names[place])
            button.setIconSize(icon)
            _mark(button, "compact", self._compact)
        self.setFixedWidth(_COMPACT if self._compact else wide)

    def _button(self, place: Place, name: str, icon: str, *, kind: str = "nav", ink: Ink = Ink.SIDE) -> QPushButton:
        button = QPushButton(f" {name}")
        button.setProperty("kind", kind)
        button.setProperty("place", place.value)
        button.setIcon(line_icon(icon, ink))
        button.setIconSize(QSize(28, 22))
        button.setAutoDefault(True)  # Enter presses it, as Space does
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.clicked.connect(self._clicked)
        self._names[place] = f" {name}"
        self._buttons[place] = button
        self._group.addButton(button)
        return button

    def _clicked(self) -> None:
        place = self.sender().property("place")
        self.chosen.emit(Place(place))


def _mark(button: QPushButton, what: str, so: bool) -> None:  # noqa: FBT001 - the value of the mark
    """Set a property that the style sheet looks at, and let it look."""
    if button.property(what) is not so:
        button.setProperty(what, so)
        button.style().unpolish(button)
        button.style().polish(button)
