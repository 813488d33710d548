"""A page's own date, in words as far as it is known."""

from __future__ import annotations

import pytest

from kitchentable.domain.sources import published_words


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ("2026", "2026"),
        ("2026-06", "June 2026"),
        ("2026-06-05", "5 June 2026"),
        ("December 2017", "December 2017"),
    ],
)
def test_a_date_is_said_in_words(kept: str, said: str) -> None:
    assert published_words(kept) == said
