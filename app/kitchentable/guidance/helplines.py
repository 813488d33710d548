"""The table of every number we show, with the pages that confirm it: docs/helplines.md, for who checks them again."""

from __future__ import annotations

from collections.abc import Iterator

from kitchentable.domain.pack import Pack
from kitchentable.domain.situations import Contact, Country, Phone, TextLine
from kitchentable.domain.sources import Source

_HEAD = """\
# Help lines

Every number the app can show, with the pages that confirm it. A wrong number is the worst fault this product can have:
each is here because at least two pages name it, and none graded worse than B is shown at all. Where we could not
confirm a number, the service stands in the app with its name and web address alone; those are at the end of each
country.

This page is made from `resources/guidance/countries` by `kitchentable guidance helplines`; change it there. The pages
were read in stored copies, not live. Before a release somebody has to open each one, or ring.
"""

_COLUMNS = "| service | number | grade | checked on | pages that confirm it |\n|---|---|---|---|---|"


def helplines(pack: Pack) -> str:
    """Return the page as Markdown: a table for each country in the order of its help page."""
    sources = {one.id: one for one in pack.sources}
    countries = sorted(pack.countries, key=lambda one: one.name)
    return "\n".join([_HEAD, *(_country(one, sources) for one in countries)])


def _country(country: Country, sources: dict[str, Source]) -> str:
    rows = [row for contact in country.contacts for row in _rows(contact, sources)]
    lines = [f"## {country.name}", "", _COLUMNS, *rows, ""]
    alone = [one for one in country.contacts if not one.phone and not one.text]
    if alone:
        lines += ["Shown without a number:", "", *(f"- {_cell(one.name)}{_web(one)}" for one in alone), ""]
    return "\n".join(lines)


def _rows(contact: Contact, sources: dict[str, Source]) -> Iterator[str]:
    lines: tuple[Phone | TextLine, ...] = (*contact.phone, *contact.text)
    for line in lines:
        pages = "; ".join(_page(sources[one]) for one in line.sources)
        cells = (_cell(contact.name), _number(line), line.grade.value, line.checked_on.isoformat(), pages)
        yield f"| {' | '.join(cells)} |"


def _number(line: Phone | TextLine) -> str:
    if isinstance(line, Phone):
        return line.text
    return f"text {line.word} to {line.to}" if line.word else f"text to {line.to}"


def _page(source: Source) -> str:
    return f"[{_cell(source.publisher)}: {_cell(source.title)}]({source.url})"


def _web(contact: Contact) -> str:
    return "" if contact.web is None else f": <{contact.web}>"


def _cell(text: str) -> str:
    """Return a text that can't break a table or a link."""
    return text.replace("|", "/").replace("[", "(").replace("]", ")")
