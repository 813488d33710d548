"""Get help now and a situation: read, unfolded, copied and opened, with the records locked all the while."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QDesktopServices, QGuiApplication
from pytestqt.qtbot import QtBot

from kitchentable.domain.errors import NotFound
from kitchentable.domain.pack import Guidance
from kitchentable.ui.destinations import Destination, Place
from kitchentable.ui.help.page import HelpScreen
from kitchentable.ui.help.situation import SituationScreen
from kitchentable.ui.session import Session, SessionState
from kitchentable.ui.theme import Theme
from kitchentable.ui.tokens import ThemeName
from tests.sample_guidance import sample_guidance
from tests.ui.probes.browser import Browser
from tests.ui.probes.person import Person


@pytest.fixture
def locked(theme: Theme) -> Iterator[Session]:
    """Return a session that has no records."""
    assert theme is not None
    session = Session()
    assert session.state is SessionState.LOCKED
    yield session
    session.close()


@pytest.fixture
def went(locked: Session) -> list[Destination]:
    """Return the places the screens ask for."""
    places: list[Destination] = []
    locked.destination_changed.connect(places.append)
    return places


@pytest.fixture
def browser() -> Iterator[Browser]:
    """Put a stand-in in the place of the browser."""
    stand_in = Browser()
    QDesktopServices.setUrlHandler("https", stand_in, "take")  # type: ignore[arg-type] # the stubs want bytes, Qt refuses them
    yield stand_in
    QDesktopServices.unsetUrlHandler("https")


def uk() -> str:
    return "uk"


def help_page(qtbot: QtBot, session: Session, guidance: Guidance) -> Person:
    screen = HelpScreen(session, guidance, uk)
    qtbot.addWidget(screen)
    screen.resize(900, 700)
    screen.arrive(Destination(Place.HELP))
    screen.show()
    return Person(qtbot, screen)


def situation_page(qtbot: QtBot, session: Session, guidance: Guidance) -> Person:
    screen = SituationScreen(session, guidance, uk)
    qtbot.addWidget(screen)
    screen.resize(900, 700)
    screen.arrive(Destination(Place.SITUATION, situation_id="blackmailed"))
    screen.show()
    return Person(qtbot, screen)


def test_help_is_there_at_once_with_the_number_first(qtbot: QtBot, locked: Session) -> None:
    person = help_page(qtbot, locked, sample_guidance())
    lines = person.reads().splitlines()
    assert lines.index("01632 960000") < lines.index("What has happened?")
    assert person.sees("Somebody is blackmailing my child")
    assert person.nameless() == []


def test_a_situation_is_one_click_away(qtbot: QtBot, locked: Session, went: list[Destination]) -> None:
    person = help_page(qtbot, locked, sample_guidance())
    person.clicks("Somebody is blackmailing my child")
    assert went == [Destination(Place.SITUATION, situation_id="blackmailed")]


def test_everyone_who_can_help_unfolds(qtbot: QtBot, locked: Session) -> None:
    person = help_page(qtbot, locked, sample_guidance())
    assert not person.sees("Police")
    person.clicks("Everyone who can help in the United Kingdom")
    assert person.sees("Police")
    assert person.sees("01632 960001")
    person.clicks("Everyone who can help in the United Kingdom")
    assert not person.sees("01632 960001")


def test_how_to_report_unfolds_and_folds(qtbot: QtBot, locked: Session) -> None:
    person = help_page(qtbot, locked, sample_guidance())
    person.clicks("How to report")
    assert person.sees("Open in my browser")
    person.clicks("How to report")
    assert not person.sees("Open in my browser")


def test_a_situation_shows_the_crisis_line_steps_and_whom_to_tell_in_order(qtbot: QtBot, locked: Session) -> None:
    person = situation_page(qtbot, locked, sample_guidance())
    said = person.reads()
    order = ["Sample crisis line", "You are not in trouble", "Stop answering.", "1. Police", "2. Sample report line"]
    places = [said.index(words) for words in order]
    assert places == sorted(places)
    assert person.sees("Names, addresses and times.")
    assert person.sees("Do not copy pictures of a child.")
    assert person.sees("Tell the safeguarding lead.")
    assert person.nameless() == []


def test_an_address_opens_only_by_a_click_and_can_be_copied(qtbot: QtBot, locked: Session, browser: Browser) -> None:
    person = situation_page(qtbot, locked, sample_guidance())
    assert browser.opened == []
    person.clicks("Open Police in my browser")
    assert browser.opened == ["https://example.org/help"]
    person.clicks("Copy the web address of Police")
    assert QGuiApplication.clipboard().text() == "https://example.org/help"
    assert person.sees("Copied.")


def test_printing_from_help_asks_for_the_help_page(qtbot: QtBot, locked: Session, went: list[Destination]) -> None:
    person = situation_page(qtbot, locked, sample_guidance())
    person.clicks("Print the help pages")
    person.clicks("All of Get help now")
    assert [one.place for one in went] == [Place.PRINTS, Place.HELP]
    assert went[0].situation_id is not None


def test_an_unknown_situation_says_so(qtbot: QtBot, locked: Session) -> None:
    screen = SituationScreen(locked, sample_guidance(), uk)
    qtbot.addWidget(screen)
    with pytest.raises(NotFound):
        screen.arrive(Destination(Place.SITUATION, situation_id="no-such-thing"))


@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_wider_than_a_small_window(qtbot: QtBot, theme: Theme, locked: Session, percent: int) -> None:
    theme.put_on(ThemeName.DARK, percent)
    for make in (help_page, situation_page):
        screen = make(qtbot, locked, sample_guidance()).window
        screen.resize(930, 640)
        qtbot.waitUntil(lambda shown=screen: shown.width() == 930)  # type: ignore[misc]
        assert screen.horizontalScrollBar().maximum() == 0  # type: ignore[attr-defined]
