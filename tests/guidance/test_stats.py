"""The counts: what is confirmed by its maker, how old sources are, what is reviewed, how hard the words are."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from datetime import date

import pytest

from kitchentable.guidance.build import build
from kitchentable.guidance.stats import Days, Grades, Stats, count
from kitchentable.main import main
from tests.guidance.sample_folder import SampleFolder

TODAY = date(2026, 11, 21)
GUIDE = "guides/xbox.yaml"
WAY = "sources: [xbox-page]\n        confidence: high"


def _count(folder: SampleFolder) -> Stats:
    return count(build(folder.root, TODAY))


def test_a_setting_is_confirmed_by_a_sure_path_on_the_makers_page(folder: SampleFolder) -> None:
    told = _count(folder)
    assert (told.settings_confirmed_by_maker, told.settings_confirmed_by_maker_share) == (1, 1.0)
    assert (told.settings_citing_maker, told.settings_confidence_shares["high"]) == (1, 1.0)


def test_a_makers_page_that_was_not_really_read_confirms_nothing(folder: SampleFolder) -> None:
    folder.change(GUIDE, "confidence: high", "confidence: medium")
    told = _count(folder)
    assert (told.settings_confirmed_by_maker, told.settings_citing_maker) == (0, 1)
    assert told.settings_confidence == {"high": 0, "medium": 1, "low": 0}


def test_a_charitys_page_is_not_the_makers(folder: SampleFolder) -> None:
    folder.change(GUIDE, WAY, WAY.replace("xbox-page", "charity-page"))
    told = _count(folder)
    assert (told.settings_confirmed_by_maker_share, told.settings_citing_maker_share) == (0.0, 0.0)
    assert told.settings_confidence_shares == {"high": 1.0, "medium": 0.0, "low": 0.0}


def test_a_copy_of_the_makers_page_counts_as_its_words_but_confirms_nothing(folder: SampleFolder) -> None:
    folder.change("sources/makers.yaml", "kind: maker", "kind: other\n  copy_of: Microsoft")
    folder.change(GUIDE, "confidence: high", "confidence: medium")
    told = _count(folder)
    assert (told.settings_on_makers_words, told.settings_on_makers_words_share) == (1, 1.0)
    assert (told.settings_confirmed_by_maker, told.settings_citing_maker) == (0, 0)


def test_the_ages_of_sources(folder: SampleFolder) -> None:
    folder.change(
        "sources/makers.yaml",
        "read_on: 2026-11-21\n  kind: maker\n  published: 2026-11-21",
        "read_on: 2026-10-01\n  kind: maker",
    )
    told = _count(folder)
    assert told.sources_read == Days(4, newest=TODAY, oldest=date(2026, 10, 1), median=TODAY)
    assert told.sources_published == Days(2, newest=date(2026, 6, 1), oldest=date(2026, 1, 1), median=date(2026, 1, 1))


def test_what_is_reviewed_and_what_has_no_source(folder: SampleFolder) -> None:
    told = _count(folder)
    assert (told.topics_reviewed, told.situations_reviewed) == (0, 1)
    assert told.claims_without_source == 0


def test_a_claim_without_a_source_is_counted(folder: SampleFolder) -> None:
    pack = build(folder.root, TODAY)
    topic = pack.topics[0]
    bare = type(topic.why[0])(id="bare", text="Somebody says so.", sources=())
    changed = type(topic)(**{name: getattr(topic, name) for name in topic.__struct_fields__} | {"why": (bare,)})
    whole = {name: getattr(pack, name) for name in pack.__struct_fields__} | {"topics": (changed,)}
    assert count(type(pack)(**whole)).claims_without_source == 1


def test_ids_by_kind_and_state(folder: SampleFolder) -> None:
    told = _count(folder).ids_by_kind
    assert told["setting"] == {"live": 1, "retired": 1}
    assert told["contact"] == {"live": 2, "retired": 0}


def test_grades_are_the_hardest_and_the_middle_of_each_kind(folder: SampleFolder) -> None:
    def by_length(lines: Iterable[str]) -> float:
        return float(len(list(lines)))

    told = count(build(folder.root, TODAY), by_length).reading
    assert told is not None
    assert "contact" not in told, "a grade says nothing of a word or two"
    assert told["milestone"] == Grades(pieces=2, max=2.0, median=2.0)
    assert told["situation"] == Grades(pieces=1, max=8.0, median=8.0)


def test_the_command_measures_where_it_can(
    folder: SampleFolder, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["guidance", "stats", str(folder.root), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["reading"]["talk"]["pieces"] == 1
    monkeypatch.setitem(sys.modules, "textstat", None)
    assert main(["guidance", "stats", str(folder.root), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["reading"] is None


def test_the_table_has_a_row_for_every_count(folder: SampleFolder, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["guidance", "stats", str(folder.root)]) == 0
    rows = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert "sources read: newest 2026-11-21" in rows
    assert "ids by kind: setting: retired 1" in rows
    assert any(row.startswith("reading: talk: max ") for row in rows)
