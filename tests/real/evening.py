"""A zone of time in which it is evening now: the check speaks in the evening, and tests run at any hour."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_EVENING = timedelta(hours=19)


def zone_where_it_is_evening() -> str:
    """Return a TZ in which it is 19:00 now."""
    now = datetime.now(UTC)
    ahead = round((_EVENING - timedelta(hours=now.hour, minutes=now.minute)).total_seconds() / 60)
    ahead -= 1440 if ahead > 720 else 0
    sign = "-" if ahead >= 0 else "+"  # POSIX writes what is added to local time to get UTC
    return f"KT{sign}{abs(ahead) // 60:02d}:{abs(ahead) % 60:02d}".replace("KT", "KTT")
