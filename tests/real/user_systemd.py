"""A real systemd user manager of the test's own, beside whatever runs the machine."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.real.daemons import daemon, listens, program, wait_until

_START = """mount -t tmpfs tmpfs /run && mkdir -p /run/systemd/system /run/dbus && exec "$@"
"""
_SHIM = """#!/bin/sh
exec {nsenter} {how} --target {pid} --mount -- {systemctl} "$@"
"""


@dataclass(frozen=True, slots=True)
class UserSystemd:
    """The manager's environment (``env``: for those who talk to it), its home and its session bus."""

    home: Path
    env: dict[str, str]
    bus: str


@contextmanager
def user_systemd(folder: Path, *, zone: str = "UTC") -> Iterator[UserSystemd]:
    """Run ``systemd --user`` in a mount namespace where /run looks booted. On the same ``folder`` again: a later login.

    ``systemctl`` is entered into the same namespace by a two-line shim first on PATH, so that it is the real one
    talking to the real manager. ``zone`` is the TZ of the manager and of all it starts.
    """
    home, run, tools = folder / "systemd-home", folder / "systemd-run", folder / "systemd-tools"
    for one in (home, run, tools):
        one.mkdir(mode=0o700, exist_ok=True)
    path = os.environ["PATH"].removeprefix(f"{tools}:")  # without the shim of an earlier manager
    env = {"PATH": path, "HOME": str(home), "XDG_RUNTIME_DIR": str(run), "TZ": zone}
    mine = [] if os.geteuid() == 0 else ["--map-root-user"]
    start = ["sh", "-c", _START, "sh", program("systemd"), "--user"]
    for left in ("bus", "systemd/private"):
        (run / left).unlink(missing_ok=True)  # what an earlier manager listened on
    with daemon("unshare", *mine, "--mount", *start, env=env, log=folder / "systemd.log") as process:
        shim = tools / "systemctl"
        how = "--user --preserve-credentials" if mine else ""
        systemctl = shutil.which("systemctl", path=path)
        shim.write_text(_SHIM.format(nsenter=program("nsenter"), how=how, pid=process.pid, systemctl=systemctl))
        shim.chmod(0o755)
        log = folder / "systemd.log"
        wait_until(
            lambda: listens(run / "systemd" / "private"),
            f"the systemd user manager ({log.read_text(errors='replace')})",
        )
        bus = run / "bus"
        wait_until(lambda: listens(bus), "the manager's session bus")
        yield UserSystemd(home, env | {"PATH": f"{tools}:{env['PATH']}"}, f"unix:path={bus}")
