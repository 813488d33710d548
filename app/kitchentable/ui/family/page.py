"""My family: the children, and what each of them uses."""

from __future__ import annotations

from datetime import date
from functools import partial

from kitchentable.domain.change import Change, Touched
from kitchentable.domain.errors import Trouble
from kitchentable.services.devices import DeviceCard, devices_view
from kitchentable.services.family import (
    ChildCard,
    FamilyView,
    add_child,
    change_child,
    family_view,
    remove_child,
)
from kitchentable.services.household import Household
from kitchentable.ui.ask import Ask
from kitchentable.ui.destinations import Destination, Place
from kitchentable.ui.family.cards import AlsoCard, ChildPanel, FormCard, losing_words
from kitchentable.ui.family.form import ChildDraft, ChildFacts
from kitchentable.ui.session import Session
from kitchentable.ui.widgets.buttons import Button, Kind
from kitchentable.ui.widgets.page import Screen
from kitchentable.ui.wording import short_name

_NEW = 0
"""Stands for the child who is being added."""


class FamilyScreen(Screen):
    """Children as cards; one at a time turns into a form."""

    concerns = (Touched.CHILDREN, Touched.DEVICES, Touched.TALKS, Touched.GUIDANCE)

    def __init__(self, session: Session, ask: Ask) -> None:
        """Start with no form open."""
        super().__init__(session, ask)
        self._view = FamilyView((), ())
        self._devices: tuple[DeviceCard, ...] = ()
        self._today = date.min
        self._editing: int | None = None
        self._form: FormCard | None = None
        self._panels: dict[int, ChildPanel] = {}
        self._removing: int | None = None
        self._focus_on: int | None = None

    def reload(self) -> None:
        """Read the family."""
        self.session.read(_read, self.show_page)

    def show_page(self, page: tuple[FamilyView, tuple[DeviceCard, ...], date]) -> None:
        """Take the family, keep what is half typed, and fill the page."""
        self._view, self._devices, self._today = page
        if not self._view.children and self._editing is None:
            self._editing = _NEW
        draft = None if self._form is None else self._form.form.draft()
        self._fill(draft)
        panel = self._panels.get(self._focus_on or _NEW)
        self._focus_on = None
        if panel is not None:
            panel.take_focus()

    def _fill(self, draft: ChildDraft | None = None) -> None:
        self._form = None
        self._panels = {}
        add = Button("Add a child", Kind.PRIMARY, icon="user-plus")
        add.clicked.connect(self._add)
        actions = [add] if self._editing is None else []
        self.start("My family", "Who we are helping, and what each of them uses", actions)
        if self._editing == _NEW:
            title = "Add a child" if self._view.children else "Who are we helping?"
            self._open_form(title, "Add", draft or ChildDraft())
        for card in self._view.children:
            if card.child.id == self._editing:
                known = ChildDraft.of(card.child, tuple(one.account.guide_id for one in card.accounts))
                self._open_form(f"Change {short_name(card.child.name)}", "Save", draft or known)
            else:
                self._panels[card.child.id] = self._panel(card)
                self.add(self._panels[card.child.id])
        also = AlsoCard(self._devices, has_children=bool(self._view.children))
        also.devices_wanted.connect(self._shared_devices)
        also.notes_wanted.connect(self._notes)
        self.add(also)
        self.finish()

    def _panel(self, card: ChildCard) -> ChildPanel:
        panel = ChildPanel(card)
        panel.change_wanted.connect(self._change)
        panel.remove_wanted.connect(self._ask_remove)
        panel.settings_wanted.connect(self._settings)
        panel.growing_wanted.connect(self._growing)
        panel.agreement_wanted.connect(self._agreement)
        panel.had_wanted.connect(self._had)
        return panel

    def _open_form(self, title: str, save: str, draft: ChildDraft) -> None:
        self._form = FormCard(title, save, self._view.guides, self._today, draft)
        self._form.saved.connect(self._save)
        self._form.cancelled.connect(self._close_form)
        self.add(self._form)

    def _add(self) -> None:
        self._edit(_NEW)

    def _change(self, child_id: int) -> None:
        self._edit(child_id)

    def _edit(self, child_id: int) -> None:
        self._editing = child_id
        self._fill()
        if self._form is not None:
            self._form.form.take_focus()
            self.ensureWidgetVisible(self._form)

    def _close_form(self) -> None:
        self._editing = None
        self._fill()

    def _save(self, facts: ChildFacts) -> None:
        if self._editing == _NEW:
            service = partial(add_child, name=facts.name, born=facts.born, guides=facts.guides)
            self.session.write(service, self._saved, self._not_saved)
        elif self._editing is not None:
            service = partial(
                change_child, child_id=self._editing, name=facts.name, born=facts.born, guides=facts.guides
            )
            self.session.write(service, self._saved, self._not_saved)

    def _saved(self, change: Change) -> None:
        """Close the form; ``changed`` has asked for the family anew already."""
        self._focus_on = self._editing if change.new_id is None else change.new_id
        self._editing = None
        self._form = None

    def _not_saved(self, trouble: Trouble) -> None:
        if self._form is not None:
            self._form.set_free()
        self.ask.tell(trouble)
        self.refresh()

    def _ask_remove(self, child_id: int) -> None:
        """Ask where something would be lost once undo is over; else remove at once."""
        card = next((one for one in self._view.children if one.child.id == child_id), None)
        if card is None:
            return
        self._removing = child_id
        if not card.loses:
            self._remove()
            return
        name = short_name(card.child.name)
        self.ask.confirm(f"Remove {name}?", losing_words(card), f"Remove {name}", self._remove)

    def _remove(self) -> None:
        if self._removing is not None:
            self.session.write(partial(remove_child, child_id=self._removing))
            self._removing = None

    def _growing(self, child_id: int) -> None:
        self.session.go(Destination(Place.GROWING, child_id=child_id))

    def _agreement(self, child_id: int) -> None:
        self.session.go(Destination(Place.AGREEMENT, child_id=child_id))

    def _had(self, child_id: int) -> None:
        self.session.go(Destination(Place.HAD, child_id=child_id))

    def _shared_devices(self) -> None:
        self.session.go(Destination(Place.DEVICES))

    def _notes(self) -> None:
        self.session.go(Destination(Place.NOTES))

    def _settings(self, _child_id: int) -> None:
        self.session.go(Destination(Place.CHECKS))


def _read(home: Household) -> tuple[FamilyView, tuple[DeviceCard, ...], date]:
    return family_view(home), devices_view(home).devices, home.clock.today()
