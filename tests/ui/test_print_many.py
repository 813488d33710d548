"""Many sheets at once from the print page: told on the way, stopped by Cancel, and never half there."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QProgressBar, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from kitchentable.domain.ages import AgeBand, BirthMonth
from kitchentable.domain.errors import CannotWrite
from kitchentable.domain.pack import Guidance
from kitchentable.guidance.pack import load_pack
from kitchentable.printing.typesetter import Typesetter
from kitchentable.printing.web import WebPages
from kitchentable.services import family
from kitchentable.services.household import Household
from kitchentable.services.preferences import Paper, load_preferences
from kitchentable.services.print_choice import Sheet
from kitchentable.services.print_lists import Part
from kitchentable.services.prints import Press, PrintCard, PrintChildPage, PrintGuide, PrintHelp, PrintTalk
from kitchentable.system.resources import guidance_pack, resources
from kitchentable.ui.ask import Ask
from kitchentable.ui.destinations import Destination, Place
from kitchentable.ui.preferences.kept import KeptPreferences
from kitchentable.ui.prints.job import Ended, Job
from kitchentable.ui.prints.page import PrintsScreen
from kitchentable.ui.prints.wanted import Wanted, Whom
from kitchentable.ui.session import Session
from kitchentable.ui.theme import Theme
from tests.fakes.clock import FakeClock
from tests.patience import PATIENCE_SECONDS
from tests.sample_guidance import sample_guidance
from tests.ui.probes.person import Person


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return an empty folder to save in, away from the records."""
    folder = tmp_path / "place"
    folder.mkdir()
    return folder


@pytest.fixture
def kept(session: Session, household: Household, theme: Theme) -> KeptPreferences:
    """Return the preferences of this test's folder."""
    return KeptPreferences(session, household.paths, theme)


def at_the_page(qtbot: QtBot, session: Session, ask: Ask, kept: KeptPreferences, guidance: Guidance) -> Person:
    """Open the print page with real pages made by the real typesetter."""
    press = Press(guidance, Typesetter(resources()), FakeClock())
    screen = PrintsScreen(session, ask, press, WebPages(resources()), kept)
    qtbot.addWidget(screen)
    screen.resize(1000, 700)
    screen.arrive(Destination(Place.PRINTS))
    screen.show()
    person = Person(qtbot, screen)
    person.waits_to_see("Page 1 of")
    return person


def picks_folder(ask: Ask, folder: Path) -> None:
    """Choose a folder in the dialog that is open."""
    window = ask.parent()
    assert isinstance(window, QWidget)
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.fileMode() is QFileDialog.FileMode.Directory
    dialog.fileSelected.emit(str(folder))
    dialog.close()


def saves_all_in(person: Person, ask: Ask, folder: Path) -> None:
    """Press the button that saves all, and choose a folder."""
    person.waits_until(lambda: person.finds(QAbstractButton, "Save them all").isEnabled())
    person.clicks("Save them all")
    picks_folder(ask, folder)


def test_all_sheets_for_a_child_are_saved_as_web_pages_without_the_name_outside(
    qtbot: QtBot, session: Session, household: Household, ask: Ask, kept: KeptPreferences, place: Path
) -> None:
    family.add_child(household, name="Ava", born=BirthMonth(2015, 3))
    person = at_the_page(qtbot, session, ask, kept, sample_guidance())
    person.clicks("Many at once")
    person.picks("For whom the sheets are", "Ava, 11")
    person.clicks("Save as: Web page")
    person.waits_to_see("sheets, to save or to print.")
    assert person.nameless() == []
    saves_all_in(person, ask, place)
    person.waits_to_see("Saved: ")
    folder = place / "Kitchen Table sheets, age 10 to 12"
    assert [one.name for one in place.iterdir()] == [folder.name]
    files = {one.name: one.read_text(encoding="utf-8") for one in folder.iterdir()}
    assert person.sees(f"Saved: {len(files)} files")
    assert "Get help now.html" in files
    assert "<bdi>Ava</bdi>" in files["Live streaming, age 10 to 12.html"]
    assert not any("Ava" in name for name in files)


def test_the_page_stays_where_the_button_is_in_a_small_window(
    qtbot: QtBot, session: Session, ask: Ask, kept: KeptPreferences, place: Path
) -> None:
    person = at_the_page(qtbot, session, ask, kept, sample_guidance())
    person.window.resize(800, 500)
    person.clicks("Many at once")
    person.waits_to_see("sheets, to save or to print.")
    button = person.finds(QAbstractButton, "Save them all")
    person.waits_until(button.isEnabled)
    button.setFocus()
    assert isinstance(person.window, QScrollArea)
    person.window.ensureWidgetVisible(button)
    assert person.window.verticalScrollBar().value() > 0
    saves_all_in(person, ask, place)
    person.waits_to_see("Saved: ")
    assert not button.visibleRegion().isEmpty()


