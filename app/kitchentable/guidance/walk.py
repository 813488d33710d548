"""Walks a guidance value: every part of it with the path of keys and positions that leads there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from kitchentable.domain.values import Value

Path = tuple[str | int, ...]

_Part = TypeVar("_Part", bound=Value)


def leaves(value: object, path: Path = ()) -> Iterator[tuple[Path, object]]:
    """Yield every part, outermost first: values, lists, and the texts, numbers and dates in them."""
    yield path, value
    if isinstance(value, Value):
        for name, written in zip(value.__struct_fields__, value.__struct_encode_fields__, strict=True):
            yield from leaves(getattr(value, name), (*path, written))
    elif isinstance(value, tuple):
        for place, item in enumerate(value):
            yield from leaves(item, (*path, place))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, (*path, str(key)))


def parts(value: Value, kind: type[_Part]) -> Iterator[tuple[Path, _Part]]:
    """Yield the parts that are of one type."""
    for path, part in leaves(value):
        if isinstance(part, kind):
            yield path, part
