"""What the guidance tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.guidance.sample_folder import SampleFolder


@pytest.fixture
def folder(tmp_path: Path) -> SampleFolder:
    """Give a sound folder of guidance to spoil."""
    return SampleFolder.at(tmp_path / "guidance")
