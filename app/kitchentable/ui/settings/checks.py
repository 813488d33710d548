"""The shelf: each child's guides, how far the parent has looked, and a clear place to stop."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar

from kitchentable.domain.change import Touched
from kitchentable.services.family import GuideOption, guide_options
from kitchentable.services.household import Household
from kitchentable.services.settings import ChecksView, ChildChecks, GuideCard, checks_view
from kitchentable.ui.destinations import Destination, Place
from kitchentable.ui.icons import IconLabel
from kitchentable.ui.session import Session
from kitchentable.ui.settings.any_guide import AnyGuide
from kitchentable.ui.settings.facts import FactsCard
from kitchentable.ui.settings.wording import PILL_TONES, gone_lines
from kitchentable.ui.widgets.buttons import Button, Kind
from kitchentable.ui.widgets.cards import Card
from kitchentable.ui.widgets.flow import ColumnsLayout, FlowLayout
from kitchentable.ui.widgets.page import Screen
from kitchentable.ui.widgets.tiles import Tile
from kitchentable.ui.widgets.words import Pill, Role, Words
from kitchentable.ui.wording import day_words, few


@dataclass(frozen=True, slots=True)
class ChecksPage:
    """The checks, and every guide there is to read."""

    view: ChecksView
    guides: tuple[GuideOption, ...]


class ChecksScreen(Screen):
    """What is set, for whom, and when we last looked."""

    concerns = (Touched.CHILDREN, Touched.DEVICES, Touched.CHOICES, Touched.GUIDANCE)

    def reload(self) -> None:
        """Read the shelf."""
        self.session.read(_read, self.show_page)

    def show_page(self, page: ChecksPage) -> None:
        """Fill the page."""
        self.start("Settings checks", "What is set in our home, for whom, and when we last looked")
        if not page.view.children:
            self.add(_Empty(self.session, "Who are we helping?", _NO_CHILD, "Add a child", Kind.PRIMARY))
        for child in page.view.children:
            self._add_child(child)
        if page.guides:
            head = QHBoxLayout()
            head.setContentsMargins(0, 8, 0, 0)
            head.addWidget(Words("Read any guide", Role.H2))
            self.add_layout(head)
            self.add(AnyGuide(self.session, page.guides))
        self.finish()

    def _add_child(self, checks: ChildChecks) -> None:
        self.add_layout(_child_head(checks))
        if not checks.guides:
            title = f"What does {checks.child.name} use?"
            self.add(_Empty(self.session, title, _NO_GUIDE, "Choose what they use", Kind.SECONDARY))
            return
        shelf = ColumnsLayout(least=330, most=2, gap=14, aligned=True)
        for card in checks.guides:
            shelf.addWidget(GuideTile(self.session, card))
        self.add_layout(shelf)
        if checks.gone:
            title = f"No longer in our guidance, for {checks.child.name}"
            self.add(FactsCard(title, gone_lines(checks.gone), (), look="changes"))


_NO_CHILD = "Add a child and what they use. The settings that matter most at their age will wait here."
_NO_GUIDE = "Choose the phone, games and apps, and the settings that matter most will wait here."


class GuideTile(Tile):
    """One guide on the shelf; it opens the guide."""

    def __init__(self, session: Session, card: GuideCard) -> None:
        """Show how far a guide has been looked at."""
        looked = f"{card.looked_at} of {card.in_all} looked at"
        super().__init__(f"{card.title}. {card.words}. {looked}")
        self._session = session
        self._account_id = card.account_id
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(IconLabel(card.icon, 26))
        head.addWidget(Words(card.title, Role.H3), 1)
        head.addWidget(Pill(card.words, PILL_TONES[card.state]))
        self.body.addLayout(head)
        self.body.addWidget(Words(card.about, Role.SMALL))
        self.body.addStretch(1)
        self.body.addWidget(_bar(card))
        last = f" · last on {day_words(card.last_looked)}" if card.last_looked else ""
        self.body.addWidget(Words(looked + last, Role.SMALL))
        self.finish()
        self.clicked.connect(self._open)

    def _open(self) -> None:
        self._session.go(Destination(Place.GUIDE, account_id=self._account_id))


class _Empty(Card):
    """Nothing here yet, and the way to change that."""

    def __init__(self, session: Session, title: str, text: str, button: str, kind: Kind) -> None:
        super().__init__("brand")
        self._session = session
        self.add(Words(title, Role.H2), Words(text))
        row = FlowLayout()
        go = Button(button, kind, icon="users")
        go.clicked.connect(self._family)
        row.addWidget(go)
        self.add_layout(row)

    def _family(self) -> None:
        self._session.go(Destination(Place.FAMILY))


def _child_head(checks: ChildChecks) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(16)
    row.setContentsMargins(0, 8, 0, 0)
    row.addWidget(Words(f"{checks.child.name}, {checks.age}", Role.H2), 1)
    standing = standing_words(checks)
    if standing:
        words = Words(standing, Role.SMALL)
        words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(words, 1)
    return row


def standing_words(checks: ChildChecks) -> str:
    """Say where a child stands: a clear stop, or how much there is to do. Nothing where no guide is chosen."""
    if not checks.guides:
        return ""
    if checks.good_enough:
        until = f" until {day_words(checks.next_look)}" if checks.next_look else ""
        return f"Good enough for now. You can stop here{until}."
    return f"{checks.to_check} to check, about {few(checks.minutes, 'minute')}"


def _bar(card: GuideCard) -> QProgressBar:
    bar = QProgressBar()
    bar.setRange(0, max(1, card.in_all))
    bar.setValue(card.looked_at)
    bar.setTextVisible(False)
    bar.setAccessibleName(f"{card.looked_at} of {card.in_all} looked at")
    return bar


def _read(home: Household) -> ChecksPage:
    return ChecksPage(checks_view(home), guide_options(home.guidance))
