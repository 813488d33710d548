"""Get help now needs nothing but the guidance."""

from __future__ import annotations

import msgspec
import pytest

from kitchentable.domain.ages import AgeBand, band_for
from kitchentable.domain.errors import NotFound
from kitchentable.domain.pack import Guidance
from kitchentable.domain.situations import serves
from kitchentable.services.help import country_options, help_view, offered_country, situation_view
from kitchentable.services.prints import PrintHelp, PrintRequest, make_document
from tests.printing.conftest import DAY
from tests.sample_guidance import sample_pack


def test_the_help_page_of_a_country(guidance: Guidance) -> None:
    view = help_view(guidance, country="uk")
    assert view.emergency == "01632 960000"
    assert [one.id for one in view.situations] == ["blackmailed"]
    assert [one.id for one in view.contacts] == ["emergency", "police", "report-line", "crisis-line"]
    assert [one.id for one in view.crisis] == ["crisis-line"]
    assert [(one.id, one.name) for one in view.countries] == [("uk", "United Kingdom")]


def test_a_situation_with_whom_to_tell_in_order(guidance: Guidance) -> None:
    view = situation_view(guidance, situation_id="blackmailed", country="uk")
    assert [one.id for one in view.contacts] == ["police", "report-line"]
    assert [one.id for one in view.crisis] == ["crisis-line"]
    assert [one.id for one in view.sources] == ["charity-page"]


def test_what_we_do_not_have_is_not_found(guidance: Guidance) -> None:
    with pytest.raises(NotFound):
        help_view(guidance, country="atlantis")
    with pytest.raises(NotFound):
        situation_view(guidance, situation_id="nonsense", country="uk")


def test_a_country_whose_words_are_not_ready_is_not_offered() -> None:
    pack = sample_pack()
    abroad = msgspec.structs.replace(pack.countries[0], id="xx", name="Abroad", contacts_only=True)
    guidance = Guidance(msgspec.structs.replace(pack, countries=(*pack.countries, abroad)))
    assert [one.id for one in country_options(guidance)] == ["uk"]
    assert offered_country(guidance, "xx") == "uk"
    assert offered_country(guidance, "nowhere") == "uk"
    with pytest.raises(NotFound, match="Our help for Abroad is not ready yet"):
        make_document(guidance, PrintRequest(PrintHelp(), country="xx"), DAY)


def test_a_country_with_words_of_its_own_is_heard_in_them() -> None:
    pack = sample_pack()
    situation = pack.situations[0]
    line = situation.steps[0]
    abroad = msgspec.structs.replace(
        pack.countries[0], id="xx", name="Abroad", words={situation.id: {line.id: "Call 000."}}
    )
    told = msgspec.structs.replace(situation, tell={**situation.tell, "xx": situation.tell["uk"]})
    guidance = Guidance(msgspec.structs.replace(pack, countries=(*pack.countries, abroad), situations=(told,)))
    assert situation_view(guidance, situation_id=situation.id, country="xx").situation.steps[0].text == "Call 000."
    assert situation_view(guidance, situation_id=situation.id, country="uk").situation.steps[0].text == line.text
    sheet = make_document(guidance, PrintRequest(PrintHelp(), country="xx"), DAY)
    assert "Call 000." in str(sheet)


def test_a_service_is_for_the_ages_and_the_parts_of_the_country_it_names() -> None:
    teens = msgspec.structs.replace(sample_pack().countries[0].contacts[0], from_age=13, to_age=17, nations=("north",))
    assert [band for band in AgeBand if serves(teens, band=band)] == [AgeBand.FROM_13, AgeBand.FROM_16]
    assert serves(teens)
    assert serves(teens, nation="north")
    assert not serves(teens, nation="south")
    adults = msgspec.structs.replace(teens, from_age=18, to_age=None)
    assert not any(serves(adults, band=band) for band in AgeBand)


def test_no_band_of_age_is_forgotten() -> None:
    assert [age for band in AgeBand for age in band.years] == list(range(18))
    assert all(band_for(age) is band for band in AgeBand for age in band.years)
