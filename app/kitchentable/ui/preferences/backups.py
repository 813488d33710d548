"""The backups section of the preferences: the last good one, how many there are and where, and the two ways by file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kitchentable.domain.backups import Contents
from kitchentable.domain.errors import Trouble
from kitchentable.services.backups import ONLY_HERE, BackupsView
from kitchentable.ui.ask import Ask
from kitchentable.ui.backups.keeper import BackupKeeper
from kitchentable.ui.check_ins.words import moment_words
from kitchentable.ui.destinations import Destination, Place
from kitchentable.ui.session import Session
from kitchentable.ui.widgets.buttons import Button
from kitchentable.ui.widgets.cards import Card, Note, heading
from kitchentable.ui.widgets.flow import FlowLayout
from kitchentable.ui.widgets.web import breakable
from kitchentable.ui.widgets.words import Role, Words
from kitchentable.ui.wording import few


class BackupsSection(Card):
    """What there is, said quietly; the words above the buttons are made anew, the buttons stay."""

    def __init__(self, session: Session, ask: Ask, keeper: BackupKeeper, view: BackupsView) -> None:
        """Show what there is."""
        super().__init__()
        self._session = session
        self._ask = ask
        self._keeper = keeper
        self._suggested = view.suggested
        self._file: Path | None = None
        self.add_layout(heading("Backups", icon="archive"))
        self._words = QWidget()
        self.add(self._words)
        self._outcome = Words("")
        self._outcome.hide()
        self.add(self._outcome)
        row = FlowLayout()
        self._save = Button("Back up to a file…", icon="save")
        self._save.clicked.connect(self._choose)
        restore = Button("Restore from a file…", icon="archive-restore")
        restore.clicked.connect(self._restore)
        row.addWidget(self._save)
        row.addWidget(restore)
        self.add_layout(row)
        self.show_view(view)

    def show_view(self, view: BackupsView) -> None:
        """Show what there is now."""
        self._suggested = view.suggested
        fresh = _Words(view, self._keeper.trouble)
        self.body.replaceWidget(self._words, fresh)
        self._words.hide()
        self._words.deleteLater()
        self._words = fresh

    def _choose(self) -> None:
        self._ask.save_backup(self._suggested, self._save_as)

    def _save_as(self, file: Path) -> None:
        self._file = file
        self._say("Saving, and then reading all of it again…", Role.BODY)
        self._save.setEnabled(False)
        self._keeper.save(file, self._saved, self._failed)

    def _saved(self, contents: Contents) -> None:
        name = "" if self._file is None else self._file.name
        self._say(f"Saved as {name}, and read again to the end: {contents.words}", Role.BODY)

    def _failed(self, trouble: Trouble) -> None:
        self._say(trouble.message, Role.ERROR)

    def _say(self, words: str, role: Role) -> None:
        self._save.setEnabled(True)
        self._outcome.setText(words)
        self._outcome.setProperty("role", role.value)
        self._outcome.style().unpolish(self._outcome)
        self._outcome.style().polish(self._outcome)
        self._outcome.show()

    def _restore(self) -> None:
        self._session.go(Destination(Place.RESTORE))


class _Words(QWidget):
    """The last good backup, the last failure, and whether they open elsewhere."""

    def __init__(self, view: BackupsView, trouble: Trouble | None) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(Words(_last(view), Role.STRONG))
        if trouble is not None:
            column.addWidget(Words(f"The last try did not work. {trouble.message}"))
        column.addWidget(
            Words(
                "One is made after the first change of a day, and read again to the end before it counts. The last 7 "
                "stay, and the last of each of 12 months.",
                Role.MUTED,
            )
        )
        if view.count:
            folder = Words(f"{few(view.count, 'backup')}, encrypted, in {breakable(str(view.folder))}", Role.SMALL)
            folder.setAccessibleName(f"{few(view.count, 'backup')}, encrypted, in {view.folder}")
            column.addWidget(folder)
        if view.only_here:
            column.addWidget(Note("", ONLY_HERE, icon="key-round"))


def _last(view: BackupsView) -> str:
    if view.newest is None:
        return "There is no backup yet. The first is made after your next change."
    return f"The last good backup: {moment_words(view.newest, view.now)}."
