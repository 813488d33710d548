"""Get help now needs nothing but the guidance."""

from __future__ import annotations

import pytest

from kitchentable.domain.errors import NotFound
from kitchentable.domain.pack import Guidance
from kitchentable.services.help import help_view, situation_view


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
