"""Sheets as web pages: the same page values as the PDF's, in one HTML file with its own looks and no script.

The reader's own fonts are used (ours first, where it is installed): the file stays light, a name in any of the
world's letters is shown, and whoever needs another typeface keeps it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import jinja2
from markupsafe import Markup

from kitchentable.domain.errors import PrintFailed
from kitchentable.printing.pages import Paper, Style

_PAPERS = {Paper.A4: "A4", Paper.LETTER: "letter"}
_DRAWING_STARTS = "<svg "


class WebSheet(Protocol):
    """Any page value: its ``kind`` names the template."""

    @property
    def kind(self) -> str:
        """The name of its template."""


class WebPages:
    """Keeps the templates, one for each kind of sheet: ``KIND.html`` in ``resources/print/web``."""

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
        self._templates.filters |= {"closed": _closed, "drawing": _drawing, "web_only": _web_only}

    def html(self, sheet: WebSheet, style: Style) -> bytes:
        """Return the sheet as a web page in UTF-8. Raises PrintFailed where it can't be made."""
        try:
            template = self._templates.get_template(f"{sheet.kind}.html")
            page = template.render(sheet=sheet, paper=_PAPERS[style.paper], large=style.large)
        except jinja2.TemplateError as error:
            raise PrintFailed(
                "This web page could not be made. Please try again, and tell us which page it was if it happens again."
            ) from error
        return page.encode("utf-8")


def _closed(phrase: str) -> str:
    """End a phrase with the full stop it needs before another sentence follows."""
    return phrase if phrase.endswith((".", "?", "!")) else f"{phrase}."


def _drawing(svg: str) -> Markup:
    """Let a drawing of ours through as it is; anything else is a text, and is shown as one."""
    return Markup(svg) if svg.startswith(_DRAWING_STARTS) else Markup.escape(svg)  # noqa: S704 - drawn by segno


def _web_only(url: str) -> str:
    """Return an address of the web; any other kind leads nowhere, whatever a pack from others says."""
    return url if url.startswith(("https://", "http://")) else "#"
