"""What the documents name is there: commands, options, files, modules, tests, dependencies, the version."""

from __future__ import annotations

import itertools
import re
import shlex
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kitchentable.cli import family_prints
from kitchentable.domain.version import VERSION
from kitchentable.main import main
from kitchentable.services.replacing import DAMAGED, REPLACED, draft_of
from kitchentable.services.set_aside import PREFIX
from kitchentable.system.autostart import Autostart
from kitchentable.system.launchd import LaunchAgent
from kitchentable.system.paths import Paths, default_data_folder
from kitchentable.system.systemd import SystemdTimer
from kitchentable.system.task_scheduler import TASK
from kitchentable.ui.window import HIDE_NOW

ROOT = Path(__file__).resolve().parents[1]
APP = ROOT / "app" / "kitchentable"
DOCS = tuple(sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("packaging/**/*.md")]))
WRITTEN = tuple(one for one in DOCS if one.name != "helplines.md")
"""All but the page that is made from the guidance, whose addresses are its point; a test of its own holds it."""

PACKAGES = frozenset(one.name for one in APP.iterdir() if one.is_dir())
TOP = frozenset({"app", "docs", "packaging", "resources", "tests", ".ci"})
NUMBERS = (
    "none",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
)
BUILT = ("build/", "dist/", ".venv")

_FENCE = re.compile(r"^( *)```.*?^\1```", re.MULTILINE | re.DOTALL)
_BLOCK = re.compile(r"(?:^|\n\n)((?:(?: {4,})\S.*\n?)+)")
_SPAN = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
_FILE = re.compile(r"[\w.{}*-]+(?:/[\w.{}*-]+)*/?")
_ROW = re.compile(r"^\| `([^`]+)` \|", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Named:
    """A piece of code in a document."""

    doc: Path
    text: str

    def __str__(self) -> str:
        """Name it as pytest shows it."""
        return f"{self.doc.name}: {self.text}"


def _blocks(text: str) -> Iterator[str]:
    for found in _FENCE.finditer(text):
        yield from (line.strip() for line in found[0].splitlines()[1:-1])
    for block in _BLOCK.finditer(_FENCE.sub("", text)):
        yield from (line.strip() for line in block[1].splitlines())


def _named() -> list[Named]:
    found: dict[Named, None] = {}
    for doc in DOCS:
        text = doc.read_text(encoding="utf-8")
        for piece in (*_SPAN.findall(_FENCE.sub("", text)), *_blocks(text)):
            if piece.strip():
                found[Named(doc, piece.strip())] = None
    return list(found)


NAMED = _named()
MAKES = [one for one in NAMED if re.match(r"make( |$)", one.text)]
COMMANDS = [one for one in NAMED if re.match(r"(\.venv/bin/)?kitchentable( |$)", one.text)]
TESTS = [one for one in NAMED if "::" in one.text]


def _is_file(one: Named) -> bool:
    """Tell whether a piece names a file or folder of these sources (by its first folder, or by its ending)."""
    if not _FILE.fullmatch(one.text) or one.text.startswith(BUILT):
        return False
    first, slash, _ = one.text.partition("/")
    if slash:
        return first in TOP | PACKAGES
    return one.text.endswith((".md", ".toml", ".py"))


FILES = [one for one in NAMED if _is_file(one)]


def test_there_is_enough_to_look_at() -> None:
    assert {"README.md", "CONTRIBUTING.md", "SECURITY.md", "PRIVACY.md", "CHANGELOG.md"} <= {one.name for one in DOCS}
    assert len(MAKES) > 8
    assert len(COMMANDS) > 12
    assert len(FILES) > 40
    assert len(TESTS) > 10


def test_a_make_command_is_a_target() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert [str(one) for one in MAKES if not _makes(one.text.split()[1:], targets)] == []


def _makes(words: list[str], targets: set[str]) -> bool:
    """Tell whether each word is a target, or the tests to run."""
    return all(word in targets or (ROOT / word.removeprefix("TESTS=")).exists() for word in words)


def test_the_readme_lists_every_command_of_make() -> None:
    shown = re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in shown if f"| `make {name}` |" not in readme] == []


