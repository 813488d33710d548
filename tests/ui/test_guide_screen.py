"""Settings checks on screen: where each child stands, and one guide decided setting by setting."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kitchentable.domain.ages import AgeBand, BirthMonth
from kitchentable.domain.errors import CannotWrite
from kitchentable.domain.family import Choice, ChoiceState
from kitchentable.domain.pack import Guidance, Pack
from kitchentable.domain.sources import Retired
from kitchentable.guidance.released import release_of
from kitchentable.services import family, settings
from kitchentable.services.household import Household
from kitchentable.ui.ask import Ask
from kitchentable.ui.destinations import Destination, Place
from kitchentable.ui.session import Session
from kitchentable.ui.settings.checks import ChecksScreen
from kitchentable.ui.settings.guide import MOST_OPEN, GuideScreen, shown_and_rest
from tests.fakes.clock import FakeClock
from tests.services.upgrading import suggesting
from tests.store.hostile import HOSTILE
from tests.ui.probes.browser import Browser
from tests.ui.probes.guide import GuideProbe
from tests.ui.probes.person import Person

MESSAGES = "Who can message"
GROUP = "A family group"
SPENDING = "Spending needs your yes"


@pytest.fixture
def ava(household: Household) -> int:
    """Return the id of a sample child of eleven who uses one guide."""
    child_id = family.add_child(household, name="Ava", born=BirthMonth(2015, 3), guides=("xbox",)).new_id
    assert child_id is not None
    return child_id


@pytest.fixture
def account(household: Household, ava: int) -> int:
    """Return the account of that child."""
    (card,) = [one for one in family.family_view(household).children if one.child.id == ava]
    return card.accounts[0].account.id


@pytest.fixture
def screen(qtbot: QtBot, session: Session, ask: Ask) -> GuideScreen:
    """Return an empty guide page on show."""
    screen = GuideScreen(session, ask)
    qtbot.addWidget(screen)
    screen.resize(900, 700)
    screen.show()
    return screen


@pytest.fixture
def person(qtbot: QtBot, screen: GuideScreen) -> GuideProbe:
    """Return a person at the guide page."""
    return GuideProbe(qtbot, screen)


@pytest.fixture
def shelf(qtbot: QtBot, session: Session, ask: Ask) -> ChecksScreen:
    """Return the shelf, not shown yet."""
    shelf = ChecksScreen(session, ask)
    qtbot.addWidget(shelf)
    shelf.resize(900, 700)
    return shelf


def opened(screen: GuideScreen, person: GuideProbe, account: int) -> None:
    screen.arrive(Destination(Place.GUIDE, account_id=account))
    person.waits_to_see("Xbox")


def choice(household: Household, account: int, setting_id: str) -> Choice | None:
    cards = settings.guide_view(household, account_id=account).cards
    return next(one.choice for one in cards if one.setting.id == setting_id)


def test_a_card_says_why_what_we_suggest_and_the_way_there(
    screen: GuideScreen, person: GuideProbe, account: int
) -> None:
    opened(screen, person, account)
    for words in (
        "Strangers can reach a child in any game.",
        "For 11:",
        "Friends only (10 to 12)",
        "On your own phone",
        "Communication",
        "To begin with: Everyone.",
        "Checked against the maker’s page, 1 July 2026",
        "What Xbox cannot do",
        "How to report and block on Xbox",
        "What changed lately",
    ):
        assert person.sees(words), words
    assert person.nameless() == []


def test_done_is_kept_and_the_card_folds(
    screen: GuideScreen, person: GuideProbe, household: Household, account: int
) -> None:
    opened(screen, person, account)
    person.decides("Done", GROUP)
    person.waits_to_see("Done 21 Nov 2026")
    kept = choice(household, account, "family-group")
    assert kept is not None
    assert kept.state is ChoiceState.DONE
    assert not person.may_decide(GROUP)
    assert person.may_decide(MESSAGES)
    assert person.sees("1 of 3 looked at")
    person.clicks(f"Change: {GROUP}")
    assert person.may_decide(GROUP)


def test_the_keyboard_goes_on_from_the_card_just_decided(
    qtbot: QtBot, screen: GuideScreen, person: GuideProbe, account: int
) -> None:
    opened(screen, person, account)
    person.decides("Not for us", GROUP)
    person.waits_to_see("Not for us, 21 Nov 2026")

    def on_the_card() -> None:
        focused = screen.window().focusWidget()
        assert focused is not None
        assert focused.accessibleName() == f"Change: {GROUP}"

    qtbot.waitUntil(on_the_card)


def test_something_else_asks_for_a_few_words(
    screen: GuideScreen, person: GuideProbe, household: Household, account: int
) -> None:
    opened(screen, person, account)
    person.decides("We chose something else", MESSAGES)
    assert choice(household, account, "messages") is None
    person.types("What did you choose?", "Only cousins <b>x</b>")
    person.clicks("Save our choice")
    person.waits_to_see("Our own choice, 21 Nov 2026")
    assert person.sees("Only cousins <b>x</b>. We’ll ask again on")
    kept = choice(household, account, "messages")
    assert kept is not None
    assert (kept.state, kept.note) == (ChoiceState.OTHERWISE, "Only cousins <b>x</b>")


@pytest.mark.parametrize("text", HOSTILE)
def test_any_note_is_kept_and_shown_as_plain_words(
    qtbot: QtBot,
    screen: GuideScreen,
    person: GuideProbe,
    session: Session,
    household: Household,
    account: int,
    text: str,
) -> None:
    opened(screen, person, account)
    person.decides("We chose something else", MESSAGES)
    person.types("What did you choose?", text)
    person.clicks("Save our choice")
    qtbot.waitUntil(lambda: not session.busy)
    person.waits_to_see("Our own choice, 21 Nov 2026")
    kept = choice(household, account, "messages")
    assert kept is not None
    assert kept.state is ChoiceState.OTHERWISE
    assert screen.horizontalScrollBar().maximum() == 0


def test_a_note_half_typed_survives_another_decision(screen: GuideScreen, person: GuideProbe, account: int) -> None:
    opened(screen, person, account)
    person.decides("We chose something else", MESSAGES)
    person.types("What did you choose?", "Only cous")
    person.decides("Done", GROUP)
    person.waits_to_see("Done 21 Nov 2026")
    assert person.finds(QLineEdit, "What did you choose?").text() == "Only cous"


def test_a_note_half_typed_is_kept_when_the_window_closes(
    qtbot: QtBot, screen: GuideScreen, person: GuideProbe, session: Session, household: Household, account: int
) -> None:
    opened(screen, person, account)
    person.decides("We chose something else", MESSAGES)
    person.types("What did you choose?", "Only cousins")
    screen.leave()
    qtbot.waitUntil(lambda: not session.busy)
    kept = choice(household, account, "messages")
    assert kept is not None
    assert kept.note == "Only cousins"


def test_later_comes_back_in_two_weeks(
    screen: GuideScreen, person: GuideProbe, household: Household, clock: FakeClock, account: int
) -> None:
    opened(screen, person, account)
    person.decides("Later", GROUP)
    person.waits_to_see("We’ll ask again on 5 December 2026.")
    clock.move(timedelta(days=14))
    screen.refresh()
    person.waits_to_see("Look again")
    assert person.may_decide(GROUP)
    kept = choice(household, account, "family-group")
    assert kept is not None
    assert kept.state is ChoiceState.LATER


def test_what_matters_most_stands_open_and_the_rest_waits(
    screen: GuideScreen, person: GuideProbe, account: int
) -> None:
    opened(screen, person, account)
    assert person.primaries() == [f"Done: {GROUP}"]
    assert not person.sees(SPENDING)
    person.clicks("Show the rest (1 setting)")
    assert person.may_decide(SPENDING)
    assert not person.can_find("Show the rest")


def test_a_clear_stop_when_all_that_matters_is_decided(screen: GuideScreen, person: GuideProbe, account: int) -> None:
    opened(screen, person, account)
    person.decides("Done", GROUP)
    person.waits_to_see("Done 21 Nov 2026")
    person.decides("Done", MESSAGES)
    person.waits_to_see("You can stop here.")
    assert person.can_find("Show the rest")


def test_never_more_than_seven_open_cards_unasked(household: Household, account: int) -> None:
    one = settings.guide_view(household, account_id=account).cards[0]
    shown, rest = shown_and_rest([one] * 12, show_all=False)
    assert (len(shown), len(rest)) == (MOST_OPEN, 12 - MOST_OPEN)


def test_a_decision_that_cannot_be_saved_says_why_and_can_be_made_again(
    qtbot: QtBot,
    screen: GuideScreen,
    person: GuideProbe,
    household: Household,
    ask: Ask,
    account: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*_args: object, **_words: object) -> None:
        raise CannotWrite("The disk is full. Please free some space and try again.")

    opened(screen, person, account)
    with monkeypatch.context() as patch:
        patch.setattr("kitchentable.store.choices.add", full)
        person.decides("Done", GROUP)
        window = ask.parent()
        assert isinstance(window, QWidget)
        Person(qtbot, window).waits_to_see("The disk is full.")
    assert choice(household, account, "family-group") is None
    person.decides("Done", GROUP)
    person.waits_to_see("Done 21 Nov 2026")


def test_sources_unfold_when_asked_and_open_by_a_click_only(
    screen: GuideScreen, person: GuideProbe, account: int
) -> None:
    browser = Browser()
    QDesktopServices.setUrlHandler("https", browser, "take")  # type: ignore[arg-type] # the stub wants bytes, Qt a str
    try:
        opened(screen, person, account)
        assert not person.sees("We read it on 1 July 2026.")
        person.clicks(f"Where this is from: {GROUP}")
        assert person.sees("Sample maker: A sample page, June 2026")
        assert person.sees("We read it on 1 July 2026.")
        assert browser.opened == []
        person.clicks("Open A sample page in my browser")
        assert browser.opened == ["https://example.com/page"]
    finally:
        QDesktopServices.unsetUrlHandler("https")


def test_a_guide_can_be_read_without_a_child(screen: GuideScreen, person: GuideProbe) -> None:
    screen.arrive(Destination(Place.GUIDE, guide_id="xbox", band=AgeBand.FROM_7))
    person.waits_to_see("Friends only (7 to 9)")
    assert not person.can_find("Done")
    person.clicks("For age: 13 to 15")
    person.waits_to_see("Friends only (13 to 15)")


def test_print_takes_the_guide_and_the_child_along(
    qtbot: QtBot, screen: GuideScreen, person: GuideProbe, session: Session, account: int, ava: int
) -> None:
    opened(screen, person, account)
    with qtbot.waitSignal(session.destination_changed) as went:
        person.clicks("Print Xbox")
    assert went.args is not None
    assert went.args[0] == Destination(Place.PRINTS, guide_id="xbox", child_id=ava, band=AgeBand.FROM_10)


def test_an_account_that_is_gone_leads_back_to_the_shelf(
    qtbot: QtBot, screen: GuideScreen, person: GuideProbe, session: Session, ava: int, account: int
) -> None:
    opened(screen, person, account)
    with qtbot.waitSignal(session.destination_changed) as went:
        session.write(lambda home: family.remove_child(home, child_id=ava))
    assert went.args is not None
    assert went.args[0] == Destination(Place.CHECKS)


def test_an_empty_shelf_leads_to_my_family(qtbot: QtBot, shelf: ChecksScreen, session: Session) -> None:
    shelf.show()
    person = Person(qtbot, shelf)
    person.waits_to_see("Who are we helping?")
    with qtbot.waitSignal(session.destination_changed) as went:
        person.clicks("Add a child")
    assert went.args is not None
    assert went.args[0] == Destination(Place.FAMILY)


def test_the_shelf_says_how_much_there_is_to_do_and_when_to_stop(
    qtbot: QtBot, shelf: ChecksScreen, session: Session, household: Household, account: int
) -> None:
    shelf.show()
    person = Person(qtbot, shelf)
    person.waits_to_see("Ava, 11")
    assert person.sees("2 to check, about 6 minutes")
    assert person.sees("0 of 3 looked at")
    for setting_id in ("family-group", "messages"):
        settings.choose(household, account_id=account, setting_id=setting_id, state=ChoiceState.DONE)
    shelf.refresh()
    person.waits_to_see("Good enough for now. You can stop here until 21 November 2027.")
    assert person.sees("2 of 3 looked at")
    assert person.nameless() == []
    with qtbot.waitSignal(session.destination_changed) as went:
        person.clicks("Xbox.")
    assert went.args is not None
    assert went.args[0] == Destination(Place.GUIDE, account_id=account)


def test_any_guide_can_be_read_from_the_shelf(qtbot: QtBot, shelf: ChecksScreen, session: Session) -> None:
    shelf.show()
    person = Person(qtbot, shelf)
    person.waits_to_see("Read any guide")
    with qtbot.waitSignal(session.destination_changed) as went:
        person.clicks("Read the guide to Roblox")
    assert went.args is not None
    assert went.args[0] == Destination(Place.GUIDE, guide_id="roblox")


def test_what_changed_since_is_said_and_what_is_gone_stays_readable(
    household: Household, account: int, screen: GuideScreen, person: GuideProbe
) -> None:
    for setting_id in ("messages", "spending"):
        settings.choose(household, account_id=account, setting_id=setting_id, state=ChoiceState.DONE, note="As agreed")
    household.guidance.become(Guidance(_changed(household.guidance.pack)))
    screen.arrive(Destination(Place.GUIDE, account_id=account))
    person.waits_to_see("Needs another look")
    assert person.sees("Since you looked on 21 November 2026: What we suggest at this age has changed.")
    assert person.sees("No longer in our guidance")
    assert person.sees("Spending needs your yes: done. As agreed. It moved elsewhere.")


def _changed(pack: Pack) -> Pack:
    """Return the sample pack after a release: one setting suggests something else, one is retired."""
    [guide, *others] = pack.guides
    by_id = {one.id: one for one in guide.settings}
    now, spending = suggesting(by_id["messages"], "Something else"), by_id["spending"]
    gone = Retired(id=spending.id, title=spending.title, on=date(2026, 11, 21), why="It moved elsewhere.")
    changed = msgspec.structs.replace(guide, settings=(now, by_id["family-group"]), retired=(gone,))
    return msgspec.structs.replace(pack, guides=(changed, *others), version="2026.08.01", releases=(release_of(pack),))
