"""Schema 2: agreements, notes of what happened, devices that are shared, the month; every word and day checked.

SQLite can't add a CHECK to a table, so each table of schema 1 is made anew, filled and given its old name. Foreign keys
stay on all the while: parents are copied before what belongs to them, and the old tables go in the opposite order.
The counters of AUTOINCREMENT move along, so that an id is still never used twice. No rule compares a day with another:
a computer's clock may be put back.
"""

from __future__ import annotations

_MOMENT = "LIKE '____-__-__T__:__%' AND datetime({0}) IS NOT NULL"
"""A moment as ISO 8601 with its zone; ``datetime`` is NULL for what is none."""

_BANDS = "('under-7', '7-9', '10-12', '13-15', '16-17')"


def _moment(name: str) -> str:
    return f"CHECK ({name} {_MOMENT.format(name)})"


def _day(name: str) -> str:
    """Return the rule for a day, or none: 30 February would come back as 2 March."""
    return f"CHECK ({name} IS date({name}))"


_FAMILY = f"""
CREATE TABLE new_child (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL CHECK (name <> ''),
    born TEXT NOT NULL CHECK (date(born || '-01') IS born || '-01'),    -- year and month only: 2015-03
    added_at TEXT NOT NULL {_moment("added_at")}
) STRICT;
INSERT INTO new_child SELECT id, name, born, added_at FROM child;

-- A console, tablet or router at home. Hidden, never deleted, when it is gone: the ledger stays.
CREATE TABLE new_device (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL CHECK (name <> ''),
    guide_id TEXT NOT NULL CHECK (guide_id <> ''),
    added_at TEXT NOT NULL {_moment("added_at")},
    hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1))
) STRICT;
INSERT INTO new_device SELECT id, name, guide_id, added_at, 0 FROM device;

-- One child on one guide, on a device that has a name where there is one. Hidden, never deleted, as devices are.
CREATE TABLE new_account (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    child_id INTEGER NOT NULL REFERENCES new_child (id) ON DELETE CASCADE,
    guide_id TEXT NOT NULL CHECK (guide_id <> ''),
    device_id INTEGER REFERENCES new_device (id) ON DELETE RESTRICT,
    hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1)),
    UNIQUE (child_id, guide_id, device_id)
) STRICT;
INSERT INTO new_account SELECT id, child_id, guide_id, device_id, hidden FROM account;

-- The ledger: rows are only ever added; the one with the highest id is what holds now. What a setting is for every
-- child on a device belongs to the device, the rest to one account.
CREATE TABLE new_choice (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER REFERENCES new_account (id) ON DELETE CASCADE,
    device_id INTEGER REFERENCES new_device (id) ON DELETE CASCADE,
    guide_id TEXT NOT NULL CHECK (guide_id <> ''),
    setting_id TEXT NOT NULL CHECK (setting_id <> ''),
    state TEXT NOT NULL CHECK (state IN ('done', 'otherwise', 'not-for-us', 'later')),
    chosen_by TEXT NOT NULL,
    chosen_at TEXT NOT NULL {_moment("chosen_at")},
    note TEXT NOT NULL,
    guidance_version TEXT NOT NULL,
    review_on TEXT {_day("review_on")},
    CHECK ((account_id IS NULL) <> (device_id IS NULL))
) STRICT;
INSERT INTO new_choice
    SELECT id, account_id, NULL, guide_id, setting_id, state, chosen_by, chosen_at, note, guidance_version, review_on
    FROM choice;
"""

