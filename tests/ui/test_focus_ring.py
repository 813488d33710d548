"""The focus: whoever goes by keyboard sees where they are, on every kind of button and in every theme."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout
from pytestqt.qtbot import QtBot

from kitchentable.ui.theme import Theme
from kitchentable.ui.tokens import ThemeName
from kitchentable.ui.widgets.buttons import Button, Kind
from tests.ui.test_tokens import OUTLINE, contrast

THEMES = (ThemeName.LIGHT, ThemeName.DARK, ThemeName.CONTRAST)


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("kind", [Kind.PRIMARY, Kind.SECONDARY, Kind.DANGER, Kind.OPTION, Kind.ROW])
@pytest.mark.parametrize("checked", [False, True])
def test_a_button_with_the_keyboard_is_told_from_the_others(
    qtbot: QtBot, theme: Theme, name: ThemeName, kind: Kind, *, checked: bool
) -> None:
    theme.put_on(name, 100)
    button = Button("We talked", kind)
    button.setCheckable(True)
    button.setChecked(checked)
    assert _stands_out(qtbot, button, "surface")


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("kind", ["nav", "help-nav"])
@pytest.mark.parametrize("here", [False, True])
def test_a_place_at_the_side_with_the_keyboard_is_told_from_the_others(
    qtbot: QtBot, theme: Theme, name: ThemeName, kind: str, *, here: bool
) -> None:
    theme.put_on(name, 100)
    button = QPushButton("Get help now")
    button.setProperty("kind", kind)
    button.setProperty("here", here)
    assert _stands_out(qtbot, button, "side")


def test_whoever_comes_with_tab_sees_our_ring_and_no_second_frame_inside_it(qtbot: QtBot, theme: Theme) -> None:
    """Fusion tints a box behind the words as soon as Tab was pressed; pictures taken without it never showed that."""
    theme.put_on(ThemeName.LIGHT, 100)
    frame = QFrame()
    frame.setProperty("ground", "surface")
    column = QVBoxLayout(frame)
    first, second = Button("First"), Button("Roblox", Kind.OPTION)
    column.addWidget(first)
    column.addWidget(second)
    qtbot.addWidget(frame)
    frame.show()
    frame.activateWindow()
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    QTest.keyClick(first, Qt.Key.Key_Tab)
    qtbot.waitUntil(second.hasFocus)
    picture = second.grab().toImage()
    within = {picture.pixelColor(x, 8).name() for x in range(8, picture.width() - 8)}
    assert within == {theme.colours.surface.lower()}


def _stands_out(qtbot: QtBot, button: QPushButton, ground: str) -> bool:
    """Tell whether the keyboard changes a line all around a button, two pixels wide, by at least 3 to 1."""
    frame = QFrame()
    frame.setProperty("ground", ground)
    column = QVBoxLayout(frame)
    other = QPushButton("Other")
    column.addWidget(button)
    column.addWidget(other)
    qtbot.addWidget(frame)
    frame.show()
    frame.activateWindow()
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    without = frame.grab(button.geometry()).toImage()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    changed = _changed(without, frame.grab(button.geometry()).toImage())
    return changed >= 4 * (button.width() + button.height() - 40)


def _changed(one: QImage, other: QImage) -> int:
    assert one.size() == other.size()
    pairs = (
        (one.pixelColor(x, y).name(), other.pixelColor(x, y).name())
        for x in range(one.width())
        for y in range(one.height())
    )
    return sum(1 for before, after in pairs if before != after and contrast(before, after) >= OUTLINE)
