"""The table of numbers: every number once, with its pages; the copy in docs is the one the guidance makes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec

from kitchentable.domain.pack import Guidance
from kitchentable.guidance.build import build
from kitchentable.guidance.helplines import helplines
from kitchentable.system.resources import resources
from tests.sample_guidance import sample_pack

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_in_docs_is_the_one_our_guidance_makes() -> None:
    made = helplines(build(resources() / "guidance", date(2026, 11, 28)))
    same = (ROOT / "docs" / "helplines.md").read_text(encoding="utf-8") == made
    assert same, "please run: kitchentable guidance helplines --to docs/helplines.md"


def test_every_number_stands_with_its_pages_and_day() -> None:
    pack = sample_pack()
    table = helplines(pack)
    for contact in Guidance(pack).country("uk").contacts:
        [row] = [line for line in table.splitlines() if line.startswith(f"| {contact.name} |")]
        assert f"| {contact.phone[0].text} | A | 2026-07-01 |" in row
        assert "[Sample charity: A sample leaflet](https://example.org/leaflet)" in row


def test_a_service_without_a_number_stands_below_by_its_address() -> None:
    pack = sample_pack()
    country = pack.countries[0]
    bare = tuple(msgspec.structs.replace(one, phone=()) for one in country.contacts[1:])
    pack = msgspec.structs.replace(
        pack, countries=(msgspec.structs.replace(country, contacts=(country.contacts[0], *bare)),)
    )
    assert "- Police: <https://example.org/help>" in helplines(pack)


def test_no_name_breaks_the_table() -> None:
    pack = sample_pack()
    country = pack.countries[0]
    odd = msgspec.structs.replace(country.contacts[0], name="A | [line](b)")
    table = helplines(msgspec.structs.replace(pack, countries=(msgspec.structs.replace(country, contacts=(odd,)),)))
    assert "| A / (line)(b) |" in table
