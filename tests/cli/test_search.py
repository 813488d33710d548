"""The search command: a list, best first; a JSON list for programs; one line for words that can't be used."""

from __future__ import annotations

import argparse

import msgspec
import pytest

from kitchentable.cli import search
from kitchentable.domain.errors import BadInput, NotFound
from tests.sample_guidance import sample_guidance


def run(*words: str, json: bool = False, country: str = "uk") -> int:
    args = argparse.Namespace(words=list(words), country=country, json=json)
    return search.run(args, sample_guidance())


def test_it_names_what_it_found(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("live", "streaming") == 0
    assert capsys.readouterr().out.startswith("talk  live-streaming  Live streaming\n")


def test_json_is_a_list_best_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("xbox", json=True) == 0
    found = msgspec.json.decode(capsys.readouterr().out)
    assert {"kind", "id", "title", "score"} <= set(found[0])
    assert found[0]["id"] == "xbox"


def test_nothing_that_fits_is_an_empty_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("zebra", json=True) == 0
    assert msgspec.json.decode(capsys.readouterr().out) == []


@pytest.mark.parametrize(("words", "country"), [((" ",), "uk"), (("xbox",), "atlantis")])
def test_what_it_can_not_use_is_refused(words: tuple[str, ...], country: str) -> None:
    with pytest.raises((BadInput, NotFound)):
        run(*words, country=country)


def test_an_age_is_named_by_its_own_id(capsys: pytest.CaptureFixture[str]) -> None:
    milestone = sample_guidance().pack.milestones[0]
    assert run("at", str(milestone.age)) == 0
    assert f"milestone  {milestone.id}  At {milestone.age}: " in capsys.readouterr().out
