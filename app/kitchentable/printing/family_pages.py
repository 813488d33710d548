"""What the family's own pages say, as plain values: a month, what is set, the agreement, a note, a sheet for others.

``name`` is a person's, as typed. Headings are values too, so that a page can be set elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kitchentable.printing.page import HelpLine, WrittenPage


@dataclass(frozen=True, slots=True)
class BoxLine:
    """A line with a box to tick; ``code`` (may be empty) is typed to tick it in the app."""

    text: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class MonthChild:
    """One child's month: the talk with three lines of it, settings to check, what was agreed, and when next."""

    name: str
    talk: str
    reason: str
    lines: tuple[BoxLine, ...]
    settings_title: str
    settings: tuple[BoxLine, ...]
    agreed_title: str
    agreed: tuple[str, ...]
    next: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthSheet(WrittenPage):
    """A month on one page, for the fridge."""

    kind: str = field(default="month", init=False)
    children: tuple[MonthChild, ...]


@dataclass(frozen=True, slots=True)
class SetLine:
    """One row of a table: a setting, what was decided, when, and when to look again."""

    setting: str
    chosen: str
    on: str
    again: str


@dataclass(frozen=True, slots=True)
class HomeGuide:
    """One service or device of a child: what is decided, and what is not yet, with boxes."""

    title: str
    rows: tuple[SetLine, ...]
    open_title: str
    open: tuple[BoxLine, ...]


@dataclass(frozen=True, slots=True)
class HomeChild:
    """One child's services and devices; ``none`` is what to say where there are none."""

    name: str
    guides: tuple[HomeGuide, ...]
    none: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeSheet(WrittenPage):
    """What is set in our home; ``heads`` are the four columns' titles."""

    kind: str = field(default="home", init=False)
    dates_first: bool = field(default=True, init=False)
    heads: tuple[str, str, str, str]
    children: tuple[HomeChild, ...]


@dataclass(frozen=True, slots=True)
class PromiseSide:
    """One side's promises."""

    title: str
    promises: tuple[str, ...]
    none: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementSheet(WrittenPage):
    """A family's agreement, to sign by hand; ``signers`` are the labels of the lines to sign on."""

    kind: str = field(default="agreement", init=False)
    dates_first: bool = field(default=True, init=False)
    sides: tuple[PromiseSide, ...]
    sign_title: str
    signers: tuple[str, ...]
    day_label: str
    together: str


@dataclass(frozen=True, slots=True)
class NoteFact:
    """One thing of a note: what it is about, and the words."""

    label: str
    words: str


@dataclass(frozen=True, slots=True)
class ToldLine:
    """One row of a table: who was told, when, and the number they gave."""

    who: str
    on: str
    reference: str


@dataclass(frozen=True, slots=True)
class ToDo:
    """Something still to do, or done."""

    text: str
    done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentSheet(WrittenPage):
    """A private note of something that happened; ``private`` is the warning at its head."""

    kind: str = field(default="incident", init=False)
    dates_first: bool = field(default=True, init=False)
    private: str
    facts_title: str
    facts: tuple[NoteFact, ...]
    what_title: str
    what: tuple[str, ...]
    told_title: str
    told_heads: tuple[str, str, str]
    told: tuple[ToldLine, ...]
    to_do_title: str
    to_do: tuple[ToDo, ...]
    never: str


@dataclass(frozen=True, slots=True)
class MindedChild:
    """One child, for someone who looks after them: what they promised, what we do, and what is set."""

    name: str
    child_title: str
    child: tuple[str, ...]
    parent_title: str
    parent: tuple[str, ...]
    set_title: str
    set: tuple[str, ...]
    none: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MinderSheet(WrittenPage):
    """For grandparents and sitters: how we do it at home, and what to do if something happens."""

    kind: str = field(default="minder", init=False)
    children: tuple[MindedChild, ...]
    worried_title: str
    worried: tuple[str, ...]
    call_title: str
    call_label: str
    lines_to_ring: tuple[HelpLine, ...]
