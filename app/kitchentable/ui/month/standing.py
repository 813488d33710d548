"""Where a family stands with a child: the last talk, the settings looked at, the last twelve months."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kitchentable.services.month import ChildMonth
from kitchentable.ui.widgets.cards import Card, beside, heading
from kitchentable.ui.widgets.figures import MonthDots, Ring
from kitchentable.ui.widgets.words import Role, Words
from kitchentable.ui.wording import day_words, few


def where_we_are(month: ChildMonth, today: date) -> Card:
    """Return the card with the last talk and the settings looked at."""
    card = Card()
    card.add_layout(heading("Where we are"))
    if month.last_talk is None:
        inside, share, last = "–", 0.0, "No talk yet. The first is ready above."
    else:
        days = (today - month.last_talk).days
        inside, share = f"{days} d", max(0.0, 1 - days / 365)
        last = "Today" if not days else f"{few(days, 'day')} ago, on {day_words(month.last_talk)}"
    card.add(_ring_row(Ring(share, inside, f"Last talk: {last}"), "Last talk", last))
    done, in_all = month.settings_looked_at, month.settings_in_all
    looked = f"{done} of {in_all} looked at" if in_all else "None chosen yet"
    share = done / in_all if in_all else 0.0
    card.add(_ring_row(Ring(share, f"{done}/{in_all}", f"Settings: {looked}"), "Settings", looked))
    card.body.addStretch(1)
    return card


def _ring_row(ring: Ring, title: str, text: str) -> QWidget:
    ground = QWidget()
    row = QHBoxLayout(ground)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(14)
    row.addWidget(ring)
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addStretch(1)
    words.addWidget(Words(title, Role.STRONG))
    words.addWidget(Words(text, Role.SMALL))
    words.addStretch(1)
    row.addLayout(words, 1)
    return ground


def twelve_months(month: ChildMonth) -> Card:
    """Return the card with a dot for each of the last twelve months."""
    card = Card()
    had = sum(dot.talked for dot in month.history)
    card.add_layout(heading("Talks in the last 12 months", beside=beside(f"in {few(had, 'month')}" if had else "")))
    card.add(MonthDots([(dot.month, dot.talked) for dot in month.history]))
    return card
