"""Many sheets as one job: all files or none, told as it goes, stopped when asked, in either format."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from kitchentable.domain.ages import AgeBand, BirthMonth
from kitchentable.domain.errors import CannotWrite, NotFound
from kitchentable.printing.typesetter import Typesetter
from kitchentable.printing.web import WebPages
from kitchentable.services import family
from kitchentable.services.family_papers import PrintAgreement, PrintHome, PrintIncident, PrintMinder, PrintMonth
from kitchentable.services.print_choice import PrintChoice, Sheet
from kitchentable.services.print_jobs import Copy, Format, Stopped, copies, save_all, save_as
from kitchentable.services.print_lists import Collection, Part, title_of
from kitchentable.services.prints import (
    Press,
    PrintCard,
    PrintChildPage,
    PrintConsole,
    PrintGuide,
    PrintHelp,
    PrintPack,
    PrintRequest,
    PrintTalk,
    pdf,
)
from kitchentable.system.resources import resources
from tests.fakes.clock import FakeClock
from tests.printing.families import small_family
from tests.printing.family_sheets import open_home
from tests.printing.paper_guidance import paper_guidance

ROOT = Path(__file__).resolve().parents[2]
WEB = WebPages(resources())


@pytest.fixture(scope="module")
def press() -> Press:
    """Return the real typesetter on the guidance made for paper."""
    return Press(paper_guidance(), Typesetter(resources()), FakeClock())


def test_everything_is_all_that_needs_no_records() -> None:
    assert Collection().sheets(paper_guidance()) == (
        PrintHelp(),
        PrintCard(),
        PrintCard(wallet=True),
        *(
            make("going-live", band)
            for band in paper_guidance().topic("going-live").talks
            for make in (PrintTalk, PrintChildPage)
        ),
        PrintGuide("console"),
        *(PrintConsole("console", band) for band in AgeBand),
        PrintPack(),
    )


def test_where_there_is_no_talk_for_the_age_there_is_no_pack() -> None:
    assert not [
        one for one in Collection(bands=(AgeBand.UNDER_7,)).sheets(paper_guidance()) if isinstance(one, PrintPack)
    ]


def test_the_family_s_own_come_first_an_agreement_for_each_child_who_has_one_and_never_a_note() -> None:
    guidance, clock = paper_guidance(), FakeClock()
    own = Collection(parts=frozenset({Part.FAMILY}))
    with open_home(guidance, clock) as home:
        assert own.sheets(guidance, home) == ()
        (robin,) = small_family(home, clock)
        added = family.add_child(home, name="Ava", born=BirthMonth(2015, 3), guides=()).new_id
        assert added is not None
        assert own.sheets(guidance) == ()
        assert own.sheets(guidance, home) == (PrintMonth(), PrintHome(), PrintAgreement(robin), PrintMinder())
        about = replace(own, child_ids=(added,), with_names=False)
        assert about.sheets(guidance, home) == (
            PrintMonth((added,), with_names=False),
            PrintHome((added,)),
            PrintMinder((added,)),
        )
        assert Collection().sheets(guidance, home)[4:] == Collection().sheets(guidance)
        assert own.sheets(guidance, home)[2] == PrintChoice(sheet=Sheet.AGREEMENT, child_ids=(robin,)).what


def test_a_name_is_on_every_sheet_that_can_carry_it_and_settings_are_those_that_were_named() -> None:
    named = Collection(name="Ava", guide_ids=("console",)).sheets(paper_guidance())
    assert {type(one) for one in named if getattr(one, "name", "") != "Ava"} == {PrintHelp, PrintCard, PrintPack}
    assert [one for one in named if isinstance(one, PrintCard)] == [PrintCard(name="Ava"), PrintCard(wallet=True)]
    none = Collection(guide_ids=("another",)).sheets(paper_guidance())
    assert not [one for one in none if isinstance(one, PrintGuide | PrintConsole)]


def test_every_sheet_has_a_title_of_its_own() -> None:
    family = (PrintMonth(), PrintHome(), PrintAgreement(1), PrintIncident(1), PrintMinder())
    titles = [title_of(paper_guidance(), one) for one in (*Collection().sheets(paper_guidance()), *family)]
    assert len(set(titles)) == len(titles)


def test_for_some_ages_it_is_what_there_is_for_them() -> None:
    bands = [AgeBand.UNDER_7, AgeBand.FROM_10]
    asked = Collection(bands=tuple(bands)).sheets(paper_guidance())
    assert PrintTalk("going-live", AgeBand.UNDER_7) not in asked  # there is none for that age
    assert [one.band for one in asked if isinstance(one, PrintGuide)] == bands
    assert [one.band for one in asked if isinstance(one, PrintTalk)] == [AgeBand.FROM_10]


def test_no_title_names_a_child() -> None:
    titles = [
        title_of(paper_guidance(), one)
        for one in (
            PrintTalk("going-live", AgeBand.FROM_10, "Ava"),
            PrintChildPage("going-live", AgeBand.UNDER_7, "Ava"),
            PrintGuide("console", None, "Ava"),
        )
    ]
    assert titles == ["Going live, age 10 to 12", "Going live, a page for under 7", "Sample console settings"]


@pytest.mark.parametrize("form", list(Format))
def test_a_job_saves_every_sheet_and_tells_how_far_it_is(press: Press, form: Format, tmp_path: Path) -> None:
    wanted, told = _wanted(press, form), list[int]()
    count = save_all(
        press, WEB, wanted=wanted, form=form, folder=tmp_path / "new", told=told.append, stop=threading.Event()
    )
    assert told == list(range(1, count + 1))
    assert sorted(one.name for one in (tmp_path / "new").iterdir()) == sorted(one.name for one in wanted)
    start = b"%PDF" if form is Format.PDF else b"<!doctype html>"
    assert all(one.read_bytes().startswith(start) for one in (tmp_path / "new").iterdir())


def test_a_sheet_of_a_job_is_the_sheet_saved_by_itself(press: Press, tmp_path: Path) -> None:
    wanted = _wanted(press, Format.PDF)
    save_all(press, WEB, wanted=wanted, form=Format.PDF, folder=tmp_path, told=_nobody, stop=threading.Event())
    assert (tmp_path / "Get help now.pdf").read_bytes() == pdf(press, request=PrintRequest(PrintHelp()))


def test_stopped_half_way_the_folder_is_as_it_was(press: Press, tmp_path: Path) -> None:
    (tmp_path / "Get help now.pdf").write_text("old")
    stop, told = threading.Event(), list[int]()

    def tell(made: int) -> None:
        told.append(made)
        stop.set()

    with pytest.raises(Stopped, match="Nothing was saved"):
        save_all(press, WEB, wanted=_many(press), form=Format.PDF, folder=tmp_path, told=tell, stop=stop)
    assert 0 < len(told) < 40
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("Get help now.pdf", "old")]


def test_a_full_disk_is_told_and_nothing_is_left(tmp_path: Path) -> None:
    done = _on_a_small_disk(tmp_path, "PDF", "400k")
    assert done == f"The disk that holds {tmp_path} is full: please free some space and try again.\n"


def test_a_read_only_disk_is_told(tmp_path: Path) -> None:
    assert "please choose another place" in _on_a_small_disk(tmp_path, "HTML", "400k", "remount,ro")


def test_a_sheet_that_is_not_there_is_told_before_anything_is_made(press: Press) -> None:
    with pytest.raises(NotFound):
        copies(press, requests=[PrintRequest(PrintGuide("gone"))], form=Format.PDF)


@pytest.mark.parametrize("form", list(Format))
def test_one_sheet_is_saved_whole_or_not_at_all(press: Press, form: Format, tmp_path: Path) -> None:
    request = PrintRequest(PrintTalk("going-live", AgeBand.FROM_10, "علي"))
    file = save_as(press, WEB, request=request, form=form, to=tmp_path / "sheet")
    assert file.read_bytes()[:5] in {b"%PDF-", b"<!doc"}
    with pytest.raises(CannotWrite):
        save_as(press, WEB, request=request, form=form, to=tmp_path / "no" / "sheet")
    assert list(tmp_path.iterdir()) == [file]


def test_a_job_s_pdf_opens(press: Press, tmp_path: Path) -> None:
    wanted = _wanted(press, Format.PDF)[:2]
    save_all(press, WEB, wanted=wanted, form=Format.PDF, folder=tmp_path, told=_nobody, stop=threading.Event())
    for one in tmp_path.iterdir():
        with pikepdf.open(one) as file:
            assert len(file.pages) >= 1


def _nobody(_made: int) -> None:
    """Hear how far a job is, and do nothing."""


def _wanted(press: Press, form: Format) -> tuple[Copy, ...]:
    requests = [PrintRequest(one) for one in Collection().sheets(press.guidance)]
    return copies(press, requests=requests, form=form)


def _many(press: Press) -> tuple[Copy, ...]:
    requests = [PrintRequest(PrintTalk("going-live", AgeBand.FROM_10, f"Child {place}")) for place in range(40)]
    return copies(press, requests=requests, form=Format.PDF)


def _on_a_small_disk(folder: Path, form: str, size: str, again: str = "") -> str:
    """Save forty sheets on a real disk that is too small or read-only; return what was told, with nothing left."""
    script = f"""
