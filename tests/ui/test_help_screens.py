"""Get help now and a situation: read, unfolded, copied and opened, with the records locked all the while."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest
from PySide6.QtGui import QDesktopServices, QGuiApplication
from pytestqt.qtbot import QtBot

from kitchentable.domain.errors import NotFound
from kitchentable.domain.pack import Guidance
from kitchentable.domain.situations import Contact, Nation
from kitchentable.domain.values import Line
from kitchentable.ui.destinations import Destination, Place
from kitchentable.ui.help.page import HelpScreen
from kitchentable.ui.help.situation import SituationScreen
from kitchentable.ui.session import Session, SessionState
from kitchentable.ui.theme import Theme
from kitchentable.ui.tokens import ThemeName
from tests.sample_guidance import sample_guidance, sample_pack
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


class SomeWhere:
    """A family in the United Kingdom that may say in which part."""

    def __init__(self) -> None:
        """Live anywhere in it."""
        self.lives: str | None = None

    def country(self) -> str:
        """Return the United Kingdom."""
        return "uk"

    def nation(self) -> str | None:
        """Return what was chosen."""
        return self.lives

    def live_in_nation(self, nation: str | None) -> None:
        """Keep what was chosen."""
        self.lives = nation


def help_page(qtbot: QtBot, session: Session, guidance: Guidance) -> Person:
    screen = HelpScreen(session, guidance, SomeWhere())
    qtbot.addWidget(screen)
    screen.resize(900, 700)
    screen.arrive(Destination(Place.HELP))
    screen.show()
    return Person(qtbot, screen)


def situation_page(qtbot: QtBot, session: Session, guidance: Guidance) -> Person:
    screen = SituationScreen(session, guidance, SomeWhere())
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
    screen = SituationScreen(locked, sample_guidance(), SomeWhere())
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


def _routed(contact: Contact) -> Contact:
    if contact.id == "police":
        return msgspec.structs.replace(contact, nations=("north",))
    return msgspec.structs.replace(contact, from_age=13) if contact.id == "report-line" else contact


def two_nations() -> Guidance:
    """Return sample guidance whose police are the north's and whose report line is for 13 and over."""
    pack = sample_pack()
    uk = pack.countries[0]
    contacts = tuple(_routed(one) for one in uk.contacts)
    nations = (
        Nation("north", "The North", (Line(id="north-1", text="A sample note for the North."),)),
        Nation("south", "The South"),
    )
    country = msgspec.structs.replace(uk, contacts=contacts, nations=nations)
    return Guidance(msgspec.structs.replace(pack, countries=(country,)))


def test_the_age_of_the_child_leaves_out_who_is_not_for_them(qtbot: QtBot, locked: Session) -> None:
    person = situation_page(qtbot, locked, two_nations())
    assert person.sees("2. Sample report line")
    person.clicks("Your child’s age: 10 to 12")
    person.waits_to_see("Left out, as they are not for this age or place: Sample report line.")
    assert not person.sees("2. Sample report line")
    person.clicks("Your child’s age: Any age")
    person.waits_to_see("2. Sample report line")


def test_the_part_of_the_country_is_kept_and_routes_both_help_pages(qtbot: QtBot, locked: Session) -> None:
    guidance, where = two_nations(), SomeWhere()
    screen = SituationScreen(locked, guidance, where)
    qtbot.addWidget(screen)
    screen.arrive(Destination(Place.SITUATION, situation_id="blackmailed"))
    screen.show()
    person = Person(qtbot, screen)
    person.clicks("Where you live: The South")
    person.waits_to_see("1. Sample report line")
    assert where.lives == "south"
    person.clicks("Where you live: The North")
    person.waits_to_see("A sample note for the North.")
    assert person.sees("1. Police")
    everyone = HelpScreen(locked, guidance, where)
    qtbot.addWidget(everyone)
    everyone.arrive(Destination(Place.HELP))
    everyone.show()
    reader = Person(qtbot, everyone)
    reader.clicks("Everyone who can help")
    reader.waits_to_see("A sample note for the North.")
    reader.clicks("Where you live: The South")
    reader.waits_to_see("Everyone who can help")
    reader.clicks("Everyone who can help")
    assert not reader.sees("A sample note for the North.")
