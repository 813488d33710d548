"""A family's writes through the real services, and a plain model of what must be there after them.

The model knows nothing of SQL: it is a second account of the same story, and the database is held against it.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from typing import TypeAlias

import msgspec

from kitchentable.domain.ages import AgeBand, BirthMonth
from kitchentable.domain.family import ChoiceState
from kitchentable.domain.pack import Guidance
from kitchentable.domain.recurrence import ByDay, MonthlySlot
from kitchentable.domain.topics import Audience
from kitchentable.services import family, preferences, reminders, settings, talks
from kitchentable.services.household import Household
from kitchentable.store import children, devices

BAND = AgeBand.FROM_10
_BORN = BirthMonth(2015, 3)
_MOST_CHILDREN = 5
_WORDS = ("Sample", "Zoë", "half a thou", "’; DROP TABLE child; --", "ﷺ", "👩‍👧", "line\nbreak")


class _Struct(msgspec.Struct, frozen=True, tag=True):
    """A step is told over a pipe as JSON."""


@dataclass(slots=True)
class Talk:
    """A talk begun or had."""

    ticks: set[str] = field(default_factory=set)
    note: str = ""
    agreed: tuple[str, ...] = ()


@dataclass(slots=True)
class Facts:
    """What must be known of one child."""

    guides: set[str] = field(default_factory=set)
    begun: dict[str, Talk] = field(default_factory=dict)
    had: dict[tuple[str, str], Talk] = field(default_factory=dict)
    """By topic and note: notes have a random part, and the order of records is that of their beginnings."""
    choices: list[tuple[str, str, str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Expected:
    """Everything acknowledged so far."""

    children: dict[str, Facts] = field(default_factory=dict)
    reminder_day: int | None = None
    text_percent: int = 100


class AddChild(_Struct, frozen=True):
    """A child joins."""

    name: str
    guides: tuple[str, ...]

    def do(self, home: Household) -> None:
        """Ask the service."""
        family.add_child(home, name=self.name, born=_BORN, guides=self.guides)

    def expect(self, there: Expected) -> None:
        """Change the model."""
        there.children[self.name] = Facts(guides=set(self.guides))


class Rename(_Struct, frozen=True):
    """A child gets another name."""

    child: str
    name: str

    def do(self, home: Household) -> None:
        """Ask the service."""
        family.rename_child(home, child_id=_id(home, self.child), name=self.name)

    def expect(self, there: Expected) -> None:
        """Change the model."""
        there.children[self.name] = there.children.pop(self.child)


class Remove(_Struct, frozen=True):
    """A child leaves with everything recorded about them."""

    child: str

    def do(self, home: Household) -> None:
        """Ask the service."""
        family.remove_child(home, child_id=_id(home, self.child))

    def expect(self, there: Expected) -> None:
        """Change the model."""
        del there.children[self.child]


class SetGuides(_Struct, frozen=True):
    """A child uses other things now."""

    child: str
    guides: tuple[str, ...]

    def do(self, home: Household) -> None:
        """Ask the service."""
        family.set_guides(home, child_id=_id(home, self.child), guides=self.guides)

    def expect(self, there: Expected) -> None:
        """Change the model."""
        there.children[self.child].guides = set(self.guides)


class Tick(_Struct, frozen=True):
    """One line of a talk is ticked or unticked."""

    child: str
    topic: str
    line: str
    ticked: bool

    def do(self, home: Household) -> None:
        """Ask the service."""
        talks.tick(
            home,
            child_id=_id(home, self.child),
            topic_id=self.topic,
            band=BAND,
            line_id=self.line,
            ticked=self.ticked,
        )

    def expect(self, there: Expected) -> None:
        """Change the model."""
        ticks = there.children[self.child].begun.setdefault(self.topic, Talk()).ticks
        (ticks.add if self.ticked else ticks.discard)(self.line)


class Draft(_Struct, frozen=True):
    """A note is half typed."""

    child: str
    topic: str
    note: str
    agreed: tuple[str, ...]

    def do(self, home: Household) -> None:
        """Ask the service."""
        child_id = _id(home, self.child)
        talks.keep_draft(home, child_id=child_id, topic_id=self.topic, band=BAND, note=self.note, agreed=self.agreed)

    def expect(self, there: Expected) -> None:
        """Change the model."""
        talk = there.children[self.child].begun.setdefault(self.topic, Talk())
        talk.note, talk.agreed = self.note, self.agreed


class Talked(_Struct, frozen=True):
    """A talk was had."""

    child: str
    topic: str
    note: str
    agreed: tuple[str, ...]

    def do(self, home: Household) -> None:
        """Ask the service."""
        talks.we_talked(
            home,
            child_id=_id(home, self.child),
            topic_id=self.topic,
            band=BAND,
            how_it_went=None,
            agreed=self.agreed,
            note=self.note,
            again_on=None,
            talked_on=home.clock.today(),
        )

    def expect(self, there: Expected) -> None:
        """Change the model."""
        facts = there.children[self.child]
        talk = facts.begun.pop(self.topic, Talk())
        talk.note, talk.agreed = self.note, self.agreed
        facts.had[self.topic, self.note] = talk


class Choose(_Struct, frozen=True):
    """A setting is decided."""

    child: str
    guide: str
    setting: str
    state: ChoiceState
    note: str

    def do(self, home: Household) -> None:
        """Ask the service."""
        accounts = devices.accounts(home.store, child_id=_id(home, self.child))
        account = next(one for one in accounts if one.guide_id == self.guide)
        settings.choose(home, account_id=account.id, setting_id=self.setting, state=self.state, note=self.note)

    def expect(self, there: Expected) -> None:
        """Change the model."""
        chosen = (self.guide, self.setting, self.state.value, self.note)
        there.children[self.child].choices.append(chosen)


class Remind(_Struct, frozen=True):
    """The check-in moves to another day of the month."""

    day: int

    def do(self, home: Household) -> None:
        """Ask the service."""
        reminders.set_slot(home, slot=MonthlySlot(ByDay(self.day), time(18, 0)))

    def expect(self, there: Expected) -> None:
        """Change the model."""
        there.reminder_day = self.day


class Look(_Struct, frozen=True):
    """The text gets another size: a small file beside the records."""

    percent: int

    def do(self, home: Household) -> None:
        """Ask the service."""
        preferences.save_preferences(home.paths, preferences.Preferences(text_percent=self.percent))

    def expect(self, there: Expected) -> None:
        """Change the model."""
        there.text_percent = self.percent


Step: TypeAlias = AddChild | Rename | Remove | SetGuides | Tick | Draft | Talked | Choose | Remind | Look


@dataclass(frozen=True, slots=True)
class Menu:
    """What the guidance offers: lines of talks by topic, settings by guide."""

    lines: Mapping[str, tuple[str, ...]]
    settings: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, guidance: Guidance) -> Menu:
        """Read it off."""
        fitting = [one for one in guidance.topics() if BAND in one.talks and one.audience is Audience.CHILD]
        return cls(
            {one.id: one.talks[BAND].tick_ids() for one in fitting},
            {one.id: tuple(setting.id for setting in one.settings) for one in guidance.pack.guides},
        )


class Family:
    """Thinks of one step after the other, each of which makes sense after those before it."""

    def __init__(self, seed: int, menu: Menu, there: Expected) -> None:
        """Begin with what is there; the same seed and start give the same steps."""
        self._random = random.Random(seed)  # noqa: S311 - a test's dice
        self._menu = menu
        self._there = there

    def next(self) -> Step:
        """Return a step that fits what the model says now."""
        there = self._there.children
        if not there or (len(there) < _MOST_CHILDREN and self._random.random() < 0.1):
            return AddChild(self._name(), self._guides())
        child = self._random.choice(sorted(there))
        dice = self._random.random()
        if dice < 0.02 and len(there) > 2:
            return Remove(child)
        return self._about_the_house(child, dice) if dice < 0.2 else self._about(child, there[child])

    def _about_the_house(self, child: str, dice: float) -> Step:
        if dice < 0.06:
            return Rename(child, self._name())
        if dice < 0.12:
            return SetGuides(child, self._guides())
        if dice < 0.16:
            return Remind(self._random.randint(1, 28))
        return Look(self._random.randint(100, 200))

    def _about(self, child: str, facts: Facts) -> Step:
        if facts.guides and self._random.random() < 0.25:
            guide = self._random.choice(sorted(facts.guides))
            state = self._random.choice(list(ChoiceState))
            return Choose(child, guide, self._random.choice(self._menu.settings[guide]), state, self._words())
        topic = self._random.choice(sorted(self._menu.lines))
        if facts.begun and self._random.random() < 0.6:
            topic = self._random.choice(sorted(facts.begun))
        dice = self._random.random()
        if dice < 0.15:
            return Talked(child, topic, self._words(), (self._words(), f"{self._words()} too"))
        if dice < 0.35:
            return Draft(child, topic, self._words(), (self._words(),))
        return Tick(child, topic, self._random.choice(self._menu.lines[topic]), self._random.random() < 0.8)

    def _name(self) -> str:
        return f"Sample {self._random.getrandbits(48):012x}"

    def _guides(self) -> tuple[str, ...]:
        return tuple(self._random.sample(sorted(self._menu.settings), self._random.randint(0, 3)))

    def _words(self) -> str:
        """Return a note: mostly short, sometimes of several pages of the database, now and then long."""
        times = self._random.choice((1, 1, 1, 40, 400))
        return f"{self._random.choice(_WORDS)} {self._random.getrandbits(32):08x} " + "word " * (times - 1) + "end"


def _id(home: Household, name: str) -> int:
    return next(one.id for one in children.all_children(home.store) if one.name == name)
