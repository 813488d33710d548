"""The print page: what is chosen is what is previewed, saved and printed; a child's name goes nowhere else."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from kitchentable.domain.ages import AgeBand, BirthMonth
from kitchentable.domain.errors import PrintFailed
from kitchentable.domain.family import Child
from kitchentable.printing.typesetter import Typesetter
from kitchentable.printing.web import WebPages
from kitchentable.services import family
from kitchentable.services.family import ChildCard
from kitchentable.services.household import Household
from kitchentable.services.preferences import Paper, load_preferences
from kitchentable.services.print_choice import Sheet
from kitchentable.services.prints import Press, PrintChildPage, PrintGuide, PrintHelp, PrintTalk
from kitchentable.system.resources import resources
from kitchentable.ui.ask import Ask
from kitchentable.ui.destinations import Destination, Place
from kitchentable.ui.paper import print_pages, printer_for, renderers
from kitchentable.ui.preferences.kept import KeptPreferences
from kitchentable.ui.prints.page import PrintsScreen
from kitchentable.ui.prints.preview import Preview
from kitchentable.ui.prints.wanted import Wanted, Whom
from kitchentable.ui.session import Session
from kitchentable.ui.theme import Theme
from tests.fakes.clock import FakeClock
from tests.printing.paper import needs_poppler
from tests.sample_guidance import sample_guidance
from tests.store.hostile import HOSTILE
from tests.ui.probes.person import Person

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 595 842"><rect width="200" height="200"/></svg>'
SHAPES = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 595.28 841.89">'
    '<path fill="#000000" d="M 50 100 h 10 v 10 h -10 Z"/>'
    '<path fill="none" stroke="#000000" stroke-width="2" d="M 50 200 h 10 v 10 h -10 Z"/></svg>'
)
AVA = ChildCard(Child(7, "Ava", BirthMonth(2015, 3)), 11, AgeBand.FROM_10, (), 0, None)


@pytest.fixture(scope="module")
def press() -> Press:
    """Return the real typesetter on the sample guidance."""
    return Press(sample_guidance(), Typesetter(resources()), FakeClock())


@pytest.fixture
def kept(session: Session, household: Household, theme: Theme) -> KeptPreferences:
    """Return the preferences of this test's folder."""
    return KeptPreferences(session, household.paths, theme)


@pytest.fixture
def screen(qtbot: QtBot, session: Session, ask: Ask, press: Press, kept: KeptPreferences) -> PrintsScreen:
    """Return the print page, not shown yet."""
    screen = PrintsScreen(session, ask, press, WebPages(resources()), kept)
    qtbot.addWidget(screen)
    screen.resize(1000, 700)
    return screen


@pytest.fixture
def person(qtbot: QtBot, screen: PrintsScreen) -> Person:
    """Return a person at the print page."""
    return Person(qtbot, screen)


def arrive(screen: PrintsScreen, person: Person, destination: Destination) -> None:
    screen.arrive(destination)
    screen.show()
    person.waits_to_see("Page 1 of")


def save_as(qtbot: QtBot, person: Person, ask: Ask, to: Path, button: str = "Save as PDF") -> str:
    """Save with a button and return the name that was suggested."""
    qtbot.waitUntil(lambda: person.finds(QAbstractButton, button).isEnabled())
    person.clicks(button)
    window = ask.parent()
    assert isinstance(window, QWidget)
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    suggested = Path(dialog.selectedFiles()[0]).name
    dialog.fileSelected.emit(str(to))
    dialog.close()
    return suggested


def test_a_talk_for_a_child_is_shown_and_saved_with_the_name_on_the_sheet_only(
    qtbot: QtBot, screen: PrintsScreen, person: Person, household: Household, ask: Ask, tmp_path: Path
) -> None:
    child_id = family.add_child(household, name="Ava", born=BirthMonth(2015, 3)).new_id
    arrive(screen, person, Destination(Place.PRINTS, topic_id="live-streaming", child_id=child_id))
    assert person.sees("Put the name on the sheet")
    suggested = save_as(qtbot, person, ask, tmp_path / "sheet.pdf")
    person.waits_to_see("Saved: sheet.pdf")
    assert suggested == "Live streaming, age 10 to 12.pdf"
    with pikepdf.open(tmp_path / "sheet.pdf") as pdf:
        assert "Ava" not in str(pdf.docinfo)
    assert person.nameless() == []