@pytest.mark.parametrize("one", COMMANDS, ids=str)
def test_a_command_of_the_program_is_there_with_its_options(one: Named, capsys: pytest.CaptureFixture[str]) -> None:
    words = shlex.split(one.text)[1:]
    chain = list(itertools.takewhile(lambda word: not word.startswith("-"), words))
    known = _help([], capsys) + _help(chain, capsys)
    assert [word for word in words if word.startswith("--") and word not in known] == []


@pytest.mark.parametrize("one", [one for one in COMMANDS if "--to " in one.text], ids=str)
def test_a_print_command_prints(one: Named, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    words = shlex.split(one.text)[1:]
    if words[1] in family_prints.SHEETS:
        assert main(words) == 2  # there are no records here
        return
    assert main(words) == 0
    made = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert made
    start = {".pdf": b"%PDF", ".html": b"<!doctype html>"}
    assert all(file.read_bytes().startswith(start[file.suffix]) for file in made)


def _help(chain: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """Return the help of a command; a command that is not there fails."""
    with pytest.raises(SystemExit) as ended:
        main([*chain, "--help"])
    told = capsys.readouterr()
    assert ended.value.code == 0, told.err
    return told.out


def test_a_file_is_there() -> None:
    assert [str(one) for one in FILES if not _is_there(one)] == []


def _is_there(one: Named) -> bool:
    pattern = re.sub(r"\bID\b", "*", one.text)
    first = pattern.partition("/")[0]
    inside = APP if "/" in pattern and first in PACKAGES and first not in TOP else ROOT
    places = (inside,) if "/" in pattern else (ROOT, APP, one.doc.parent)
    return any(next(place.glob(pattern.rstrip("/")), None) for place in places)


def test_a_test_is_there() -> None:
    assert [str(one) for one in TESTS if not _is_test(*one.text.split("::"))] == []


def _is_test(file: str, name: str) -> bool:
    return f"\ndef {name}(" in (ROOT / file).read_text(encoding="utf-8")


@pytest.mark.parametrize("doc", WRITTEN, ids=lambda doc: doc.name)
def test_a_link_leads_somewhere(doc: Path) -> None:
    broken = [to for to in _LINK.findall(doc.read_text(encoding="utf-8")) if not (doc.parent / to).exists()]
    assert broken == []


@pytest.mark.parametrize("doc", WRITTEN, ids=lambda doc: doc.name)
def test_no_document_names_an_address_or_a_place_of_one_computer(doc: Path) -> None:
    text = doc.read_text(encoding="utf-8")
    assert re.findall(r"\w+://\S+|\bwww\.\S+|\b[\w-]+\.(?:com|net|org)\b|\b\S+@\S+\.\S+", text) == []
    absolute = re.findall(r"(?<![\w.~/}%-])/[a-z]\w*(?:/[\w.-]+)*", re.sub(r"\]\([^)]*\)", "]", text))
    assert [path for path in absolute if not path.startswith("/usr/")] == []


def test_every_dependency_has_its_line_and_every_line_its_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    told = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    for heading, wanted in (
        ("The program", project["dependencies"]),
        ("Working on it", extras["dev"]),
        ("Measuring", extras["bench"]),
        ("Packaging", extras["package"]),
    ):
        section = told.split(f"\n## {heading}\n")[1].split("\n## ")[0]
        assert sorted(_ROW.findall(section)) == sorted(re.split(r"[<>=!~ ;\[]", one)[0] for one in wanted), heading


def test_the_newest_entry_of_the_changelog_is_this_version() -> None:
    heads = re.findall(r"^## \[(.+?)\](.*)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert heads[0] == ("Unreleased", "")
    assert heads[1][0] == VERSION
    assert re.fullmatch(r" - \d{4}-\d\d-\d\d", heads[1][1])
    assert f"version {VERSION}" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"version {VERSION}" in (ROOT / "PRIVACY.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("doc", ["README.md", "PRIVACY.md"])
def test_every_file_of_the_data_folder_is_told(doc: str, home: Path) -> None:
    text = (ROOT / doc).read_text(encoding="utf-8")
    paths = Paths.of(None)
    files = (paths.database, paths.keys, paths.reminders, paths.reminder_log, paths.preferences, paths.erasing)
    assert [
        one.name for one in (*files, paths.lock, paths.socket, paths.reminder_lock) if f"`{one.name}`" not in text
    ] == []
    assert f"`{paths.backups.name}/`" in text
    assert f"`~/{default_data_folder().relative_to(home)}`" in text


def test_the_files_of_a_restore_are_told() -> None:
    text = (ROOT / "PRIVACY.md").read_text(encoding="utf-8")
    paths = Paths.of(None)
    drafts = [draft_of(one).name for one in (paths.database, paths.keys)]
    kept = [f"{paths.database.name}.{why}-" for why in (REPLACED, DAMAGED)]
    assert [one for one in (paths.restoring.name, *drafts, *kept) if one not in text] == []


def test_the_folder_of_what_was_put_aside_is_told() -> None:
    for doc in ("PRIVACY.md", "README.md"):
        assert f"`{PREFIX}2026-11-21/`" in (ROOT / doc).read_text(encoding="utf-8"), doc


def test_the_way_out_names_what_the_reminder_really_leaves(home: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    stem = SystemdTimer().timer.removesuffix(".timer")
    assert f"systemctl --user disable --now {stem}.timer" in readme
    assert f"~/.config/systemd/user/{stem}.*" in readme
    assert f"~/{Autostart().entry.relative_to(home)}" in readme
    assert LaunchAgent().plist.name in readme
    assert TASK.removeprefix("\\") in readme
    assert f"rm -r ~/{default_data_folder().relative_to(home)}" in readme


def test_the_readme_says_who_has_read_the_guidance_and_what_was_tried() -> None:
    guidance = ROOT / "resources" / "guidance"
    readme = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    texts = [one.read_text(encoding="utf-8") for one in guidance.glob("*/*.yaml")]
    nobody = "No safeguarding professional has reviewed any of it yet." in readme
    assert nobody == (not any(re.search(r"^reviewed: (?!null$)", text, re.MULTILINE) for text in texts))
    untried = "No settings path has been tried on a device" in readme
    assert untried == (not any(re.search(r"^ *tried: (?!null$)", text, re.MULTILINE) for text in texts))


def test_the_key_that_hides_is_told() -> None:
    assert f"the key {HIDE_NOW} puts" in (ROOT / "PRIVACY.md").read_text(encoding="utf-8")


def test_the_reminders_rules_are_counted_right() -> None:
    told = (ROOT / "docs" / "reminders.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \|.*\| (Met|Partly|Later)", told, re.MULTILINE)
    assert [int(number) for number, _ in rows] == list(range(1, 21))
    states = [state for _, state in rows]
    met, partly, later = (NUMBERS[states.count(state)] for state in ("Met", "Partly", "Later"))
    assert f"{met} are met, {partly} partly, and {later} come later" in told


def test_every_rule_of_reminders_names_a_test() -> None:
    told = (ROOT / "docs" / "reminders.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \|.*$", told, re.MULTILINE)
    with_tests = re.findall(r"^\| (\d+) \|.*`tests/[\w/]+\.py::\w+`.*$", told, re.MULTILINE)
    assert with_tests == rows


def test_little_knows_of_a_tray() -> None:
    knows = {one.name for one in APP.rglob("*.py") if "QSystemTrayIcon" in one.read_text(encoding="utf-8")}
    assert knows == {"tray.py", "tray_place.py"}


def test_both_licences_are_whole() -> None:
    code = (ROOT / "LICENSE").read_text(encoding="utf-8")
    advice = (ROOT / "resources" / "guidance" / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in code
    assert "END OF TERMS AND CONDITIONS" in code
    assert "Attribution 4.0 International" in advice
    assert "Section 8 -- Interpretation." in advice