_TALKS = f"""
CREATE TABLE new_talk (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    child_id INTEGER NOT NULL REFERENCES new_child (id) ON DELETE CASCADE,
    topic_id TEXT NOT NULL CHECK (topic_id <> ''),
    band TEXT NOT NULL CHECK (band IN {_BANDS}),
    started_at TEXT NOT NULL {_moment("started_at")},
    talked_on TEXT {_day("talked_on")},                      -- NULL until “We talked”
    how_it_went TEXT CHECK (how_it_went IN ('well', 'so-so', 'hard', 'cut-short')),
    note TEXT NOT NULL DEFAULT '',
    again_on TEXT {_day("again_on")},
    guidance_version TEXT NOT NULL
) STRICT;
INSERT INTO new_talk
    SELECT id, child_id, topic_id, band, started_at, talked_on, how_it_went, note, again_on, guidance_version
    FROM talk;

CREATE TABLE new_tick (
    talk_id INTEGER NOT NULL REFERENCES new_talk (id) ON DELETE CASCADE,
    line_id TEXT NOT NULL CHECK (line_id <> ''),
    PRIMARY KEY (talk_id, line_id)
) STRICT, WITHOUT ROWID;
INSERT INTO new_tick SELECT talk_id, line_id FROM tick;

CREATE TABLE new_agreed (
    talk_id INTEGER NOT NULL REFERENCES new_talk (id) ON DELETE CASCADE,
    place INTEGER NOT NULL CHECK (place > 0),
    sentence TEXT NOT NULL CHECK (sentence <> ''),
    PRIMARY KEY (talk_id, place)
) STRICT, WITHOUT ROWID;
INSERT INTO new_agreed SELECT talk_id, place, sentence FROM agreed WHERE sentence <> '';
"""

_PREFERENCES = f"""
-- The monthly check-in: one row, or none where it was never set. -1 stands for the last of a month.
CREATE TABLE reminder (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    kind TEXT NOT NULL CHECK (kind IN ('weekday', 'day')),
    nth INTEGER NOT NULL CHECK (nth IN (1, 2, 3, 4, -1)),
    weekday INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 6),            -- 0 is Monday
    day INTEGER NOT NULL CHECK (day = -1 OR day BETWEEN 1 AND 28),
    at TEXT NOT NULL CHECK (at IS strftime('%H:%M', at)),
    is_on INTEGER NOT NULL CHECK (is_on IN (0, 1)),
    since TEXT {_moment("since").replace("(since", "(since IS NULL OR since", 1)}
) STRICT;
INSERT INTO reminder
    SELECT 1, coalesce(value ->> '$.kind', 'weekday'), coalesce(value ->> '$.nth', 1),
        coalesce(value ->> '$.weekday', 6), coalesce(value ->> '$.day', 1),
        strftime('%H:%M', coalesce(value ->> '$.at', '18:00')), coalesce(value ->> '$.on', 0), value ->> '$.since'
    FROM preference WHERE name = 'reminder' AND json_valid(value);

CREATE TABLE new_preference (
    name TEXT PRIMARY KEY CHECK (name <> ''),
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO new_preference SELECT name, value FROM preference WHERE name <> 'reminder' OR NOT json_valid(value);
"""

_COUNTERS = """
DELETE FROM sqlite_sequence WHERE name GLOB 'new_*';
INSERT INTO sqlite_sequence (name, seq) SELECT 'new_' || name, seq FROM sqlite_sequence;
"""

_OLD_TABLES_GO = """
DROP TABLE preference;
DROP TABLE agreed;
DROP TABLE tick;
DROP TABLE talk;
DROP TABLE choice;
DROP TABLE account;
DROP TABLE device;
DROP TABLE child;
ALTER TABLE new_child RENAME TO child;
ALTER TABLE new_device RENAME TO device;
ALTER TABLE new_account RENAME TO account;
ALTER TABLE new_choice RENAME TO choice;
ALTER TABLE new_talk RENAME TO talk;
ALTER TABLE new_tick RENAME TO tick;
ALTER TABLE new_agreed RENAME TO agreed;
ALTER TABLE new_preference RENAME TO preference;
-- UNIQUE lets rows with no device repeat, so they need a rule of their own.
CREATE UNIQUE INDEX account_without_device ON account (child_id, guide_id) WHERE device_id IS NULL;
CREATE INDEX account_device ON account (device_id);
CREATE INDEX choice_setting ON choice (account_id, setting_id, id);
CREATE INDEX choice_on_device ON choice (device_id, setting_id, id) WHERE device_id IS NOT NULL;
CREATE UNIQUE INDEX talk_unfinished ON talk (child_id, topic_id, band) WHERE talked_on IS NULL;
CREATE INDEX talk_child ON talk (child_id, talked_on);
"""

