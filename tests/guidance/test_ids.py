"""Ids are permanent: unique, never both in use and retired, and never lost once released."""

from __future__ import annotations

from datetime import date

from kitchentable.domain.pack import IdState
from kitchentable.guidance.build import build
from kitchentable.guidance.folder import RELEASED
from kitchentable.guidance.released import released_with
from tests.guidance.sample_folder import SampleFolder

TOPIC = "topics/live-streaming.yaml"
GUIDE = "guides/xbox.yaml"
TODAY = date(2026, 11, 21)


def _release(folder: SampleFolder) -> None:
    pack = build(folder.root, TODAY)
    (folder.root / RELEASED).write_bytes(released_with(folder.root, pack.ids))


def test_a_line_id_twice_in_a_talk_names_both_places(folder: SampleFolder) -> None:
    folder.change(TOPIC, "{id: no-anger,", "{id: who-watches,")
    first = f"{folder.root}/{TOPIC}:21"
    words = f"the id `talk/live-streaming/10-12/who-watches` is used twice; the first is at {first}"
    assert folder.faults() == [f"{TOPIC}:{folder.line(TOPIC, 'Getting angry')}: {words}"]


def test_an_id_twice_in_one_line_is_told(folder: SampleFolder) -> None:
    signs = "warning_signs: [{id: a, text: One.}, {id: a, text: Two.}]\n"
    folder.change(TOPIC, "warning_signs:\n  - {id: hides-screen, text: Hides the screen.}\n", signs)
    assert folder.faults() == [f"{TOPIC}:13: the id `sign/live-streaming/a` is used twice in this line"]


def test_a_source_in_two_files_names_both_places(folder: SampleFolder) -> None:
    folder.change("sources/makers.yaml", "- id: xbox-page", "- id: press-page")
    told = folder.faults()
    first = f"{folder.root}/sources/charities.yaml:14"
    assert f"sources/makers.yaml:1: the id `source/press-page` is used twice; the first is at {first}" in told


def test_the_same_word_may_name_different_things(folder: SampleFolder) -> None:
    folder.change(TOPIC, "{id: hides-screen,", "{id: who-watches,")
    assert folder.faults() == []


def test_a_line_in_use_cannot_be_retired_too(folder: SampleFolder) -> None:
    folder.change(TOPIC, "{id: old-line,", "{id: who-watches,")
    first = f"{folder.root}/{TOPIC}:21"
    words = f"the id `talk/live-streaming/10-12/who-watches` is used twice; the first is at {first}"
    assert folder.faults() == [f"{TOPIC}:41: {words}"]


def test_a_setting_in_use_cannot_be_retired_too(folder: SampleFolder) -> None:
    folder.change(GUIDE, "{id: parent-pin,", "{id: who-can-message,")
    first = f"{folder.root}/{GUIDE}:12"
    told = folder.faults()
    assert f"{GUIDE}:42: the id `setting/xbox/who-can-message` is used twice; the first is at {first}" in told


def test_ids_have_whole_names_and_states(folder: SampleFolder) -> None:
    ids = build(folder.root, TODAY).ids
    assert list(ids) == sorted(ids)
    assert {name for name, state in ids.items() if state is IdState.RETIRED} == {
        "setting/xbox/parent-pin",
        "talk/live-streaming/10-12/old-line",
    }
    expected = (
        "topic/live-streaming", "why/live-streaming/it-happens", "sign/live-streaming/hides-screen",
        "talk/live-streaming/10-12/who-watches", "talk/live-streaming/10-12/no-live",
        "guide/xbox", "setting/xbox/who-can-message", "cannot/xbox/parties", "report/xbox/in-game",
        "situation/blackmailed", "step/blackmailed/stop-talking", "line/blackmailed/not-your-fault",
        "country/uk", "contact/uk/childline", "nation/uk/england", "milestone/xbox-thirteen",
    )  # fmt: skip
    assert {ids[name] for name in expected} == {IdState.LIVE}
    assert not [name for name in ids if name.startswith("source/")]


def test_a_released_id_that_vanishes_is_told(folder: SampleFolder) -> None:
    _release(folder)
    assert folder.faults() == []
    folder.change(TOPIC, "id: who-watches", "id: who-you-watch")
    line = folder.line(RELEASED, "talk/live-streaming/10-12/who-watches")
    words = "`talk/live-streaming/10-12/who-watches` was released and has vanished; put it back, or retire it"
    assert folder.faults() == [f"{RELEASED}:{line}: {words}"]


