"""The Background portal, on a real D-Bus with a stand-in for the desktop: granted, refused, absent, silent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kitchentable.domain.errors import CannotWrite, ReminderTrouble
from kitchentable.system import background_portal
from kitchentable.system.background_portal import CURE, NO_PORTAL, REASON, BackgroundPortal, in_flatpak
from kitchentable.system.schedule import Wake
from tests.real.daemons import session_bus
from tests.real.portal import StandIn, stand_in_portal

COMMAND = ("/app/bin/kitchentable", "remind", "--check", "--settle")


@pytest.fixture
def portal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    with stand_in_portal(tmp_path) as (address, portal):
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield portal


def test_the_desktop_is_asked_with_a_reason_and_starts_our_own_words(portal: StandIn) -> None:
    BackgroundPortal().enable(COMMAND)
    assert portal.started == COMMAND
    assert portal.reasons == [REASON]
    assert BackgroundPortal(command=COMMAND).state().wake is Wake.ON
    BackgroundPortal().disable()
    assert portal.started is None


def test_looking_asks_nothing_of_a_desktop_that_was_never_asked(portal: StandIn) -> None:
    assert BackgroundPortal(command=COMMAND).state().wake is Wake.OFF
    BackgroundPortal().disable()
    assert portal.reasons == []


def test_a_refusal_comes_with_its_cure_and_leaves_reminders_off(portal: StandIn) -> None:
    portal.allows = False
    with pytest.raises(ReminderTrouble) as caught:
        BackgroundPortal().enable(COMMAND)
    assert caught.value.message == CURE
    assert "flatpak permission-remove" in CURE
    assert BackgroundPortal().state().wake is Wake.OFF


def test_a_permission_taken_away_later_is_read_back(portal: StandIn) -> None:
    BackgroundPortal().enable(COMMAND)
    portal.allows = False
    state = BackgroundPortal(command=COMMAND).state()
    assert (state.wake, state.words) == (Wake.BROKEN, CURE)


def test_another_command_than_ours_is_broken(portal: StandIn) -> None:
    BackgroundPortal().enable(COMMAND)
    asked = len(portal.reasons)
    assert BackgroundPortal(command=("/app/bin/other",)).state().wake is Wake.BROKEN
    for content in (b"", b"{}", b'{"commandline": 3}', b'{"commandline": [3]}', b"[]"):
        BackgroundPortal().asked.write_bytes(content)
        assert BackgroundPortal().state().wake is Wake.BROKEN
    assert len(portal.reasons) == asked
    BackgroundPortal().disable()
    assert not BackgroundPortal().asked.exists()


def test_a_desktop_without_this_portal_says_so(portal: StandIn) -> None:
    portal.knows_background = False
    with pytest.raises(ReminderTrouble) as caught:
        BackgroundPortal().enable(COMMAND)
    assert caught.value.message == NO_PORTAL


def test_a_desktop_without_any_portal_or_bus_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ReminderTrouble) as caught:
        BackgroundPortal().enable(COMMAND)
    assert caught.value.message == NO_PORTAL
    with session_bus(tmp_path) as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        with pytest.raises(ReminderTrouble) as caught:
            BackgroundPortal().enable(COMMAND)
    assert caught.value.message == NO_PORTAL


def test_a_silent_desktop_is_not_waited_for_for_ever(portal: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    BackgroundPortal().enable(COMMAND)
    portal.silent = True
    monkeypatch.setattr(background_portal, "_LOOK_SECONDS", 0.2)
    state = BackgroundPortal().state()
    assert state.wake is Wake.BROKEN
    assert "did not answer" in state.words
    BackgroundPortal().disable()
    assert BackgroundPortal().state().wake is Wake.OFF


def test_what_was_asked_for_and_can_t_be_forgotten_is_told(portal: StandIn) -> None:
    BackgroundPortal().enable(COMMAND)
    BackgroundPortal().asked.unlink()
    BackgroundPortal().asked.mkdir()
    with pytest.raises(CannotWrite):
        BackgroundPortal().disable()
    assert portal.started is None


def test_a_flatpak_is_known_by_its_id(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not in_flatpak()
    monkeypatch.setenv("FLATPAK_ID", "io.example.Ours")
    assert in_flatpak()
