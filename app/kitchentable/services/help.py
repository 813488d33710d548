"""Get help now: what happened, whom to tell and the numbers; works while the records are locked."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from kitchentable.domain.ages import AgeBand
from kitchentable.domain.pack import Guidance
from kitchentable.domain.situations import HOME, Contact, Country, Nation, Situation, in_words_of, serves
from kitchentable.domain.sources import Source


class SituationTile(Struct, frozen=True):
    """One thing that can have happened, as its tile names it."""

    id: str
    icon: str
    title: str
    danger: bool


class CountryOption(Struct, frozen=True):
    """A country we have help for."""

    id: str
    name: str


class HelpView(Struct, frozen=True):
    """The help page of one country: the emergency number first, then what happened, then every contact."""

    country: Country
    countries: tuple[CountryOption, ...]
    emergency: str
    emergency_words: str
    situations: tuple[SituationTile, ...]
    contacts: tuple[Contact, ...]
    crisis: tuple[Contact, ...]
    nation: Nation | None


class SituationView(Struct, frozen=True):
    """One situation in one country. ``contacts`` are whom to tell, in order; ``crisis`` only where it may be needed.

    ``left_out`` are those that are not for a child of this age, or not for this part of the country (None: any).
    """

    situation: Situation
    country: Country
    contacts: tuple[Contact, ...]
    emergency: str
    emergency_words: str
    crisis: tuple[Contact, ...]
    left_out: tuple[Contact, ...]
    band: AgeBand | None
    nation: Nation | None
    sources: tuple[Source, ...]


def help_view(guidance: Guidance, *, country: str, nation: str | None = None) -> HelpView:
    """Return a country's help page, for one part of it where one is named; NotFound where we have none."""
    place = guidance.country(country)
    return HelpView(
        country=place,
        countries=country_options(guidance),
        emergency=place.emergency_number,
        emergency_words=place.emergency_words,
        situations=tuple(SituationTile(one.id, one.icon, one.title, one.danger) for one in guidance.situations()),
        contacts=_serving(place.contacts, None, nation),
        crisis=_serving(_contacts(guidance, place, place.crisis), None, nation),
        nation=_nation(place, nation),
    )


def situation_view(
    guidance: Guidance, *, situation_id: str, country: str, nation: str | None = None, band: AgeBand | None = None
) -> SituationView:
    """Return one situation with a country's contacts; NotFound where either is missing.

    With the part of the country or the child's age named, only the services that are for them: the app routes, the
    parent does not have to know.
    """
    situation = guidance.situation(situation_id)
    place = guidance.country(country)
    told = _contacts(guidance, place, situation.tell.get(country, ()))
    contacts = _serving(told, band, nation)
    crisis = _contacts(guidance, place, place.crisis) if situation.crisis_line else ()
    return SituationView(
        situation=in_words_of(place, situation),
        country=place,
        contacts=contacts,
        emergency=place.emergency_number,
        emergency_words=place.emergency_words,
        crisis=_serving(crisis, band, nation),
        left_out=tuple(one for one in told if one not in contacts),
        band=band,
        nation=_nation(place, nation),
        sources=tuple(guidance.source(one) for one in situation.sources),
    )


def country_options(guidance: Guidance) -> tuple[CountryOption, ...]:
    """Return the countries whose help is whole, by name."""
    places = sorted((one for one in guidance.pack.countries if not one.contacts_only), key=lambda one: one.name)
    return tuple(CountryOption(one.id, one.name) for one in places)


def offered_country(guidance: Guidance, wanted: str) -> str:
    """Return the country wanted where its help is whole, else the one our words were first written for."""
    offered = [one.id for one in country_options(guidance)]
    return wanted if wanted in offered else HOME


def _serving(contacts: Iterable[Contact], band: AgeBand | None, nation: str | None) -> tuple[Contact, ...]:
    return tuple(one for one in contacts if serves(one, band=band, nation=nation))


def _nation(place: Country, nation: str | None) -> Nation | None:
    return next((one for one in place.nations if one.id == nation), None)


def _contacts(guidance: Guidance, place: Country, ids: tuple[str, ...]) -> tuple[Contact, ...]:
    return tuple(guidance.contact(place.id, one) for one in ids)
