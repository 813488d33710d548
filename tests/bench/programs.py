"""The programs that are timed, each a whole process of its own, and the pair of PDFs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import typst

from kitchentable.domain.ages import AgeBand
from kitchentable.guidance.pack import load_pack
from kitchentable.printing.typesetter import Typesetter
from kitchentable.services.prints import Press, PrintRequest, PrintTalk, pdf
from kitchentable.system.resources import guidance_pack, resources
from tests.fakes.clock import FakeClock

BARE_WINDOW = """
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication([])
window = QMainWindow()
window.setCentralWidget(QLabel("Hello"))
window.resize(1200, 820)
window.show()
app.processEvents()
window.grab()
"""

_OUR_DESK = """
import sys
from pathlib import Path
from kitchentable.guidance.pack import load_pack
from kitchentable.system.paths import Paths
from kitchentable.system.resources import guidance_pack
from kitchentable.ui.app import Desk, make_application
from kitchentable.ui.outside import Outside
from tests.fakes.clock import FakeClock
from tests.bench.keychain import FileKeychain
paths = Paths.of(Path(sys.argv[1]))
paths.prepare()
app = make_application()
outside = Outside(FakeClock(), FileKeychain(paths.data / "test-keychain"), lambda: None, lambda: None)
desk = Desk(app, paths, load_pack(guidance_pack()), outside)
"""

OUR_WINDOW = (
    _OUR_DESK
    + """
desk.window.show()
app.processEvents()
desk.window.grab()
desk.close()
"""
)

OUR_MONTH = (
    _OUR_DESK
    + """
from PySide6.QtWidgets import QLabel
desk.open()
while not any(label.text().startswith("Where we are") for label in desk.window.findChildren(QLabel)):
    app.processEvents()
desk.window.grab()
desk.close()
"""
)

MAKE_FAMILY = """
import sys
from pathlib import Path
from kitchentable.guidance.pack import load_pack
from kitchentable.services import opening, reminders
from kitchentable.system.paths import Paths
from kitchentable.system.resources import guidance_pack
from tests.fakes.scheduler import FakeScheduler
from tests.bench.keychain import FileKeychain
from tests.fakes.clock import FakeClock
from tests.sample_family import add_sample_family
paths = Paths.of(Path(sys.argv[1]))
paths.prepare()
clock = FakeClock()
home = opening.create_household(
    paths=paths, keychain=FileKeychain(paths.data / "test-keychain"), guidance=load_pack(guidance_pack()),
    clock=clock, passphrase=None,
)
add_sample_family(home, clock)
reminders.turn_on(home, scheduler=FakeScheduler(), command=("kitchentable",))
home.close()
"""

CHECK = """
import sys
from kitchentable.main import main
main(["--data-dir", sys.argv[1], "remind", "--check"])
"""

TELL_MEMORY = """
for line in open("/proc/self/status"):
    if line.startswith("VmHWM"):
        print(line)
"""


def pdf_pair(folder: Path) -> tuple[Callable[[], object], Callable[[], object]]:
    """Return our talk sheet and an empty tagged page, each made by a compiler that is kept."""
    press = Press(load_pack(guidance_pack()), Typesetter(resources()), FakeClock())
    empty = folder / "empty.typ"
    empty.write_text('#set document(title: "Empty")\n#sys.inputs.at("n", default: "")')
    compiler = typst.Compiler(empty, root=folder)
    numbers = iter(range(1_000_000))

    def ours() -> object:
        talk = PrintTalk("live-streaming", AgeBand.FROM_10, name=f"Sample {next(numbers)}")  # else it is remembered
        return pdf(press, request=PrintRequest(talk))

    def floor() -> object:
        return compiler.compile(empty, format="pdf", pdf_standards=["ua-1"], sys_inputs={"n": str(next(numbers))})

    return ours, floor
