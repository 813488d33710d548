"""The sheets from the family's records and those to hand out, chosen, seen and saved on the print page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kitchentable.domain.ages import AgeBand, BirthMonth
from kitchentable.domain.family import Child
from kitchentable.domain.incidents import Happening
from kitchentable.printing.depth import Depth
from kitchentable.printing.typesetter import Typesetter
from kitchentable.printing.web import WebPages
from kitchentable.services import family, incidents
from kitchentable.services.family import ChildCard
from kitchentable.services.family_papers import PrintAgreement, PrintHome, PrintIncident, PrintMinder, PrintMonth
from kitchentable.services.household import Household
from kitchentable.services.preferences import load_preferences
from kitchentable.services.print_choice import Sheet
from kitchentable.services.prints import Press, PrintCard, PrintConsole, PrintHelp, PrintPack, What
from kitchentable.system.resources import resources
from kitchentable.ui.ask import Ask
from kitchentable.ui.destinations import Destination, Place
from kitchentable.ui.preferences.kept import KeptPreferences
from kitchentable.ui.prints.page import PrintsScreen
from kitchentable.ui.prints.wanted import Wanted, Whom
from kitchentable.ui.session import Session
from kitchentable.ui.theme import Theme
from tests.fakes.clock import FakeClock
from tests.sample_guidance import sample_guidance
from tests.ui.probes.person import Person
from tests.ui.test_prints_screen import save_as

_PRINTS = Destination(Place.PRINTS)
AVA = ChildCard(Child(7, "Ava", BirthMonth(2015, 3)), 11, AgeBand.FROM_10, (), 0, None)


def printed(
    qtbot: QtBot, session: Session, ask: Ask, household: Household, theme: Theme, there: Destination = _PRINTS
) -> Person:
    """Show the print page."""
    press = Press(sample_guidance(), Typesetter(resources()), FakeClock())
    kept = KeptPreferences(session, household.paths, theme)
    screen = PrintsScreen(session, ask, press, WebPages(resources()), kept)
    qtbot.addWidget(screen)
    screen.resize(1000, 700)
    screen.arrive(there)
    screen.show()
    person = Person(qtbot, screen)
    person.waits_to_see("Page 1 of")
    return person


@pytest.mark.parametrize(
    ("wanted", "what"),
    [
        (Wanted(Sheet.MONTH), PrintMonth()),
        (Wanted(Sheet.MONTH, family_for=Whom(child_id=7), brief=True), PrintMonth((7,), Depth.BRIEF)),
        (Wanted(Sheet.HOME), PrintHome()),
        (Wanted(Sheet.AGREEMENT), PrintAgreement(7)),
        (Wanted(Sheet.MINDER, family_for=Whom(child_id=7)), PrintMinder((7,))),
        (
            Wanted(Sheet.CONSOLE, guide_id="xbox", talk_for=Whom(child_id=7)),
            PrintConsole("xbox", AgeBand.FROM_10, name="Ava"),
        ),
        (Wanted(Sheet.CARD), PrintCard()),
        (Wanted(Sheet.WALLET), PrintCard(wallet=True)),
        (Wanted(Sheet.PACK), PrintPack((AgeBand.FROM_10,))),
        (Wanted(Sheet.PACK, many_for=Whom()), PrintPack()),
        (Wanted(Sheet.HELP), PrintHelp()),
        (Wanted().going_to(Destination(Place.PRINTS, incident_id=3)), PrintIncident(3)),
        (Wanted().going_to(Destination(Place.PRINTS, child_id=7, agreement=True)), PrintAgreement(7)),
    ],
)
def test_what_is_chosen_is_what_is_printed(wanted: Wanted, what: What) -> None:
    assert wanted.made_for([AVA]) == what


def test_without_a_family_nothing_is_offered_from_its_records() -> None:
    assert Wanted(Sheet.MONTH).in_family(sample_guidance(), []).sheet is Sheet.TALK


def test_the_family_s_month_is_seen_and_saved(
    qtbot: QtBot, session: Session, ask: Ask, household: Household, theme: Theme, tmp_path: Path
) -> None:
    family.add_child(household, name="Ava", born=BirthMonth(2015, 3), guides=("xbox",))
    person = printed(qtbot, session, ask, household, theme)
    person.clicks("This month")
    person.waits_to_see("Short: the titles only")
    assert save_as(qtbot, person, ask, tmp_path / "month.pdf") == "This month.pdf"
    person.waits_to_see("Saved: month.pdf")
    assert (tmp_path / "month.pdf").read_bytes().startswith(b"%PDF")


def test_more_sheets_unfold_and_one_of_them_is_chosen_at_a_time(
    qtbot: QtBot, session: Session, ask: Ask, household: Household, theme: Theme, tmp_path: Path
) -> None:
    family.add_child(household, name="Ava", born=BirthMonth(2015, 3), guides=("xbox",))
    person = printed(qtbot, session, ask, household, theme)
    person.clicks("More sheets")
    person.clicks("Help cards to cut out")
    assert save_as(qtbot, person, ask, tmp_path / "cards.pdf") == "Help cards to cut out.pdf"
    person.waits_to_see("Saved: cards.pdf")
    person.clicks("What is set in our home")
    person.waits_to_see("Short: the titles only")
    assert save_as(qtbot, person, ask, tmp_path / "home.html", "Save as web page") == "What is set in our home.html"
    person.waits_to_see("Saved: home.html")
    assert person.nameless() == []


def test_a_family_with_no_agreement_is_told_how_to_make_one(
    qtbot: QtBot, session: Session, ask: Ask, household: Household, theme: Theme
) -> None:
    family.add_child(household, name="Ava", born=BirthMonth(2015, 3))
    person = printed(qtbot, session, ask, household, theme)
    person.clicks("More sheets")
    person.clicks("Our agreement")
    person.waits_to_see("agreement")
    person.waits_until_gone("Page 1 of")


def test_a_private_note_is_printed_and_not_remembered_outside_the_records(
    qtbot: QtBot, session: Session, ask: Ask, household: Household, theme: Theme, tmp_path: Path
) -> None:
    what = "Somebody asked for her address."
    incidents.add_note(household, happening=Happening(date(2026, 11, 20), what))
    [note] = incidents.notes_view(household).open
    there = Destination(Place.PRINTS, incident_id=note.incident.id)
    person = printed(qtbot, session, ask, household, theme, there)
    assert save_as(qtbot, person, ask, tmp_path / "note.pdf") == "A private note.pdf"
    person.waits_to_see("Saved: note.pdf")
    person.clicks("Text: Large")
    person.waits_until(lambda: load_preferences(household.paths).large_print)
    assert "incident" not in household.paths.preferences.read_text(encoding="utf-8")