def test_a_sheet_is_saved_as_a_web_page(
    qtbot: QtBot, screen: PrintsScreen, person: Person, ask: Ask, tmp_path: Path
) -> None:
    arrive(screen, person, Destination(Place.PRINTS, guide_id="xbox"))
    assert save_as(qtbot, person, ask, tmp_path / "guide.html", "Save as web page") == "Xbox settings.html"
    person.waits_to_see("Saved: guide.html")
    assert (tmp_path / "guide.html").read_bytes().startswith(b"<!doctype html>")


def test_the_pages_go_to_the_printer_the_parent_chose(
    qtbot: QtBot, screen: PrintsScreen, person: Person, ask: Ask, tmp_path: Path
) -> None:
    arrive(screen, person, Destination(Place.PRINTS, topic_id="live-streaming", band=AgeBand.FROM_10))
    qtbot.waitUntil(lambda: person.finds(QAbstractButton, "Print").isEnabled())
    person.clicks("Print")
    window = ask.parent()
    assert isinstance(window, QWidget)
    dialog = window.findChild(QPrintDialog)
    assert dialog is not None
    assert dialog.isVisible()
    printer = dialog.printer()
    assert printer.docName() == "Live streaming, age 10 to 12"
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    dialog.accepted.emit(printer)
    dialog.close()
    assert person.sees("Sent to the printer.")
    with pikepdf.open(tmp_path / "printed.pdf") as pdf:
        assert len(pdf.pages) == 1


def test_saving_where_nobody_can_write_says_so_in_one_sentence(
    qtbot: QtBot, screen: PrintsScreen, person: Person, ask: Ask, tmp_path: Path
) -> None:
    arrive(screen, person, Destination(Place.PRINTS, guide_id="xbox"))
    save_as(qtbot, person, ask, tmp_path / "not-there" / "sheet.pdf")
    person.waits_to_see("please choose another place")
    assert not (tmp_path / "not-there").exists()


def test_a_talk_that_is_not_for_that_age_says_why_and_can_not_be_printed(screen: PrintsScreen, person: Person) -> None:
    arrive(screen, person, Destination(Place.PRINTS, topic_id="live-streaming", band=AgeBand.FROM_10))
    person.chooses("For whom the talk is", "Under 7")
    person.waits_to_see("Talk about video calls.")
    with pytest.raises(AssertionError):
        person.clicks("Save as PDF")
    screen.arrive(Destination(Place.PRINTS, topic_id="live-streaming", band=AgeBand.FROM_7))
    person.waits_until_gone("Talk about video calls.")
    person.waits_to_see("Page 1 of")


def test_help_prints_without_any_records(
    qtbot: QtBot, screen: PrintsScreen, person: Person, session: Session, ask: Ask, tmp_path: Path
) -> None:
    session.lock()
    arrive(screen, person, Destination(Place.PRINTS, situation_id="blackmailed"))
    assert save_as(qtbot, person, ask, tmp_path / "help.pdf") == "Get help now.pdf"
    person.waits_to_see("Saved: help.pdf")
    assert (tmp_path / "help.pdf").read_bytes().startswith(b"%PDF")


def test_paper_and_print_size_are_kept(
    qtbot: QtBot, screen: PrintsScreen, person: Person, household: Household, session: Session
) -> None:
    arrive(screen, person, Destination(Place.PRINTS, situation_id="help"))
    person.clicks("Paper: Letter")
    person.clicks("Text: Large")
    qtbot.waitUntil(lambda: not session.busy)
    kept = load_preferences(household.paths)
    assert (kept.paper, kept.large_print) == (Paper.LETTER, True)


def test_choices_stay_until_another_screen_sends_something_else(screen: PrintsScreen, person: Person) -> None:
    arrive(screen, person, Destination(Place.PRINTS, guide_id="roblox"))
    screen.arrive(Destination(Place.PRINTS))
    person.waits_to_see("Page 1 of")
    assert person.finds(QWidget, "Which device or app").isVisible()


def test_pages_are_leafed_through_with_buttons_and_keys(qtbot: QtBot, theme: Theme) -> None:
    assert theme is not None
    preview = Preview()
    qtbot.addWidget(preview)
    preview.show_pages("Sample", renderers([SVG, SVG, SVG]))
    preview.resize(400, 700)
    preview.show()
    person = Person(qtbot, preview)
    assert person.sees("Page 1 of 3")
    person.clicks("Next page")
    assert person.sees("Page 2 of 3")
    page = person.finds(QWidget, "Preview of Sample: Page 2 of 3")
    QTest.keyClick(page, Qt.Key.Key_PageDown)
    assert person.sees("Page 3 of 3")
    QTest.keyClick(page, Qt.Key.Key_PageDown)
    assert person.sees("Page 3 of 3")
    QTest.keyClick(page, Qt.Key.Key_Left)
    assert preview.place == 2


