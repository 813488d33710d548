"""The guidance section: ours, the packs from others with whose they are, and a way to open one and take one away."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QTimer, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from kitchentable.domain.change import Change
from kitchentable.domain.pack import Guidance
from kitchentable.services.packs import Installed, Looked, PackView, Standing, install, look_at, remove
from kitchentable.system.paths import Paths
from kitchentable.ui.ask import Ask
from kitchentable.ui.session import Session
from kitchentable.ui.widgets.buttons import Button, Kind
from kitchentable.ui.widgets.cards import Card, heading
from kitchentable.ui.widgets.flow import FlowLayout
from kitchentable.ui.widgets.lists import MarkedList
from kitchentable.ui.widgets.page import bring_into_view
from kitchentable.ui.widgets.tabbing import tab_after
from kitchentable.ui.widgets.words import Role, Words
from kitchentable.ui.wording import day_words, few

_MOST_TITLES = 12

_STANDING = {
    Standing.NEW: "Install it only if you know who sent it. Ask them for its fingerprint and compare.",
    Standing.UPDATE: "You have an older pack from them, signed with the same key. This one takes its place.",
    Standing.SAME: "You have this very pack already.",
}


class GuidanceSection(Card):
    """Whose guidance is in use. A pack that was opened is shown here before anything is installed."""

    def __init__(self, session: Session, ask: Ask, guidance: Guidance, paths: Paths, packs: Installed) -> None:
        """Show what is in use."""
        super().__init__()
        self._session = session
        self._ask = ask
        self._paths = paths
        self.add_layout(heading("Guidance", icon="book-open"))
        own = guidance.own
        self.add(Words(f"Kitchen Table’s own: {own.version}, put together on {day_words(own.built_on)}.", Role.STRONG))
        self.add(
            Words("A school, a charity or the police can add talks, guides and contacts of their own.", Role.MUTED)
        )
        self._open = Button("Open a pack…", icon="folder-open")
        self._open.clicked.connect(self._choose)
        row = FlowLayout()
        row.addWidget(self._open)
        self.add_layout(row)
        self._opened: _OpenedPack | None = None
        self._packs = _Packs(session, ask, packs)
        self.add(self._packs)

    def show_view(self, packs: Installed) -> None:
        """Show what is installed now; a pack that is being looked at stays."""
        fresh = _Packs(self._session, self._ask, packs)
        self.body.replaceWidget(self._packs, fresh)
        self._take_away(self._packs)
        self._packs = fresh
        tab_after(self._open, fresh)

    def _choose(self) -> None:
        self._ask.open_pack(self._look)

    def _look(self, file: Path) -> None:
        self._session.run(partial(look_at, self._paths, file), self._show)

    def _show(self, looked: Looked) -> None:
        self._put_away()
        self._opened = _OpenedPack(self._session, looked)
        self._opened.over.connect(self._put_away)
        self.body.insertWidget(self.body.indexOf(self._packs), self._opened)
        tab_after(self._open, self._opened)
        QTimer.singleShot(0, self._opened, self._opened.come_into_view)

    def _put_away(self) -> None:
        opened, self._opened = self._opened, None
        if opened is not None:
            self._take_away(opened)

    def _take_away(self, widget: QWidget) -> None:
        """Take a part away; the keyboard never strays with it."""
        focused = QApplication.focusWidget()
        if focused is not None and widget.isAncestorOf(focused):
            self._open.setFocus()
        widget.hide()
        widget.deleteLater()


class _OpenedPack(Card):
    """A file that was opened: whose it is, what it holds, who has read it, and the choice."""

    over = Signal()
    """Installed, or put away."""

    def __init__(self, session: Session, looked: Looked) -> None:
        super().__init__("brand")
        self._session = session
        self._looked = looked
        view = looked.view
        self.add_layout(heading(f"A pack from {view.publisher}", icon="package-open"))
        _describe(self, view)
        shown = view.titles[:_MOST_TITLES]
        self.add(MarkedList(shown))
        if len(view.titles) > len(shown):
            self.add(Words(f"and {len(view.titles) - len(shown)} more", Role.SMALL))
        self.add(Words(_read_by(view)), Words(_STANDING[looked.standing]))
        row = FlowLayout()
        if looked.standing is not Standing.SAME:
            yes = Button("Install", Kind.PRIMARY, says=f"Install the pack from {view.publisher}")
            yes.clicked.connect(self._install)
            row.addWidget(yes)
        no = Button("Not now")
        no.clicked.connect(self.over)
        row.addWidget(no)
        self.add_layout(row)

    def come_into_view(self) -> None:
        """Scroll to it, once it has its place: each ancestor hands the new height on to the next."""
        above = self.parentWidget()
        while above is not None:
            QCoreApplication.sendPostedEvents(above, QEvent.Type.LayoutRequest)
            above = above.parentWidget()
        bring_into_view(self)

    def _install(self) -> None:
        self._session.write(partial(install, looked=self._looked), self._installed)

    def _installed(self, _change: Change) -> None:
        self.over.emit()


class _Packs(QWidget):
    """The packs that are installed, one below the other."""

    def __init__(self, session: Session, ask: Ask, packs: Installed) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for view in packs.packs:
            column.addWidget(_Pack(session, ask, view))
        for trouble in packs.troubles:
            column.addWidget(Words(trouble.message, Role.ERROR))
        self.setVisible(bool(packs.packs or packs.troubles))


class _Pack(QWidget):
    """One installed pack and the way to take it away."""

    def __init__(self, session: Session, ask: Ask, view: PackView) -> None:
        super().__init__()
        self._session = session
        self._ask = ask
        self._view = view
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Words(f"From {view.publisher}", Role.STRONG))
        for words in _facts(view):
            column.addWidget(Words(words, Role.SMALL))
        row = FlowLayout()
        button = Button("Remove", says=f"Remove the pack from {view.publisher}")
        button.clicked.connect(self._confirm)
        row.addWidget(button)
        column.addLayout(row)

    def _confirm(self) -> None:
        self._ask.confirm(
            f"Remove the pack from {self._view.publisher}?",
            "Its talks, guides and contacts go. What you ticked and noted stays.",
            "Remove the pack",
            self._remove,
        )

    def _remove(self) -> None:
        self._session.write(partial(remove, slug=self._view.slug))


def _describe(card: Card, view: PackView) -> None:
    for words in _facts(view):
        card.add(Words(words))


def _facts(view: PackView) -> tuple[str, ...]:
    held = ", ".join(few(number, word) for number, word in view.holds)
    return (
        f"Version {view.version}, put together on {day_words(view.built_on)}. It holds {held}.",
        f"Fingerprint: {view.fingerprint}",
    )


def _read_by(view: PackView) -> str:
    if view.texts == 0:
        return "It holds no talks or help pages."
    if view.reviewed == 0:
        return "It names no safeguarding professional who has read its words. Kitchen Table has not read them either."
    return (
        f"It says that a safeguarding professional has read {view.reviewed} of its {few(view.texts, 'text')}. Kitchen "
        "Table has not read them."
    )