def test_cancel_stops_the_job_and_leaves_nothing(
    qtbot: QtBot, session: Session, ask: Ask, kept: KeptPreferences, place: Path
) -> None:
    person = at_the_page(qtbot, session, ask, kept, load_pack(guidance_pack()))
    person.clicks("Many at once")
    person.picks("For whom the sheets are", "Every age")
    saves_all_in(person, ask, place)
    person.waits_to_see("Saving: ")
    assert person.finds(QProgressBar, "Saving: ").maximum() > 200
    person.clicks("Cancel: save nothing")
    person.waits_to_see("Nothing was saved.")
    person.waits_until(lambda: person.finds(QAbstractButton, "Save them all").isEnabled())
    assert list(place.iterdir()) == []


def test_a_place_nobody_can_write_to_is_told(qtbot: QtBot, session: Session, ask: Ask, kept: KeptPreferences) -> None:
    person = at_the_page(qtbot, session, ask, kept, sample_guidance())
    person.clicks("Many at once")
    saves_all_in(person, ask, Path("/proc/nowhere"))
    person.waits_to_see("please choose another place")


def test_with_nothing_ticked_there_is_nothing_to_save(
    qtbot: QtBot, session: Session, ask: Ask, kept: KeptPreferences
) -> None:
    person = at_the_page(qtbot, session, ask, kept, sample_guidance())
    person.clicks("Many at once")
    for words in ("Talks, and the pages", "Settings, for each", "The help page and"):
        person.clicks(words)
    person.waits_to_see("Please tick what you would like.")


def test_what_was_chosen_last_is_there_the_next_time(
    qtbot: QtBot, session: Session, household: Household, ask: Ask, kept: KeptPreferences, theme: Theme
) -> None:
    person = at_the_page(qtbot, session, ask, kept, sample_guidance())
    person.clicks("Many at once")
    person.clicks("Save as: Web page")
    qtbot.waitUntil(lambda: not session.busy)
    again = at_the_page(qtbot, session, ask, KeptPreferences(session, household.paths, theme), sample_guidance())
    assert again.can_find("Save them all")
    assert load_preferences(household.paths).print_web


def test_the_first_paper_is_the_country_s(household: Household, monkeypatch: pytest.MonkeyPatch) -> None:
    household.paths.preferences.unlink(missing_ok=True)
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    assert load_preferences(household.paths).paper is Paper.LETTER
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert load_preferences(household.paths).paper is Paper.A4


def test_many_are_what_was_ticked_for_whom_was_chosen() -> None:
    guidance = sample_guidance()
    wanted = Wanted(sheet=Sheet.MANY, many_for=Whom(band=AgeBand.FROM_10), parts=frozenset({Part.TALKS}))
    assert {type(one) for one in wanted.many(()).sheets(guidance)} <= {PrintTalk, PrintChildPage}
    assert all(one.band is AgeBand.FROM_10 for one in wanted.many(()).sheets(guidance) if isinstance(one, PrintTalk))
    every = Wanted(sheet=Sheet.MANY, many_for=Whom(), parts=frozenset({Part.HELP, Part.GUIDES}))
    assert every.many(()).sheets(guidance) == (
        PrintHelp(),
        PrintCard(),
        PrintCard(wallet=True),
        *(PrintGuide(one.id) for one in guidance.pack.guides),
    )
    assert every.folder(()) == "Kitchen Table sheets"


@pytest.mark.parametrize("fault", [CannotWrite("The disk is full."), ValueError("a bug")])
def test_a_job_hands_its_end_to_the_window_whatever_it_is(qtbot: QtBot, session: Session, fault: Exception) -> None:
    job = Job(session)

    def fails(_told: Callable[[int], None], _stop: threading.Event) -> Path:
        raise fault

    with qtbot.waitSignal(job.ended) as ended:
        job.start(fails)
    assert isinstance(ended.args[0], Ended)
    assert fault in (ended.args[0].trouble, ended.args[0].broke)
    qtbot.waitUntil(lambda: not job.running)


def test_a_job_whose_screen_is_gone_stops(qtbot: QtBot, session: Session) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    job = Job(owner)
    stopped = threading.Event()

    def waits(told: Callable[[int], None], stop: threading.Event) -> Path:
        assert stop.wait(PATIENCE_SECONDS)
        told(1)
        stopped.set()
        return Path()

    job.start(waits)
    job.deleteLater()
    qtbot.waitUntil(stopped.is_set)
    assert session is not None
