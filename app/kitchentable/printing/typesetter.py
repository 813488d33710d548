"""Sets sheets: page values in, tagged PDF (PDF/UA-1) or SVG pages out, always the same bytes for the same input."""

from __future__ import annotations

import dataclasses
import threading
import unicodedata
from datetime import UTC, date, datetime, time
from pathlib import Path

import fontpkg_atkinson_hyperlegible
import msgspec
import typst

from kitchentable.domain.errors import PrintFailed
from kitchentable.printing.letters import printable_record
from kitchentable.printing.pages import HelpPage, Paper, RecordSheet, RecoverySheet, Sheet, Style

_PAPERS = {Paper.A4: "a4", Paper.LETTER: "us-letter"}
_STANDARD: list[typst.PDFStandard] = ["ua-1"]
_JOINERS = "\u200c\u200d\ufe0e\ufe0f"


class Typesetter:
    """Keeps one compiler for as long as the app runs: the fonts are read once, a sheet takes some 50 ms.

    Only our own font and those inside the typst wheel are used, never the system's, so a sheet looks the same
    everywhere. The wheel's fonts serve names in Greek, Cyrillic, Hebrew, Arabic or Devanagari letters.
    """

    def __init__(self, resources: Path) -> None:
        """Make the compiler on ``resources/print``."""
        self._resources = resources
        fonts = typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=True,
            font_paths=[str(fontpkg_atkinson_hyperlegible.ROOT / "files")],
        )
        templates = resources / "print"
        self._sheet = templates / "sheet.typ"
        self._name = templates / "name.typ"
        self._compiler = typst.Compiler(self._sheet, root=templates, font_paths=fonts)
        self._one_at_a_time = threading.Lock()

    def another(self) -> Typesetter:
        """Return one that works beside this one: two threads, two typesetters."""
        return Typesetter(self._resources)

    def pdf(self, sheet: Sheet, style: Style, *, on: date) -> bytes:
        """Return the sheet as PDF/UA-1, dated ``on``. Raises PrintFailed where it can't be made."""
        return self._made(sheet, style, on, as_svg=False)[0]

    def svg(self, sheet: Sheet, style: Style, *, on: date) -> tuple[str, ...]:
        """Return the same pages as SVG, one text a page. Raises PrintFailed where they can't be made."""
        return tuple(page.decode("utf-8") for page in self._made(sheet, style, on, as_svg=True))

    def printable(self, name: str) -> str:
        """Return what of a person's name our fonts have letters for; all of it for most of the world's names."""
        return name if self._has_letters(name) else self._letters_we_have(name)

    def _made(self, sheet: Sheet, style: Style, on: date, *, as_svg: bool) -> list[bytes]:
        inputs = {
            "document": _encoded(self._printable(sheet)),
            "style": _encoded({"paper": _PAPERS[style.paper], "large": style.large}),
        }
        try:
            return self._compiled(self._sheet, inputs, on, as_svg=as_svg)
        except typst.TypstError as error:
            raise PrintFailed(
                "This page could not be made. Please try again, and tell us which page it was if it happens again."
            ) from error

    def _compiled(self, template: Path, inputs: dict[str, str], on: date, *, as_svg: bool) -> list[bytes]:
        moment = datetime.combine(on, time(), tzinfo=UTC)
        with self._one_at_a_time:
            made = self._compiler.compile(
                template,
                format="svg" if as_svg else "pdf",
                sys_inputs=inputs,
                pdf_standards=[] if as_svg else _STANDARD,
                timestamp=moment,
            )
        if made is None:
            raise PrintFailed("This page came out empty. Please try again.")
        return made if isinstance(made, list) else [made]

    def _printable(self, sheet: Sheet) -> Sheet:
        """Return the sheet with what a person typed as far as it can be printed."""
        if isinstance(sheet, RecordSheet):
            return printable_record(sheet, _letters, self._has_letters)
        if isinstance(sheet, HelpPage | RecoverySheet) or not sheet.name:
            return sheet
        name = self.printable(sheet.name)
        if name == sheet.name:
            return sheet
        note = "Not every letter of the name can be printed here. Please write it in."
        return dataclasses.replace(sheet, name=name, name_note=note)

    def _letters_we_have(self, name: str) -> str:
        """Keep each letter, with its marks, that prints by itself; then what prints as a whole."""
        kept = "".join(letter for letter in _letters(name) if letter.isspace() or self._has_letters(letter))
        tidy = " ".join(kept.split()).strip(_JOINERS)
        return tidy if self._has_letters(tidy) else ""

    def _has_letters(self, text: str) -> bool:
        """Tell whether every letter has a glyph: PDF/UA forbids a page where one is missing."""
        try:
            self._compiled(self._name, {"name": text}, date(2000, 1, 1), as_svg=False)
        except typst.TypstError:
            return False
        return True


def _letters(name: str) -> list[str]:
    """Split a name into letters, each with the marks and joiners that belong to it."""
    letters: list[str] = []
    for mark in name:
        joined = letters and (unicodedata.category(mark).startswith("M") or mark in _JOINERS)
        if joined or (letters and letters[-1].endswith("\u200d")):
            letters[-1] += mark
        else:
            letters.append(mark)
    return letters


def _encoded(value: object) -> str:
    """Return JSON whose keys are written the way the templates read them: with dashes."""
    plain = msgspec.to_builtins(value)
    return msgspec.json.encode(_dashed(plain)).decode("utf-8")


def _dashed(value: object) -> object:
    if isinstance(value, dict):
        return {str(key).replace("_", "-"): _dashed(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_dashed(one) for one in value]
    return value
