"""What pages to hand out say, as plain values: the help card, the steps at one device, a pack for an evening."""

from __future__ import annotations

from dataclasses import dataclass, field

from kitchentable.printing.pages import Foot, HelpPage, PathStep, SourceLine, TalkSheet


@dataclass(frozen=True, slots=True)
class CardLine:
    """One line to turn to: whose, the number or address, and for whom; ``qr`` is a drawing of the address."""

    name: str
    number: str
    note: str
    qr: str = ""
    qr_alt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSheet:
    """The help card: one for the wall, or ``wallet``: several of a bank card's size with lines to cut along."""

    kind: str = field(default="card", init=False)
    title: str
    eyebrow: tuple[str, ...]
    about: str
    dates: str
    wallet: bool
    danger: str
    number: str
    lines_title: str
    lines: tuple[CardLine, ...]
    first_title: str
    first: tuple[str, ...]
    own_title: str
    own_label: str
    foot: Foot
    name: str = ""
    name_note: str = ""


@dataclass(frozen=True, slots=True)
class ConsoleStep:
    """One numbered setting at one device: what we suggest, and the path; ``doubt`` and ``code`` may be empty."""

    title: str
    suggest: str
    path: tuple[PathStep, ...]
    again: str
    doubt: str
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsoleSheet:
    """A guide to walk at one device, only with what we suggest for one age."""

    kind: str = field(default="console", init=False)
    title: str
    eyebrow: tuple[str, ...]
    about: str
    dates: str
    needs_title: str
    needs: str
    suggest_label: str
    steps_title: str
    steps: tuple[ConsoleStep, ...]
    elsewhere_title: str
    elsewhere: tuple[str, ...]
    sources: tuple[SourceLine, ...]
    foot: Foot
    name: str = ""
    name_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackSheet:
    """An evening for parents: a cover that says what to do, blank talk sheets, and the help page.

    ``copies`` of the talk sheets and the help page follow the one cover.
    """

    kind: str = field(default="pack", init=False)
    title: str
    eyebrow: tuple[str, ...]
    about: str
    dates: str
    steps_title: str
    steps: tuple[str, ...]
    contents_title: str
    contents: tuple[str, ...]
    notes_title: str
    notes: tuple[str, ...]
    talks: tuple[TalkSheet, ...]
    help: HelpPage
    copies: int
    foot: Foot


HandSheet = CardSheet | ConsoleSheet | PackSheet
"""Every page to hand out."""
