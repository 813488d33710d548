"""JSON Schema of each kind of guidance file, made from the types, so that editors complete and check while one writes.

Editors know less than ``guidance check`` does: a schema holds the shape of one file, not what files say of each other.
"""

from __future__ import annotations

import re

import msgspec
from msgspec import inspect

from kitchentable.domain.guides import Guide
from kitchentable.domain.milestones import Milestone
from kitchentable.domain.situations import Country, Situation
from kitchentable.domain.sources import Retired, Source
from kitchentable.domain.topics import Topic
from kitchentable.domain.vocabulary import Vocabulary
from kitchentable.guidance.shape import SHORT_ID, WHOLE_ID, IdForm

FOLDER = "schema"
"""Where the schemas stand beside the guidance; nothing but editors reads them there."""

_DRAFT = "http://json-schema.org/draft-07/schema#"
"""The draft that every YAML editor knows. It is a name: no editor has to fetch it."""

_TYPES: dict[str, object] = {
    "topic": Topic,
    "guide": Guide,
    "situation": Situation,
    "country": Country,
    "milestones": tuple[Milestone, ...],
    "sources": tuple[Source, ...],
    "retired": tuple[Retired, ...],
    "vocabulary": Vocabulary,
}

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]
"""What a schema is made of."""


def schemas() -> dict[str, bytes]:
    """Return the schema files by name (``topic.json``), always with the same bytes for the same types."""
    return {f"{name}.json": _file(name, kind) for name, kind in _TYPES.items()}


def _file(name: str, kind: object) -> bytes:
    made: dict[str, Json] = msgspec.json.schema(kind)
    read = _as_read(made, WHOLE_ID if name == "retired" else SHORT_ID)
    _name_keys(read, inspect.type_info(kind))
    whole = {"$schema": _DRAFT, "title": f"Kitchen Table guidance: {name}", **read}
    return msgspec.json.format(msgspec.json.encode(whole), indent=2) + b"\n"


def _name_keys(whole: dict[str, Json], shape: inspect.Type) -> None:
    """Add which keys a block may have where they are words of ours, such as the age bands; msgspec leaves that out."""
    if isinstance(shape, inspect.StructType):
        for field in shape.fields:
            if isinstance(field.type, inspect.DictType) and isinstance(field.type.key_type, inspect.EnumType):
                words: list[Json] = [member.value for member in field.type.key_type.cls]
                block = _part(whole, "$defs", shape.cls.__name__, "properties", field.encode_name)
                block["propertyNames"] = {"enum": words}
            _name_keys(whole, field.type)
    elif isinstance(shape, inspect.VarTupleType):
        _name_keys(whole, shape.item_type)
    elif isinstance(shape, inspect.DictType):
        _name_keys(whole, shape.value_type)


def _part(whole: dict[str, Json], *path: str) -> dict[str, Json]:
    part = whole
    for step in path:
        inner = part[step]
        if not isinstance(inner, dict):
            raise TypeError(f"the schema has no block {'/'.join(path)}")
        part = inner
    return part


def _as_read(part: dict[str, Json], ids: IdForm) -> dict[str, Json]:
    """Return a part of a schema as our reader takes it: a title may be ``1984``, a text is never empty, ids are ids."""
    if part.get("type") == "string" and "enum" not in part and "format" not in part:
        return {**part, "type": ["string", "number"], "minLength": 1}
    read = {key: _any(value, ids) for key, value in part.items()}
    properties = read.get("properties")
    if isinstance(properties, dict) and "id" in properties:
        properties["id"] = {"type": "string", "pattern": f"^{ids.pattern.pattern}$", "description": _sentence(ids)}
    if isinstance(read.get("description"), str):
        read["description"] = " ".join(re.sub(r"``", "`", str(read["description"])).split())
    return read


def _any(value: Json, ids: IdForm) -> Json:
    if isinstance(value, dict):
        return _as_read(value, ids)
    return [_any(one, ids) for one in value] if isinstance(value, list) else value


def _sentence(ids: IdForm) -> str:
    return f"Permanent: {ids.words}. Never changed and never used again for something else."
