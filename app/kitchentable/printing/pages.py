"""What a printed sheet says, as plain values: everything the templates may show, and nothing they must work out."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from kitchentable.printing.page import HelpLine, NamedPage, Page, WrittenPage


class Paper(StrEnum):
    """The two papers people have at home."""

    A4 = "a4"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Style:
    """How a sheet is set. ``large`` is large print: 18 point text."""

    paper: Paper = Paper.A4
    large: bool = False


@dataclass(frozen=True, slots=True)
class WebAddress:
    """An address to follow and the shorter text that is printed for it."""

    url: str
    text: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A claim with the names and dates of its sources."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One source of a guide: who and what, where, and when we read it."""

    words: str
    address: WebAddress
    read: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """What the child and the parent promise each other, each with its label."""

    child_label: str
    child: str
    parent_label: str
    parent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkSheet(NamedPage):
    """One talk on paper.

    ``codes`` are those of the boxes to ask, listen for, say and agree, in this order; empty where none are wanted.
    """

    kind: str = field(default="talk", init=False)
    why: tuple[Fact, ...]
    ask: tuple[str, ...]
    listen_for: tuple[str, ...]
    say: tuple[str, ...]
    agree: tuple[Agreement, ...]
    own_label: str
    avoid: tuple[str, ...]
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildPage(NamedPage):
    """A talk's page for the child to keep: a few kind lines, what both promised, and whom to tell.

    ``lines_for_you`` are the country's lines a child can ring.
    """

    kind: str = field(default="child", init=False)
    lines: tuple[str, ...]
    promises_title: str
    promises: tuple[Agreement, ...]
    tell_title: str
    tell: str
    lines_for_you: tuple[HelpLine, ...]


@dataclass(frozen=True, slots=True)
class PathStep:
    """One step of a path; ``on_screen`` where it is the words on the screen, not a description."""

    text: str
    on_screen: bool


@dataclass(frozen=True, slots=True)
class WaySteps:
    """One place a setting is reached from; ``doubt`` is empty where the maker or another good source says it."""

    place: str
    note: str
    path: tuple[PathStep, ...]
    doubt: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What we suggest, and for which ages."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class SettingSteps:
    """One numbered setting of a guide sheet."""

    title: str
    why: str
    suggest: tuple[Suggestion, ...]
    default: str
    again: str
    ways: tuple[WaySteps, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideSheet(NamedPage):
    """One guide on paper, to take to the device; ``codes`` as on a talk sheet."""

    kind: str = field(default="guide", init=False)
    needs: str
    how_to_read: str
    settings: tuple[SettingSteps, ...]
    cannot: tuple[Fact, ...]
    report: tuple[Fact, ...]
    source_lines: tuple[SourceLine, ...]
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Emergency:
    """The number for danger now, how to ring it, and when."""

    number: str
    words: str
    when: str


@dataclass(frozen=True, slots=True)
class FirstStep:
    """One of a situation's first steps; ``do_not`` marks what not to do."""

    text: str
    do_not: bool


@dataclass(frozen=True, slots=True)
class SituationSteps:
    """A situation's title, what to say first, and its first steps."""

    title: str
    first_words: str
    steps: tuple[FirstStep, ...]


@dataclass(frozen=True, slots=True)
class ContactCard:
    """One service. ``qr`` is a drawing of its address, ``qr_alt`` says in words what it is."""

    name: str
    for_whom: str
    when: str
    numbers: tuple[HelpLine, ...]
    web: WebAddress | None
    qr: str
    qr_alt: str


@dataclass(frozen=True, slots=True)
class NationNotes:
    """What differs in one part of a country."""

    name: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpPage(Page):
    """A country's help on paper."""

    kind: str = field(default="help", init=False)
    emergency: Emergency
    crisis: tuple[HelpLine, ...]
    situations: tuple[SituationSteps, ...]
    contacts: tuple[ContactCard, ...]
    nations: tuple[NationNotes, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoverySheet(Page):
    """The recovery code on paper, in groups; nothing of the family is on it."""

    paper_only: ClassVar[str] = "The code that opens your records is for paper only. Please print it."

    kind: str = field(default="recovery", init=False)
    code_title: str
    groups: tuple[str, ...] = field(repr=False)
    records_title: str
    records: tuple[str, ...]
    use_title: str
    use: tuple[str, ...]
    keep_title: str
    keep: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecordEntry:
    """One thing in a family's record: when or where in bold, what, and lines below it."""

    lead: str
    words: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordPart:
    """Entries of one kind; ``none`` is what to say where there are none."""

    title: str
    entries: tuple[RecordEntry, ...]
    none: str = ""


@dataclass(frozen=True, slots=True)
class RecordChapter:
    """One child, or what is about nobody in particular."""

    title: str
    about: str
    parts: tuple[RecordPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSheet(WrittenPage):
    """What a family wrote here, on paper."""

    kind: str = field(default="record", init=False)
    chapters: tuple[RecordChapter, ...]
