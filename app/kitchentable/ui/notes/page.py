"""Notes: private, dated records of something that happened, for whoever helps later."""

from __future__ import annotations

from functools import partial

from kitchentable.domain.change import Change, Touched
from kitchentable.domain.errors import Trouble
from kitchentable.domain.incidents import Happening
from kitchentable.services.incidents import (
    NoteLine,
    NotesView,
    add_note,
    change_note,
    close_note,
    delete_note,
    notes_view,
    reopen_note,
)
from kitchentable.ui.ask import Ask
from kitchentable.ui.destinations import Destination, Place
from kitchentable.ui.notes.form import WORDS_ONLY, Draft, NoteForm
from kitchentable.ui.notes.panel import NotePanel
from kitchentable.ui.session import Session
from kitchentable.ui.widgets.buttons import Button, Kind
from kitchentable.ui.widgets.cards import Card, Note
from kitchentable.ui.widgets.page import Screen
from kitchentable.ui.widgets.words import Role, Words
from kitchentable.ui.wording import day_words

_ABOUT = "What happened, in your own words. Encrypted on this computer."


class NotesScreen(Screen):
    """The list of notes; writing one takes the page's place until it is kept or cancelled."""

    concerns = (Touched.INCIDENTS, Touched.CHILDREN)

    def __init__(self, session: Session, ask: Ask) -> None:
        """Start with the list."""
        super().__init__(session, ask)
        self._view: NotesView | None = None
        self._draft: Draft | None = None
        self._form: NoteForm | None = None
        self._wanted: Destination | None = None
        self._panels: dict[int, NotePanel] = {}
        self._deleting: int | None = None
        self._focus_on: int | None = None

    def arrive(self, destination: Destination) -> None:
        """Begin a note where a help page asks for one."""
        if destination.situation_id is not None:
            self.leave()
            self._form = None
            self._wanted = destination
        self.refresh()

    def leave(self) -> None:
        """Keep a note that was being written: what happened is not to be lost by closing the window."""
        if self._form is not None and self._form.is_touched():
            draft = self._form.draft()
            if draft.happening.what.strip():
                self._form.is_being_kept()
                self._keep(draft)

    def reload(self) -> None:
        """Read the notes."""
        self.session.read(notes_view, self.show_view)

    def show_view(self, view: NotesView) -> None:
        """Fill the page; a note that is being written stays as it is."""
        self._view = view
        if self._wanted is not None:
            happening = Happening(view.today, "", self._wanted.child_id, self._wanted.situation_id)
            self._wanted = None
            self._open(Draft(happening))
        elif self._form is None:
            self._show_list(view)

    def _show_list(self, view: NotesView) -> None:
        write = Button("Write a note", Kind.PRIMARY, icon="notebook-pen")
        write.clicked.connect(self._write)
        self.start("Notes", _ABOUT, (write,))
        self._panels = {}
        if not view.open and not view.closed:
            self.add(_nothing_yet())
        for line in view.open:
            self._add_panel(line)
        if view.closed:
            self.add(Words("Nothing left to do", Role.H2))
        for line in view.closed:
            self._add_panel(line)
        self.add(Note("", WORDS_ONLY))
        self.finish()
        panel = self._panels.get(self._focus_on or 0)
        self._focus_on = None
        if panel is not None:
            panel.take_focus()

    def _print(self, incident_id: int) -> None:
        self.session.go(Destination(Place.PRINTS, incident_id=incident_id))

    def _add_panel(self, line: NoteLine) -> None:
        panel = NotePanel(line)
        panel.change_wanted.connect(self._change)
        panel.close_wanted.connect(self._close_note)
        panel.reopen_wanted.connect(self._reopen)
        panel.delete_wanted.connect(self._ask_delete)
        panel.print_wanted.connect(self._print)
        self._panels[line.incident.id] = panel
        self.add(panel)

    def _write(self) -> None:
        if self._view is not None:
            children = self._view.children
            self._open(Draft(Happening(self._view.today, "", children[0].id if len(children) == 1 else None)))

    def _change(self, incident_id: int) -> None:
        line = self._line(incident_id)
        if line is not None:
            self._open(Draft(line.incident.happening, incident_id))

    def _open(self, draft: Draft) -> None:
        if self._view is None:
            return
        self._draft = draft
        self._form = NoteForm(self._view, draft)
        self._form.saved.connect(self._save)
        self._form.cancelled.connect(self._cancel)
        self.verticalScrollBar().setValue(0)
        self.start("Write a note" if draft.incident_id is None else "Change a note", _ABOUT)
        self.add(self._form)
        self.finish()
        self._form.take_focus()

    def _save(self, happening: Happening) -> None:
        if self._draft is not None:
            self._keep(Draft(happening, self._draft.incident_id))

    def _keep(self, draft: Draft) -> None:
        if draft.incident_id is None:
            service = partial(add_note, happening=draft.happening)
        else:
            service = partial(change_note, incident_id=draft.incident_id, happening=draft.happening)
        self.session.write(service, self._kept, self._not_kept)

    def _kept(self, change: Change) -> None:
        """Show the list again, with the keyboard on the note."""
        self._focus_on = change.new_id if self._draft is None or change.new_id else self._draft.incident_id
        self._close_form()

    def _not_kept(self, trouble: Trouble) -> None:
        if self._form is None:
            self.ask.tell(trouble)
        else:
            self._form.say_wrong(trouble.message)

    def _cancel(self) -> None:
        """Ask first where something was typed: it is hard to write such a thing twice."""
        if self._form is None or not self._form.is_touched():
            self._close_form()
        else:
            self.ask.confirm(
                "Leave without keeping it?",
                "What you typed here since you opened it goes.",
                "Leave without keeping",
                self._close_form,
            )

    def _close_form(self) -> None:
        self._form = None
        self._draft = None
        self.refresh()

    def _close_note(self, incident_id: int) -> None:
        self._focus_on = incident_id
        self.session.write(partial(close_note, incident_id=incident_id))

    def _reopen(self, incident_id: int) -> None:
        self._focus_on = incident_id
        self.session.write(partial(reopen_note, incident_id=incident_id))

    def _ask_delete(self, incident_id: int) -> None:
        """Ask first: a note can’t be written again from memory, and undo lasts until the next change only."""
        line = self._line(incident_id)
        if line is not None:
            self._deleting = incident_id
            day = day_words(line.incident.happening.happened_on)
            self.ask.confirm(
                "Delete this note?",
                f"Your note of {day} goes, with whom you told and what is still to do. You can undo it until you "
                "change something else or close Kitchen Table. Then it is gone for good.",
                "Delete the note",
                self._delete,
            )

    def _delete(self) -> None:
        if self._deleting is not None:
            self.session.write(partial(delete_note, incident_id=self._deleting))
            self._deleting = None

    def _line(self, incident_id: int) -> NoteLine | None:
        lines = (*self._view.open, *self._view.closed) if self._view is not None else ()
        return next((one for one in lines if one.incident.id == incident_id), None)


def _nothing_yet() -> Card:
    card = Card()
    card.add(
        Words("Nothing is written here.", Role.H3),
        Words(
            "If something happens, a short note made the same day helps: when, what, who was told. "
            "It is for you, and for those you choose to show it to.",
            Role.MUTED,
        ),
    )
    return card
