"""Whatever a sheet is called, its file has a name that every system takes, and no two share one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitchentable.domain.file_names import LONGEST, distinct_names, safe_name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Live streaming, age 10 to 12", "Live streaming, age 10 to 12.pdf"),
        ('a/b\\c:d*e?f"g<h>i|j', "a b c d e f g h i j.pdf"),
        ("  .. dots .. ", "dots.pdf"),
        ("CON", "Page CON.pdf"),
        ("lpt1.old notes", "Page lpt1.old notes.pdf"),
        ("Console", "Console.pdf"),
        ("line\nbreak\u202e\u0000", "line break.pdf"),
        ("Who is there?, age 7 to 9", "Who is there, age 7 to 9.pdf"),
        ("", "Page.pdf"),
        ("e\u0301", "é.pdf"),
        ("é" * 10_000, "é" * (LONGEST // 2) + ".pdf"),
    ],
)
def test_a_title_becomes_a_name(title: str, name: str) -> None:
    assert safe_name(title, "pdf") == name


@given(st.text(max_size=200))
def test_any_title_is_a_name_every_system_takes(title: str) -> None:
    name = safe_name(title, "html")
    stem = name.removesuffix(".html")
    assert name.endswith(".html")
    assert stem == stem.strip(". ")
    assert 0 < len(name.encode("utf-8")) <= LONGEST + 10
    assert not set(name) & set('<>:"/\\|?*')
    assert name.isprintable()


@given(st.lists(st.sampled_from(["Xbox", "XBOX", "xbox", "Xbox 2", "a/b", "a\\b", "", "w" * 300]), max_size=12))
def test_no_two_titles_share_a_file_even_where_case_does_not_count(titles: list[str]) -> None:
    names = distinct_names(titles, "pdf")
    assert len(names) == len(titles)
    assert len({name.casefold() for name in names}) == len(titles)
