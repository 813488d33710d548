"""Shared devices: a name for the console or tablet at home, and who uses it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from kitchentable.domain.change import Change, Touched
from kitchentable.domain.errors import Trouble
from kitchentable.domain.names import LONGEST_NAME
from kitchentable.services.devices import (
    DeviceCard,
    DevicesView,
    add_device,
    change_device,
    devices_view,
    remove_device,
)
from kitchentable.ui.ask import Ask
from kitchentable.ui.family.cards import device_words
from kitchentable.ui.session import Session
from kitchentable.ui.widgets.buttons import Button, Kind
from kitchentable.ui.widgets.cards import Card, heading
from kitchentable.ui.widgets.fields import Choice, Field
from kitchentable.ui.widgets.flow import ColumnsLayout, FlowLayout
from kitchentable.ui.widgets.page import Screen
from kitchentable.ui.widgets.ticks import Tick
from kitchentable.ui.widgets.words import Role, Words
from kitchentable.ui.wording import short_name

_NEW = 0
"""Stands for the device that is being added."""

_ABOUT = "A console, tablet or router that more than one child uses"
_WHY = "What is set for the whole device is then chosen once, and counts for everybody on it."


class DevicesScreen(Screen):
    """Devices as cards; one at a time turns into a form."""

    concerns = (Touched.CHILDREN, Touched.DEVICES, Touched.GUIDANCE)

    def __init__(self, session: Session, ask: Ask) -> None:
        """Start with no form open."""
        super().__init__(session, ask)
        self._view = DevicesView((), (), ())
        self._editing: int | None = None
        self._form: DeviceForm | None = None

    def reload(self) -> None:
        """Read the devices."""
        self.session.read(devices_view, self.show_view)

    def show_view(self, view: DevicesView) -> None:
        """Take the devices; a form that is open stays as it is."""
        self._view = view
        if self._form is None:
            self._fill()

    def _fill(self) -> None:
        add = Button("Name a device", Kind.PRIMARY, icon="plus")
        add.clicked.connect(self._add)
        can_add = self._editing is None and self._view.children
        self.start("Shared devices", _ABOUT, [add] if can_add else [])
        form = None
        if not self._view.children:
            self.add(Words("Please add a child under My family first.", Role.MUTED))
        elif self._editing is None and not self._view.devices:
            self.add(_why())
        if self._editing == _NEW:
            form = self._open_form(None)
        for card in self._view.devices:
            if card.device.id == self._editing:
                form = self._open_form(card)
            else:
                self.add(self._panel(card))
        self.finish()
        self._form = form
        if form is not None:
            form.take_focus()

    def _panel(self, card: DeviceCard) -> DevicePanel:
        panel = DevicePanel(card)
        panel.change_wanted.connect(self._edit)
        panel.remove_wanted.connect(self._remove)
        return panel

    def _open_form(self, card: DeviceCard | None) -> DeviceForm:
        form = DeviceForm(self._view, card)
        form.saved.connect(self._save)
        form.cancelled.connect(self._close_form)
        self.add(form)
        return form

    def _add(self) -> None:
        self._edit(_NEW)

    def _edit(self, device_id: int) -> None:
        self._editing = device_id
        self._fill()

    def _close_form(self) -> None:
        self._editing = None
        self._fill()

    def _save(self, name: str, guide_id: str, child_ids: tuple[int, ...]) -> None:
        if self._editing == _NEW:
            service = partial(add_device, name=name, guide_id=guide_id, child_ids=child_ids)
        else:
            service = partial(change_device, device_id=self._editing or _NEW, name=name, child_ids=child_ids)
        self.session.write(service, self._saved, self._not_saved)

    def _saved(self, _change: Change) -> None:
        """Close the form; ``changed`` has asked for the devices anew already."""
        self._editing = None
        self._form = None

    def _not_saved(self, trouble: Trouble) -> None:
        if self._form is None:
            self.ask.tell(trouble)
        else:
            self._form.say_wrong(trouble.message)

    def _remove(self, device_id: int) -> None:
        """Remove at once: what was set on it stays in the records, and undo brings it back."""
        self.session.write(partial(remove_device, device_id=device_id))


class DevicePanel(Card):
    """One device and who uses it."""

    change_wanted = Signal(int)
    remove_wanted = Signal(int)

    def __init__(self, card: DeviceCard) -> None:
        """Show a device."""
        super().__init__()
        self._device_id = card.device.id
        name = card.device.name
        self.setAccessibleName(name)
        self.add_layout(heading(name, icon=card.guide_icon))
        self.add(Words(device_words(card), Role.MUTED))
        row = FlowLayout()
        change = Button("Change", icon="pencil", says=f"Change {name}, number {self._device_id}")
        change.clicked.connect(self._change)
        remove = Button("Remove", Kind.QUIET, says=f"Remove {name}, number {self._device_id}")
        remove.clicked.connect(self._remove)
        row.addWidget(change)
        row.addWidget(remove)
        self.add_layout(row)

    def _change(self) -> None:
        self.change_wanted.emit(self._device_id)

    def _remove(self) -> None:
        self.remove_wanted.emit(self._device_id)


class DeviceForm(Card):
    """Asks for a name, what it is, and who uses it."""

    saved = Signal(str, str, object)
    """The name, the guide's id and a tuple of the children's ids, as typed and ticked."""
    cancelled = Signal()

    def __init__(self, view: DevicesView, card: DeviceCard | None) -> None:
        """Open the form, empty where None. What a device is does not change: it would be another one."""
        super().__init__()
        self._card = card
        title = "Name a device" if card is None else f"Change {short_name(card.device.name)}"
        self.setAccessibleName(title)
        self.add(Words(title, Role.H2), Words(_WHY, Role.MUTED))
        self._name = QLineEdit("" if card is None else card.device.name)
        self._name.setMaxLength(LONGEST_NAME)
        self._name.setPlaceholderText("such as living room")
        self._name.returnPressed.connect(self._save)
        self._guide = Choice([(one.id, one.title) for one in view.guides], says="What is it?", empty="Choose")
        fields = ColumnsLayout(least=280, most=2, gap=16, aligned=True)
        fields.addWidget(Field("What do you call it?", self._name))
        if card is None:
            fields.addWidget(Field("What is it?", self._guide))
        self.add_layout(fields)
        self.add(Words("Who uses it?", Role.H3))
        on_it = {one.id for one in card.children} if card is not None else set()
        self._ticks = [(one.id, _tick(f"{short_name(one.name)} uses it", one.id in on_it)) for one in view.children]
        for _, tick in self._ticks:
            self.add(tick)
        self._wrong = Words("", Role.ERROR)
        self._wrong.hide()
        self.add(self._wrong)
        self._save_button = Button("Save", Kind.PRIMARY)
        self._save_button.clicked.connect(self._save)
        cancel = Button("Cancel", Kind.QUIET)
        cancel.clicked.connect(self.cancelled)
        row = FlowLayout()
        row.addWidget(self._save_button)
        row.addWidget(cancel)
        self.add_layout(row)

    def take_focus(self) -> None:
        """Put the keyboard in the name."""
        self._name.setFocus()

    def say_wrong(self, sentence: str) -> None:
        """Say what to put right; what was typed stays."""
        self._save_button.setEnabled(True)
        self._wrong.setText(sentence)
        self._wrong.show()

    def _save(self) -> None:
        guide_id = self._guide.value() if self._card is None else self._card.device.guide_id
        if guide_id is None:
            self.say_wrong("Please choose what it is.")
            return
        if self._save_button.isEnabled():
            self._save_button.setEnabled(False)
            self.saved.emit(self._name.text(), guide_id, tuple(one for one, tick in self._ticks if tick.isChecked()))


def _tick(words: str, ticked: bool) -> Tick:  # noqa: FBT001 -- the value of the box
    tick = Tick(words)
    tick.setChecked(ticked)
    return tick


def _why() -> Card:
    card = Card()
    card.add(Words("No device has a name yet.", Role.H3), Words(_WHY, Role.MUTED))
    return card
