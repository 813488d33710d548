"""The session: in order, off the GUI thread, and nothing asked for is lost when the records close."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from threading import Event

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from kitchentable.domain.ages import BirthMonth
from kitchentable.domain.change import Change, Touched
from kitchentable.domain.errors import BadInput, StoreLocked
from kitchentable.services import family
from kitchentable.services.household import Household
from kitchentable.ui.session import Session, SessionState
from tests.patience import PATIENCE_SECONDS


class Gate:
    """Holds the worker until it is opened, so that work queues up behind it."""

    def __init__(self) -> None:
        """Start shut."""
        self._event = Event()

    def __call__(self) -> None:
        """Wait at the gate."""
        assert self._event.wait(PATIENCE_SECONDS)

    def open(self) -> None:
        """Let the worker through."""
        self._event.set()


class Receiver(QObject):
    """Remembers what it was told."""

    def __init__(self) -> None:
        """Start untold."""
        super().__init__()
        self.told: list[object] = []

    def take(self, result: object) -> None:
        """Remember."""
        self.told.append(result)


@pytest.fixture
def gate() -> Iterator[Gate]:
    """Return a gate that is open at the end, whatever the test did."""
    gate = Gate()
    yield gate
    gate.open()


def add_robin(session: Session) -> None:
    session.write(partial(family.add_child, name="Robin", born=BirthMonth(2015, 3)))


def test_a_write_asked_for_before_locking_is_still_stored(qtbot: QtBot, session: Session, gate: Gate) -> None:
    session.run(gate)
    add_robin(session)
    session.lock()
    assert session.state is SessionState.LOCKED
    with qtbot.waitSignal(session.changed):
        gate.open()


def test_a_write_asked_for_before_closing_is_still_stored(session: Session, gate: Gate) -> None:
    stored: list[Change] = []

    def add(home: Household) -> Change:
        change = family.add_child(home, name="Robin", born=BirthMonth(2015, 3))
        stored.append(change)
        return change

    session.run(gate)
    session.write(add)
    gate.open()
    session.close()
    assert [change.touches(Touched.CHILDREN) for change in stored] == [True]


def test_what_is_asked_for_while_locked_says_so(qtbot: QtBot, session: Session) -> None:
    session.lock()
    with qtbot.waitSignal(session.troubled) as told:
        add_robin(session)
    assert told.args is not None
    assert isinstance(told.args[0], StoreLocked)


def test_trouble_reaches_whoever_asked_and_bugs_look_different(qtbot: QtBot, session: Session) -> None:
    receiver = Receiver()

    def refuse() -> None:
        raise BadInput("Please type a name.")

    def break_down() -> None:
        raise ZeroDivisionError

    session.run(refuse, failed=receiver.take)
    qtbot.waitUntil(lambda: bool(receiver.told))
    assert isinstance(receiver.told[0], BadInput)
    with qtbot.waitSignal(session.broke) as told:
        session.run(break_down)
    assert told.args is not None
    assert isinstance(told.args[0], ZeroDivisionError)


def test_a_receiver_that_is_gone_is_left_alone(qtbot: QtBot, session: Session, gate: Gate) -> None:
    receiver = Receiver()
    session.run(gate)
    session.run(lambda: 1, receiver.take)
    receiver.deleteLater()
    qtbot.waitUntil(lambda: True)
    gate.open()
    qtbot.waitUntil(lambda: not session.busy)


def test_results_come_in_the_order_they_were_asked_for(qtbot: QtBot, session: Session) -> None:
    receiver = Receiver()
    for number in range(20):
        session.run(partial(int, number), receiver.take)
    qtbot.waitUntil(lambda: len(receiver.told) == 20)
    assert receiver.told == list(range(20))


class FirstScreen(QObject):
    """Reads as soon as the records are open, as every screen does, and remembers what it had when all had settled."""

    def __init__(self, session: Session) -> None:
        """Listen to the session."""
        super().__init__()
        self.session = session
        self.told: list[str] = []
        self.had_when_settled: list[list[str]] = []
        session.state_changed.connect(self._read)
        session.settled.connect(self._settled)

    def _read(self, state: SessionState) -> None:
        if state is SessionState.OPEN:
            self.session.read(lambda home: home.paths.data.name, self._take)

    def _take(self, name: str) -> None:
        self.told.append(name)

    def _settled(self) -> None:
        self.had_when_settled.append(list(self.told))


def test_what_can_wait_begins_once_when_the_first_screen_has_what_it_asked_for(
    qtbot: QtBot, household: Household
) -> None:
    session = Session()
    screen = FirstScreen(session)
    with qtbot.waitSignal(session.settled):
        session.opened(household)
        assert session.busy
    assert screen.had_when_settled == [[household.paths.data.name]]
    qtbot.waitUntil(lambda: not session.busy)
    with qtbot.waitSignal(session.changed):
        add_robin(session)
    assert len(screen.had_when_settled) == 1
    session.close()


def test_nothing_that_can_wait_begins_when_the_records_lock_at_once(
    qtbot: QtBot, household: Household, gate: Gate
) -> None:
    session = Session()
    screen = FirstScreen(session)
    session.run(gate)
    session.opened(household)
    session.lock()
    gate.open()
    qtbot.waitUntil(lambda: not session.busy)
    with qtbot.waitSignal(session.changed):
        session.run(lambda: Change.of(Touched.TALKS))
    assert screen.had_when_settled == []
    session.close()
