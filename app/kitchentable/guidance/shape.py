"""Holds a YAML tree against a guidance type and tells every difference at its line, not only the first.

The types in ``kitchentable.domain`` are the only schema: they are read through ``msgspec.inspect``. Scalars become
what their field asks for, so a title may be ``1984`` and a key may be ``on`` without quotes.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TypeVar

import msgspec
from msgspec import inspect

from kitchentable.guidance.faults import Report
from kitchentable.guidance.tree import Fields, Items, Node, Scalar, line_at

_KEBAB = r"[a-z0-9]+(?:-[a-z0-9]+)*"


@dataclass(frozen=True, slots=True)
class IdForm:
    """How an id must be written, as a pattern and in words."""

    pattern: re.Pattern[str]
    words: str


SHORT_ID = IdForm(re.compile(_KEBAB), "small letters, digits and single hyphens, such as `who-watches`")
WHOLE_ID = IdForm(re.compile(rf"{_KEBAB}(?:/{_KEBAB})+"), "a whole name, such as `topic/live-streaming`")

Raw = str | int | bool | date | None | list["Raw"] | dict[str, "Raw"]
"""What msgspec turns into our values."""

_Wanted = TypeVar("_Wanted")

_KINDS = {Scalar: "a text", Items: "a list", Fields: "a block of keys"}

_MSGSPEC_PATH = re.compile(r"\.(\w+)|\[(\d+)\]")


def read_value(node: Node, wanted: type[_Wanted], file: str, report: Report, ids: IdForm = SHORT_ID) -> _Wanted | None:
    """Return the value a tree describes; None where it does not fit, and the report says why."""
    before = len(report)
    raw = _Reader(file, report, ids).read(node, inspect.type_info(wanted), "this file")
    if len(report) > before:
        return None
    try:
        return msgspec.convert(raw, wanted)
    except msgspec.ValidationError as error:
        # Our own reading is meant to find everything; msgspec has the last word all the same.
        words, _, path = str(error).partition(" - at `$")
        report.add(file, line_at(node, _steps(path)), words)
        return None


def choices(words: Iterable[str]) -> str:
    """Write the allowed words for a sentence."""
    return ", ".join(words)


def nearest(word: str, known: Iterable[str]) -> str:
    """Return a hint that names the nearest known word, or nothing."""
    found = difflib.get_close_matches(word, list(known), n=1)
    return f"; did you mean `{found[0]}`?" if found else ""


def _steps(path: str) -> tuple[str | int, ...]:
    return tuple(key or int(place) for key, place in _MSGSPEC_PATH.findall(path.partition("[...]")[0]))


@dataclass(frozen=True, slots=True)
class _Reader:
    file: str
    report: Report
    ids: IdForm

    def read(self, node: Node, shape: inspect.Type, name: str) -> Raw:
        """Read one node; what does not fit is reported and comes back as None."""
        if isinstance(shape, inspect.UnionType):
            return self._union(node, shape, name)
        if isinstance(node, Scalar) and node.is_null:
            return self._wrong(node, f"`{name}` is empty")
        if isinstance(shape, inspect.StructType):
            return self._struct(node, shape, name)
        if isinstance(shape, inspect.VarTupleType):
            return self._list(node, shape, name)
        if isinstance(shape, inspect.DictType):
            return self._dict(node, shape, name)
        return self._scalar(node, shape, name)

    def _wrong(self, node: Node, words: str) -> Raw:
        self.report.add(self.file, node.line, words)
        return None

    def _union(self, node: Node, shape: inspect.UnionType, name: str) -> Raw:
        members = [one for one in shape.types if not isinstance(one, inspect.NoneType)]
        if len(members) < len(shape.types) and isinstance(node, Scalar) and node.is_null:
            return None
        if len(members) == 1:
            return self.read(node, members[0], name)
        # The only other union is a path's step: a text, or a block that describes.
        structs = [one for one in members if isinstance(one, inspect.StructType)]
        others = [one for one in members if not isinstance(one, inspect.StructType)]
        return self.read(node, (structs if isinstance(node, Fields) else others)[0], name)

    def _struct(self, node: Node, shape: inspect.StructType, name: str) -> Raw:
        if not isinstance(node, Fields):
            return self._wrong(node, f"`{name}` must be a block of keys, but it is {_KINDS[type(node)]}")
        known = {field.encode_name: field for field in shape.fields}
        for key, field in node.fields.items():
            if key not in known:
                hint = nearest(key, known) or f"; known here: {choices(known)}"
                self.report.add(self.file, field.line, f"unknown key `{key}`{hint}")
        for key, wanted in known.items():
            if wanted.required and key not in node.fields:
                self._wrong(node, f"the key `{key}` is missing{_in(name)}")
        found = {key: field.node for key, field in node.fields.items() if key in known}
        return {key: self._field(value, known[key]) for key, value in found.items()}

    def _field(self, node: Node, field: inspect.Field) -> Raw:
        raw = self.read(node, field.type, field.encode_name)
        if field.name == "id" and isinstance(raw, str) and not self.ids.pattern.fullmatch(raw):
            self._wrong(node, f"the id “{raw}” must be {self.ids.words}")
        return raw

    def _list(self, node: Node, shape: inspect.VarTupleType, name: str) -> Raw:
        if not isinstance(node, Items):
            return self._wrong(node, f"`{name}` must be a list, but it is {_KINDS[type(node)]}")
        return [self.read(item, shape.item_type, name) for item in node.items]

    def _dict(self, node: Node, shape: inspect.DictType, name: str) -> Raw:
        if not isinstance(node, Fields):
            return self._wrong(node, f"`{name}` must be a block of keys, but it is {_KINDS[type(node)]}")
        if isinstance(shape.key_type, inspect.EnumType):
            allowed = _words(shape.key_type)
            for key, field in node.fields.items():
                if key not in allowed:
                    words = f"unknown key `{key}` in `{name}`; allowed: {choices(allowed)}"
                    self.report.add(self.file, field.line, words)
        return {key: self.read(field.node, shape.value_type, key) for key, field in node.fields.items()}

    def _scalar(self, node: Node, shape: inspect.Type, name: str) -> Raw:
        if not isinstance(node, Scalar):
            return self._wrong(node, f"`{name}` must be {_wish(shape)}, but it is {_KINDS[type(node)]}")
        if isinstance(shape, inspect.EnumType):
            return self._enum(node, shape, name)
        if isinstance(shape, inspect.StrType):
            return node.text if node.text.strip() else self._wrong(node, f"`{name}` is empty")
        value = _typed(node.text, shape) if node.plain else None
        return self._wrong(node, f"`{name}` must be {_wish(shape)}, not “{node.text}”") if value is None else value

    def _enum(self, node: Scalar, shape: inspect.EnumType, name: str) -> Raw:
        allowed = _words(shape)
        if node.text in allowed:
            return node.text
        return self._wrong(node, f"`{name}` can't be “{node.text}”; allowed: {choices(allowed)}")


def _in(name: str) -> str:
    return "" if name == "this file" else f" in `{name}`"


def _words(shape: inspect.EnumType) -> list[str]:
    return [str(member.value) for member in shape.cls if isinstance(member, Enum)]


def _wish(shape: inspect.Type) -> str:
    if isinstance(shape, inspect.IntType):
        return "a whole number"
    if isinstance(shape, inspect.BoolType):
        return "true or false"
    if isinstance(shape, inspect.DateType):
        return "a date such as 2026-11-21"
    return "a text"


def _typed(text: str, shape: inspect.Type) -> int | bool | date | None:
    """Return the number, yes/no or date that a plain text means, or None."""
    if isinstance(shape, inspect.IntType):
        return int(text) if re.fullmatch(r"[0-9]{1,6}", text) else None
    if isinstance(shape, inspect.BoolType):
        return {"true": True, "false": False}.get(text)
    if isinstance(shape, inspect.DateType) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return None
    return None
