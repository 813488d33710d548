"""How long search takes at each key, over ten times today's guidance, and how often it finds what was meant."""

from __future__ import annotations

import sqlite3
import statistics
from collections.abc import Iterator, Sequence
from pathlib import Path

from kitchentable.guidance.pack import load_pack
from kitchentable.guidance.search import SearchIndex
from kitchentable.guidance.search.entries import entries
from kitchentable.guidance.search.words import plain_words
from kitchentable.system.resources import guidance_pack
from tests.bench.measured import Measured, milliseconds
from tests.bench.tenfold import TIMES, tenfold
from tests.guidance.search_questions import Question, questions, rates

_EACH = 16
"""Which of the questions are typed: every one would take minutes."""

_AIM_MS = 16
"""A picture of the screen: what takes less is not felt while typing."""


def measure(_folder: Path) -> Iterator[Measured]:
    """Yield the median and the 95th percentile of a keystroke, beside one bare query of SQLite's full text index."""
    guidance = tenfold(load_pack(guidance_pack()))
    index = SearchIndex(guidance, "uk")
    table = _table([(one.title, " ".join(one.words), one.about, one.rest) for one in entries(guidance, "uk")])
    ours, floor = _typed(index, table, [one.ask for one in list(questions())[::_EACH]])
    for name, place in (("median", 50), ("95th percentile", 95)):
        pair = (_percentile(ours, place), _percentile(floor, place))
        what = f"search per key at {TIMES} × the guidance, {name} of {len(ours)}"
        yield Measured(what, "one bare FTS5 query", *pair, most=1.5, aim_ms=_AIM_MS)


def hit_rates() -> Iterator[str]:
    """Yield a line on how often search finds what was meant, for each part of the questions and all."""
    index = SearchIndex(load_pack(guidance_pack()), "uk")
    asked = list(questions())
    for part in sorted({one.part for one in asked}):
        yield _rate(index, part, [one for one in asked if one.part == part])
    yield _rate(index, "all", asked)


def _rate(index: SearchIndex, name: str, asked: list[Question]) -> str:
    reached = rates(index, asked)
    return (
        f"search, {name} ({reached.asked} questions): {reached.top_three:.1%} in the first three,"
        f" help first in {reached.trouble_first:.1%} of trouble, nothing in {reached.nothing:.1%} of what does not fit,"
        f" help first in {reached.alarms:.1%} of what is harmless"
    )


def _typed(index: SearchIndex, table: sqlite3.Connection, asked: Sequence[str]) -> tuple[list[float], list[float]]:
    """Type each question letter by letter; return the milliseconds of every key, ours and the floor's."""
    ours, floor = [], []
    for ask in asked:
        for end in range(1, len(ask) + 1):
            typed = ask[:end]
            ours.append(milliseconds(lambda: index.search(typed)))  # noqa: B023 - called at once
            floor.append(milliseconds(lambda: _bare(table, typed)))  # noqa: B023 - called at once
    return ours, floor


def _table(rows: Sequence[tuple[str, str, str, str]]) -> sqlite3.Connection:
    table = sqlite3.connect(":memory:")
    table.execute("CREATE VIRTUAL TABLE entry USING fts5(title, words, about, rest, tokenize='porter unicode61')")
    table.executemany("INSERT INTO entry VALUES (?, ?, ?, ?)", rows)
    return table


def _bare(table: sqlite3.Connection, typed: str) -> list[object]:
    words = plain_words(typed)
    asked = " OR ".join(f'"{one}"*' if one == words[-1] and len(one) > 2 else f'"{one}"' for one in words)
    if not asked:
        return []
    found = "SELECT rowid FROM entry WHERE entry MATCH ? ORDER BY rank LIMIT 12"
    return table.execute(found, (asked,)).fetchall()


def _percentile(taken: Sequence[float], place: int) -> float:
    return statistics.quantiles(taken, n=100, method="inclusive")[place - 1]
