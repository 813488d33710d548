"""The colours: as the design says, every text readable on its ground, every outline that means something visible."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor

from kitchentable.ui.stylesheet import stylesheet
from kitchentable.ui.tokens import CONTRAST, DARK, LIGHT, Colours, Sizes

THEMES = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}
TEXT, OUTLINE = 4.5, 3.0
"""WCAG 2.2, 1.4.3 and 1.4.11."""

DESIGN = {
    "paper": "#F7F3EC/#14191B",
    "surface": "#FFFFFF/#1D2427",
    "line": "#E4DDD0/#323C40",
    "ink": "#1D2A30/#EEE9E0",
    "muted": "#5A676C/#A9B4B6",
    "brand": "#14605C/#7CCDC4",
    "brand_soft": "#E1EFEC/#1F3B39",
    "amber": "#8A5A00/#F0C067",
    "amber_soft": "#FDF1D8/#3A2F17",
    "help": "#A61B1B/#FF9C92",
    "help_soft": "#FCEAE8/#3D2220",
    "ok": "#1F6B3B/#86D39B",
    "ok_soft": "#E3F2E6/#1C3524",
    "side": "#123F3D/#0E1719",
}
"""Light and dark, as the design fixes them."""

GROUNDS = ("paper", "surface", "brand_soft", "amber_soft", "help_soft", "ok_soft")
"""What pages, fields and cards are made of: ordinary words stand on any of them."""

WORDS = {
    **dict.fromkeys(("ink", "muted", "brand"), GROUNDS),
    "help": ("paper", "surface", "help_soft", "amber_soft"),
    "amber": ("surface", "amber_soft"),
    "ok": ("surface", "ok_soft"),
    "on_brand": ("brand", "brand_strong"),
    "side_text": ("side", "side_chosen"),
}
"""Which words stand on which grounds."""

MARKS = {
    "brand": (*GROUNDS, "track"),
    "muted": ("paper", "surface"),
    "help": ("surface", "help_soft", "paper"),
    "ink": GROUNDS,
    "amber": ("surface",),
    "side_text": ("side", "side_chosen"),
    "lamp": ("side",),
}
"""Outlines, icons and fillings that mean something, and what they stand on."""

OWN_GROUND = re.compile(r"background: (#[0-9A-Fa-f]{6})")
OWN_INK = re.compile(r"(?<![-a-z])color: (#[0-9A-Fa-f]{6})")
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")


@pytest.mark.parametrize("token", DESIGN)
def test_the_colours_are_the_designs(token: str) -> None:
    light, dark = DESIGN[token].split("/")
    assert (getattr(LIGHT, token), getattr(DARK, token)) == (light, dark)


@pytest.mark.parametrize("theme", THEMES)
def test_words_are_readable_on_their_ground(theme: str) -> None:
    assert not list(_too_faint(THEMES[theme], WORDS, TEXT))


@pytest.mark.parametrize("theme", THEMES)
def test_what_means_something_stands_out(theme: str) -> None:
    assert not list(_too_faint(THEMES[theme], MARKS, OUTLINE))


@pytest.mark.parametrize("theme", THEMES)
def test_every_rule_that_sets_words_and_ground_is_readable(theme: str) -> None:
    """Read from the style sheet itself, so that a new rule is judged too."""
    rules = list(_rules_with_both(THEMES[theme]))
    assert len(rules) > 10, "the style sheet was not read"
    faint = [f"{which}: {ink} on {ground}" for which, ink, ground in rules if contrast(ink, ground) < TEXT]
    assert not faint


@pytest.mark.parametrize("theme", THEMES)
def test_words_without_a_ground_of_their_own_use_colours_judged_above(theme: str) -> None:
    colours = THEMES[theme]
    judged = {getattr(colours, ink) for ink in WORDS}
    used = set(OWN_INK.findall(stylesheet(colours, Sizes())))
    assert used <= judged


def test_the_ratio_is_the_one_the_standard_defines() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def contrast(one: str, other: str) -> float:
    """Return the WCAG contrast ratio of two colours, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = QColor(colour)
    return 0.2126 * _linear(parts.redF()) + 0.7152 * _linear(parts.greenF()) + 0.0722 * _linear(parts.blueF())


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _too_faint(colours: Colours, pairs: dict[str, tuple[str, ...]], least: float) -> Iterator[str]:
    for ink, grounds in pairs.items():
        for ground in grounds:
            ratio = contrast(getattr(colours, ink), getattr(colours, ground))
            if ratio < least:
                yield f"{ink} on {ground}: {ratio:.2f}, needs {least}"


def _rules_with_both(colours: Colours) -> Iterator[tuple[str, str, str]]:
    for which, body in RULE.findall(stylesheet(colours, Sizes())):
        inks, grounds = OWN_INK.findall(body), OWN_GROUND.findall(body)
        if inks and grounds:
            yield which.strip(), inks[-1], grounds[-1]


def test_themes_differ_in_colours_only() -> None:
    colourless = {re.sub(r"#[0-9A-Fa-f]{6}", "#", stylesheet(one, Sizes())) for one in THEMES.values()}
    assert len(colourless) == 1, "what fits in one theme fits in all"
