"""Search answers what parents ask in their own words: floors for what it reached, part by part.

``make bench`` prints the rates themselves. The held-out and unseen parts were never tuned on, so their floors tell how
search does on words that nobody thought of.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from kitchentable.domain.pack import Guidance
from kitchentable.guidance.build import build
from kitchentable.guidance.search import SearchIndex
from kitchentable.system.resources import resources
from tests.guidance.search_questions import Question, questions, rates

ASKED = tuple(questions())
FLOORS = {
    "held-out": (0.92, 0.95, 0.9),
    "tuned-14": (0.95, 0.97, 0.95),
    "tuned-15": (0.95, 0.97, 0.9),
    "unseen-3": (0.78, 0.87, 0.95),
}
"""Those of ``unseen-3`` are what was reached when it was first asked; the last three parts follow real voices."""

TUNED = (0.95, 0.97, 1.0)


@pytest.fixture(scope="module")
def index() -> Iterator[SearchIndex]:
    """Return an index of our own guidance."""
    index = SearchIndex(Guidance(build(resources() / "guidance", date(2026, 11, 21))), "uk")
    yield index
    index.close()


def test_there_are_enough_questions_a_third_of_the_first_held_out() -> None:
    held, first = _part("held-out"), _part("tuned")
    assert len(ASKED) >= 1900
    assert len(held) * 2.5 >= len(first)
    assert sum(not one.finds for one in ASKED) >= 200


def test_no_question_is_asked_twice() -> None:
    assert len({one.ask for one in ASKED}) == len(ASKED)


@pytest.mark.parametrize("part", sorted({one.part for one in ASKED}))
def test_a_part_is_answered_as_well_as_it_was(index: SearchIndex, part: str) -> None:
    top_three, trouble_first, nothing = FLOORS.get(part, TUNED)
    reached = rates(index, _part(part))
    assert reached.top_three >= top_three, reached.misses
    assert reached.trouble_first >= trouble_first, reached.misses
    assert reached.nothing >= nothing, reached.misses


def test_all_together_reach_what_we_promise(index: SearchIndex) -> None:
    reached = rates(index, list(ASKED))
    assert reached.top_three >= 0.96
    assert reached.trouble_first >= 0.97
    assert reached.nothing >= 0.98


@pytest.mark.parametrize("tail", [" please", "??", " help"])
def test_politeness_does_not_hide_trouble(index: SearchIndex, tail: str) -> None:
    told = [one.ask for one in _part("tuned") if one.trouble]
    hidden = [ask for ask in told if not index.search(ask + tail) or index.search(ask + tail)[0].kind != "situation"]
    assert len(hidden) <= len(told) * 0.1, hidden


def test_few_harmless_questions_begin_with_a_help_page(index: SearchIndex) -> None:
    assert rates(index, list(ASKED)).alarms <= 0.06


def _part(name: str) -> list[Question]:
    return [one for one in ASKED if one.part == name]
