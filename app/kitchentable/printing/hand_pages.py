"""What pages to hand out say, as plain values: the help card, the steps at one device, a pack for an evening."""

from __future__ import annotations

from dataclasses import dataclass, field

from kitchentable.printing.pages import Foot


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


HandSheet = CardSheet
"""Every page to hand out."""
