"""The schemas for editors are those of today's types, and every file we ship fits the one of its kind."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
import yaml

from kitchentable.guidance.schema import FOLDER, Json, schemas
from kitchentable.main import main
from kitchentable.system.resources import resources
from tests.guidance.sample_folder import FILES

OURS = resources() / "guidance"
KINDS = {
    "topic": "topics/*.yaml",
    "guide": "guides/*.yaml",
    "situation": "situations/*.yaml",
    "country": "countries/*.yaml",
    "milestones": "milestones.yaml",
    "sources": "sources/*.yaml",
    "retired": "retired.yaml",
    "vocabulary": "vocabulary.yaml",
}
Schema = dict[str, Json]
TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "number": (int, float),
    "integer": (int,),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
    "null": (type(None),),
}


class EditorLoader(yaml.CSafeLoader):
    """Reads as editors do, by YAML 1.2: a date and the word `on` are texts."""


EditorLoader.yaml_implicit_resolvers = {
    first: [
        (tag, re.compile("(?:true|false|True|False)$") if tag.endswith(":bool") else pattern)
        for tag, pattern in resolvers
        if not tag.endswith(":timestamp")
    ]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def misfits(value: Json, schema: Schema, whole: Schema, path: str = "") -> Iterator[str]:
    """Yield where a value does not fit a schema, for the words that our schemas use."""
    if "$ref" in schema:
        _, _, name = str(schema["$ref"]).partition("#/$defs/")
        schema = cast("dict[str, Schema]", whole["$defs"])[name]
    if "anyOf" in schema:
        every = [list(misfits(value, one, whole, path)) for one in cast("list[Schema]", schema["anyOf"])]
        yield from [] if [] in every else every[0]
        return
    names = schema.get("type", [])
    wanted = tuple(
        kind for name in ([names] if isinstance(names, str) else cast("list[str]", names)) for kind in TYPES[name]
    )
    if wanted and (not isinstance(value, wanted) or (isinstance(value, bool) and bool not in wanted)):
        yield f"{path} is not {names}"
        return
    if "enum" in schema and value not in cast("list[Json]", schema["enum"]):
        yield f"{path} is none of the words"
    if isinstance(value, str) and not re.search(str(schema.get("pattern", "")), value):
        yield f"{path} has another form"
    if isinstance(value, list):
        for place, item in enumerate(value):
            yield from misfits(item, cast("Schema", schema.get("items", {})), whole, f"{path}/{place}")
    if isinstance(value, dict):
        yield from _of_object(value, schema, whole, path)


def _of_object(value: dict[str, Json], schema: Schema, whole: Schema, path: str) -> Iterator[str]:
    known = cast("dict[str, Schema]", schema.get("properties", {}))
    others = schema.get("additionalProperties", True)
    yield from (f"{path} has no {name}" for name in cast("list[str]", schema.get("required", [])) if name not in value)
    for name, item in value.items():
        yield from misfits(name, cast("Schema", schema.get("propertyNames", {})), whole, f"{path} key {name}")
        if name in known:
            yield from misfits(item, known[name], whole, f"{path}/{name}")
        elif others is False:
            yield f"{path} has an unknown {name}"
        elif isinstance(others, dict):
            yield from misfits(item, others, whole, f"{path}/{name}")


def _schema(kind: str) -> Schema:
    return cast("Schema", json.loads(schemas()[f"{kind}.json"]))


def _of_text(kind: str, text: str) -> list[str]:
    schema = _schema(kind)
    return list(misfits(cast("Json", yaml.load(text, EditorLoader)), schema, schema))  # noqa: S506 - safe, as its base


def _kind(name: str) -> str:
    return next(kind for kind, pattern in KINDS.items() if Path(name).match(pattern))


def test_the_schemas_we_ship_are_those_of_the_types() -> None:
    """When a type changes: kitchentable guidance schema."""
    assert {path.name: path.read_bytes() for path in (OURS / FOLDER).iterdir()} == schemas()


def test_every_kind_of_file_has_a_schema() -> None:
    assert schemas().keys() == {f"{kind}.json" for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS)
def test_our_files_fit(kind: str) -> None:
    wrong = {path.name: _of_text(kind, path.read_text("utf-8")) for path in OURS.glob(KINDS[kind])}
    assert wrong or kind == "retired"
    assert {name: told for name, told in wrong.items() if told} == {}


@pytest.mark.parametrize("name", FILES)
def test_a_sound_file_fits(name: str) -> None:
    assert _of_text(_kind(name), FILES[name]) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("topics/live-streaming.yaml", "order: 1", "order: one", "/order is not integer"),
        ("topics/live-streaming.yaml", "audience: child", "audience: teacher", "/audience is none of the words"),
        ("topics/live-streaming.yaml", "  10-12:", "  10-13:", "/talks key 10-13 is none of the words"),
        ("topics/live-streaming.yaml", "id: who-watches", "id: Who watches", "/talks/10-12/ask/0/id has another form"),
        ("guides/xbox.yaml", "kind: console", "kynd: console", " has no kind"),
        ("countries/uk.yaml", "grade: A", "grade: C", "/contacts/1/phone/0/grade is none of the words"),
        ("milestones.yaml", "  age: 13", "  years: 13", "/0 has an unknown years"),
        ("sources/makers.yaml", "kind: maker", "kind: shop", "/0/kind is none of the words"),
    ],
)
def test_a_wrong_file_does_not_fit(name: str, old: str, new: str, told: str) -> None:
    assert old in FILES[name]
    assert told in _of_text(_kind(name), FILES[name].replace(old, new))


def test_what_is_retired_has_a_whole_name() -> None:
    gone = "title: A law, on: 2026-11-21, why: It never came."
    assert _of_text("retired", f"- {{id: milestone/some-law, {gone}}}") == []
    assert _of_text("retired", f"- {{id: some-law, {gone}}}") == ["/0/id has another form"]


def test_no_schema_needs_the_network() -> None:
    """An editor fetches what a `$ref` or an `$id` names."""
    for data in schemas().values():
        assert b'"$id"' not in data
        assert all(ref.startswith(b"#/") for ref in re.findall(rb'"\$ref": "([^"]*)"', data))


def test_the_command_writes_them_where_it_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["guidance", "schema", "--to", str(tmp_path / "new")]) == 0
    assert {path.name: path.read_bytes() for path in (tmp_path / "new").iterdir()} == schemas()
    assert capsys.readouterr().out == f"8 schemas are in {tmp_path / 'new'}.\n"


def test_a_place_that_cannot_be_written_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("here already", "utf-8")
    assert main(["guidance", "schema", "--to", str(tmp_path / "file")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
