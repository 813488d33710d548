"""Each way a single file can be wrong, told at its exact line in plain words."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec
import pytest

from kitchentable.domain.errors import GuidanceFault
from kitchentable.domain.values import Value
from kitchentable.guidance.check import find_faults, read_checked
from kitchentable.guidance.faults import Report
from kitchentable.guidance.shape import read_value
from kitchentable.guidance.tree import MOST_BYTES, parse
from tests.guidance.sample_folder import SampleFolder

TOPIC = "topics/live-streaming.yaml"
GUIDE = "guides/xbox.yaml"
SITUATION = "situations/blackmailed.yaml"
COUNTRY = "countries/uk.yaml"
CHARITIES = "sources/charities.yaml"


def test_the_sample_folder_is_sound(folder: SampleFolder) -> None:
    assert folder.faults() == []


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "words"),
    [
        pytest.param(
            TOPIC, "title: Live streaming", "title: Live: streaming", 4,
            "this is not valid YAML: a “: ” inside a text needs quotes round the text, or the indent is wrong",
            id="a colon in a text",
        ),
        pytest.param(
            TOPIC, "about: Who is watching?", 'about: "Who is watching?', 5,
            "this is not valid YAML: a quote is opened here and never closed", id="an open quote",
        ),
        pytest.param(
            TOPIC, "order: 1", "order 1", 2,
            "this is not valid YAML: a key without its “:”, or a text that runs on at the wrong indent", id="no colon",
        ),
        pytest.param(
            TOPIC, "search: [going live]", "search: [going live", 10,
            "this is not valid YAML: a [ or { is not closed, or a “,” is missing", id="an open list",
        ),
        pytest.param(
            TOPIC, "about: Who is", "about: Who\u2028 is", 5, "there is a hidden line break here (U+2028); take it out",
            id="a hidden line break",
        ),
        pytest.param(
            TOPIC, "order: 1", "order: 1\n\tx: 1", 3,
            "this is not valid YAML: a tab; indent with spaces", id="a tab",
        ),
        pytest.param(
            TOPIC, "title: Live streaming", "title: @live", 4,
            "this is not valid YAML: a tab (indent with spaces), or a text that begins with @ ` or % (quote it)",
            id="a text that begins with @",
        ),
        pytest.param(
            TOPIC, "order: 1", "ordre: 1", 2, "unknown key `ordre`; did you mean `order`?", id="an unknown key",
        ),
        pytest.param(
            TOPIC, "order: 1\n", "", 1, "the key `order` is missing", id="a missing key",
        ),
        pytest.param(
            TOPIC, "    minutes: 10\n", "", 17, "the key `minutes` is missing in `10-12`", id="a missing key inside",
        ),
        pytest.param(
            TOPIC, "order: 1", "order: first", 2, "`order` must be a whole number, not “first”", id="not a number",
        ),
        pytest.param(
            TOPIC, "order: 1", 'order: "1"', 2, "`order` must be a whole number, not “1”", id="a number in quotes",
        ),
        pytest.param(
            TOPIC, "order: 1", "order: 99999999999999999999", 2,
            "`order` must be a whole number, not “99999999999999999999”", id="a number no pack can hold",
        ),
        pytest.param(
            TOPIC, "2026-11-20", "2026-02-30", 7,
            "`changed_on` must be a date such as 2026-11-21, not “2026-02-30”", id="not a day",
        ),
        pytest.param(
            SITUATION, "danger: true", "danger: yes", 6, "`danger` must be true or false, not “yes”", id="not a truth",
        ),
        pytest.param(
            TOPIC, "search: [going live]", "search: going live", 10,
            "`search` must be a list, but it is a text", id="a text for a list",
        ),
        pytest.param(
            TOPIC, "title: Live streaming", "title: [Live]", 4, "`title` must be a text, but it is a list",
            id="a list for a text",
        ),
        pytest.param(
            GUIDE, "maker: {name: Microsoft, domains: [xbox.com]}", "maker: Microsoft", 6,
            "`maker` must be a block of keys, but it is a text", id="a text for a block",
        ),
        pytest.param(
            GUIDE, "describe: your child’s name", "[a list]", 30, "`path` must be a text, but it is a list",
            id="a list in a path",
        ),
        pytest.param(
            GUIDE, "describe: your child’s name", "descibe: your child’s name", 30,
            "unknown key `descibe`; did you mean `describe`?", id="a wrong word in a path’s description",
        ),
        pytest.param(TOPIC, "title: Live streaming", "title:", 4, "`title` is empty", id="nothing after the colon"),
        pytest.param(TOPIC, "title: Live streaming", "title: ' '", 4, "`title` is empty", id="only spaces"),
        pytest.param(TOPIC, "search: [going live]", "search: null", 10, "`search` is empty", id="null for a list"),
        pytest.param(
            GUIDE, "kind: console", "kind: consol", 2,
            "`kind` can't be “consol”; allowed: "
            "console, phone, computer, game, social, messaging, video, ai, home, shop",
            id="an unknown word of a list",
        ),
        pytest.param(
            GUIDE, "      7-9: Nobody", "      8-9: Nobody", 18,
            "unknown key `8-9` in `suggest`; allowed: under-7, 7-9, 10-12, 13-15, 16-17", id="an unknown age band",
        ),
        pytest.param(
            TOPIC, "icon: radio", "title: Twice", 4, "`title` is here twice; the first is in line 3", id="a key twice",
        ),
        pytest.param(
            TOPIC, "id: who-watches", "id: Who_watches", 21,
            "the id “Who_watches” must be small letters, digits and single hyphens, such as `who-watches`",
            id="an id that is not kebab-case",
        ),
        pytest.param(
            TOPIC, "id: who-watches", "id: who/watches", 21,
            "the id “who/watches” must be small letters, digits and single hyphens, such as `who-watches`",
            id="an id with a slash",
        ),
        pytest.param(
            TOPIC, "id: live-streaming", "id: live-stream", 1,
            "the id is “live-stream”, so the file must be live-stream.yaml", id="a file not named after its id",
        ),
        pytest.param(
            TOPIC, "order: 1", "order: &one 1", 2,
            "anchors and aliases (& and *) are not used here; write the text out, or quote it", id="an anchor",
        ),
        pytest.param(
            TOPIC, "order: 1", "order: *one", 2,
            "anchors and aliases (& and *) are not used here; write the text out, or quote it", id="an alias",
        ),
        pytest.param(
            TOPIC, "order: 1", "order: !!python/object/apply:os.system [date]", 2,
            "tags (!…) are not used here; put quotes round the text", id="a tag",
        ),
        pytest.param(
            TOPIC, "order: 1", "? [order]\n: 1", 2, "a key must be a plain word", id="a list for a key",
        ),
        pytest.param(
            TOPIC, "order: 1", "---\norder: 1", 2, "a file holds one document; take the second “---” away",
            id="two documents",
        ),
        pytest.param(
            TOPIC, "order: 1", f"order: {'[' * 40}", 2, "this is nested more than 20 deep", id="nested too deep",
        ),
        pytest.param(
            TOPIC, "Live streaming", "Live \x01 streaming", 4, "there is a character that YAML does not allow",
            id="a control character",
        ),
        pytest.param(
            CHARITIES, "- id: charity-page", "- id: charity-page\n  idd: x", 2, "unknown key `idd`; did you mean `id`?",
            id="an unknown key in a list",
        ),
    ],
)  # fmt: skip
def test_a_wrong_file_is_told_at_its_line(
    folder: SampleFolder, name: str, old: str, new: str, line: int, words: str
) -> None:
    folder.change(name, old, new)
    assert f"{name}:{line}: {words}" in folder.faults()


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "null\n", "~"])
def test_an_empty_file_is_told(folder: SampleFolder, text: str) -> None:
    (folder.root / TOPIC).write_text(text, encoding="utf-8")
    assert f"{TOPIC}:1: the file is empty" in folder.faults()


def test_an_empty_file_of_sources_hides_no_other_fault(folder: SampleFolder) -> None:
    folder.add("sources/police.yaml", "# none yet\n")
    folder.change(TOPIC, "sources: [charity-page]\nretired", "sources: [charity-pag]\nretired")
    assert folder.faults() == [
        "sources/police.yaml:1: the file is empty",
        f"{TOPIC}:39: there is no source `charity-pag`; did you mean `charity-page`?",
    ]


def test_text_that_is_not_utf8_is_told_at_its_line(folder: SampleFolder) -> None:
    (folder.root / TOPIC).write_bytes(b"id: live-streaming\ntitle: caf\xe9\n")
    assert f"{TOPIC}:2: this is not UTF-8 text; save the file as UTF-8" in folder.faults()


def test_a_byte_order_mark_is_no_fault(folder: SampleFolder) -> None:
    path = folder.root / TOPIC
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert folder.faults() == []


def test_a_huge_file_is_refused_unread(folder: SampleFolder) -> None:
    (folder.root / TOPIC).write_bytes(b"#" * (MOST_BYTES + 1))
    told = f"{TOPIC}:1: the file is too large ({MOST_BYTES + 1} bytes; the most is {MOST_BYTES})"
    assert told in folder.faults()


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        (TOPIC, "- a\n- b\n", "`this file` must be a block of keys, but it is a list"),
        (TOPIC, "just words\n", "this file must be a block of keys: it begins with “id: ”"),
        (CHARITIES, "id: a\n", "this file must be a list: each entry begins with “- id: ”"),
        ("milestones.yaml", "words\n", "this file must be a list: each entry begins with “- id: ”"),
    ],
)
def test_a_file_of_the_wrong_shape_is_told(folder: SampleFolder, name: str, text: str, words: str) -> None:
    (folder.root / name).write_text(text, encoding="utf-8")
    assert f"{name}:1: {words}" in folder.faults()


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    _, faults = find_faults(tmp_path / "nowhere")
    assert [str(fault) for fault in faults] == [f"{tmp_path / 'nowhere'}:1: there is no such folder"]


def test_a_name_no_folder_can_have_is_told(tmp_path: Path) -> None:
    root = tmp_path / ("x" * 300)
    _, faults = find_faults(root)
    assert [str(fault) for fault in faults] == [f"{root}:1: the folder can't be read (File name too long)"]


def test_a_missing_shelf_is_told(folder: SampleFolder) -> None:
    (folder.root / TOPIC).unlink()
    (folder.root / "topics").rmdir()
    assert folder.faults() == ["topics:1: this folder is missing"]


@pytest.mark.parametrize("name", ["topics/other.yml", "other.yaml", "topics/deep/other.yaml", "notes/other.yaml"])
def test_a_file_that_nobody_reads_is_told(folder: SampleFolder, name: str) -> None:
    folder.add(name, "id: other\n")
    told = folder.faults()
    assert len(told) == 1
    assert told[0].startswith(f"{name}:1: nobody reads this file; ")


def test_a_folder_with_the_name_of_a_file_is_told(folder: SampleFolder) -> None:
    (folder.root / "topics" / "odd.yaml").mkdir()
    assert "topics/odd.yaml:1: the file can't be read (Is a directory)" in folder.faults()


def test_words_that_yaml_would_change_stay_words(folder: SampleFolder) -> None:
    folder.change(TOPIC, "title: Live streaming", "title: 1984")
    folder.change(TOPIC, "icon: radio", "icon: no")
    found = read_checked(folder.root).topics[0].value
    assert (found.title, found.icon) == ("1984", "no")


def test_all_faults_of_all_files_are_told_in_order(folder: SampleFolder) -> None:
    folder.change(TOPIC, "order: 1", "ordre: x")
    folder.change(TOPIC, "minutes: 10", "minutes: ten")
    folder.change(CHARITIES, "kind: press", "kind: pres")
    folder.change(CHARITIES, "kind: government", "kind: state")
    folder.change(GUIDE, "icon: gamepad-2", "icon: [gamepad]")
    with pytest.raises(GuidanceFault) as caught:
        read_checked(folder.root)
    places = [":".join(line.removeprefix(f"{folder.root}/").split(":")[:2]) for line in str(caught.value).split("\n")]
    assert places == [
        "guides/xbox.yaml:3",
        "sources/charities.yaml:13",
        "sources/charities.yaml:19",
        "topics/live-streaming.yaml:1",
        "topics/live-streaming.yaml:2",
        "topics/live-streaming.yaml:18",
    ]


class _Dial(Value, frozen=True):
    """A value with a rule that only msgspec knows."""

    turns: tuple[Annotated[int, msgspec.Meta(le=3)], ...]


def test_what_only_msgspec_refuses_is_told_at_its_line() -> None:
    report = Report()
    tree = parse(b"turns:\n  - 1\n  - 7\n", "dial.yaml", report)
    assert tree is not None
    assert read_value(tree, _Dial, "dial.yaml", report) is None
    assert [str(fault) for fault in report.faults()] == ["dial.yaml:3: Expected `int` <= 3"]
