"""Topics and their talks: what to ask, listen for, say, agree together and try not to do."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import msgspec

from kitchentable.domain.ages import AgeBand
from kitchentable.domain.sources import Retired, Reviewed
from kitchentable.domain.values import Claim, Line, Value

MOST_TICKS = 12
"""The most lines a parent is asked to tick in one talk of about ten minutes."""

MOST_MINUTES = 10
"""The longest a talk may say it takes."""

MOST_WORDS = 350
"""The most words in a talk's lines to ask, listen for, say, agree and avoid.

A parent reads them beforehand in under two minutes and says about two thirds of them aloud in under two more; the
rest of the ten minutes is the child's.
"""


class Audience(StrEnum):
    """Whom a topic's talk is with: the child, or the parents themselves."""

    CHILD = "child"
    PARENT = "parent"


class Part(StrEnum):
    """The parts of a talk whose lines carry a tick box, in the order a parent meets them."""

    ASK = "ask"
    LISTEN_FOR = "listen_for"
    SAY = "say"
    AGREE = "agree"


class Promise(Value, frozen=True):
    """One line to agree together: what the child promises and what the parent promises."""

    id: str
    child: str
    parent: str


class Talk(Value, frozen=True):
    """The conversation checklist of one topic for one age band, about ten minutes."""

    minutes: int
    setting: str
    ask: tuple[Line, ...]
    listen_for: tuple[Line, ...]
    say: tuple[Line, ...]
    agree: tuple[Promise, ...]
    avoid: tuple[Line, ...]
    child_page: tuple[Line, ...]
    sources: tuple[str, ...]

    def tick_ids(self) -> tuple[str, ...]:
        """Return the ids of every line with a tick box, in reading order."""
        lines = (*self.ask, *self.listen_for, *self.say)
        return (*(line.id for line in lines), *(promise.id for promise in self.agree))

    def word_count(self) -> int:
        """Return how many words a parent reads in the talk's lists; the child's page is not counted."""
        lines = (line.text for part in (self.ask, self.listen_for, self.say, self.avoid) for line in part)
        promises = (words for one in self.agree for words in (one.child, one.parent))
        return sum(len(text.split()) for text in (*lines, *promises))


class RetiredLine(Retired, frozen=True):
    """A talk's line that went; ``band`` tells in which talk it stood."""

    band: AgeBand


class Topic(Value, frozen=True):
    """A subject of conversation. ``order`` is where a family new to the app meets it: lowest first."""

    id: str
    order: int
    icon: str
    title: str
    about: str
    audience: Audience
    changed_on: date
    drafted_from: str
    reviewed: Reviewed | None
    search: tuple[str, ...]
    why: tuple[Claim, ...]
    warning_signs: tuple[Line, ...]
    if_it_happened: tuple[str, ...]
    talks: dict[AgeBand, Talk]
    sources: tuple[str, ...]
    no_talk: dict[AgeBand, str] = msgspec.field(default_factory=dict)
    retired: tuple[RetiredLine, ...] = ()
