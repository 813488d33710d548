"""What a pair of eyes, a keyboard and a screen reader would find wrong with a window; each fault is one line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QFrame,
    QLabel,
    QMainWindow,
    QPushButton,
    QScrollArea,
    QWidget,
)
from shiboken6 import isValid

Kind = TypeVar("Kind", bound=QWidget)

_MOST_TABS = 200
_BELOW_THE_PAGE = 100_000
"""What stands in a bar below the page comes after all of it, however far it scrolls."""

MOST_OPEN = 7
"""Things to decide that stand open on a page nobody asked to see more of (DESIGN §5)."""


def faults_to_see(window: QWidget) -> Iterator[str]:
    """Yield what is cut off, hangs over or competes for attention."""
    for area in _visible(window, QScrollArea):
        if area.horizontalScrollBar().maximum() > 0:
            yield f"the page “{area.accessibleName()}” scrolls sideways"
    yield from _cut_words(window)
    primary = [one.text() for one in _visible(window, QPushButton) if one.property("kind") == "primary"]
    if len(primary) > 1:
        yield f"{len(primary)} primary buttons: {primary}"


def too_much_open(window: QWidget) -> Iterator[str]:
    """Yield a fault where more waits to be decided than a page may show unasked."""
    still_open = [one for one in _visible(window, QPushButton) if says(one).startswith("Done: ")]
    if len(still_open) > MOST_OPEN:
        yield f"{len(still_open)} settings stand open"


class Flashes(QObject):
    """Notes every window that is shown beside the main one: a control shown before it has its place is one, briefly."""

    def __init__(self, app: QApplication) -> None:
        """Watch until ``stop`` is called."""
        super().__init__()
        self._app = app
        self.seen: list[str] = []
        app.installEventFilter(self)

    def eventFilter(self, shown: QObject, event: QEvent) -> bool:
        """Note it, and let it pass."""
        if event.type() is not QEvent.Type.Show or not isValid(shown) or not isinstance(shown, QWidget):
            return False
        if shown.isWindow() and not isinstance(shown, QMainWindow):
            self.seen.append(f"a window of its own flashes up: {shown.metaObject().className()} “{says(shown)}”")
        return False

    def stop(self) -> None:
        """Watch no more."""
        self._app.removeEventFilter(self)


def faults_to_hear(window: QWidget) -> Iterator[str]:
    """Yield the controls a screen reader could not name, or names twice."""
    names: dict[str, int] = {}
    for control in _controls(window):
        name = says(control)
        if not name:
            yield f"a {control.metaObject().className()} has no name"
        names[name] = names.get(name, 0) + 1
    for name, times in names.items():
        if times > 1:
            yield f"{times} controls are all named “{name}”"


def faults_of_tabbing(window: QWidget) -> Iterator[str]:
    """Walk the whole ring with Tab; yield what it misses, and where it goes against the reading order."""
    window.activateWindow()
    QApplication.processEvents()
    ring = tab_ring(window)
    if len(ring) >= _MOST_TABS:
        yield f"Tab never comes round again: {[says(one) for one in ring[-4:]]}"
        return
    missed = [one for one in _controls(window) if one not in ring and one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    yield from (f"Tab never reaches “{says(one)}”" for one in missed)
    yield from _against_reading(window, _from_the_top(window, ring))


def tab_ring(window: QWidget) -> list[QWidget]:
    """Return the controls in the order in which Tab reaches them."""
    ring: list[QWidget] = []
    while len(ring) < _MOST_TABS:
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        if now is None or now in ring:
            break
        ring.append(now)
    return ring


def says(control: QWidget) -> str:
    """Return a control's name as a screen reader gets it."""
    if control.accessibleName():
        return control.accessibleName()
    return control.text().replace("&&", "&").strip() if isinstance(control, QAbstractButton) else ""


