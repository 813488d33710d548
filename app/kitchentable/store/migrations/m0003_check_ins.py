"""Schema 3: what a family set of its check-ins beyond the day itself, in tables of its own.

Schema 2 kept all of it as JSON in one preference. What is valid JSON moves; what is not stays where it was, as the
reminder's did. Each value is taken by its path from the whole text: where no version of ours wrote it, that gives NULL,
the rules below refuse it, and the records are told as damaged. What was kept for a child who is gone does not move.
"""

from __future__ import annotations

_MOMENT = "LIKE '____-__-__T__:__%' AND datetime({0}) IS NOT NULL"
"""A moment as ISO 8601 with its zone; ``datetime`` is NULL for what is none."""


def _moment(name: str) -> str:
    return f"CHECK ({name} {_MOMENT.format(name)})"


def _day(name: str) -> str:
    """Return the rule for a day: 30 February would come back as 2 March."""
    return f"CHECK ({name} IS date({name}))"


def _time(name: str) -> str:
    return f"CHECK ({name} IS strftime('%H:%M', {name}))"


_TABLES = f"""
-- One row, or none where nothing was set: the end of the family’s hours, and the random mark of our calendar events.
CREATE TABLE check_in (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    until TEXT NOT NULL {_time("until")},
    mark TEXT NOT NULL CHECK (mark = '' OR (length(mark) = 32 AND mark NOT GLOB '*[^0-9a-f]*'))
) STRICT;

-- A child's own day and hours, and since when they hold. -1 stands for the last of a month.
CREATE TABLE own_check_in (
    child_id INTEGER PRIMARY KEY REFERENCES child (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('weekday', 'day')),
    nth INTEGER NOT NULL CHECK (nth IN (1, 2, 3, 4, -1)),
    weekday INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 6),            -- 0 is Monday
    day INTEGER NOT NULL CHECK (day = -1 OR day BETWEEN 1 AND 28),
    at TEXT NOT NULL {_time("at")},
    until TEXT NOT NULL {_time("until")},
    since TEXT NOT NULL {_moment("since")}
) STRICT;

-- A month the family left out of one plan: a child's own, or (NULL) the family's.
CREATE TABLE skipped_check_in (
    id INTEGER PRIMARY KEY,
    month TEXT NOT NULL CHECK (date(month || '-01') IS month || '-01'),  -- 2026-11
    child_id INTEGER REFERENCES child (id) ON DELETE CASCADE
) STRICT;
CREATE UNIQUE INDEX skipped_check_in_once ON skipped_check_in (month, ifnull(child_id, 0));
CREATE INDEX skipped_check_in_child ON skipped_check_in (child_id);

-- Days without any check-in: from begins, and before until. Not held against each other: a clock may be put back.
CREATE TABLE check_in_pause (
    place INTEGER PRIMARY KEY CHECK (place > 0),
    begins TEXT NOT NULL {_day("begins")},
    until TEXT NOT NULL {_day("until")}
) STRICT;

-- When reminders were turned on or off.
CREATE TABLE check_in_switch (
    place INTEGER PRIMARY KEY CHECK (place > 0),
    at TEXT NOT NULL {_moment("at")},
    is_on INTEGER NOT NULL CHECK (is_on IN (0, 1))
) STRICT;

-- The calendar file to keep up to date, a mark of what it holds, and why it could not be written (or nothing).
CREATE TABLE calendar_file (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    path TEXT NOT NULL CHECK (path <> ''),
    written TEXT NOT NULL,
    trouble TEXT NOT NULL
) STRICT;
"""

_MOVE = """
CREATE TABLE old_check_ins AS SELECT value AS kept FROM preference WHERE name = 'check-ins' AND json_valid(value);

INSERT INTO check_in
    SELECT 1, strftime('%H:%M', coalesce(kept ->> '$.until', '21:30')), coalesce(kept ->> '$.mark', '')
    FROM old_check_ins;

INSERT INTO own_check_in
    SELECT child.id, kept ->> (one.fullkey || '.kind'), coalesce(kept ->> (one.fullkey || '.nth'), 1),
        coalesce(kept ->> (one.fullkey || '.weekday'), 6), coalesce(kept ->> (one.fullkey || '.day'), 1),
        strftime('%H:%M', kept ->> (one.fullkey || '.at')), strftime('%H:%M', kept ->> (one.fullkey || '.until')),
        kept ->> (one.fullkey || '.since')
    FROM old_check_ins, json_each(kept, '$.own') AS one
        JOIN child ON child.id = kept ->> (one.fullkey || '.child_id');

INSERT INTO skipped_check_in (month, child_id)
    SELECT month, child_id FROM (
        SELECT printf('%04d-%02d', kept ->> (one.fullkey || '.year'), kept ->> (one.fullkey || '.month')) AS month,
            nullif(kept ->> (one.fullkey || '.whose'), 0) AS child_id, one.key AS place
        FROM old_check_ins, json_each(kept, '$.skipped') AS one
    )
    WHERE child_id IS NULL OR child_id IN (SELECT id FROM child)
    GROUP BY month, child_id ORDER BY min(place);

INSERT INTO check_in_pause
    SELECT one.key + 1, kept ->> (one.fullkey || '.begins'), kept ->> (one.fullkey || '.until')
    FROM old_check_ins, json_each(kept, '$.pauses') AS one;

INSERT INTO check_in_switch
    SELECT one.key + 1, kept ->> (one.fullkey || '.at'), kept ->> (one.fullkey || '.on')
    FROM old_check_ins, json_each(kept, '$.switches') AS one;

INSERT INTO calendar_file
    SELECT 1, kept ->> '$.calendar.path', coalesce(kept ->> '$.calendar.written', ''),
        coalesce(kept ->> '$.calendar.trouble', '')
    FROM old_check_ins WHERE kept ->> '$.calendar' IS NOT NULL;

DROP TABLE old_check_ins;
DELETE FROM preference WHERE name = 'check-ins' AND json_valid(value);
"""

SCRIPT = _TABLES + _MOVE
