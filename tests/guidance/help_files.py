"""The help files as the tests read them, and what is known of each country: its emergency numbers and wrong numbers."""

from __future__ import annotations

from pathlib import Path

import msgspec
import yaml

from kitchentable.domain.situations import Country, Situation
from kitchentable.domain.sources import Source

GUIDANCE = Path(__file__).parents[2] / "resources" / "guidance"
COUNTRY_FILES = sorted((GUIDANCE / "countries").glob("*.yaml"))
SITUATION_FILES = sorted((GUIDANCE / "situations").glob("*.yaml"))

EMERGENCY = {
    "au": ("000",),
    "ca": ("911",),
    "ie": ("112", "999"),
    "nz": ("111",),
    "uk": ("999", "112"),
    "us": ("911",),
}

WITHOUT_ADDRESS = {"uk": ["school", "childrens-services"], "us": ["local-police"], "ca": ["local-police"]}
"""Contacts with neither number nor address: each family has its own."""

WRONG_OR_STALE = {
    "uk": {
        "88858": "the NSPCC's old text line",
        "08080684141": "Papyrus with two digits swapped, as some sites print it",
        "07860039967": "Papyrus's old text number",
        "07786209697": "Papyrus's still older text number",
        "08088029999": "an old helpline number that lists still carry",
        "03443814772": "a line for school staff, not for parents",
        "159": "a bank short number nobody has looked up for us",
        "7726": "a scam text number nobody has looked up for us",
        "08088010677": "Beat's for England, which no official page confirms for us",
        "08088010432": "Beat's for Scotland, which no official page confirms for us",
    },
    "ie": {
        "1890927277": "Parentline's old number",
        "50101": "a text number last seen in 2018, mixed up with another service's",
        "1800555222": "the Garda abuse line's: seen in 2017 only, and once printed as another number",
        "1850555222": "a misprint of the Garda abuse line's",
        "1800247247": "Pieta's, which no official page confirms for us",
        "015224300": "the ISPCC's, from one page of 2021",
    },
    "us": {
        "18002738255": "the Lifeline's number before 988",
        "741741": "Crisis Text Line's, which no official page confirms for us",
        "18002255324": "digits worked out from the letters of the FBI's number",
        "18335915669": "Know2Protect's, which no official page confirms for us",
        "18554272736": "a parents' line whose hours and money changed in 2025",
    },
    "ca": {
        "741741": "a number of the United States",
        "18334564566": "the suicide line's number before 988",
    },
    "au": {
        "132289": "the Parentline that Victoria planned to close",
        "1300301300": "Parentline's of two states, often listed as the whole country's",
        "1800595160": "IDCARE's, which no official page confirms for us",
        "1300432273": "IDCARE's old number",
        "1300292371": "a cyber hotline nobody has looked up for us",
    },
    "nz": {
        "0800543754": "Kidsline, which another line has taken over",
        "0508463674": "a wrong number for Oranga Tamariki",
        "0800883300": "what one app dials under Safe to Talk's label",
        "0800044334": "Safe to Talk's, which no official page confirms for us",
        "0800543354": "Lifeline's, which no official page confirms for us",
        "0800121068": "one of two numbers seen for IDCARE",
        "4282": "Netsafe's text number, from one page",
    },
}


def read_country(path: Path) -> Country:
    """Return a country's help as written."""
    return msgspec.convert(yaml.safe_load(path.read_text("utf-8")), Country)


def read_situation(path: Path) -> Situation:
    """Return a situation as written."""
    return msgspec.convert(yaml.safe_load(path.read_text("utf-8")), Situation)


def read_sources() -> dict[str, Source]:
    """Return every source by its id."""
    files = [yaml.safe_load(path.read_text("utf-8")) or [] for path in (GUIDANCE / "sources").glob("*.yaml")]
    pages = [{**page, "published": page.get("published") and str(page["published"])} for file in files for page in file]
    return {page.id: page for page in msgspec.convert(pages, list[Source])}


COUNTRIES = {path.stem: read_country(path) for path in COUNTRY_FILES}
SOURCES = read_sources()
