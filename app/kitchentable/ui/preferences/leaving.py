"""Leaving: take everything with you, bring it back into empty records, or erase it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kitchentable.domain.change import Change
from kitchentable.services.arriving import bring_in_from
from kitchentable.services.holdings import Holdings
from kitchentable.services.household import Household
from kitchentable.services.leaving import Taken, export_everything
from kitchentable.system.clock import Clock
from kitchentable.ui.ask import Ask
from kitchentable.ui.preferences.farewell import Farewell
from kitchentable.ui.preferences.kept import KeptPreferences
from kitchentable.ui.session import Session
from kitchentable.ui.widgets.buttons import Button, Kind
from kitchentable.ui.widgets.cards import Card, Note, heading
from kitchentable.ui.widgets.flow import ColumnsLayout, FlowLayout
from kitchentable.ui.widgets.ticks import Tick
from kitchentable.ui.widgets.web import breakable
from kitchentable.ui.widgets.words import Role, Words

_BROUGHT = "Everything in the export is here now. To be reminded again, turn reminders on above."


class LeavingSections(QWidget):
    """The two ways out, side by side where there is room."""

    def __init__(self, session: Session, ask: Ask, kept: KeptPreferences, clock: Clock, farewell: Farewell) -> None:
        """Show both; ``show_view`` says what there is to take or to lose."""
        super().__init__()
        self._take = TakeSection(session, ask, kept, clock)
        self._erase = EraseSection(farewell)
        row = ColumnsLayout(self, least=380, most=2)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._take)
        row.addWidget(self._erase)

    def show_view(self, holdings: Holdings) -> None:
        """Take what there is now."""
        self._take.show_view(holdings)
        self._erase.show_view(holdings)


class TakeSection(Card):
    """Writes everything into a folder; while the records are empty, brings such a folder in as well."""

    def __init__(self, session: Session, ask: Ask, kept: KeptPreferences, clock: Clock) -> None:
        """Offer it."""
        super().__init__()
        self._session = session
        self._ask = ask
        self._kept = kept
        self._clock = clock
        self.add_layout(heading("Take everything with you", icon="folder-down"))
        self.add(
            Words("All that is written here, to read, to print, and to bring back one day: a folder with three files."),
            Words("They are not encrypted. Keep the folder where you would keep a diary.", Role.MUTED),
        )
        self._notes = Tick("Print the notes of what happened too")
        self.add(self._notes)
        self._save = Button("Take everything with you…", icon="folder-down")
        self._save.clicked.connect(self._choose)
        self._bring = Button("Bring an export in…", icon="folder-up")
        self._bring.clicked.connect(self._choose_export)
        row = FlowLayout()
        row.addWidget(self._save)
        row.addWidget(self._bring)
        self.add_layout(row)
        self._said = QVBoxLayout()
        self.add_layout(self._said)

    def show_view(self, holdings: Holdings) -> None:
        """Offer only what there is: notes where some were written, bringing in where nothing was."""
        self._notes.setVisible(holdings.incidents > 0)
        if self._bring.hasFocus() and not holdings.empty:
            self._save.setFocus()
        self._bring.setVisible(holdings.empty)

    def _choose(self) -> None:
        name = f"Kitchen Table {self._clock.today().isoformat()}"
        self._ask.save_folder("Take everything with you", name, self._take)

    def _take(self, folder: Path) -> None:
        self._wait(waiting=True)
        self._session.read(partial(_export, folder, self._notes.isChecked()), self._taken, self._failed)

    def _taken(self, taken: Taken) -> None:
        self._wait(waiting=False)
        self._say(Note("Saved", f"{breakable(str(taken.folder))}\n{taken.words}", tone="ok", icon="check"))

    def _choose_export(self) -> None:
        self._ask.open_export(self._bring_in)

    def _bring_in(self, file: Path) -> None:
        self._wait(waiting=True)
        self._session.write(partial(bring_in_from, place=file), self._brought, self._failed)

    def _brought(self, _change: Change) -> None:
        self._kept.read_again()
        self._wait(waiting=False)
        self._say(Note("Welcome back", _BROUGHT, tone="ok", icon="check"))

    def _failed(self, trouble: Exception) -> None:
        self._wait(waiting=False)
        self._session.troubled.emit(trouble)

    def _wait(self, *, waiting: bool) -> None:
        for button in (self._save, self._bring):
            button.setEnabled(not waiting)
        if waiting:
            self._say(Words("One moment…"))
        else:
            self._clear()

    def _say(self, widget: QWidget) -> None:
        self._clear()
        self._said.addWidget(widget)

    def _clear(self) -> None:
        while (item := self._said.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()


class EraseSection(Card):
    """Takes everything away, after a question that says what would be lost."""

    def __init__(self, farewell: Farewell) -> None:
        """Offer it, quietly."""
        super().__init__()
        self._farewell = farewell
        self._holdings: Holdings | None = None
        self.add_layout(heading("Erase everything", icon="trash-2"))
        self.add(
            Words("Takes your records, their key, the automatic backups, reminders and preferences off this computer."),
            Words("Files you saved elsewhere and pages you printed stay with you.", Role.MUTED),
        )
        button = Button("Erase everything…", Kind.DANGER, icon="trash-2")
        button.clicked.connect(self._offer)
        row = FlowLayout()
        row.addWidget(button)
        self.add_layout(row)

    def show_view(self, holdings: Holdings) -> None:
        """Take what there is to lose."""
        self._holdings = holdings

    def _offer(self) -> None:
        if self._holdings is not None:
            self._farewell.offer(self._holdings)


def _export(folder: Path, incidents: bool, home: Household) -> Taken:  # noqa: FBT001 -- bound by name of place in partial
    from kitchentable.printing.typesetter import Typesetter  # noqa: PLC0415 -- slow, and only when somebody leaves
    from kitchentable.system.resources import resources  # noqa: PLC0415 -- the same

    return export_everything(home, typesetter=Typesetter(resources()), to=folder, incidents=incidents)