@pytest.mark.parametrize(("paper", "width", "height"), [(Paper.A4, 595, 842), (Paper.LETTER, 612, 792)])
def test_the_printer_gets_every_page_on_our_paper(
    qapp: object, tmp_path: Path, paper: Paper, width: int, height: int
) -> None:
    assert qapp is not None
    printer = printer_for(paper, "Sample")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    print_pages(printer, renderers([SVG, SVG]))
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        boxes = [[round(float(edge)) for edge in page.mediabox][2:] for page in pdf.pages]
    assert len(boxes) == 2
    assert all(abs(w - width) <= 1 and abs(h - height) <= 1 for w, h in boxes)


@needs_poppler
def test_a_shape_is_printed_as_large_as_it_is_and_an_outline_as_wide(qapp: object, tmp_path: Path) -> None:
    assert qapp is not None
    printer = printer_for(Paper.A4, "Sample")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    print_pages(printer, renderers([SHAPES]))
    subprocess.run(["pdftoppm", "-r", "288", "-png", "-singlefile", tmp_path / "out.pdf", tmp_path / "out"], check=True)
    picture = QImage(str(tmp_path / "out.png"))
    dark = [[picture.pixelColor(x, y).lightness() < 128 for x in range(440)] for y in (4 * 105, 4 * 205)]
    assert abs(sum(dark[0]) - 40) <= 2  # ten points at four dots each; with an outline it would be 44
    assert abs(sum(dark[1]) - 16) <= 3  # two sides of two points each


def test_only_the_pages_asked_for_are_printed(qapp: object, tmp_path: Path) -> None:
    assert qapp is not None
    printer = printer_for(Paper.A4, "Sample")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    print_pages(printer, renderers([SVG, SVG, SVG, SVG]))
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        assert len(pdf.pages) == 2


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_does_not_answer_is_told(qapp: object, tmp_path: Path) -> None:
    assert qapp is not None
    printer = printer_for(Paper.A4, "Sample")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "no-folder" / "out.pdf"))
    with pytest.raises(PrintFailed):
        print_pages(printer, renderers([SVG]))


def test_what_is_wanted_becomes_what_is_printed() -> None:
    wanted = Wanted().going_to(Destination(Place.PRINTS, topic_id="live-streaming", child_id=7))
    assert wanted.made_for([AVA]) == PrintTalk("live-streaming", AgeBand.FROM_10, "Ava")
    assert wanted.made_for([]) == PrintTalk("live-streaming", AgeBand.FROM_10, "")
    theirs = wanted.going_to(Destination(Place.PRINTS, topic_id="live-streaming", child_id=7, child_page=True))
    assert theirs.made_for([AVA]) == PrintChildPage("live-streaming", AgeBand.FROM_10, "Ava")
    guide = wanted.going_to(Destination(Place.PRINTS, guide_id="xbox", band=AgeBand.FROM_13))
    assert guide.made_for([AVA]) == PrintGuide("xbox", AgeBand.FROM_13, "")
    assert guide.going_to(Destination(Place.PRINTS, situation_id="help")).made_for([AVA]) == PrintHelp()


def test_a_child_who_left_is_not_printed_for() -> None:
    wanted = Wanted(Sheet.TALK, "gone-topic", "gone-guide", Whom(child_id=9), Whom(child_id=9))
    mended = wanted.in_family(sample_guidance(), [AVA])
    assert mended.talk_for == Whom(band=AgeBand.FROM_10)
    assert mended.guide_for == Whom()
    assert (mended.topic_id, mended.guide_id) == ("live-streaming", "xbox")


@pytest.mark.parametrize("name", [one for one in HOSTILE if one.isprintable()][:6])
def test_odd_names_are_offered_as_they_are_typed(
    screen: PrintsScreen, person: Person, household: Household, name: str
) -> None:
    child_id = family.add_child(household, name=name[:50], born=BirthMonth(2015, 3)).new_id
    arrive(screen, person, Destination(Place.PRINTS, topic_id="live-streaming", child_id=child_id))
    assert person.sees("Put the name on the sheet")
