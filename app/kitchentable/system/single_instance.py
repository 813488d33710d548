"""One running app per data folder: a second start asks the first to come forward, and ends."""

from __future__ import annotations

import contextlib
import os
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from kitchentable.domain.errors import StoreLocked
from kitchentable.system.files import cannot_write
from kitchentable.system.one_at_a_time import locked
from kitchentable.system.paths import Paths

ANSWER_SECONDS = 10.0
"""How long a second start waits: a computer that has just woken is slow, and the first may still be starting."""
_CALL_SECONDS = 2.0
"""How long a caller may take to say what it wants: one that says nothing must not keep the others waiting."""
_ASK = b"come forward\n"
_YES = b"coming\n"
_BETWEEN_TRIES = 0.05


class SingleInstance:
    """The claim to be the one app on a data folder. The system gives the lock back when we end, however we end."""

    def __init__(self, paths: Paths, *, answer_seconds: float = ANSWER_SECONDS) -> None:
        """Claim nothing yet."""
        self._paths = paths
        self._answer_seconds = answer_seconds
        self._lock: int | None = None
        self._server: socket.socket | None = None
        self._listener: threading.Thread | None = None

    def __enter__(self) -> SingleInstance:
        """Give the claim back at the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give the claim back."""
        self.close()

    def claim(self) -> bool:
        """Take the lock; False where another app holds it. Raises CannotWrite where there can be no lock file."""
        self._paths.prepare()
        try:
            handle = os.open(self._paths.lock, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise cannot_write(self._paths.lock, error) from error
        if not locked(handle):
            os.close(handle)
            return False
        self._lock = handle
        return True

    def listen(self, come_forward: Callable[[], None]) -> None:
        """Answer later starts from a thread of our own; ``come_forward`` runs on it before the answer goes out."""
        address = self._paths.socket
        _private_folder(address.parent)
        with contextlib.suppress(FileNotFoundError):  # we hold the lock: what is there was left by a crash
            address.unlink()
        self._server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            self._server.bind(str(address))
        except OSError as error:
            raise cannot_write(address, error) from error
        address.chmod(0o600)
        self._server.listen(4)
        self._listener = threading.Thread(
            target=_serve, args=(self._server, come_forward), name="come-forward", daemon=True
        )
        self._listener.start()

    def ask_to_come_forward(self) -> None:
        """Ask the app that holds the lock; raise StoreLocked with one sentence where it does not answer in time."""
        until = time.monotonic() + self._answer_seconds
        while time.monotonic() < until:
            if _asked(self._paths.socket, until):
                return
            time.sleep(_BETWEEN_TRIES)  # the first may hold the lock and not listen yet
        raise StoreLocked(
            "Kitchen Table is already open but does not answer: please close it, or restart the computer.",
            title="Kitchen Table is already open",
        )

    def close(self) -> None:
        """Stop answering and give the lock back; doing it twice does no harm."""
        if self._server is not None:
            self._paths.socket.unlink(missing_ok=True)
            with contextlib.suppress(OSError):  # some systems call a listening socket "not connected"
                self._server.shutdown(socket.SHUT_RDWR)
            self._server.close()
            self._server = None
        if self._listener is not None:
            self._listener.join(timeout=self._answer_seconds)
            self._listener = None
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def _serve(server: socket.socket, come_forward: Callable[[], None]) -> None:
    while True:
        try:
            caller, _ = server.accept()
        except OSError:  # closed: we are ending
            return
        with caller, contextlib.suppress(OSError):  # a caller that went away needs no answer
            caller.settimeout(_CALL_SECONDS)
            if caller.recv(len(_ASK)) == _ASK:
                come_forward()
                caller.sendall(_YES)


def _asked(address: Path, until: float) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as caller:
        try:
            caller.settimeout(max(_BETWEEN_TRIES, until - time.monotonic()))
            caller.connect(str(address))
            caller.sendall(_ASK)
            return caller.recv(len(_YES)) == _YES
        except OSError:
            return False


def _private_folder(folder: Path) -> None:
    """Make sure the folder is there and nobody else's."""
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        if folder.stat().st_uid != os.getuid():
            raise PermissionError(folder)
    except OSError as error:
        raise cannot_write(folder / "socket", error) from error
