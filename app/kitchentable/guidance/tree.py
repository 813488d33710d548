"""YAML text as a small tree that remembers its lines; scalars stay text until the schema says what they are.

YAML's own guesses (``on`` is true, ``12:30`` is 750) are never made, and what a guidance file has no need of is
refused: anchors, aliases, tags, several documents, deep nesting, repeated keys.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import yaml

from kitchentable.guidance.faults import Report

MOST_BYTES = 2_000_000
"""Far above any real file (the largest is tens of kilobytes); more is a mistake or an attack."""

MOST_NESTING = 20
"""Real files nest seven deep."""

_FOUND_LATE = ("unexpected end of stream", "could not find expected ':'", "did not find expected ',' or")

_HIDDEN_BREAK = re.compile("[\x85\u2028\u2029]|\r(?!\n)")
"""Line breaks to YAML that an editor does not count: with them every later line would be told wrong."""

_LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader

_PLAIN_WORDS = {
    "mapping values are not allowed": "a “: ” inside a text needs quotes round the text, or the indent is wrong",
    "cannot start any token": "a tab (indent with spaces), or a text that begins with @ ` or % (quote it)",
    "tab character": "a tab; indent with spaces",
    "unexpected end of stream": "a quote is opened here and never closed",
    "could not find expected ':'": "a key without its “:”, or a text that runs on at the wrong indent",
    "did not find expected ':'": "a key without its “:”, or a text that runs on at the wrong indent",
    "did not find expected key": "the indent does not fit the lines above, or a quote ends too early",
    "did not find expected '-' indicator": "the indent does not fit the list above",
    "did not find expected ',' or": "a [ or { is not closed, or a “,” is missing",
    "block sequence entries are not allowed": "a list must start on its own line, indented under its key",
}


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text as written; ``plain`` tells that it had no quotes and no block style."""

    line: int
    text: str
    plain: bool

    @property
    def is_null(self) -> bool:
        """Whether nothing was written, in one of the ways YAML has for that."""
        return self.plain and self.text in {"", "~", "null"}


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    line: int
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A key's line and its value."""

    line: int
    node: Node


@dataclass(frozen=True, slots=True)
class Fields:
    """A block of ``key: value`` lines; keys are always text."""

    line: int
    fields: dict[str, Field]


Node = Scalar | Items | Fields

EMPTY = Scalar(1, "", plain=True)
"""The tree of a file in which nothing is written, or only comments."""


def line_at(node: Node, path: tuple[str | int, ...]) -> int:
    """Return the line of the value at a path of keys and positions, or of the nearest part of it that is there."""
    line = node.line
    for step in path:
        if isinstance(node, Fields) and isinstance(step, str) and step in node.fields:
            line, node = node.fields[step].line, node.fields[step].node
        elif isinstance(node, Items) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            line = node.line
        else:
            break
    return line


def parse(data: bytes, file: str, report: Report) -> Node | None:
    """Return the tree of one file; None where it can't be read at all, and the report says why."""
    if len(data) > MOST_BYTES:
        report.add(file, 1, f"the file is too large ({len(data)} bytes; the most is {MOST_BYTES})")
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        report.add(file, data.count(b"\n", 0, error.start) + 1, "this is not UTF-8 text; save the file as UTF-8")
        return None
    hidden = _HIDDEN_BREAK.search(text)
    if hidden is not None:
        line = text.count("\n", 0, hidden.start()) + 1
        report.add(file, line, f"there is a hidden line break here (U+{ord(hidden[0]):04X}); take it out")
        return None
    return _Grower(file, report).grow(text)


class _Refused(Exception):
    """Reading this file ends here; the report says why."""


