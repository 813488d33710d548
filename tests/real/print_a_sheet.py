"""Prints a sheet as the print page does: its pages, the system's dialog, a printer chosen there by name, and Print.

Run as a process of its own, so that the system's printing library meets this CUPS first: print_a_sheet.py FOLDER QUEUE.
Leaves the pages of the preview beside, as pictures.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QComboBox, QDialogButtonBox, QMainWindow, QPushButton

from kitchentable.domain.ages import AgeBand
from kitchentable.printing.typesetter import Typesetter
from kitchentable.services.preferences import Paper
from kitchentable.services.prints import Press, PrintRequest, PrintTalk, svg_pages
from kitchentable.system.resources import resources
from kitchentable.ui.ask import Ask
from kitchentable.ui.paper import print_pages, printer_for, renderers
from tests.fakes.clock import FakeClock
from tests.printing.paper_guidance import paper_guidance

DOTS = 200
"""Of the pictures, to an inch."""


def main(folder: Path, queue: str) -> int:
    """Print, and leave the pictures of the preview."""
    application = QApplication([])
    window = QMainWindow()
    window.show()
    press = Press(paper_guidance(), Typesetter(resources()), FakeClock())
    pages = renderers(svg_pages(press, request=PrintRequest(PrintTalk("going-live", AgeBand.FROM_10, "Ava"))))
    for place, page in enumerate(pages, start=1):
        picture = QImage(round(8.27 * DOTS), round(11.69 * DOTS), QImage.Format.Format_RGB32)
        picture.fill(Qt.GlobalColor.white)
        painter = QPainter(picture)
        page.render(painter, QRectF(picture.rect()))
        painter.end()
        picture.save(str(folder / f"preview-{place}.png"))
    printer = printer_for(Paper.A4, "Going live, age 10 to 12")
    printed: list[QPrinter] = []

    def go() -> None:
        print_pages(printer, pages)
        printed.append(printer)

    Ask(window).choose_printer(printer, len(pages), go)
    says_print(application, window, queue)
    assert printed, "the dialog did not say yes"
    assert printer.printerName() == queue
    return 0


def says_print(application: QApplication, window: QMainWindow, queue: str) -> None:
    """Choose a printer by its name in the system's dialog that is open, and press Print."""
    application.processEvents()
    dialog = window.findChild(QPrintDialog)
    assert dialog is not None
    names = next(box for box in dialog.findChildren(QComboBox) if box.findText(queue) >= 0)
    names.setCurrentText(queue)
    application.processEvents()
    buttons = dialog.findChild(QDialogButtonBox)
    assert buttons is not None
    button = next(one for one in buttons.findChildren(QPushButton) if "Print" in one.text())
    button.click()
    application.processEvents()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
