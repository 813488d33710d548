"""A real Chromium that looks at our web pages, with axe-core inside; one for the whole run, and it fetches nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import axe_playwright_python
import msgspec
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = shutil.which("chromium")
needs_chromium = pytest.mark.usefixtures("chromium")

_AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
Scheme = Literal["light", "dark"]


class Finding(msgspec.Struct, frozen=True):
    """A rule of axe-core and the places that break it, or that it could not judge."""

    id: str
    nodes: tuple[dict[str, object], ...]


class Verdict(msgspec.Struct, frozen=True):
    """What axe-core says of a page."""

    violations: tuple[Finding, ...]
    incomplete: tuple[Finding, ...]
    passes: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Reader:
    """Opens pages in one browser."""

    browser: Browser

    @contextmanager
    def reading(self, file: Path, *, width: int = 1000, scheme: Scheme = "light") -> Iterator[Page]:
        """Open a file; fail where the page asks for anything else, or writes to the console."""
        page = self.browser.new_page(color_scheme=scheme, viewport={"width": width, "height": 900})
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: asked.append(message.text))
        page.goto(file.as_uri())
        try:
            yield page
        finally:
            page.close()
        assert asked == [file.as_uri()]

    def judged(self, file: Path, *, width: int = 1000, scheme: Scheme = "light") -> Verdict:
        """Let axe-core judge a page by WCAG 2.2 A and AA and its own good practice."""
        with self.reading(file, width=width, scheme=scheme) as page:
            page.evaluate(_AXE.read_text(encoding="utf-8"))
            return msgspec.convert(page.evaluate("rules => axe.run({ runOnly: rules })", _RULES), Verdict)


@contextmanager
def reader() -> Iterator[Reader]:
    """Start the browser. As root it has no sandbox: it reads our own files only."""
    with sync_playwright() as playwright:
        alone = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=alone)
        try:
            yield Reader(browser)
        finally:
            browser.close()