_AGREEMENTS = f"""
-- One that holds for each child; those it replaced stay. Words once signed off don’t change: a change makes a new one.
CREATE TABLE agreement (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    child_id INTEGER NOT NULL REFERENCES child (id) ON DELETE CASCADE,
    made_on TEXT NOT NULL {_day("made_on")},
    review_on TEXT {_day("review_on")},
    signed_on TEXT {_day("signed_on")},                      -- NULL until both have said yes
    replaced_on TEXT {_day("replaced_on")},                  -- NULL while it holds
    replaced_by INTEGER REFERENCES agreement (id) ON DELETE SET NULL,
    CHECK (replaced_by IS NULL OR (replaced_on IS NOT NULL AND replaced_by > id))
) STRICT;
CREATE UNIQUE INDEX agreement_that_holds ON agreement (child_id) WHERE replaced_on IS NULL;
CREATE INDEX agreement_child ON agreement (child_id, id);
CREATE INDEX agreement_replaced_by ON agreement (replaced_by);

-- A promise of one side, in the words agreed; it may come from a talk, or from what is really set.
CREATE TABLE promise (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    agreement_id INTEGER NOT NULL REFERENCES agreement (id) ON DELETE CASCADE,
    side TEXT NOT NULL CHECK (side IN ('child', 'parent')),
    sentence TEXT NOT NULL CHECK (sentence <> ''),
    talk_id INTEGER REFERENCES talk (id) ON DELETE SET NULL,
    choice_id INTEGER REFERENCES choice (id) ON DELETE SET NULL,
    CHECK (talk_id IS NULL OR choice_id IS NULL)
) STRICT;
CREATE INDEX promise_agreement ON promise (agreement_id, id);
CREATE INDEX promise_talk ON promise (talk_id);
CREATE INDEX promise_choice ON promise (choice_id);
"""

_INCIDENTS = f"""
-- Something that happened: a private, dated record in the family’s own words. Words only, never a picture.
CREATE TABLE incident (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    child_id INTEGER REFERENCES child (id) ON DELETE CASCADE,            -- NULL: about nobody in particular
    situation_id TEXT CHECK (situation_id <> ''),                       -- the help page it began from, if any
    happened_on TEXT NOT NULL {_day("happened_on")},
    happened_at TEXT NOT NULL DEFAULT '',                               -- the time of day, in words
    what TEXT NOT NULL CHECK (what <> ''),
    app TEXT NOT NULL DEFAULT '',
    kept TEXT NOT NULL DEFAULT '',                                      -- what was kept and where, in words
    written_at TEXT NOT NULL {_moment("written_at")},
    closed_on TEXT {_day("closed_on")}
) STRICT;
CREATE INDEX incident_child ON incident (child_id);
CREATE INDEX incident_when ON incident (happened_on, id);

CREATE TABLE told (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    incident_id INTEGER NOT NULL REFERENCES incident (id) ON DELETE CASCADE,
    who TEXT NOT NULL CHECK (who <> ''),
    told_on TEXT {_day("told_on")},
    reference TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX told_incident ON told (incident_id, id);

CREATE TABLE follow_up (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    incident_id INTEGER NOT NULL REFERENCES incident (id) ON DELETE CASCADE,
    what TEXT NOT NULL CHECK (what <> ''),
    due_on TEXT {_day("due_on")},
    done_on TEXT {_day("done_on")}
) STRICT;
CREATE INDEX follow_up_incident ON follow_up (incident_id, id);
"""

_MONTH = f"""
-- A talk the family left out of a month: the plan suggests another one.
CREATE TABLE skipped_talk (
    child_id INTEGER NOT NULL REFERENCES child (id) ON DELETE CASCADE,
    month TEXT NOT NULL CHECK (date(month || '-01') IS month || '-01'),  -- 2026-11
    topic_id TEXT NOT NULL CHECK (topic_id <> ''),
    skipped_at TEXT NOT NULL {_moment("skipped_at")},
    PRIMARY KEY (child_id, month, topic_id)
) STRICT, WITHOUT ROWID;
"""

SCRIPT = "".join(
    (_FAMILY, _TALKS, _PREFERENCES, _COUNTERS, _OLD_TABLES_GO, _AGREEMENTS, _INCIDENTS, _MONTH),
)
