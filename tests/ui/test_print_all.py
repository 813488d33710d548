"""Many sheets to a printer from the print page: one dialog, told on the way, stopped by Cancel, nothing half left."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QAbstractButton, QProgressBar, QWidget
from pytestqt.qtbot import QtBot

from kitchentable.domain.ages import AgeBand, BirthMonth
from kitchentable.domain.pack import Guidance
from kitchentable.guidance.pack import load_pack
from kitchentable.printing.typesetter import Typesetter
from kitchentable.services import family
from kitchentable.services.household import Household
from kitchentable.services.preferences import Paper
from kitchentable.services.print_jobs import Copy, Format, copies
from kitchentable.services.prints import Press, PrintHelp, PrintRequest, PrintTalk
from kitchentable.system.resources import guidance_pack, resources
from kitchentable.ui.ask import Ask
from kitchentable.ui.paper import printer_for
from kitchentable.ui.preferences.kept import KeptPreferences
from kitchentable.ui.prints.print_run import Printed, PrintRun
from kitchentable.ui.session import Session
from kitchentable.ui.theme import Theme
from tests.fakes.clock import FakeClock
from tests.sample_guidance import sample_guidance
from tests.ui.probes.person import Person
from tests.ui.test_print_many import at_the_page

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120_000
"""Milliseconds after which nothing more is expected: drawing a page takes a second where the computer is busy."""


@pytest.fixture
def kept(session: Session, household: Household, theme: Theme) -> KeptPreferences:
    """Return the preferences of this test's folder."""
    return KeptPreferences(session, household.paths, theme)


@pytest.fixture(scope="module")
def press() -> Press:
    """Return the real typesetter on the sample guidance."""
    return Press(sample_guidance(), Typesetter(resources()), FakeClock())


def at_many(qtbot: QtBot, session: Session, ask: Ask, kept: KeptPreferences, guidance: Guidance) -> Person:
    """Open the print page at many at once, ready."""
    person = at_the_page(qtbot, session, ask, kept, guidance)
    person.clicks("Many at once")
    person.waits_until(lambda: person.finds(QAbstractButton, "Print them all").isEnabled())
    return person


def prints_all_to(person: Person, ask: Ask, file: Path) -> QPrintDialog:
    """Press the button that prints all, and say yes to a printer that is a file."""
    person.clicks("Print them all")
    window = ask.parent()
    assert isinstance(window, QWidget)
    dialog = window.findChild(QPrintDialog)
    assert dialog is not None
    assert not dialog.testOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    printer = dialog.printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    dialog.accepted.emit(printer)
    dialog.close()
    return dialog


def test_all_that_is_ticked_is_printed_the_family_s_own_among_it(
    qtbot: QtBot, session: Session, household: Household, ask: Ask, kept: KeptPreferences, tmp_path: Path
) -> None:
    family.add_child(household, name="Ava", born=BirthMonth(2015, 3), guides=("xbox",))
    person = at_many(qtbot, session, ask, kept, sample_guidance())
    person.picks("For whom the sheets are", "Ava, 11")
    for words in ("Talks, and the pages", "Settings, for each", "Steps at one device, for", "Your family’s own"):
        person.clicks(words)
    person.waits_to_see("7 sheets, to save or to print.")
    person.waits_until(lambda: person.finds(QAbstractButton, "Print them all").isEnabled())
    assert person.nameless() == []
    prints_all_to(person, ask, tmp_path / "all.pdf")
    qtbot.waitUntil(lambda: person.sees("Sent to the printer: 7 sheets."), timeout=PATIENCE)
    with pikepdf.open(tmp_path / "all.pdf") as pdf:
        assert len(pdf.pages) >= 7
        assert "Ava" not in str(pdf.docinfo)
    assert [one.name for one in tmp_path.iterdir() if one.suffix == ".pdf"] == ["all.pdf"]


def test_cancel_stops_the_printing_and_a_file_that_is_not_whole_goes(
    qtbot: QtBot, session: Session, ask: Ask, kept: KeptPreferences, tmp_path: Path
) -> None:
    person = at_many(qtbot, session, ask, kept, load_pack(guidance_pack()))
    person.picks("For whom the sheets are", "Every age")
    person.waits_until(lambda: person.finds(QAbstractButton, "Print them all").isEnabled())
    prints_all_to(person, ask, tmp_path / "all.pdf")
    person.waits_to_see("Printing: ")
    assert person.finds(QProgressBar, "Printing: ").maximum() > 200
    person.clicks("Cancel: print no more")
    qtbot.waitUntil(lambda: person.sees("Stopped. "), timeout=PATIENCE)
    person.waits_until(lambda: person.finds(QAbstractButton, "Print them all").isEnabled())
    assert not (tmp_path / "all.pdf").exists()


