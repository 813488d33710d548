"""Where a text is from, shown when asked for: publisher, title, when we read it, and the address."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kitchentable.domain.sources import Source, published_words
from kitchentable.ui.widgets.disclosure import Disclosure
from kitchentable.ui.widgets.web import WebAddress
from kitchentable.ui.widgets.words import Role, Words
from kitchentable.ui.wording import day_words


class SourcesFold(Disclosure):
    """A quiet button that unfolds the sources with their addresses."""

    def __init__(self, sources: Sequence[Source], *, about: str) -> None:
        """Fold up sources; ``about`` is what they speak for, for screen readers."""
        self._sources = tuple(sources)
        super().__init__("Where this is from", self._list, says=f"Where this is from: {about}")

    def _list(self) -> QWidget:
        ground = QWidget()
        ground.setLayout(source_rows(self._sources))
        return ground


def source_rows(sources: Sequence[Source]) -> QVBoxLayout:
    """Return sources below one another, each with its address to open or copy."""
    rows = QVBoxLayout()
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(14)
    for source in sources:
        rows.addLayout(_row(source))
    return rows


def _row(source: Source) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(2)
    published = f", {published_words(source.published)}" if source.published else ""
    column.addWidget(Words(f"{source.publisher}: {source.title}{published}"))
    column.addWidget(Words(f"We read it on {day_words(source.read_on)}.", Role.SMALL))
    column.addWidget(WebAddress(source.url, whose=source.title))
    return column
