"""What pages to hand out say, as plain values: the help card, the steps at one device, a pack for an evening."""

from __future__ import annotations

from dataclasses import dataclass, field

from kitchentable.printing.page import NamedPage, Page
from kitchentable.printing.pages import HelpPage, PathStep, SourceLine, TalkSheet


@dataclass(frozen=True, slots=True)
class CardLine:
    """One line to turn to: whose, the number or address, and for whom; ``qr`` is a drawing of the address."""

    name: str
    number: str
    note: str
    qr: str = ""
    qr_alt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSheet(NamedPage):
    """The help card for the wall."""

    kind: str = field(default="card", init=False)
    danger: str
    number: str
    lines_title: str
    lines: tuple[CardLine, ...]
    first_title: str
    first: tuple[str, ...]
    own_title: str
    own_label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WalletSheet(CardSheet):
    """The same as cards of a bank card's size, several on a page with lines to cut along."""

    kind: str = field(default="wallet", init=False)
    dates_first: bool = field(default=True, init=False)


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
class ConsoleSheet(NamedPage):
    """A guide to walk at one device, only with what we suggest for one age."""

    kind: str = field(default="console", init=False)
    needs_title: str
    needs: str
    suggest_label: str
    steps_title: str
    steps: tuple[ConsoleStep, ...]
    elsewhere_title: str
    elsewhere: tuple[str, ...]
    source_lines: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackSheet(Page):
    """An evening for parents: a cover that says what to do, the help page for whoever leads it, and what to hand out.

    ``copies`` of the blank talk sheets and of the help card follow.
    """

    kind: str = field(default="pack", init=False)
    steps_title: str
    steps: tuple[str, ...]
    contents_title: str
    contents: tuple[str, ...]
    notes_title: str
    notes: tuple[str, ...]
    talks: tuple[TalkSheet, ...]
    help: HelpPage
    card: CardSheet
    copies: int

    @property
    def inside(self) -> tuple[Page, ...]:
        """What follows the cover: once each, for the screen needs no copies."""
        return (self.help, *self.talks, self.card)
