"""Sheets as web pages: the same page values as the PDF's, in one HTML file with its own looks and no script.

The reader's own fonts are used (ours first, where it is installed): the file stays light, a name in any of the
world's letters is shown, and whoever needs another typeface keeps it.
"""

from __future__ import annotations

import re
from pathlib import Path

import jinja2
from markupsafe import Markup

from kitchentable.domain.errors import PrintFailed, Trouble
from kitchentable.printing.page import Page
from kitchentable.printing.pages import Paper, Style

_PAPERS = {Paper.A4: "A4", Paper.LETTER: "letter"}
_DRAWING_STARTS = "<svg "
_HEADINGS = re.compile(r"(</?h)([1-5])\b")


class PaperOnly(Trouble):
    """There is no web page of this sheet."""

    title = "This one is for paper"


class WebPages:
    """Keeps the templates: the house, and for each kind of sheet its middle, ``KIND.html``."""

    def __init__(self, resources: Path) -> None:
        """Read templates from ``resources/print/web``, each when it is first wanted."""
        self._templates = jinja2.Environment(
            loader=jinja2.FileSystemLoader(resources / "print" / "web"),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._templates.filters |= {"closed": _closed, "down": _down, "drawing": _drawing, "web_only": _web_only}

    def html(self, sheet: Page, style: Style) -> bytes:
        """Return the sheet as a web page in UTF-8. Raises PaperOnly, or PrintFailed where it can't be made."""
        if sheet.paper_only:
            raise PaperOnly(sheet.paper_only)
        try:
            template = self._templates.get_template("house.html")
            page = template.render(sheet=sheet, paper=_PAPERS[style.paper], large=style.large)
        except jinja2.TemplateError as error:
            raise PrintFailed(
                "This web page could not be made. Please try again, and tell us which page it was if it happens again."
            ) from error
        return page.encode("utf-8")


def _closed(phrase: str) -> str:
    """End a phrase with the full stop it needs before another sentence follows."""
    return phrase if phrase.endswith((".", "?", "!")) else f"{phrase}."


def _down(page: Markup) -> Markup:
    """Set the headings of a page inside another one level lower: a page has one title."""
    return Markup(_HEADINGS.sub(_lower, page))  # noqa: S704 - our own template's page, its texts escaped


def _lower(heading: re.Match[str]) -> str:
    return f"{heading[1]}{int(heading[2]) + 1}"


def _drawing(svg: str) -> Markup:
    """Let a drawing of ours through as it is; anything else is a text, and is shown as one."""
    return Markup(svg) if svg.startswith(_DRAWING_STARTS) else Markup.escape(svg)  # noqa: S704 - drawn by segno


def _web_only(url: str) -> str:
    """Return an address of the web; any other kind leads nowhere, whatever a pack from others says."""
    return url if url.startswith(("https://", "http://")) else "#"
