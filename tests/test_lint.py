"""Our own rules for the code of the product, which no linter knows: what may be connected, and no network."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted((ROOT / "app" / "kitchentable").rglob("*.py"))
NETWORK = (
    *("aiohttp", "asyncio.open_connection", "ftplib", "http", "httpx", "imaplib", "nntplib", "poplib", "requests"),
    *("smtplib", "socketserver", "ssl", "telnetlib", "urllib.request", "urllib3", "webbrowser", "websockets", "xmlrpc"),
    *("PySide6.QtNetwork", "PySide6.QtWebSockets", "PySide6.QtWebEngineCore", "PySide6.QtWebEngineWidgets"),
)
MAY_USE_SOCKETS = {
    "system/logind.py",  # shuts the socket of the system bus down, to end the thread that waits on it
    "system/single_instance.py",  # inside the computer: a second start asks the first to come forward
    "ui/self_checks.py",  # tries one, to see it refused
}


def name(module: Path) -> str:
    return module.relative_to(ROOT / "app" / "kitchentable").as_posix()


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{one.name}" for one in node.names)


def network_in(source: str) -> list[str]:
    return [
        one
        for one in imported(ast.parse(source))
        if any(one == banned or one.startswith(banned + ".") for banned in NETWORK)
    ]


def sockets_in(source: str) -> list[str]:
    return [one for one in imported(ast.parse(source)) if one.partition(".")[0] == "socket"]


def closures_connected_in(source: str) -> list[int]:
    """Return the lines where a lambda or partial is connected: it keeps a closed screen alive and calls into it."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "connect"
        and any(is_closure(one) for one in node.args)
    ]


def is_closure(node: ast.AST) -> bool:
    if isinstance(node, ast.Lambda):
        return True
    called = node.func if isinstance(node, ast.Call) else None
    return getattr(called, "id", getattr(called, "attr", "")) == "partial"


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_the_product_keeps_our_rules(module: Path) -> None:
    source = module.read_text(encoding="utf-8")
    assert network_in(source) == []
    assert closures_connected_in(source) == []
    if name(module) not in MAY_USE_SOCKETS:
        assert sockets_in(source) == []


def test_sockets_are_allowed_only_where_there_are_some() -> None:
    assert [
        one for one in sorted(MAY_USE_SOCKETS) if not sockets_in((ROOT / "app/kitchentable" / one).read_text())
    ] == []


@pytest.mark.parametrize(
    "line",
    [
        "import http.client",
        "from http import client",
        "from urllib import request",
        "import urllib.request as web",
        "from PySide6 import QtNetwork",
        "from PySide6.QtNetwork import QTcpSocket",
        "def later():\n    import ssl",
    ],
)
def test_a_way_to_the_network_is_seen(line: str) -> None:
    assert network_in(line)


@pytest.mark.parametrize(
    "line", ["from urllib.parse import quote", "import httpish", "from PySide6.QtGui import QIcon"]
)
def test_what_is_no_network_is_left_alone(line: str) -> None:
    assert network_in(line) == []


@pytest.mark.parametrize(
    "line",
    [
        "button.clicked.connect(lambda: self.go(1))",
        "self.a.b.connect(partial(self.go, 1))",
        "x.connect(functools.partial(go), kind)",
    ],
)
def test_a_closure_that_is_connected_is_seen(line: str) -> None:
    assert closures_connected_in(line) == [1]


def test_a_method_may_be_connected() -> None:
    assert closures_connected_in("button.clicked.connect(self.go)") == []
