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
from kitchentable.printing.letters import MISSING, MISSING_RECORD, breakable, printable_words
from kitchentable.printing.mains import Given, literal
from kitchentable.printing.page import NamedPage, Page, WrittenPage
from kitchentable.printing.pages import RecordSheet, Style

_STANDARD: list[typst.PDFStandard] = ["ua-1"]
_TYPEFACE = fontpkg_atkinson_hyperlegible.ROOT / "files"
_MOST_FITS = 2000
"""Sizes to remember: more sheets than there are; a few of them are asked for again after that."""
_TRIAL = b'#set document(title: "Name")\n#set text(lang: "en", region: "GB", font: "Atkinson Hyperlegible")\n#'
"""A page that fails exactly where our fonts have no letter for what follows."""
_JOINERS = "\u200c\u200d\ufe0e\ufe0f"


class Typesetter:
    """Keeps one compiler for as long as the app runs: the fonts are read once, a sheet takes some 50 ms.

    Only our own font and those inside the typst wheel are used, never the system's, so a sheet looks the same
    everywhere. The wheel's fonts serve names in Greek, Cyrillic, Hebrew, Arabic or Devanagari letters.
    """

    def __init__(self, resources: Path, typeface: Path = _TYPEFACE) -> None:
        """Make the compiler on ``resources/print``, with the files of our font in ``typeface``."""
        self._resources = resources
        self._typeface = typeface
        fonts = typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=True,
            font_paths=[str(typeface)],
        )
        templates = resources / "print"
        self._has_font = any(typeface.glob("AtkinsonHyperlegible-*.ttf"))
        self._asks = templates / "fit.typ"
        self._compiler = typst.Compiler(self._asks, root=templates, font_paths=fonts)
        self._one_at_a_time = threading.Lock()
        self._fits: dict[bytes, float | None] = {}
        self._without_fit: set[str] = set()

    def another(self) -> Typesetter:
        """Return one that works beside this one: two threads, two typesetters."""
        return Typesetter(self._resources, self._typeface)

    def pdf(self, sheet: Page, style: Style, *, on: date) -> bytes:
        """Return the sheet as PDF/UA-1, dated ``on``. Raises PrintFailed where it can't be made."""
        return self._made(sheet, style, on, as_svg=False)[0]

    def svg(self, sheet: Page, style: Style, *, on: date) -> tuple[str, ...]:
        """Return the same pages as SVG, one text a page. Raises PrintFailed where they can't be made."""
        return tuple(page.decode("utf-8") for page in self._made(sheet, style, on, as_svg=True))

    def printable(self, name: str) -> str:
        """Return what of a person's name our fonts have letters for; all of it for most of the world's names."""
        return name if self._has_letters(name) else self._letters_we_have(name)

    def _made(self, sheet: Page, style: Style, on: date, *, as_svg: bool) -> list[bytes]:
        if not self._has_font:  # Typst would take another, with other widths, and cut what does not fit
            raise PrintFailed("Our typeface is missing from this copy of Kitchen Table. Please install it again.")
        given = Given.of(self._printable(sheet), style)
        try:
            return self._compiled(given.main, given.inputs(self._fit(given)), on, as_svg=as_svg)
        except typst.TypstError as error:
            raise PrintFailed(
                "This page could not be made. Please try again, and tell us which page it was if it happens again."
            ) from error

    def _fit(self, given: Given) -> float | None:
        """Return the size that leaves the sheet on one page, asked for once.

        None where nothing is fitted, and for a pack: each of its sheets has a size of its own, and finds it itself.
        """
        if given.style.large or given.kind in self._without_fit:
            return None
        key = given.key
        if key not in self._fits:
            sizes = self._asked(given)
            if not sizes:
                self._without_fit.add(given.kind)
                return None
            if len(self._fits) >= _MOST_FITS:
                self._fits.clear()
            self._fits[key] = sizes[0] if len(sizes) == 1 else None
        return self._fits[key]

    def _asked(self, given: Given) -> list[float]:
        with self._one_at_a_time:
            # A query is about what was set last; what was laid out for that is remembered.
            self._compiler.compile(self._asks, format="svg", sys_inputs=given.inputs("asked") | given.whose)
            return msgspec.json.decode(self._compiler.query("<fit>", field="value"), type=list[float])

    def _compiled(self, main: bytes, inputs: dict[str, str] | None, on: date, *, as_svg: bool) -> list[bytes]:
        moment = datetime.combine(on, time(), tzinfo=UTC)
        with self._one_at_a_time:
            made = self._compiler.compile(
                main,
                format="svg" if as_svg else "pdf",
                sys_inputs=... if inputs is None else inputs,
                pdf_standards=[] if as_svg else _STANDARD,
                timestamp=moment,
            )
        if made is None:
            raise PrintFailed("This page came out empty. Please try again.")
        return made if isinstance(made, list) else [made]

    def _printable(self, sheet: Page) -> Page:
        """Return the sheet with what a person typed as far as it can be printed."""
        if isinstance(sheet, WrittenPage):
            missing = MISSING_RECORD if isinstance(sheet, RecordSheet) else MISSING
            return printable_words(sheet, _letters, self._has_letters, missing=missing)
        if not isinstance(sheet, NamedPage) or not sheet.name:
            return sheet
        name = self.printable(sheet.name)
        if name == sheet.name:
            return dataclasses.replace(sheet, name=breakable(_letters(name)))
        note = "Not every letter of the name can be printed here. Please write it in."
        return dataclasses.replace(sheet, name=breakable(_letters(name)), name_note=note)

    def _letters_we_have(self, name: str) -> str:
        """Keep each letter, with its marks, that prints by itself; then what prints as a whole."""
        kept = "".join(letter for letter in _letters(name) if letter.isspace() or self._has_letters(letter))
        tidy = " ".join(kept.split()).strip(_JOINERS)
        return tidy if self._has_letters(tidy) else ""

    def _has_letters(self, text: str) -> bool:
        """Tell whether every letter has a glyph: PDF/UA forbids a page where one is missing."""
        if text.isascii() and text.isprintable():
            return True
        try:
            self._compiled(_TRIAL + literal(text).encode(), None, date(2000, 1, 1), as_svg=False)
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