class _Grower:
    """Grows the tree from YAML events with its own stack, so that no input can exhaust Python's."""

    def __init__(self, file: str, report: Report) -> None:
        self._file = file
        self._report = report
        self._open: list[tuple[int, list[Node] | None, list[Node]]] = []
        self._roots: list[Node] = []

    def grow(self, text: str) -> Node | None:
        try:
            for event in yaml.parse(text, Loader=_LOADER):
                self._take(event)
        except _Refused:
            return None
        except yaml.MarkedYAMLError as error:
            self._report.add(self._file, _line_of(error, text), f"this is not valid YAML: {_explain(error)}")
            return None
        except yaml.reader.ReaderError as error:
            line = text.encode().count(b"\n", 0, error.position) + 1
            self._report.add(self._file, line, "there is a character that YAML does not allow")
            return None
        except (yaml.YAMLError, ValueError, OverflowError):
            # PyYAML's own scanner lets a few number errors out (an escape beyond Unicode) that libyaml words itself.
            self._report.add(self._file, 1, "this is not valid YAML")
            return None
        return self._roots[0] if self._roots else EMPTY

    def _refuse(self, line: int, words: str) -> None:
        self._report.add(self._file, line, words)
        raise _Refused

    def _take(self, event: yaml.Event) -> None:
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.DocumentStartEvent) and self._roots:
            self._refuse(line, "a file holds one document; take the second “---” away")
        if isinstance(event, yaml.NodeEvent):
            self._plain_only(event, line)
        if isinstance(event, yaml.ScalarEvent):
            self._place(Scalar(line, event.value, event.style is None or event.style == ""))
        elif isinstance(event, yaml.CollectionStartEvent):
            self._open_collection(line, [] if isinstance(event, yaml.MappingStartEvent) else None)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._close_collection()

    def _plain_only(self, event: yaml.NodeEvent, line: int) -> None:
        if event.anchor is not None:
            self._refuse(line, "anchors and aliases (& and *) are not used here; write the text out, or quote it")
        if getattr(event, "tag", None) not in {None, "!"}:
            self._refuse(line, "tags (!…) are not used here; put quotes round the text")

    def _open_collection(self, line: int, keys: list[Node] | None) -> None:
        if len(self._open) >= MOST_NESTING:
            self._refuse(line, f"this is nested more than {MOST_NESTING} deep")
        self._open.append((line, keys, []))

    def _close_collection(self) -> None:
        line, keys, values = self._open.pop()
        self._place(Items(line, tuple(values)) if keys is None else self._fields(line, keys, values))

    def _place(self, node: Node) -> None:
        if not self._open:
            self._roots.append(node)
            return
        _, keys, values = self._open[-1]
        # In a mapping, keys and values take turns.
        if keys is not None and len(keys) == len(values):
            keys.append(node)
        else:
            values.append(node)

    def _fields(self, line: int, keys: list[Node], values: list[Node]) -> Fields:
        fields: dict[str, Field] = {}
        for key, value in zip(keys, values, strict=True):
            if not isinstance(key, Scalar):
                self._report.add(self._file, key.line, "a key must be a plain word")
            elif key.text in fields:
                first = fields[key.text].line
                self._report.add(self._file, key.line, f"`{key.text}` is here twice; the first is in line {first}")
            else:
                # A block under a key is known by the key's line: that is where a writer looks for it.
                node = value if isinstance(value, Scalar) else replace(value, line=key.line)
                fields[key.text] = Field(key.line, node)
        return Fields(line, fields)


def _line_of(error: yaml.MarkedYAMLError, text: str) -> int:
    # What is never closed is found only at the end of the file; where it was opened is what helps.
    problem = error.problem or ""
    opened = error.context_mark if any(sign in problem for sign in _FOUND_LATE) else None
    mark = opened or error.problem_mark or error.context_mark
    last = text.count("\n") + 1
    return min(mark.line + 1, last) if mark else 1


def _explain(error: yaml.MarkedYAMLError) -> str:
    problem = error.problem or "it ends too early"
    return next((words for sign, words in _PLAIN_WORDS.items() if sign in problem), problem)
