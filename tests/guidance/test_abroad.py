"""A country that is offered never sends a parent to another country's services."""

from __future__ import annotations

import pytest

from tests.guidance.sample_folder import COUNTRY, SampleFolder

ABROAD = "countries/ie.yaml"
SITUATION = "situations/blackmailed.yaml"


@pytest.fixture
def abroad(folder: SampleFolder) -> SampleFolder:
    """Return a folder with a second country, and a step that names a service of the first."""
    folder.change(SITUATION, "text: Stop talking to them.", "text: Call 999.")
    text = COUNTRY.replace("id: uk", "id: ie").replace("United Kingdom", "Ireland").replace("childline", "kind-line")
    folder.add(ABROAD, text.replace("Childline", "Kind line").replace("england", "dublin").replace("England", "Dublin"))
    folder.change(SITUATION, "tell: {uk: [childline]}", "tell: {uk: [childline], ie: [kind-line]}")
    return folder


def about(folder: SampleFolder) -> list[str]:
    return [fault for fault in folder.faults() if fault.startswith(ABROAD)]


def test_a_line_that_names_another_countrys_service_is_told(abroad: SampleFolder) -> None:
    assert any("`blackmailed` names another country's services" in fault for fault in about(abroad))
    assert any("stop-talking" in fault for fault in about(abroad))


def test_a_country_with_contacts_only_may_wait(abroad: SampleFolder) -> None:
    abroad.change(ABROAD, "name: Ireland", "name: Ireland\ncontacts_only: true")
    assert not any("another country's services" in fault for fault in about(abroad))


def test_words_of_its_own_make_it_whole(abroad: SampleFolder) -> None:
    abroad.add(ABROAD, "words:\n  blackmailed:\n    stop-talking: Call for help.\n")
    assert not any("another country's services" in fault for fault in about(abroad))


def test_words_for_a_line_that_is_not_there_are_told(abroad: SampleFolder) -> None:
    abroad.add(ABROAD, "words:\n  blackmailed:\n    stop-walking: Call for help.\n")
    line = abroad.line(ABROAD, "stop-walking")
    assert f"{ABROAD}:{line}: `blackmailed` has no line `stop-walking`" in about(abroad)


def test_words_that_name_the_first_countrys_service_are_told(abroad: SampleFolder) -> None:
    abroad.add(ABROAD, "words:\n  blackmailed:\n    stop-talking: Report it to CEOP.\n")
    line = abroad.line(ABROAD, "Report it to CEOP")
    assert f"{ABROAD}:{line}: “CEOP” is not a service of Ireland" in about(abroad)
