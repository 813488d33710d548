"""The last time a topic was talked about: how it went, what was agreed, the note."""

from __future__ import annotations

from kitchentable.domain.family import HowItWent, TalkRecord
from kitchentable.ui.widgets.cards import Card, heading
from kitchentable.ui.widgets.words import Role, Words
from kitchentable.ui.wording import day_words

HOW_WORDS = {
    HowItWent.WELL: "It went well.",
    HowItWent.SO_SO: "It went so-so.",
    HowItWent.HARD: "It was hard.",
    HowItWent.CUT_SHORT: "You were cut short.",
}


def last_time(record: TalkRecord) -> Card:
    """Return a card with what was kept of a finished talk."""
    card = Card()
    day = f", on {day_words(record.talked_on)}" if record.talked_on is not None else ""
    card.add_layout(heading(f"Last time{day}", icon="history"))
    if record.how_it_went is not None:
        card.add(Words(HOW_WORDS[record.how_it_went]))
    if record.agreed:
        card.add(Words("You agreed: " + " ".join(f"“{one.strip('“”')}”" for one in record.agreed)))
    if record.note:
        card.add(Words(record.note, Role.MUTED))
    if record.again_on is not None:
        card.add(Words(f"You asked to come back to it from {day_words(record.again_on)}.", Role.SMALL))
    return card
