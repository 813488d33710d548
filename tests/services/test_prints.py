"""Printing as a service: the right sheet for each request, saved whole or not at all; no records needed."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kitchentable.domain.ages import AgeBand
from kitchentable.domain.errors import CannotWrite, NotFound
from kitchentable.printing.pages import GuideSheet, HelpPage, Paper, TalkSheet
from kitchentable.printing.typesetter import Typesetter
from kitchentable.services.prints import (
    Press,
    PrintGuide,
    PrintHelp,
    PrintRequest,
    PrintTalk,
    make_document,
    pdf,
    save_pdf,
    svg_pages,
)
from kitchentable.system.resources import resources
from tests.fakes.clock import FakeClock
from tests.printing.conftest import DAY
from tests.sample_guidance import sample_guidance

TALK = PrintRequest(PrintTalk("live-streaming", AgeBand.FROM_10, "Ava"))
GUIDE = PrintRequest(PrintGuide("xbox"), paper=Paper.LETTER)
HELP = PrintRequest(PrintHelp(), large=True)


@pytest.fixture(scope="module")
def press() -> Press:
    """Return what printing needs: guidance, a typesetter, a clock, and no family records."""
    return Press(sample_guidance(), Typesetter(resources()), FakeClock())


@pytest.mark.parametrize(("request_", "kind"), [(TALK, TalkSheet), (GUIDE, GuideSheet), (HELP, HelpPage)])
def test_each_request_gives_its_sheet(request_: PrintRequest, kind: type) -> None:
    assert isinstance(make_document(sample_guidance(), request_, DAY), kind)


@pytest.mark.parametrize(
    "what",
    [PrintTalk("no-such", AgeBand.FROM_10), PrintTalk("live-streaming", AgeBand.UNDER_7), PrintGuide("no-such")],
)
def test_what_is_not_there_is_not_found(what: PrintTalk | PrintGuide) -> None:
    with pytest.raises(NotFound):
        make_document(sample_guidance(), PrintRequest(what), DAY)


def test_a_country_without_help_is_not_found() -> None:
    with pytest.raises(NotFound, match="“xx”"):
        make_document(sample_guidance(), PrintRequest(PrintHelp(), country="xx"), DAY)


@pytest.mark.parametrize("request_", [TALK, GUIDE, HELP])
def test_the_preview_and_the_pdf_are_made(press: Press, request_: PrintRequest) -> None:
    assert pdf(press, request=request_).startswith(b"%PDF")
    assert svg_pages(press, request=request_)[0].startswith("<svg ")


def test_the_pdf_is_the_same_all_day_and_goes_where_it_is_told(press: Press, tmp_path: Path) -> None:
    file = tmp_path / "Ava’s talk 😀.pdf"
    assert save_pdf(press, request=TALK, to=file) == file
    assert file.read_bytes() == pdf(press, request=TALK)
    assert file.stat().st_mode & 0o077 == 0


def test_saving_again_replaces_the_file(press: Press, tmp_path: Path) -> None:
    file = tmp_path / "sheet.pdf"
    file.write_text("something older")
    save_pdf(press, request=HELP, to=file)
    assert file.read_bytes().startswith(b"%PDF")


def test_a_missing_folder_and_a_folder_in_the_way_are_told_in_a_sentence(press: Press, tmp_path: Path) -> None:
    for to in (tmp_path / "nowhere" / "sheet.pdf", tmp_path):
        with pytest.raises(CannotWrite, match="please choose another") as caught:
            save_pdf(press, request=TALK, to=to)
        assert caught.value.message.count(".") <= str(to).count(".") + 1
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_takes_no_more_leaves_the_older_file_whole(press: Press, tmp_path: Path) -> None:
    file = tmp_path / "sheet.pdf"
    file.write_text("something older")
    with no_more_than_a_page(), pytest.raises(CannotWrite):
        save_pdf(press, request=TALK, to=file)
    assert file.read_text() == "something older"
    assert [one.name for one in tmp_path.iterdir()] == ["sheet.pdf"]


@contextmanager
def no_more_than_a_page() -> Iterator[None]:
    """Have the system refuse to let any file of this process grow beyond 4 KiB; briefly, as our output is one."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