import sys, threading
from pathlib import Path
from kitchentable.domain.errors import CannotWrite
from kitchentable.printing.typesetter import Typesetter
from kitchentable.services.family_papers import PrintAgreement, PrintHome, PrintIncident, PrintMinder, PrintMonth
from kitchentable.services.print_jobs import Format, save_all
from kitchentable.services.prints import Press
from kitchentable.system.resources import resources
from tests.fakes.clock import FakeClock
from tests.printing.paper_guidance import paper_guidance
from tests.services.test_print_jobs import WEB, _many, _nobody
press = Press(paper_guidance(), Typesetter(resources()), FakeClock())
folder = Path(sys.argv[1])
try:
    save_all(press, WEB, wanted=_many(press), form=Format.{form}, folder=folder, told=_nobody, stop=threading.Event())
except CannotWrite as trouble:
    print(trouble.message)
assert list(folder.iterdir()) == [], "something is left"
"""
    mine = [] if os.geteuid() == 0 else ["--map-root-user"]
    then = f'mount -o {again} "{folder}" && ' if again else ""
    mount = f'mount -t tmpfs -o size={size} tmpfs "{folder}" && {then}exec "$@"'
    done = subprocess.run(
        ["unshare", *mine, "--mount", "sh", "-c", mount, "sh", sys.executable, "-c", script, str(folder)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT}/app:{ROOT}"},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
