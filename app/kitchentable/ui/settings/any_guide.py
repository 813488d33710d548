"""Every guide there is, by kind, to read for any age."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kitchentable.services.family import GuideOption
from kitchentable.ui.destinations import Destination, Place
from kitchentable.ui.session import Session
from kitchentable.ui.widgets.buttons import Button, Kind
from kitchentable.ui.widgets.disclosure import Disclosure
from kitchentable.ui.widgets.flow import FlowLayout
from kitchentable.ui.widgets.words import Role, Words
from kitchentable.ui.wording import KIND_WORDS

_FEW = 12


class AnyGuide(QWidget):
    """The guides as chips, on shelves by kind; folded away where they are more than a few."""

    def __init__(self, session: Session, guides: Sequence[GuideOption]) -> None:
        """Offer guides."""
        super().__init__()
        self._session = session
        self._guides = guides
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        if len(guides) > _FEW:
            column.addWidget(Disclosure(f"Show all {len(guides)} guides", self._shelves))
        else:
            column.addLayout(self._shelf(guides))

    def _shelves(self) -> QWidget:
        ground = QWidget()
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for kind, words in KIND_WORDS.items():
            here = [one for one in self._guides if one.kind is kind]
            if here:
                column.addWidget(Words(words, Role.STRONG))
                column.addLayout(self._shelf(here))
        return ground

    def _shelf(self, guides: Sequence[GuideOption]) -> FlowLayout:
        row = FlowLayout(gap=8)
        for guide in guides:
            button = Button(guide.title, Kind.OPTION, icon=guide.icon, says=f"Read the guide to {guide.title}")
            button.setProperty("guide", guide.id)
            button.clicked.connect(self._read)
            row.addWidget(button)
        return row

    def _read(self) -> None:
        self._session.go(Destination(Place.GUIDE, guide_id=str(self.sender().property("guide"))))
