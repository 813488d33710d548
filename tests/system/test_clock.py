"""The computer's own clock and zone."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from kitchentable.system.clock import SystemClock


@pytest.fixture(params=["Europe/London", "America/St_Johns", "Pacific/Auckland", "UTC"])
def zone(request: pytest.FixtureRequest) -> Iterator[str]:
    """Put the process in a zone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", str(request.param))
        time.tzset()
        yield str(request.param)
    time.tzset()


@pytest.mark.usefixtures("zone")
def test_it_tells_this_moment_in_the_local_zone() -> None:
    before, now, today, after = datetime.now(UTC), SystemClock().now(), SystemClock().today(), datetime.now(UTC)
    assert before <= now <= after
    assert now.utcoffset() == now.astimezone().utcoffset()
    assert before.astimezone().date() <= today <= after.astimezone().date()


@pytest.mark.usefixtures("zone")
def test_its_zone_follows_both_changes_of_the_clock() -> None:
    local = SystemClock().zone()
    moment = datetime(2026, 1, 1, 12, tzinfo=UTC)
    while moment.year == 2026:
        here = moment.astimezone(local)
        assert here.replace(tzinfo=None) == moment.astimezone().replace(tzinfo=None)
        assert here.astimezone(UTC) == moment
        assert here.utcoffset() == moment.astimezone().utcoffset()
        moment += timedelta(hours=7)


@pytest.mark.usefixtures("zone")
@pytest.mark.parametrize("zone", ["Europe/London"], indirect=True)
def test_the_hour_that_comes_twice_is_told_apart() -> None:
    first, second = (datetime(2026, 10, 25, hour, 30, tzinfo=UTC).astimezone(SystemClock().zone()) for hour in (0, 1))
    assert (first.hour, second.hour) == (1, 1)
    assert second.astimezone(UTC) - first.astimezone(UTC) == timedelta(hours=1)