@pytest.mark.qt_log_ignore("QPainter::begin", "propagateSizeHints", extend=True)
def test_a_place_that_can_not_be_printed_to_is_told_and_nothing_went_out(
    qtbot: QtBot, session: Session, ask: Ask, kept: KeptPreferences, tmp_path: Path
) -> None:
    person = at_many(qtbot, session, ask, kept, sample_guidance())
    prints_all_to(person, ask, tmp_path / "nowhere" / "all.pdf")
    person.waits_to_see("The printer did not answer.")
    assert person.sees("0 sheets of ")
    assert person.finds(QAbstractButton, "Print them all").isEnabled()


def test_locking_stops_the_printing(
    qtbot: QtBot, session: Session, ask: Ask, kept: KeptPreferences, tmp_path: Path
) -> None:
    person = at_many(qtbot, session, ask, kept, load_pack(guidance_pack()))
    prints_all_to(person, ask, tmp_path / "all.pdf")
    person.waits_to_see("Printing: ")
    session.lock()
    qtbot.waitUntil(lambda: person.sees("Stopped. "), timeout=PATIENCE)
    assert not (tmp_path / "all.pdf").exists()


def test_a_sheet_that_can_not_be_made_ends_the_run_and_says_so(
    qtbot: QtBot, session: Session, press: Press, tmp_path: Path
) -> None:
    nowhere = Press(press.guidance, Typesetter(resources(), tmp_path), press.clock)  # no typeface there
    run = PrintRun(session, session, nowhere)
    with qtbot.waitSignal(run.ended, timeout=PATIENCE) as ended:
        run.start(_printer(tmp_path / "out.pdf"), _copies(press))
    (printed,) = ended.args
    assert isinstance(printed, Printed)
    assert printed.sent == 0
    assert printed.trouble is not None
    assert "typeface is missing" in printed.trouble.message
    assert not run.running


def test_as_the_program_ends_the_run_lets_go_of_the_printer(
    qtbot: QtBot, session: Session, press: Press, tmp_path: Path
) -> None:
    run = PrintRun(session, session, press)
    run.told.connect(run.leave)
    with qtbot.waitSignal(run.ended, timeout=PATIENCE) as ended:
        run.start(_printer(tmp_path / "out.pdf"), _copies(press))
    assert ended.args == [Printed(0, stopped=True)]
    assert not (tmp_path / "out.pdf").exists()


def test_a_full_disk_is_told_and_no_half_file_stays(tmp_path: Path) -> None:
    script = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from kitchentable.domain.errors import PrintFailed
from kitchentable.ui.paper import print_pages, renderers
from tests.ui.test_print_all import _printer
application = QApplication([])
boxes = "".join(f'<rect x="{one % 97}" y="{one % 89}.{one}" width="9.{one}" height="{one}.3"/>' for one in range(9000))
page = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 595 842">{boxes}</svg>'
folder = Path(sys.argv[1])
try:
    print_pages(_printer(folder / "out.pdf"), renderers([page] * 2))
except PrintFailed as trouble:
    print(trouble.message)
assert list(folder.iterdir()) == [], "something is left"
"""
    mine = [] if os.geteuid() == 0 else ["--map-root-user"]
    mount = f'mount -t tmpfs -o size=100k tmpfs "{tmp_path}" && exec "$@"'
    done = subprocess.run(
        ["unshare", *mine, "--mount", "sh", "-c", mount, "sh", sys.executable, "-c", script, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT}/app:{ROOT}", "QT_QPA_PLATFORM": "offscreen"},
    )
    assert done.returncode == 0, done.stderr
    assert "could not be written whole, so it is gone: the disk may be full." in done.stdout


def _printer(file: Path) -> QPrinter:
    printer = printer_for(Paper.A4, "Sample")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    return printer


def _copies(press: Press) -> tuple[Copy, ...]:
    whats = (PrintHelp(), PrintTalk("live-streaming", AgeBand.FROM_10))
    return copies(press, requests=[PrintRequest(one) for one in whats], form=Format.PDF)
