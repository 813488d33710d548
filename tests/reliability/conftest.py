"""What the short versions of the campaign share."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def short_path() -> Iterator[Path]:
    """Return a folder with a short name: below it are sockets, whose names the kernel wants short."""
    with tempfile.TemporaryDirectory(prefix="kt-", dir="/tmp") as folder:
        yield Path(folder)
