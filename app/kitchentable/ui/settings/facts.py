"""Cards at the foot of a guide: what it cannot do, how to report there, and what the maker changed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from kitchentable.domain.guides import GuideChange
from kitchentable.domain.sources import Source, published_words
from kitchentable.domain.values import Claim
from kitchentable.ui.icons import IconLabel
from kitchentable.ui.theme import Ink
from kitchentable.ui.widgets.cards import Card
from kitchentable.ui.widgets.lists import marked
from kitchentable.ui.widgets.sources import SourcesFold
from kitchentable.ui.widgets.words import Role, Words
from kitchentable.ui.wording import day_words


class FactsCard(Card):
    """A title and a few facts, with where they are from on demand."""

    def __init__(self, title: str, lines: Sequence[tuple[str, str]], sources: Sequence[Source], *, look: str) -> None:
        """Show lines of (a date or nothing, fact); ``look`` is cannot, report or changes."""
        tone, icon, ink = _LOOKS[look]
        super().__init__(tone)
        self.setAccessibleName(title)
        row = QHBoxLayout()
        row.setSpacing(14)
        mark = QVBoxLayout()
        mark.addWidget(IconLabel(icon, 24, ink))
        mark.addStretch(1)
        row.addLayout(mark)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(Words(title, Role.H3))
        for small, fact in lines:
            said = Words(f"{fact} ({small})" if small else fact)
            column.addLayout(marked(IconLabel("dot", 20, ink), said, gap=6))
        if sources:
            column.addWidget(SourcesFold(sources, about=title))
            self.end_quietly()
        row.addLayout(column, 1)
        self.add_layout(row)


_LOOKS = {
    "cannot": ("amber", "info", Ink.AMBER),
    "report": ("plain", "flag", Ink.BRAND),
    "changes": ("plain", "history", Ink.BRAND),
}


def claim_lines(claims: Sequence[Claim]) -> list[tuple[str, str]]:
    """Return claims as lines, with the date they were true on where that matters."""
    return [(published_words(one.dated) if one.dated else "", one.text) for one in claims]


def change_lines(changes: Sequence[GuideChange]) -> list[tuple[str, str]]:
    """Return changes as lines, newest first, each with its day."""
    newest = sorted(changes, key=lambda one: one.on, reverse=True)
    return [(day_words(one.on), one.text) for one in newest]
