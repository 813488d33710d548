"""Lines that stand under a heading complete it, on screen and on paper, and are safe when read alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import pytest

from kitchentable.domain.ages import AgeBand
from kitchentable.domain.topics import Talk
from kitchentable.guidance.build import build
from kitchentable.system.resources import resources

PACK = build(resources() / "guidance", date(2026, 11, 21))
AVOID = [
    (f"{topic.id} {band} {line.id}", line.text)
    for topic in PACK.topics
    for band, talk in topic.talks.items()
    for line in talk.avoid
]
ASKS = [
    (f"{topic.id} {band} {line.id}", line.text)
    for topic in PACK.topics
    for band, talk in topic.talks.items()
    for line in talk.ask
]
SIGNS = [(f"{topic.id} {sign.id}", sign.text) for topic in PACK.topics for sign in topic.warning_signs]

_STARTS_AS_ORDER = re.compile(r"(?:do not|don’t|never|try not|not)\b", re.IGNORECASE)
_QUESTION = re.compile(r"[^.?!]*\?")
_YES_OR_NO = re.compile(
    r"(?:if [^,]*, )?(?:has|have|had|is|are|was|were|do|does|did|can|could|will|would|shall|should)\b", re.IGNORECASE
)


def asks_openly(text: str) -> bool:
    """Return whether one of a line's questions needs more than a yes or a no."""
    questions = [one.lstrip(" “‘") for one in _QUESTION.findall(text)]
    return any(_YES_OR_NO.match(one) is None for one in questions)


def talk_lines(talk: Talk) -> Iterator[str]:
    """Yield the words of each line of a talk."""
    for part in (talk.ask, talk.listen_for, talk.say, talk.avoid, talk.child_page):
        yield from (line.text for line in part)
    for promise in talk.agree:
        yield from (promise.child, promise.parent)


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


@pytest.mark.parametrize(("name", "text"), ASKS, ids=[name for name, _ in ASKS])
def test_an_ask_is_an_open_question(name: str, text: str) -> None:
    assert asks_openly(text), name


@pytest.mark.parametrize(
    "text",
    [
        "“Does anyone get left out of games?”",
        "“If a friend was in trouble, would you tell me?”",
        "“I was fooled once. Have you ever been?”",
        "“Tell me about your game.”",
    ],
)
def test_a_question_for_a_yes_or_a_no_is_found(text: str) -> None:
    assert not asks_openly(text)


@pytest.mark.parametrize("text", ["“Who gets left out?”", "“Is it alive? How can you tell?”"])
def test_an_open_question_is_known(text: str) -> None:
    assert asks_openly(text)


@pytest.mark.parametrize("topic", [topic.id for topic in PACK.topics])
def test_next_year_a_talk_has_new_words(topic: str) -> None:
    [talks] = [one.talks for one in PACK.topics if one.id == topic]
    for younger, older in pairwise(band for band in AgeBand if band in talks):
        assert set(talk_lines(talks[younger])).isdisjoint(talk_lines(talks[older])), older
