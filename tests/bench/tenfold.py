"""Ten times today's guidance: each thing again under other ids and in slightly other words."""

from __future__ import annotations

import msgspec

from kitchentable.domain.pack import Guidance, Pack
from kitchentable.domain.situations import Country

TIMES = 10

_SAID = frozenset({"title", "text", "about", "why", "name", "for_whom", "when", "search"})
"""The fields whose words differ from copy to copy."""

_EVERY = 6
"""Which word of a text is another in a copy: enough that the words known to search grow as well."""

_ENDINGS = ("", "ra", "le", "mo", "ti", "na", "ku", "se", "bo", "vi")

Plain = str | int | float | bool | None | list["Plain"] | dict[str, "Plain"]


def tenfold(guidance: Guidance) -> Guidance:
    """Return the guidance with nine copies of everything beside it."""
    packs = [guidance.pack, *(_copy(guidance.pack, number) for number in range(1, TIMES))]
    return Guidance(
        msgspec.structs.replace(
            guidance.pack,
            topics=tuple(one for pack in packs for one in pack.topics),
            guides=tuple(one for pack in packs for one in pack.guides),
            situations=tuple(one for pack in packs for one in pack.situations),
            milestones=tuple(one for pack in packs for one in pack.milestones),
            countries=tuple(map(_country, zip(*(pack.countries for pack in packs), strict=True))),
        )
    )


def _country(copies: tuple[Country, ...]) -> Country:
    contacts = tuple(one for country in copies for one in country.contacts)
    return msgspec.structs.replace(copies[0], contacts=contacts)


def _copy(pack: Pack, number: int) -> Pack:
    plain: dict[str, Plain] = msgspec.json.decode(msgspec.json.encode(pack))
    for shelf in ("topics", "guides", "situations", "milestones"):
        plain[shelf] = [_renamed(one, number) for one in _list(plain[shelf])]
    plain["countries"] = [_renamed_contacts(one, number) for one in _list(plain["countries"])]
    return msgspec.convert(plain, Pack, strict=False)


def _renamed(value: Plain, number: int) -> Plain:
    told = _said(value, number, changing=False)
    if isinstance(told, dict):
        told["id"] = f"{told['id']}-{number}"
        if isinstance(told.get("guide"), str):
            told["guide"] = f"{told['guide']}-{number}"
    return told


def _renamed_contacts(country: Plain, number: int) -> Plain:
    if isinstance(country, dict):
        country["contacts"] = [_renamed(one, number) for one in _list(country["contacts"])]
    return country


def _said(value: Plain, number: int, *, changing: bool) -> Plain:
    """Return a value whose texts are said in slightly other words."""
    if isinstance(value, dict):
        return {key: _said(part, number, changing=key in _SAID) for key, part in value.items()}
    if isinstance(value, list):
        return [_said(part, number, changing=changing) for part in value]
    if not changing or not isinstance(value, str):
        return value
    words = value.split(" ")
    return " ".join(
        word + _ENDINGS[number] if (place + number) % _EVERY == 0 and word.isalpha() else word
        for place, word in enumerate(words)
    )


def _list(value: Plain) -> list[Plain]:
    return value if isinstance(value, list) else []
