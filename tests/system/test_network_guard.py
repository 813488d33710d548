"""The guard against the internet, in a process of its own: it can't be taken off again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

APP = Path(__file__).resolve().parents[2] / "app"
GUARDED = "from kitchentable.system.network_guard import refuse_internet\nrefuse_internet()\nrefuse_internet()\n"


@pytest.mark.parametrize(
    "act",
    [
        "import socket; socket.socket(socket.AF_INET, socket.SOCK_STREAM)",
        "import socket; socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)",
        "import socket; socket.socket()",
        "import _socket; _socket.socket(2, 1)",
        "import socket; socket.create_connection(('192.0.2.1', 80), 0.1)",
        "import socket; socket.getaddrinfo('example.invalid', 80)",
        "import socket; socket.gethostbyname('example.invalid')",
        "import urllib.request; urllib.request.urlopen('http://192.0.2.1/', timeout=0.1)",
    ],
)
def test_every_way_out_is_refused(act: str) -> None:
    done = _run(GUARDED + act)
    assert done.returncode == 1
    assert "Kitchen Table does not" in done.stderr


@pytest.mark.parametrize(
    "act",
    [
        "import socket; a, b = socket.socketpair(); a.sendall(b'x'); assert b.recv(1) == b'x'; a.close(); b.close()",
        "import asyncio; asyncio.run(asyncio.sleep(0))",
        "import socket; socket.socket(socket.AF_UNIX).close()",
        "import subprocess, sys; subprocess.run([sys.executable, '-c', 'pass'], check=True)",
    ],
)
def test_talking_inside_the_computer_goes_on(act: str) -> None:
    done = _run(GUARDED + act)
    assert done.returncode == 0, done.stderr


def test_without_the_guard_a_socket_can_be_made() -> None:
    assert _run("import socket; socket.socket(socket.AF_INET).close()").returncode == 0


def _run(source: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", source], cwd=APP, capture_output=True, text=True, check=False, timeout=60
    )
