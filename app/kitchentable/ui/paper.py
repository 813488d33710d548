"""Real paper: the pages of the preview drawn on a printer at its own resolution."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtSvg import QSvgRenderer

from kitchentable.domain.errors import PrintFailed
from kitchentable.services.preferences import Paper

_END_WITHIN = 1024
"""Bytes at the end of a PDF among which its last mark stands."""

_SIZES = {Paper.A4: QPageSize.PageSizeId.A4, Paper.LETTER: QPageSize.PageSizeId.Letter}


def printer_for(paper: Paper, title: str) -> QPrinter:
    """Return a printer set to our paper, upright, edge to edge: the sheet brings its own margins.

    ``title`` is what the printer's queue shows to others; it holds no child's name.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(_SIZES[paper]))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    printer.setDocName(title)
    printer.setCreator("Kitchen Table")
    return printer


def renderers(pages: Sequence[str]) -> tuple[QSvgRenderer, ...]:
    """Return a renderer for each page's SVG."""
    return tuple(QSvgRenderer(QByteArray(_without_outlines(page).encode("utf-8"))) for page in pages)


def _without_outlines(page: str) -> str:
    """Say that what names no outline has one that can't be seen, and what names one has it whole.

    SVG means the first anyway, but Qt then draws with a pen that has a width and no colour: on a screen that is
    nothing, on a printer it is a line around each letter, in the letter's colour.
    """
    named = page.replace(' stroke="#', ' stroke-opacity="1" stroke="#')
    return named.replace("<svg ", '<svg stroke="#fff" stroke-opacity="0" ', 1)


class Feed:
    """One document on its way to a printer, page by page, so that a long one can be watched and stopped."""

    def __init__(self, printer: QPrinter) -> None:
        """Begin nothing yet: an empty document would be an empty sheet of paper."""
        self._printer = printer
        self._painter = QPainter()

    def page(self, page: QSvgRenderer) -> None:
        """Draw a page. Raises PrintFailed where the printer does not take it."""
        if not self._painter.isActive():
            if not self._painter.begin(self._printer):
                raise PrintFailed(
                    "The printer did not answer. Please check that it is on, or save the page as PDF instead."
                )
        elif not self._printer.newPage():
            raise PrintFailed("The printer stopped. Please check its paper and ink, and print again.")
        page.render(self._painter, _fitted(page, QRectF(self._painter.viewport())))

    def end(self) -> None:
        """Send what was drawn on its way. Raises PrintFailed where the printer has a fault, or a file is not whole."""
        self.close()
        file = self._printer.outputFileName()
        if file and not _is_whole(Path(file)):
            Path(file).unlink(missing_ok=True)
            raise PrintFailed(f"{file} could not be written whole, so it is gone: the disk may be full.")
        if self._printer.printerState() is QPrinter.PrinterState.Error:
            raise PrintFailed("The printer reported a fault. Please look at the printer and print again.")

    def close(self) -> None:
        """Let go of the printer, whatever came of it."""
        if self._painter.isActive():
            self._painter.end()


def _is_whole(file: Path) -> bool:
    """Tell whether a PDF that Qt has written has its end: Qt says nothing of a full disk."""
    if not file.is_file():
        return True  # a device, or nothing was drawn
    with file.open("rb") as pdf:
        pdf.seek(max(0, file.stat().st_size - _END_WITHIN))
        return b"%%EOF" in pdf.read()


def print_pages(printer: QPrinter, pages: Sequence[QSvgRenderer]) -> None:
    """Draw the pages a parent asked for. Raises PrintFailed where the printer does not take them."""
    feed = Feed(printer)
    try:
        for page in in_order(printer, pages):
            feed.page(page)
        feed.end()
    finally:
        feed.close()


def in_order(printer: QPrinter, pages: Sequence[QSvgRenderer]) -> Sequence[QSvgRenderer]:
    """Return the pages a parent asked for in the dialog, in the order they are to come out."""
    if printer.printRange() is QPrinter.PrintRange.PageRange and printer.fromPage() > 0:
        pages = pages[printer.fromPage() - 1 : printer.toPage()]
    return pages[::-1] if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst else pages


def _fitted(page: QSvgRenderer, paper: QRectF) -> QRectF:
    """Return where the page goes on the paper: as large as it can be without changing its shape."""
    size = page.defaultSize().toSizeF().scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRectF(0, 0, size.width(), size.height())
    place.moveCenter(paper.center())
    return place
