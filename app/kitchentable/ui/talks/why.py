"""Why now: the dated facts behind a topic, with their sources on demand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout

from kitchentable.domain.sources import Source
from kitchentable.domain.topics import Topic
from kitchentable.domain.values import Claim
from kitchentable.ui.widgets.buttons import Button, Kind
from kitchentable.ui.widgets.cards import Card, heading
from kitchentable.ui.widgets.flow import FlowLayout
from kitchentable.ui.widgets.words import Role, Words

_SHOWN = 2


class WhyCard(Card):
    """Two facts at first; the rest and every address unfold when asked for."""

    def __init__(self, topic: Topic, sources: Sequence[Source]) -> None:
        """Show why a topic matters."""
        super().__init__()
        self._sources = {one.id: one for one in sources}
        self.add_layout(heading("Why now"))
        for claim in topic.why[:_SHOWN]:
            self._add_claim(claim, folded=False)
        self._folded: list[Words] = []
        for claim in topic.why[_SHOWN:]:
            self._add_claim(claim, folded=True)
        for source in sources:
            self._fold(Words(_where(source), Role.SMALL))
        row = FlowLayout()
        self._more = Button("More, and where this comes from", Kind.QUIET)
        self._more.clicked.connect(self._toggle)
        row.addWidget(self._more)
        self.add_layout(row)
        self.end_quietly()

    def _add_claim(self, claim: Claim, *, folded: bool) -> None:
        text, who = Words(claim.text), Words(self._who(claim), Role.SMALL)
        if folded:
            self._fold(text)
            self._fold(who)
        else:
            together = QVBoxLayout()
            together.setSpacing(2)
            together.addWidget(text)
            together.addWidget(who)
            self.add_layout(together)

    def _fold(self, words: Words) -> None:
        words.hide()
        self._folded.append(words)
        self.add(words)

    def _toggle(self) -> None:
        opening = bool(self._folded) and self._folded[0].isHidden()
        for words in self._folded:
            words.setVisible(opening)
        self._more.setText("Less" if opening else "More, and where this comes from")

    def _who(self, claim: Claim) -> str:
        publishers = dict.fromkeys(self._sources[one].publisher for one in claim.sources if one in self._sources)
        dated = f", {claim.dated}" if claim.dated else ""
        return " and ".join(publishers) + dated


def _where(source: Source) -> str:
    published = f", {source.published}" if source.published else ""
    return f"{source.publisher}: {source.title}{published}. {source.url} (read {source.read_on:%d %B %Y})"
