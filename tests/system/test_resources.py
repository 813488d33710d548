"""Where the files that ship with us are found."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kitchentable.domain.errors import NotFound
from kitchentable.system import resources as found

ROOT = Path(__file__).resolve().parents[2]


def test_in_a_checkout_they_are_the_checkout_s() -> None:
    assert found.resources() == ROOT / "resources"


def test_installed_they_are_inside_the_package(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "app" / "kitchentable" / "system", tmp_path / "kitchentable" / "system")
    shutil.copytree(ROOT / "app" / "kitchentable" / "domain", tmp_path / "kitchentable" / "domain")
    shutil.copy(ROOT / "app" / "kitchentable" / "__init__.py", tmp_path / "kitchentable")  # else an installed one wins
    (tmp_path / "kitchentable" / "resources").mkdir()
    (tmp_path / "kitchentable" / "resources" / "guidance.pack").touch()
    ask = "from kitchentable.system.resources import *; print(resources()); print(guidance_pack())"
    done = subprocess.run(
        [sys.executable, "-c", ask], cwd=tmp_path, capture_output=True, text=True, check=True, timeout=60
    )
    inside = tmp_path / "kitchentable" / "resources"
    assert done.stdout.split() == [str(inside), str(inside / "guidance.pack")]


def test_a_missing_part_is_said_plainly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(found, "_PACKAGE", tmp_path / "app" / "kitchentable")
    with pytest.raises(NotFound, match=r"guidance\.pack.*install it again"):
        found.guidance_pack()
