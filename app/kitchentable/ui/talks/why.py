"""Why now: the dated facts behind a topic, with their sources on demand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kitchentable.domain.sources import Source, published_words
from kitchentable.domain.topics import Topic
from kitchentable.domain.values import Claim
from kitchentable.ui.widgets.cards import Card, heading
from kitchentable.ui.widgets.disclosure import Disclosure
from kitchentable.ui.widgets.sources import source_rows
from kitchentable.ui.widgets.words import Role, Words

_SHOWN = 2


class WhyCard(Card):
    """Two facts at first; the rest and every address unfold when asked for."""

    def __init__(self, topic: Topic, sources: Sequence[Source]) -> None:
        """Show why a topic matters."""
        super().__init__()
        self._sources = {one.id: one for one in sources}
        self._rest = topic.why[_SHOWN:]
        self.add_layout(heading("Why now"))
        for claim in topic.why[:_SHOWN]:
            self.add_layout(self._fact(claim))
        self.add(Disclosure("More, and where this is from" if self._rest else "Where this is from", self._more))
        self.end_quietly()

    def _more(self) -> QWidget:
        ground = QWidget()
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, 10)
        column.setSpacing(10)
        for claim in self._rest:
            column.addLayout(self._fact(claim))
        column.addSpacing(4)
        column.addLayout(source_rows(tuple(self._sources.values())))
        return ground

    def _fact(self, claim: Claim) -> QVBoxLayout:
        together = QVBoxLayout()
        together.setSpacing(2)
        together.addWidget(Words(claim.text))
        together.addWidget(Words(self._who(claim), Role.SMALL))
        return together

    def _who(self, claim: Claim) -> str:
        publishers = dict.fromkeys(self._sources[one].publisher for one in claim.sources if one in self._sources)
        dated = f", {published_words(claim.dated)}" if claim.dated else ""
        return " and ".join(publishers) + dated