def _controls(window: QWidget) -> list[QWidget]:
    """Return everything that takes the keyboard, apart from pages and what belongs to another control."""
    return [
        one
        for one in _visible(window, QWidget)
        if one.isEnabled()
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one is not window
        and not isinstance(one, QScrollArea)
        and not isinstance(one.parentWidget(), QComboBox)
    ]


def _cut_words(window: QWidget) -> Iterator[str]:
    for label in _visible(window, QLabel):
        if label.text():
            yield from _cut_label(label)
    for button in _visible(window, QPushButton):
        yield from _cut_button(button)
    for box in _visible(window, QCheckBox):
        if box.height() < box.heightForWidth(box.width()):
            yield f"the line “{says(box)}” is cut off below"
    for combo in _visible(window, QComboBox):
        if combo.height() < combo.fontMetrics().height() or combo.width() < combo.minimumSizeHint().width():
            yield f"the choice “{says(combo)}” is too small for its words"


def _cut_label(label: QLabel) -> Iterator[str]:
    words = f"“{label.text()[:60]}”"
    if label.wordWrap():
        if label.height() < label.heightForWidth(label.width()):
            yield f"{words} is cut off below"
        if label.width() < label.minimumSizeHint().width():
            yield f"{words} is narrower than its longest word"
    elif label.width() < label.sizeHint().width() or label.height() < label.sizeHint().height():
        yield f"{words} is cut off at its end"


def _cut_button(button: QPushButton) -> Iterator[str]:
    layout = button.layout()
    if layout is not None:
        if layout.hasHeightForWidth() and button.height() < layout.heightForWidth(button.width()):
            yield f"the tile “{says(button)}” is cut off below"
    elif button.width() < button.sizeHint().width() or button.height() < button.sizeHint().height():
        yield f"the button “{says(button)}” is smaller than its words"
    above = button.parentWidget()
    if above is not None and not above.rect().contains(button.geometry()):
        yield f"the button “{says(button)}” hangs over the edge of what it stands on"


def _from_the_top(window: QWidget, ring: Sequence[QWidget]) -> Sequence[QWidget]:
    """Return a ring begun at the first control of the side navigation, where a fresh window begins."""
    places = [at for at, one in enumerate(ring) if _place(window, one).left() < 100]
    if not places:
        return ring
    first = min(places, key=lambda at: _place(window, ring[at]).top())
    return [*ring[first:], *ring[:first]]


def _against_reading(window: QWidget, ring: Sequence[QWidget]) -> Iterator[str]:
    """Yield pairs of which the later stands above the earlier in one column, or before it in one row of one card."""
    for at, later in enumerate(ring):
        then = _place(window, later)
        for earlier in ring[:at]:
            first = _place(window, earlier)
            above = then.bottom() < first.top() and _overlap(first.left(), first.right(), then.left(), then.right())
            same_row = _overlap(first.top(), first.bottom(), then.top(), then.bottom())
            before = same_row and then.right() < first.left() and _card(earlier) is _card(later)
            if above or before:
                where = "above" if above else "before"
                yield f"“{says(later)}” stands {where} “{says(earlier)}”, but Tab reaches it later"
                break


def _card(control: QWidget) -> QWidget | None:
    above = control.parentWidget()
    while above is not None and not (isinstance(above, QFrame) and above.property("tone")):
        above = above.parentWidget()
    return above


def _overlap(a: int, b: int, c: int, d: int) -> bool:
    return a < d and c < b


def _place(window: QWidget, control: QWidget) -> QRect:
    """Return where a control stands on the page, however far the page is scrolled."""
    place = QRect(control.mapTo(window, QPoint(0, 0)), control.size())
    above = control.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            place.translate(0, above.verticalScrollBar().value())
        if above.property("bar"):
            place.translate(0, _BELOW_THE_PAGE)
        above = above.parentWidget()
    return place


def _visible(window: QWidget, kind: type[Kind]) -> list[Kind]:
    return [one for one in window.findChildren(kind) if one.isVisible()]
