"""Rules for countries: a help page must not send a parent to another country's services.

The common words of the situations name the services of the first country, the United Kingdom. A country that is
offered to parents puts its own words in place of every such line; until it has them all it is ``contacts_only``.
"""

from __future__ import annotations

import re

from kitchentable.domain.situations import HOME, Country, Situation, lines_of
from kitchentable.guidance.faults import Report
from kitchentable.guidance.folder import Entry, Folder, Shelf

_NAMES = (
    r"UK",
    r"United Kingdom",
    r"England",
    r"Scotland",
    r"Wales",
    r"Northern Ireland",
    r"gov\.uk",
    r"CEOP",
    r"NSPCC",
    r"Childline",
    r"Report Remove",
    r"Report Harmful Content",
    r"Revenge Porn Helpline",
    r"Report Fraud",
    r"Samaritans",
    r"Stop It Now",
    r"ACT Early",
    r"Runaway Helpline",
    r"GamCare",
    r"Family Lives",
    r"Sarah[’']s Law",
    r"each nation",
    r"text SHOUT",
    r"Papyrus",
    r"Internet Watch Foundation",
    r"safeguarding lead",
    r"children[’']s services",
    r"form teacher",
    r"head of year",
    r"welfare officer",
    r"999",
    r"101",
)
_AT_HOME = re.compile(r"\b(?:" + "|".join(_NAMES) + r")\b", re.IGNORECASE)


def check_abroad(folder: Folder, report: Report) -> None:
    """Tell every line that an offered country would get with another country's services in it, and stray words."""
    if Shelf.SITUATIONS in folder.broken or Shelf.COUNTRIES in folder.broken:
        return
    situations = {entry.value.id: entry.value for entry in folder.situations}
    for entry in folder.countries:
        if entry.value.id != HOME:
            _check_country(entry, situations, report)


def lines_to_word(situation: Situation) -> tuple[str, ...]:
    """Return the ids of a situation's lines that name services of the home country."""
    return tuple(one.id for one in lines_of(situation) if _AT_HOME.search(one.text))


def _check_country(entry: Entry[Country], situations: dict[str, Situation], report: Report) -> None:
    country = entry.value
    for situation_id, words in country.words.items():
        situation = situations.get(situation_id)
        known = {one.id for one in lines_of(situation)} if situation else set()
        for line_id, text in words.items():
            path = ("words", situation_id, line_id)
            if line_id not in known:
                report.add(entry.file, entry.line(path), f"`{situation_id}` has no line `{line_id}`")
            elif found := _own(text, country):
                report.add(entry.file, entry.line(path), f"“{found}” is not a service of {country.name}")
    if country.contacts_only:
        return
    for situation in situations.values():
        missing = [one for one in lines_to_word(situation) if one not in country.words.get(situation.id, {})]
        if missing:
            fault = f"`{situation.id}` names another country's services; `words` is without: {', '.join(missing)}"
            report.add(entry.file, entry.line(("contacts_only",)), fault)


def _own(text: str, country: Country) -> str:
    """Return the first word of the home country's in a text that the country's own contacts do not have, or nothing."""
    ours = " ".join(f"{one.name} {' '.join(phone.text for phone in one.phone)}" for one in country.contacts)
    found = (match.group(0) for match in _AT_HOME.finditer(text))
    return next((one for one in found if not re.search(rf"\b{re.escape(one)}\b", ours, re.IGNORECASE)), "")
