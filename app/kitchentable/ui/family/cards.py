"""The cards of the family page: a child as we know them, and the form to add or change one."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kitchentable.services.devices import DeviceCard
from kitchentable.services.family import AccountCard, ChildCard, GuideOption
from kitchentable.ui.family.form import ChildDraft, ChildFacts, ChildForm
from kitchentable.ui.icons import IconLabel
from kitchentable.ui.widgets.buttons import Button, Kind
from kitchentable.ui.widgets.cards import Card, heading
from kitchentable.ui.widgets.flow import FlowLayout
from kitchentable.ui.widgets.lists import marked
from kitchentable.ui.widgets.words import Phrase, Pill, Role, Words, one_line
from kitchentable.ui.wording import day_words, few, short_name


class ChildPanel(Card):
    """One child: age, what they use, and the talks had."""

    change_wanted = Signal(int)
    remove_wanted = Signal(int)
    settings_wanted = Signal(int)
    growing_wanted = Signal(int)
    agreement_wanted = Signal(int)
    had_wanted = Signal(int)

    def __init__(self, card: ChildCard) -> None:
        """Show a child."""
        super().__init__()
        self._child_id = card.child.id
        self._name = card.child.name
        self._talks_had = card.talks_had
        self.setAccessibleName(f"{card.child.name}, {card.age}")
        pill = Pill(f"Ages {card.band.words}" if card.band.words[0].isdigit() else card.band.words.capitalize())
        self.add_layout(heading(f"{card.child.name}, {card.age}", icon="user-round", beside=pill))
        born = card.child.born
        self.add(Words(f"Born in {calendar.month_name[born.month]} {born.year}. {talks_words(card)}", Role.MUTED))
        self.add_layout(_uses(card.accounts))
        self.add_layout(self._buttons(uses_any=bool(card.accounts)))

    def take_focus(self) -> None:
        """Put the keyboard where a parent goes on from here."""
        self._change_button.setFocus()

    def _buttons(self, *, uses_any: bool) -> FlowLayout:
        row = FlowLayout()
        self._change_button = Button("Change", icon="pencil", says=f"Change {self._name}")
        self._change_button.clicked.connect(self._change)
        row.addWidget(self._change_button)
        if uses_any:
            settings = Button("Settings checks", Kind.QUIET, says=f"Settings checks for {self._name}")
            settings.clicked.connect(self._settings)
            row.addWidget(settings)
        agreement = Button("Our agreement", Kind.QUIET, says=f"Our agreement with {self._name}")
        agreement.clicked.connect(self._agreement)
        row.addWidget(agreement)
        if self._talks_had:
            had = Button("Talks so far", Kind.QUIET, says=f"Talks so far with {self._name}")
            had.clicked.connect(self._had)
            row.addWidget(had)
        growing = Button("As they grow", Kind.QUIET, says=f"What changes as {self._name} grows")
        growing.clicked.connect(self._growing)
        row.addWidget(growing)
        remove = Button("Remove", Kind.QUIET, says=f"Remove {self._name}")
        remove.clicked.connect(self._remove)
        row.addWidget(remove)
        return row

    def _change(self) -> None:
        self.change_wanted.emit(self._child_id)

    def _remove(self) -> None:
        self.remove_wanted.emit(self._child_id)

    def _growing(self) -> None:
        self.growing_wanted.emit(self._child_id)

    def _agreement(self) -> None:
        self.agreement_wanted.emit(self._child_id)

    def _had(self) -> None:
        self.had_wanted.emit(self._child_id)

    def _settings(self) -> None:
        self.settings_wanted.emit(self._child_id)


class FormCard(Card):
    """The form to add a child, or to put one right."""

    saved = Signal(object)
    """``ChildFacts`` that can be used."""
    cancelled = Signal()

    def __init__(self, title: str, save: str, options: Sequence[GuideOption], today: date, draft: ChildDraft) -> None:
        """Open the form with what is known, or was half typed."""
        super().__init__()
        self.setAccessibleName(title)
        self.form = ChildForm(options, today, draft)
        self.form.submitted.connect(self._save)
        self.add(Words(title, Role.H2))
        self.add(
            Words("A nickname is fine. Month of birth only, so that talks and settings suit their age.", Role.MUTED)
        )
        self.add(self.form)
        row = FlowLayout()
        self._save_button = Button(save, Kind.PRIMARY)
        self._save_button.clicked.connect(self._save)
        row.addWidget(self._save_button)
        cancel = Button("Cancel", Kind.QUIET)
        cancel.clicked.connect(self.cancelled)
        row.addWidget(cancel)
        self.add_layout(row)

    def set_free(self) -> None:
        """Let the parent try again."""
        self._save_button.setEnabled(True)

    def _save(self) -> None:
        facts: ChildFacts | None = self.form.facts()
        if facts is not None and self._save_button.isEnabled():
            self._save_button.setEnabled(False)
            self.saved.emit(facts)


def talks_words(card: ChildCard) -> str:
    """Say how many talks were had, and when the last was."""
    if card.last_talk is None:
        return "No talk yet: the first is ready on This month."
    return f"{few(card.talks_had, 'talk')} so far, the last on {day_words(card.last_talk)}."


def losing_words(card: ChildCard) -> str:
    """Say what would be lost with a child, and until when it can be undone."""
    *most, last = card.loses
    lost = f"{', '.join(most)} and {last}" if most else last
    return (
        f"All you wrote about {short_name(card.child.name)} goes: {lost}. "
        "You can undo it until you change something else or close Kitchen Table. Then it is gone for good."
    )


def _uses(accounts: Sequence[AccountCard]) -> FlowLayout:
    row = FlowLayout(gap=18)
    if not accounts:
        row.addWidget(Phrase("Nothing chosen yet. Choose what they use, and we can suggest settings."))
    for account in accounts:
        row.addWidget(_use(account))
    return row


def _use(account: AccountCard) -> QWidget:
    ground = QWidget()
    row = QHBoxLayout(ground)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(IconLabel(account.guide_icon, 20))
    row.addWidget(one_line(_use_words(account)))
    return ground


def _use_words(account: AccountCard) -> str:
    return f"{account.guide_title}: {short_name(account.device_name)}" if account.device_name else account.guide_title


class AlsoCard(Card):
    """What belongs to the whole family: shared devices, and private notes."""

    devices_wanted = Signal()
    notes_wanted = Signal()

    def __init__(self, devices: Sequence[DeviceCard], *, has_children: bool) -> None:
        """Name the devices there are, and the ways to both pages."""
        super().__init__()
        self.setAccessibleName("For the whole family")
        self.add_layout(heading("For the whole family", icon="house"))
        for card in devices:
            self.add_layout(marked(IconLabel(card.guide_icon, 20), Words(f"{card.device.name}: {device_words(card)}")))
        row = FlowLayout()
        if has_children:
            shared = Button("Shared devices", icon="monitor-smartphone")
            shared.clicked.connect(self.devices_wanted)
            row.addWidget(shared)
        notes = Button("Notes", icon="notebook-pen", says="Notes: private records of what happened")
        notes.clicked.connect(self.notes_wanted)
        row.addWidget(notes)
        self.add_layout(row)


def device_words(card: DeviceCard) -> str:
    """Say what a device is and who uses it: "Xbox, used by Robin and Sam"."""
    *most, last = [short_name(one.name) for one in card.children] or ["nobody now"]
    names = f"{', '.join(most)} and {last}" if most else last
    return f"{card.guide_title}, used by {names}"