def test_a_released_line_may_be_retired(folder: SampleFolder) -> None:
    _release(folder)
    folder.change(TOPIC, "id: who-watches", "id: who-you-watch")
    folder.add(TOPIC, "  - {id: who-watches, title: Who, on: 2026-11-21, why: Unclear., band: 10-12}\n")
    assert folder.faults() == []


def test_a_retired_line_never_leaves(folder: SampleFolder) -> None:
    _release(folder)
    folder.change(GUIDE, "retired:\n  - {id: parent-pin, title: A PIN, on: 2026-02-03, why: It went away.}\n", "")
    folder.change(GUIDE, "[who-can-message, parent-pin]", "[who-can-message]")
    line = folder.line(RELEASED, "setting/xbox/parent-pin")
    assert [fault.split(": ")[0] for fault in folder.faults()] == [f"{RELEASED}:{line}"]


def test_a_whole_milestone_is_retired_in_its_own_list(folder: SampleFolder) -> None:
    _release(folder)
    text = (folder.root / "milestones.yaml").read_text(encoding="utf-8")
    (folder.root / "milestones.yaml").write_text(text[: text.index("- id: second-one")], encoding="utf-8")
    assert len(folder.faults()) == 1
    folder.add("retired.yaml", "- {id: milestone/second-one, title: A law, on: 2026-11-21, why: It never came.}\n")
    assert folder.faults() == []
    assert build(folder.root, TODAY).ids["milestone/second-one"] is IdState.RETIRED


def test_what_is_retired_in_the_list_needs_its_whole_name(folder: SampleFolder) -> None:
    folder.add("retired.yaml", "- {id: xbox, title: Xbox, on: 2026-11-21, why: Gone.}\n")
    words = "the id “xbox” must be a whole name, such as `topic/live-streaming`"
    assert folder.faults() == [f"retired.yaml:1: {words}"]


def test_what_is_in_use_cannot_be_in_the_list_of_retired_things(folder: SampleFolder) -> None:
    folder.add("retired.yaml", "- {id: guide/xbox, title: Xbox, on: 2026-11-21, why: Gone.}\n")
    first = f"{folder.root}/{GUIDE}:1"
    assert folder.faults() == [f"retired.yaml:1: the id `guide/xbox` is used twice; the first is at {first}"]


def test_what_a_release_retired_never_comes_back_as_something_else(folder: SampleFolder) -> None:
    _release(folder)
    folder.change(GUIDE, "{id: parent-pin,", "{id: who-can-message,")
    folder.change(GUIDE, "- id: who-can-message", "- id: parent-pin")
    folder.change(GUIDE, "first: who-can-message", "first: parent-pin")
    line = folder.line(RELEASED, "setting/xbox/parent-pin")
    words = "`setting/xbox/parent-pin` was retired in a release and is used again; give the new thing an id of its own"
    assert folder.faults() == [f"{RELEASED}:{line}: {words}"]


def test_a_later_release_remembers_what_an_earlier_one_retired(folder: SampleFolder) -> None:
    (folder.root / RELEASED).write_text("guide/old retired\nguide/xbox\n", encoding="utf-8")
    told = released_with(folder.root, {"guide/old": IdState.LIVE, "guide/xbox": IdState.RETIRED}).decode().splitlines()
    assert told[1:] == ["guide/old retired", "guide/xbox retired"]


def test_the_list_of_released_ids_only_grows(folder: SampleFolder) -> None:
    (folder.root / RELEASED).write_text("# a remark\nmilestone/second-one\n\n", encoding="utf-8")
    told = released_with(folder.root, {"guide/xbox": IdState.LIVE}).decode().splitlines()
    assert [line for line in told if not line.startswith("#")] == ["guide/xbox", "milestone/second-one"]


def test_a_list_of_released_ids_that_is_not_text_is_told(folder: SampleFolder) -> None:
    (folder.root / RELEASED).write_bytes(b"\xff\xfe")
    assert folder.faults() == [f"{RELEASED}:1: this is not UTF-8 text; save the file as UTF-8"]
