"""The print commands for the family's own pages: the right records, one clear line, and nothing half written."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import pytest

from kitchentable.cli import prints, tick
from kitchentable.domain.ages import AgeBand, BirthMonth
from kitchentable.domain.errors import Trouble
from kitchentable.domain.paper_codes import CodeBook, TalkBox
from kitchentable.services.family import add_child
from kitchentable.services.opening import create_household
from kitchentable.system.paths import Paths
from tests.fakes.clock import FakeClock
from tests.fakes.keychain import FakeKeychain
from tests.printing.families import small_family
from tests.printing.paper import opened
from tests.printing.paper_guidance import paper_guidance

PASSPHRASE = "a sample passphrase"  # noqa: S105 - of a sample


@pytest.fixture
def keychain() -> FakeKeychain:
    """Return an empty, willing keychain."""
    return FakeKeychain()


@pytest.fixture
def data(tmp_path: Path, keychain: FakeKeychain) -> Iterator[Path]:
    """Return the data folder of the small family, closed; and see that nothing was added to it."""
    folder, clock = tmp_path / "data", FakeClock()
    home = create_household(
        paths=Paths.of(folder), keychain=keychain, guidance=paper_guidance(), clock=clock, passphrase=None
    )
    small_family(home, clock)
    add_child(home, name="Twin", born=BirthMonth(2015, 3), guides=())
    add_child(home, name="Twin", born=BirthMonth(2015, 3), guides=())
    home.close()
    before = sorted(folder.iterdir())
    yield folder
    assert sorted({*folder.iterdir()} - {folder / "app.lock"}) == before


SHEETS = [
    ["month"],
    ["month", "--child", "robin sample", "--brief", "--no-names", "--codes", "--large", "--paper", "letter"],
    ["home", "--child", "Robin Sample", "--codes"],
    ["home", "--brief", "--country", "uk"],
    ["agreement", "--child", "Robin Sample"],
    ["agreement", "--child", "Robin Sample", "--no-names", "--large"],
    ["incident"],
    ["incident", "--on", "2026-11-19"],
    ["grandparents"],
]


@pytest.mark.parametrize("words", SHEETS)
def test_a_page_of_the_family_is_saved_and_said(
    words: list[str], data: Path, keychain: FakeKeychain, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "page.pdf"
    assert _run([*words, "--to", str(file)], data, keychain) == 0
    assert capsys.readouterr().out == f"Saved {file}\n"
    with opened(file.read_bytes()) as saved:
        assert len(saved.pages) >= 1


@pytest.mark.parametrize("words", SHEETS)
def test_a_page_of_the_family_is_a_web_page_where_that_is_asked_for(
    words: list[str], data: Path, keychain: FakeKeychain, tmp_path: Path
) -> None:
    file = tmp_path / "page.html"
    assert _run([*words, "--to", str(file)], data, keychain) == 0
    page = file.read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert ("Robin Sample" in page) is ("--no-names" not in words)


def test_everything_can_have_the_family_s_own_sheets_too(
    data: Path, keychain: FakeKeychain, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--all", "--age", "11", "--family", "--child", "Robin Sample", "--codes", "--to", str(tmp_path / "all")]
    assert _run(words, data, keychain) == 0
    saved = sorted(one.name for one in (tmp_path / "all").iterdir())
    assert capsys.readouterr().out == f"Saved {len(saved)} files in {tmp_path / 'all'}\n"
    own = {
        "This month.pdf",
        "What is set in our home.pdf",
        "Our agreement.pdf",
        "For those who look after our children.pdf",
    }
    assert own < set(saved)
    assert not [one for one in saved if "Robin" in one or "note" in one]
    assert len(saved) == 8 + len(own)


def test_everything_without_names_names_nobody_on_the_month_and_the_agreement(
    data: Path, keychain: FakeKeychain, tmp_path: Path
) -> None:
    to = str(tmp_path / "all")
    assert _run(["--all", "--family", "--no-names", "--format", "html", "--to", to], data, keychain) == 0
    for name in ("This month.html", "Our agreement.html"):
        assert "Robin" not in (tmp_path / "all" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--all", "--child", "Robin Sample"], "Please add --family"),
        (["--all", "--family", "--child", "Nobody"], "There is no child called “Nobody”"),
        (["--all", "--name", "x" * 10_000], "That name is too long."),
        (["month", "--child", "Nobody"], "There is no child called “Nobody” in these records."),
        (["month", "--child", "Twin"], "There are 2 children called “Twin”."),
        (["month", "--child", "x" * 10_000], "That name is too long."),
        (["agreement"], "Please say for which child with --child NAME."),
        (["incident", "--on", "2026-11-01"], "There is no such note in these records."),
        (["incident", "--on", "soon"], "“soon” is not a day."),
        (["month", "--country", "xx"], "There is no help for the country “xx” yet."),
        (["month", "--paper", "a5"], "please use a4 or letter"),
        (["month", "--passphrase-file", "nowhere.txt"], "can’t be read"),
    ],
)
def test_a_wrong_word_gets_one_line_and_nothing_is_written(
    words: list[str],
    said: str,
    data: Path,
    keychain: FakeKeychain,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert _run([*words, "--to", str(tmp_path / "page.pdf")], data, keychain) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert said in told.err
    assert [one.name for one in tmp_path.iterdir()] == ["data"]


def test_without_records_a_page_of_the_family_is_refused(
    tmp_path: Path, keychain: FakeKeychain, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(["month", "--to", str(tmp_path / "page.pdf")], tmp_path / "none", keychain) == 2
    assert "There are no records in" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("sheet", ["month", "home", "grandparents", "agreement"])
def test_a_family_without_children_is_told_to_add_one(
    sheet: str, tmp_path: Path, keychain: FakeKeychain, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "data"
    create_household(
        paths=Paths.of(folder), keychain=keychain, guidance=paper_guidance(), clock=FakeClock(), passphrase=None
    ).close()
    assert _run([sheet, "--to", str(tmp_path / "page.pdf")], folder, keychain) == 2
    assert capsys.readouterr().err == "Please add a child under My family first.\n"
    assert _run(["--all", "--family", "--to", str(tmp_path / "all")], folder, keychain) == 0
    assert not (tmp_path / "all" / "This month.pdf").exists()


def test_the_passphrase_comes_from_a_file(
    tmp_path: Path, keychain: FakeKeychain, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, clock = tmp_path / "data", FakeClock()
    home = create_household(
        paths=Paths.of(folder), keychain=keychain, guidance=paper_guidance(), clock=clock, passphrase=PASSPHRASE
    )
    small_family(home, clock)
    home.close()
    file = tmp_path / "passphrase.txt"
    for words, code in ((PASSPHRASE, 0), ("another passphrase", 2)):
        file.write_text(words + "\n", encoding="utf-8")
        options = ["--passphrase-file", str(file), "--to", str(tmp_path / f"{code}.pdf")]
        assert _run(["month", *options], folder, keychain) == code
    assert not (tmp_path / "2.pdf").exists()
    assert capsys.readouterr().err.count("\n") == 1


def _run(words: list[str], data: Path, keychain: FakeKeychain) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data-dir", type=Path)
    prints.add_arguments(parser.add_subparsers(dest="command"))
    args = parser.parse_args(["--data-dir", str(data), "print", *words])
    return prints.run(args, paper_guidance(), FakeClock(), keychain)


def test_codes_are_ticked_and_said_and_a_slip_ticks_nothing(
    data: Path, keychain: FakeKeychain, capsys: pytest.CaptureFixture[str]
) -> None:
    guidance = paper_guidance()
    line = guidance.talk("going-live", AgeBand.FROM_10).say[0]
    code = CodeBook(guidance).code(TalkBox("going-live", AgeBand.FROM_10, line.id), 1)
    assert _tick([code.lower()], data, keychain) == 0
    assert capsys.readouterr().out == f"{code}  Robin Sample, Going live: {line.text}\n"
    for codes, said in (
        ([code, code[1] + code[0] + code[2:]], "Nothing has been ticked."),
        (["--child", "Nobody", code], "There is no child called “Nobody” in these records."),
    ):
        with pytest.raises(Trouble, match=said):
            _tick(codes, data, keychain)


def _tick(words: list[str], data: Path, keychain: FakeKeychain) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data-dir", type=Path)
    tick.add_arguments(parser.add_subparsers(dest="command"))
    args = parser.parse_args(["--data-dir", str(data), "tick", *words])
    return tick.run(args, paper_guidance(), FakeClock(), keychain)
