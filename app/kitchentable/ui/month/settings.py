"""The month's settings: up to two to look at again and one new one, each with its reason."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kitchentable.services.month import ChildMonth, SettingLine
from kitchentable.ui.destinations import Destination, Place
from kitchentable.ui.icons import IconLabel
from kitchentable.ui.session import Session
from kitchentable.ui.widgets.buttons import Button, Kind
from kitchentable.ui.widgets.cards import Card, beside, heading
from kitchentable.ui.widgets.flow import FlowLayout
from kitchentable.ui.widgets.words import Role, Words
from kitchentable.ui.wording import few


class SettingsCard(Card):
    """Up to two settings to look at again and one new one."""

    def __init__(self, session: Session, month: ChildMonth) -> None:
        """Show a child’s settings of this month, or that there are none."""
        super().__init__()
        self._session = session
        self._month = month
        if not month.settings:
            self.add_layout(heading("Settings to check"))
            self.add(Words(_no_settings(month), Role.MUTED))
            if not month.settings_in_all:
                choose = Button("Choose what they use", icon="users")
                choose.clicked.connect(self._family)
                self._row(choose)
            return
        minutes = sum(line.planned.minutes for line in month.settings)
        self.add_layout(heading("Settings to check", beside=beside(f"about {few(minutes, 'minute')}")))
        for line in month.settings:
            self.add(_SettingRow(session, line))
        first = Button("Start with the first", icon="play")
        first.clicked.connect(self._start)
        self._row(first)

    def _row(self, button: Button) -> None:
        row = FlowLayout()
        row.addWidget(button)
        self.add_layout(row)
        self.body.addStretch(1)

    def _start(self) -> None:
        planned = self._month.settings[0].planned
        self._session.go(Destination(Place.GUIDE, account_id=planned.account_id))

    def _family(self) -> None:
        self._session.go(Destination(Place.FAMILY))


class _SettingRow(QWidget):
    """One setting: what, why, and a way to it."""

    def __init__(self, session: Session, line: SettingLine) -> None:
        super().__init__()
        self._session = session
        self._line = line
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(IconLabel(line.guide_icon, 24))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Words(f"{line.guide_title} · {line.setting_title}"))
        words.addWidget(Words(line.planned.reason, Role.SMALL))
        row.addLayout(words, 1)
        look = Button("Look", Kind.QUIET, says=f"Look at {line.guide_title}: {line.setting_title}")
        look.clicked.connect(self._open)
        row.addWidget(look)

    def _open(self) -> None:
        self._session.go(Destination(Place.GUIDE, account_id=self._line.planned.account_id))


def _no_settings(month: ChildMonth) -> str:
    if not month.settings_in_all:
        return f"Choose what {month.plan.child.name} uses, and the settings that matter most will wait here."
    return "Nothing to check this month. You can stop here."
