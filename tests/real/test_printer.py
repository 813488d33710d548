"""The page that comes out of a real CUPS queue is the page that was previewed."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat

from tests.printing.paper import needs_poppler
from tests.real.cups import QUEUE, Cups, cups, has_cups
from tests.real.print_a_sheet import DOTS

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.real_printer, pytest.mark.skipif(not has_cups(), reason="needs root, CUPS and cups-pdf")]


@pytest.fixture
def server() -> Iterator[Cups]:
    """Return a CUPS of our own, in a folder short enough for its socket's name."""
    with tempfile.TemporaryDirectory(prefix="kt-cups-", dir="/tmp") as folder:
        Path(folder).chmod(0o755)  # the queue runs as a user of its own
        with cups(Path(folder)) as one:
            yield one


@needs_poppler
def test_the_page_that_comes_out_is_the_page_previewed(server: Cups, tmp_path: Path) -> None:
    _ran(server, "tests.real.print_a_sheet", str(tmp_path), QUEUE)
    paper = server.printed()
    with pikepdf.open(paper) as pdf:
        assert [round(float(edge)) for edge in pdf.pages[0].mediabox] == [0, 0, 595, 842]
        assert len(pdf.pages) == len(list(tmp_path.glob("preview-*.png"))) == 1
    subprocess.run(["pdftoppm", "-r", str(DOTS), "-png", str(paper), str(tmp_path / "paper")], check=True)
    preview, printed = (_grey(next(tmp_path.glob(f"{name}-*.png"))) for name in ("preview", "paper"))
    assert ImageStat.Stat(preview).mean[0] < 250  # there is something on it
    assert _apart(preview, printed) < 5  # 3 were seen; 13 where each letter had an outline
    assert _apart(ImageChops.offset(preview, 0, 10), printed) > 10  # a tenth of an inch lower would be seen


def test_many_sheets_come_out_each_as_a_document_of_its_own_after_one_dialog(server: Cups) -> None:
    assert _ran(server, "tests.real.print_many", QUEUE, "all") == "3 False None\n"
    documents = server.all_printed(3)
    assert len(documents) == 3
    for one in documents:
        with pikepdf.open(one) as pdf:
            assert len(pdf.pages) == 1


def test_stopped_after_the_first_no_other_sheet_comes_out(server: Cups) -> None:
    assert _ran(server, "tests.real.print_many", QUEUE, "stop") == "1 True None\n"
    assert len(server.all_printed(1)) == 1
    assert server.jobs() == 1


def _ran(server: Cups, module: str, *words: str) -> str:
    """Run one of the programs that print, with this CUPS, and return what it says."""
    run = subprocess.run(
        [sys.executable, "-m", module, *words],
        cwd=ROOT,
        env={**server.environment, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": f"{ROOT / 'app'}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


def _grey(file: Path) -> Image.Image:
    """Return a picture in grey, soft enough that the edges of letters don't count."""
    return Image.open(file).convert("L").resize((827, 1169)).filter(ImageFilter.GaussianBlur(2))


def _apart(one: Image.Image, other: Image.Image) -> float:
    """Return how far two pictures are apart: the mean difference of their points, of 255."""
    return float(ImageStat.Stat(ImageChops.difference(one, other)).mean[0])
