"""The paper of the country in the computer's settings."""

from __future__ import annotations

import pytest

from kitchentable.system.paper_size import is_letter_usual


@pytest.mark.parametrize(
    ("settings", "letter"),
    [
        ({"LANG": "en_US.UTF-8"}, True),
        ({"LANG": "en_GB.UTF-8"}, False),
        ({"LANG": "fr_CA"}, True),
        ({"LANG": "en_US.UTF-8", "LC_PAPER": "en_GB.UTF-8"}, False),
        ({"LANG": "en_GB.UTF-8", "LC_PAPER": "en_US@euro"}, True),
        ({"LANG": "en_GB", "LC_PAPER": "en_GB", "LC_ALL": "es_MX.UTF-8"}, True),
        ({"LANG": "C.UTF-8"}, False),
        ({"LANG": ""}, False),
        ({}, False),
    ],
)
def test_the_settings_for_paper_come_first(settings: dict[str, str], *, letter: bool) -> None:
    assert is_letter_usual(settings) is letter
