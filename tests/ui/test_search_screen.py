"""The search page: results while typing, each leading to its place; nothing found says so, with help beside it."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from kitchentable.ui.destinations import Destination, Place
from kitchentable.ui.search.page import SearchScreen
from kitchentable.ui.session import Session
from kitchentable.ui.theme import Theme
from kitchentable.ui.tokens import ThemeName
from kitchentable.ui.widgets.search_field import SearchField
from tests.sample_guidance import sample_guidance
from tests.store.hostile import HOSTILE
from tests.ui.probes.person import Person


@pytest.fixture
def screen(qtbot: QtBot, session: Session) -> SearchScreen:
    """Return the search page on show."""
    screen = SearchScreen(session, sample_guidance(), lambda: "uk")
    qtbot.addWidget(screen)
    screen.resize(900, 700)
    screen.show()
    return screen


@pytest.fixture
def person(qtbot: QtBot, screen: SearchScreen) -> Person:
    """Return a person at the search page."""
    return Person(qtbot, screen)


def went_to(qtbot: QtBot, session: Session, person: Person, says: str) -> Destination:
    with qtbot.waitSignal(session.destination_changed) as went:
        person.clicks(says)
    assert went.args is not None
    destination = went.args[0]
    assert isinstance(destination, Destination)
    return destination


def test_typing_finds_and_a_click_leads_there(qtbot: QtBot, session: Session, person: Person) -> None:
    person.types("Search", "live streeming")
    person.waits_to_see("Live streaming")
    there = went_to(qtbot, session, person, "Live streaming")
    assert (there.place, there.topic_id) == (Place.TALK, "live-streaming")


def test_words_typed_elsewhere_are_searched_at_once(screen: SearchScreen, person: Person) -> None:
    screen.arrive(Destination(Place.SEARCH, query="xbox"))
    person.waits_to_see("Guide")
    assert person.sees("Xbox")


def test_an_age_leads_to_what_changes_as_children_grow(
    qtbot: QtBot, session: Session, screen: SearchScreen, person: Person
) -> None:
    milestone = sample_guidance().pack.milestones[0]
    screen.arrive(Destination(Place.SEARCH, query=f"turns {milestone.age}"))
    person.waits_to_see(f"At {milestone.age}: ")
    there = went_to(qtbot, session, person, f"At {milestone.age}: ")
    assert (there.place, there.milestone_id) == (Place.GROWING, milestone.id)


def test_trouble_leads_to_help(qtbot: QtBot, session: Session, screen: SearchScreen, person: Person) -> None:
    title = sample_guidance().situations()[0].title
    screen.arrive(Destination(Place.SEARCH, query="blackmail"))
    person.waits_to_see(title)
    there = went_to(qtbot, session, person, title)
    assert (there.place, there.situation_id) == (Place.SITUATION, "blackmailed")


def test_nothing_found_says_so_with_help_beside_it(
    qtbot: QtBot, session: Session, screen: SearchScreen, person: Person
) -> None:
    screen.arrive(Destination(Place.SEARCH, query="zebra crossing"))
    person.waits_to_see("Nothing found.")
    assert went_to(qtbot, session, person, "Has something happened?").place is Place.HELP


def test_clearing_the_field_clears_the_results(screen: SearchScreen, person: Person) -> None:
    screen.arrive(Destination(Place.SEARCH, query="xbox"))
    person.waits_to_see("Guide")
    person.types("Search", " ")
    person.waits_until_gone("Guide")


@pytest.mark.parametrize("words", HOSTILE)
def test_odd_words_find_nothing_or_something_but_never_break(
    qtbot: QtBot, session: Session, screen: SearchScreen, words: str
) -> None:
    screen.arrive(Destination(Place.SEARCH, query=words))
    qtbot.waitUntil(lambda: not session.busy)


def test_leaving_lets_the_index_go_and_it_comes_back(
    qtbot: QtBot, session: Session, screen: SearchScreen, person: Person
) -> None:
    screen.arrive(Destination(Place.SEARCH, query="xbox"))
    person.waits_to_see("Guide")
    screen.leave()
    qtbot.waitUntil(lambda: not session.busy)
    screen.arrive(Destination(Place.SEARCH, query="live"))
    person.waits_to_see("Live streaming")
    screen.leave()
    qtbot.waitUntil(lambda: not session.busy)


@pytest.mark.parametrize("percent", [100, 200])
def test_the_field_s_icon_is_as_large_as_its_words(qtbot: QtBot, session: Session, theme: Theme, percent: int) -> None:
    theme.put_on(ThemeName.LIGHT, percent)
    field = SearchField(session)
    qtbot.addWidget(field)
    field.resize(field.sizeHint())
    field.show()
    picture = field.grab().toImage()
    ground = picture.pixelColor(picture.width() // 2, 6)
    inside = range(6, picture.height() - 6)
    drawn = [y for y in inside if any(picture.pixelColor(x, y) != ground for x in range(8, 8 + 20 * percent // 100))]
    assert drawn[-1] - drawn[0] >= 13 * percent // 100
