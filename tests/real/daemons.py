"""Start a real daemon, wait until it is ready, end it: never longer than a bounded while."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import secretstorage
from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from kitchentable.system.secret_service import introduce
from tests.patience import PATIENCE_SECONDS


def wait_until(happened: Callable[[], bool], what: str, seconds: float = PATIENCE_SECONDS) -> None:
    """Return as soon as it happened; fail the test with ``what`` when it did not in time."""
    until = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > until:
            raise AssertionError(f"waited {seconds:.0f} seconds in vain for {what}")
        time.sleep(0.02)


def program(name: str) -> str:
    """Return a program's path; a machine without it fails the test, since `make test` installs it."""
    found = shutil.which(name) or shutil.which(name, path="/usr/lib/systemd:/usr/libexec:/usr/sbin:/sbin")
    assert found, f"{name} is not installed; `make test` installs what the tests need"
    return found


@contextmanager
def daemon(*command: str, env: Mapping[str, str], log: Path, said: bytes = b"") -> Iterator[subprocess.Popen[bytes]]:
    """Run a daemon in the foreground, its output in ``log``; end it however the test ends."""
    with (
        log.open("wb") as output,
        subprocess.Popen(
            [program(command[0]), *command[1:]], env=dict(env), stdin=subprocess.PIPE, stdout=output, stderr=output
        ) as process,
    ):
        try:
            assert process.stdin is not None
            process.stdin.write(said)
            process.stdin.close()
            yield process
        finally:
            process.terminate()
            try:
                process.wait(PATIENCE_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()


_BUS_CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path={socket}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
</policy></busconfig>"""


@contextmanager
def session_bus(folder: Path) -> Iterator[str]:
    """Run a session bus that starts nothing by itself; give its address."""
    place, config = folder / "bus", folder / "bus.conf"
    config.write_text(_BUS_CONFIG.format(socket=place))
    with daemon(
        "dbus-daemon", f"--config-file={config}", "--nofork", "--nopidfile", env=os.environ, log=folder / "bus.log"
    ):
        wait_until(lambda: listens(place), "the session bus")
        yield f"unix:path={place}"


def listens(place: Path) -> bool:
    """Tell whether somebody listens on a socket: its name is there a moment before anyone does."""
    with socket.socket(socket.AF_UNIX) as caller:
        try:
            caller.connect(str(place))
        except OSError:
            return False
    return True


def owned(address: str, name: str) -> bool:
    """Tell whether a name on a bus has an owner."""
    bus = "org.freedesktop.DBus"
    ask = ["--print-reply=literal", f"--dest={bus}", "/", f"{bus}.NameHasOwner", f"string:{name}"]
    answer = subprocess.run(
        [program("dbus-send"), f"--bus={address}", *ask], capture_output=True, check=False, timeout=PATIENCE_SECONDS
    )
    return b"true" in answer.stdout


@contextmanager
def gnome_keyring(folder: Path, address: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a gnome-keyring with an unlocked keyring of its own on a bus."""
    home, control = folder / "keyring-home", folder / "keyring-control"
    for one in (home, control):
        one.mkdir(mode=0o700, exist_ok=True)  # a keyring begun again on the same home keeps what it kept
    env = {"PATH": os.environ["PATH"], "HOME": str(home), "XDG_RUNTIME_DIR": str(control)}
    with daemon(
        "gnome-keyring-daemon",
        "--foreground",
        "--components=secrets",
        "--unlock",
        env=env | {"DBUS_SESSION_BUS_ADDRESS": address},
        log=folder / "keyring.log",
        said=b"a test keyring",
    ) as process:
        wait_until(lambda: owned(address, "org.freedesktop.secrets"), "gnome-keyring")
        with open_dbus_connection(address) as bus:  # it takes its name before its keyring is open
            introduce(bus)
            wait_until(lambda: _keyring_is_open(bus), "its keyring to be opened")
            yield process


def _keyring_is_open(bus: DBusConnection) -> bool:
    try:
        return not secretstorage.Collection(bus, "/org/freedesktop/secrets/aliases/default").is_locked()
    except secretstorage.SecretStorageException:
        return False


@contextmanager
def screen(folder: Path) -> Iterator[str]:
    """Run a virtual X screen; give its DISPLAY."""
    told = folder / "display"
    with (
        told.open("wb") as number,
        subprocess.Popen(
            [program("Xvfb"), "-displayfd", str(number.fileno()), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
            pass_fds=[number.fileno()],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process,
    ):
        try:
            wait_until(lambda: told.read_text().endswith("\n"), "the virtual screen")
            yield f":{told.read_text().strip()}"
        finally:
            process.terminate()


class Dunst:
    """A running notification daemon, asked with its own tool."""

    def __init__(self, address: str, display: str, wanted: Path) -> None:
        """Know where it runs, and the file that its menu reads the wanted button from."""
        self._wanted = wanted
        self.env = {"PATH": os.environ["PATH"], "DBUS_SESSION_BUS_ADDRESS": address, "DISPLAY": display}

    def ask(self, *words: str) -> str:
        """Run dunstctl."""
        return subprocess.run(
            [program("dunstctl"), *words],
            env=self.env,
            check=True,
            capture_output=True,
            text=True,
            timeout=PATIENCE_SECONDS,
        ).stdout

    def click(self) -> None:
        """Click the notice itself."""
        self.ask("action", "0")

    def press_button(self, label: str = "Open") -> None:
        """Choose a button from the menu of buttons; the menu program is grep, which picks it by its label."""
        self._wanted.write_text(label)
        self.ask("context")

    def dismiss(self) -> None:
        """Close the notice, as its cross or a swipe does."""
        self.ask("close")

    def buttons(self) -> list[str]:
        """Return what the menu of buttons offered when one was last chosen, as “label [notice]”."""
        return self._wanted.with_suffix(".offered").read_text().splitlines()

    def waiting(self) -> int:
        """Return how many notifications are on the screen."""
        return int(self.ask("count", "displayed"))

    def waits_for_a_notice(self) -> None:
        """Wait until a notice is on the screen and its sender has heard so: no parent clicks sooner.

        The sender learns the notice's number a moment after it is up, and a click in that moment is lost on it. What a
        bus brings keeps its order, so a sender that has answered a question put to it now has the number.
        """
        wait_until(lambda: self.waiting() == 1, "the notice on the screen")
        with open_dbus_connection(self.env["DBUS_SESSION_BUS_ADDRESS"]) as bus:
            stats = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus.Debug.Stats")
            (rules,) = bus.send_and_get_reply(new_method_call(stats, "GetAllMatchRules")).body
            senders = [
                name for name, its in rules.items() if any("org.freedesktop.Notifications" in one for one in its)
            ]
            assert senders, "nobody listens to what becomes of the notice"
            for name in senders:
                question = new_method_call(DBusAddress("/", name, "org.freedesktop.DBus.Peer"), "Ping")
                bus.send_and_get_reply(question, timeout=PATIENCE_SECONDS)


@contextmanager
def dunst(folder: Path, address: str, display: str) -> Iterator[Dunst]:
    """Run a real notification daemon on a bus and a screen."""
    config, menu, wanted = folder / "dunstrc", folder / "menu", folder / "wanted"
    menu.write_text(f"#!/bin/sh\ntee {wanted.with_suffix('.offered')} | grep -m1 -F -f {wanted}\n")
    menu.chmod(0o755)
    config.write_text(f"[global]\nidle_threshold = 0\ndmenu = {menu}\n[urgency_normal]\ntimeout = 0\n")
    ours = Dunst(address, display, wanted)
    with daemon("dunst", "-config", str(config), env=ours.env, log=folder / "dunst.log"):
        wait_until(lambda: owned(address, "org.freedesktop.Notifications"), "dunst")
        yield ours
