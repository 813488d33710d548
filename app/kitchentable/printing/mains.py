"""What the typesetter is given: the page value and its look as JSON, and who it is for in a few words of Typst.

The name stands outside the page value. Typst remembers what it has laid out as long as the values it was given are
the same, so a sheet for a thousand children is laid out once, and each name costs a few milliseconds.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import msgspec

from kitchentable.printing.page import NamedPage, Page
from kitchentable.printing.pages import Paper, Style

_PAPERS = {Paper.A4: "a4", Paper.LETTER: "us-letter"}
_SHORT = 16
"""Letters of a name that leave the head of a sheet as high as it is, however wide they are."""

Fit = float | str | None
"""The text's size in points that leaves a sheet on one page; "asked" to ask for it; None where the page is to try."""


@dataclass(frozen=True, slots=True)
class Given:
    """One sheet with its style, taken apart: everything but the name, the name, and the note on it.

    ``kind`` tells apart what is fitted from what is not.
    """

    kind: str
    document: str
    style: Style
    name: str
    note: str

    @classmethod
    def of(cls, sheet: Page, style: Style) -> Given:
        """Take a sheet apart."""
        plain = _plain(sheet)
        name, note = ("", "")
        if isinstance(sheet, NamedPage):
            name, note = str(plain.pop("name")), str(plain["name-note"])
            plain["name-note"] = ""
        return cls(sheet.kind, msgspec.json.encode(plain).decode("utf-8"), style, name, note)

    def inputs(self, fit: Fit) -> dict[str, str]:
        """Return what the templates read."""
        look = {"paper": _PAPERS[self.style.paper], "large": self.style.large, "fit": fit}
        return {"document": self.document, "style": msgspec.json.encode(look).decode("utf-8")}

    @property
    def main(self) -> bytes:
        """Return the words of Typst that set the sheet."""
        return f'#import "/sheet.typ": whole\n#whole({literal(self.name)}, {literal(self.note)})\n'.encode()

    @property
    def whose(self) -> dict[str, str]:
        """Return whose the sheet is when a size is asked for: one width stands for every short name."""
        return {"name": self.name if len(self.name) > _SHORT else "W" * _SHORT if self.name else "", "note": self.note}

    @property
    def key(self) -> bytes:
        """Return what tells apart the sheets whose sizes may differ; no name can be read from it."""
        told = msgspec.json.encode((self.inputs(None), self.whose))
        return hashlib.blake2b(told, digest_size=16).digest()


def literal(text: str) -> str:
    """Write a text as a string of Typst, each letter by its number: nothing in it can be taken for markup."""
    return '"' + "".join(f"\\u{{{ord(letter):x}}}" for letter in text) + '"'


def _plain(sheet: Page) -> dict[str, object]:
    plain = _dashed(msgspec.to_builtins(sheet))
    if not isinstance(plain, dict):
        raise TypeError("a sheet is made of named parts")
    return plain


def _dashed(value: object) -> object:
    """Write keys the way the templates read them: with dashes."""
    if isinstance(value, dict):
        return {str(key).replace("_", "-"): _dashed(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_dashed(one) for one in value]
    return value
