"""A real CUPS of our own with a cups-pdf queue: its own socket and folders, in a mount namespace that ends with it."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

QUEUE = "Paper"
_PPD = Path("/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd")
_BACKEND = Path("/usr/lib/cups/backend/cups-pdf")
_CUPSD = shutil.which("cupsd", path="/usr/sbin:/sbin:/usr/bin")
_LPADMIN = shutil.which("lpadmin", path="/usr/sbin:/sbin:/usr/bin")

_FILES = """
ServerRoot {place}
RequestRoot {place}/spool
TempDir {place}/spool/tmp
CacheDir {place}/cache
StateDir {place}/state
AccessLog {place}/access_log
ErrorLog {place}/error_log
PageLog {place}/page_log
SystemGroup root
FatalErrors none
"""

_CONF = """
Listen {place}/cups.sock
Browsing Off
WebInterface No
LogLevel debug
DefaultAuthType None
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
"""

_PDF = """
Out {place}/out
AnonDirName {place}/out
AnonUMask 0022
Spool {place}/cups-pdf-spool
Log {place}
Label 0
"""


def has_cups() -> bool:
    """Tell whether CUPS, cups-pdf and the rights to run them here are there."""
    return os.geteuid() == 0 and None not in (_CUPSD, _LPADMIN) and _PPD.is_file() and _BACKEND.is_file()


@dataclass(frozen=True, slots=True)
class Cups:
    """The running server; ``environment`` leads a program to it."""

    place: Path

    @property
    def environment(self) -> dict[str, str]:
        """Return what a program needs to find this CUPS and no other."""
        return {**os.environ, "CUPS_SERVER": str(self.place / "cups.sock")}

    def printed(self, seconds: float = 60) -> Path:
        """Wait for the one document that comes out, whole."""
        return self.all_printed(1, seconds)[0]

    def jobs(self) -> int:
        """Return how many documents were ever sent."""
        ask = ["lpstat", "-W", "all", "-o"]
        told = subprocess.run(ask, env=self.environment, capture_output=True, text=True, check=True)
        return len(told.stdout.splitlines())

    def all_printed(self, count: int, seconds: float = 60) -> list[Path]:
        """Wait for so many documents to come out, whole."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            done = [one for one in (self.place / "out").rglob("*.pdf") if one.read_bytes().rstrip().endswith(b"%%EOF")]
            if len(done) >= count:
                return done
            time.sleep(0.1)
        raise AssertionError(f"nothing came out:\n{(self.place / 'error_log').read_text()[-3000:]}")


@contextmanager
def cups(place: Path) -> Iterator[Cups]:
    """Start CUPS in a folder, with one queue; stop it after."""
    for name in ("spool/tmp", "cache", "state", "out", "cups-pdf-spool"):
        (place / name).mkdir(parents=True)
    for name, text in (("cups-files.conf", _FILES), ("cupsd.conf", _CONF), ("cups-pdf.conf", _PDF)):
        (place / name).write_text(text.format(place=place))
    mount = f'mount --bind {place}/cups-pdf.conf /etc/cups/cups-pdf.conf && exec "$@"'
    command = [_CUPSD or "", "-f", "-c", str(place / "cupsd.conf"), "-s", str(place / "cups-files.conf")]
    with subprocess.Popen(["unshare", "--mount", "sh", "-c", mount, "sh", *command]) as server:
        try:
            yield _with_queue(Cups(place))
        finally:
            server.terminate()


def _with_queue(server: Cups) -> Cups:
    end = time.monotonic() + 20
    make = [_LPADMIN or "", "-p", QUEUE, "-E", "-v", "cups-pdf:/", "-P", str(_PPD), "-o", "PageSize=A4"]
    while True:
        done = subprocess.run(make, env=server.environment, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return server
        assert time.monotonic() < end, done.stderr
        time.sleep(0.1)
