"""Prints several sheets as the print page does: one system dialog, a printer chosen there by name, and one run.

Run as a process of its own, so that the system's printing library meets this CUPS first: print_many.py QUEUE STOP.
Prints how it ended. With STOP as ``stop`` the run is stopped once the first sheet is out.
"""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication, QMainWindow

from kitchentable.domain.ages import AgeBand
from kitchentable.printing.typesetter import Typesetter
from kitchentable.services.preferences import Paper
from kitchentable.services.print_jobs import Format, copies
from kitchentable.services.prints import Press, PrintCard, PrintRequest, PrintTalk
from kitchentable.system.resources import resources
from kitchentable.ui.ask import Ask
from kitchentable.ui.paper import printer_for
from kitchentable.ui.prints.print_run import Printed, PrintRun
from kitchentable.ui.session import Session
from tests.fakes.clock import FakeClock
from tests.printing.paper_guidance import paper_guidance
from tests.real.print_a_sheet import says_print

WANTED = (PrintTalk("going-live", AgeBand.FROM_10), PrintCard(), PrintCard(wallet=True))


def main(queue: str, *, stop: bool) -> int:
    """Print them, and say how it ended."""
    application = QApplication([])
    window = QMainWindow()
    window.show()
    session = Session()
    press = Press(paper_guidance(), Typesetter(resources()), FakeClock())
    wanted = copies(press, requests=[PrintRequest(one) for one in WANTED], form=Format.PDF)
    printer = printer_for(Paper.A4, "Kitchen Table sheets")
    run = PrintRun(session, session, press)
    ended: list[Printed] = []
    run.ended.connect(ended.append)
    run.ended.connect(application.quit)
    if stop:
        run.told.connect(run.stop)
    Ask(window).choose_printer(printer, None, lambda: run.start(printer, wanted))
    says_print(application, window, queue)
    application.exec()
    session.close()
    sys.stdout.write(f"{ended[0].sent} {ended[0].stopped} {ended[0].trouble}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], stop=sys.argv[2] == "stop"))
