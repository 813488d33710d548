"""Lines that stand under a heading complete it, on screen and on paper, and are safe when read alone."""

from __future__ import annotations

import re
from datetime import date

import pytest

from kitchentable.guidance.build import build
from kitchentable.system.resources import resources

PACK = build(resources() / "guidance", date(2026, 11, 21))
AVOID = [
    (f"{topic.id} {band} {line.id}", line.text)
    for topic in PACK.topics
    for band, talk in topic.talks.items()
    for line in talk.avoid
]
SIGNS = [(f"{topic.id} {sign.id}", sign.text) for topic in PACK.topics for sign in topic.warning_signs]

_STARTS_AS_ORDER = re.compile(r"(?:do not|don’t|never|try not|not)\b", re.IGNORECASE)


def completes_try_not_to(text: str) -> bool:
    """Return whether a line reads on from “Try not to”: a small letter, no second “not”, a full stop."""
    return text[:1].islower() and text.endswith(".") and not _STARTS_AS_ORDER.match(text)


def is_a_sign(text: str) -> bool:
    """Return whether a line is a phrase for a list of signs: a capital letter or quotation first, no full stop."""
    return text.lstrip("“")[:1].isupper() and not text.endswith(".")


@pytest.mark.parametrize(("name", "text"), AVOID, ids=[name for name, _ in AVOID])
def test_what_to_avoid_completes_try_not_to(name: str, text: str) -> None:
    assert completes_try_not_to(text), name


@pytest.mark.parametrize(("name", "text"), SIGNS, ids=[name for name, _ in SIGNS])
def test_a_warning_sign_is_a_phrase(name: str, text: str) -> None:
    assert is_a_sign(text), name


@pytest.mark.parametrize("text", ["Do not laugh it off.", "do not laugh it off.", "Laugh it off.", "laugh it off"])
def test_an_order_under_try_not_to_is_found(text: str) -> None:
    assert not completes_try_not_to(text)


@pytest.mark.parametrize("text", ["Hiding the screen.", "hiding the screen"])
def test_a_sentence_among_the_signs_is_found(text: str) -> None:
    assert not is_a_sign(text)
