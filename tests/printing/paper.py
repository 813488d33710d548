"""Reading a printed page back: its tags, its words and where they stand, its fonts; and the golden files."""

from __future__ import annotations

import io
import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

import pikepdf
import pytest

GOLDEN = Path(__file__).parent / "golden"
OUR_FONT = "AtkinsonHyperlegible"

needs_poppler = pytest.mark.usefixtures("poppler_tools")


@dataclass(frozen=True, slots=True)
class Word:
    """A word on a page with its box in points from the top left corner, and the page's size."""

    text: str
    page: int
    left: float
    top: float
    right: float
    bottom: float
    page_width: float
    page_height: float


def poppler(tool: str, *options: str, pdf: bytes, folder: Path) -> str:
    """Run one of poppler's tools over a PDF and return what it prints."""
    file = folder / "page.pdf"
    file.write_bytes(pdf)
    files = [str(file)] if tool == "pdfinfo" else [str(file), "-"]
    done = subprocess.run([tool, *options, *files], check=True, capture_output=True)
    return done.stdout.decode("utf-8", "replace")


def tree(pdf: bytes, folder: Path) -> str:
    """Return the tags and their text as ``pdfinfo -struct-text`` tells them, without boxes and object numbers."""
    lines = poppler("pdfinfo", "-struct-text", pdf=pdf, folder=folder).splitlines()
    kept = [re.sub(r'^( *[A-Z]\w*)(?: ".*")? \((?:block|inline)\):?$', r"\1", line) for line in lines]
    return "\n".join(line for line in kept if not re.match(r"^ */|^ *Object ", line)) + "\n"


def words(pdf: bytes, folder: Path) -> list[Word]:
    """Return every word with its place."""
    text = poppler("pdftotext", "-bbox", pdf=pdf, folder=folder)
    space = {"x": "http://www.w3.org/1999/xhtml"}
    found = []
    for number, page in enumerate(ET.fromstring(text).iterfind(".//x:page", space)):  # noqa: S314 - our own page
        size = float(page.attrib["width"]), float(page.attrib["height"])
        for one in page.iterfind("x:word", space):
            left, top, right, bottom = (float(one.attrib[name]) for name in ("xMin", "yMin", "xMax", "yMax"))
            found.append(Word(one.text or "", number, left, top, right, bottom, *size))
    return found


def opened(pdf: bytes) -> pikepdf.Pdf:
    """Open a PDF for a look inside."""
    return pikepdf.Pdf.open(io.BytesIO(pdf))


def roles(pdf: bytes) -> list[str]:
    """Return the role of each element of the tag tree in reading order, such as ``H1`` or ``L``."""
    with opened(pdf) as file:
        return list(_roles(file.Root.StructTreeRoot))


def _roles(element: pikepdf.Object) -> Iterator[str]:
    if not isinstance(element, pikepdf.Dictionary):
        return
    if "/S" in element:
        yield str(element.S).removeprefix("/")
    children = element.get("/K")
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary):
            yield from _roles(child)


def font_names(pdf: bytes) -> dict[str, bool]:
    """Return each font's name, and whether its program is in the file."""
    found: dict[str, bool] = {}
    with opened(pdf) as file:
        for thing in file.objects:
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor":
                name = str(thing.FontName).partition("+")[2]
                found[name] = any(key in thing for key in ("/FontFile", "/FontFile2", "/FontFile3"))
    return found


def text_sizes(pdf: bytes) -> set[float]:
    """Return every size text is set in, in points."""
    with opened(pdf) as file:
        return {
            round(float(step.operands[1]), 1)
            for page in file.pages
            for step in pikepdf.parse_content_stream(page, "Tf")
            if str(step.operator) == "Tf"
        }


def assert_golden(name: str, text: str) -> None:
    """Compare a text with its golden file; with UPDATE_GOLDEN set, write it instead, to be read in the diff."""
    file = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8"), f"{name} is not as it was; UPDATE_GOLDEN=1 writes it anew"
