"""Schema 1: children, devices, accounts, the ledger of choices, talks and preferences."""

from __future__ import annotations

SCRIPT = """
CREATE TABLE child (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL CHECK (name <> ''),
    born TEXT NOT NULL,                  -- year and month only: 2015-03
    added_at TEXT NOT NULL
) STRICT;

CREATE TABLE device (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL CHECK (name <> ''),
    guide_id TEXT NOT NULL,
    added_at TEXT NOT NULL
) STRICT;

-- One child on one guide. Hidden, never deleted, when a family stops using it: the ledger stays.
CREATE TABLE account (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    child_id INTEGER NOT NULL REFERENCES child (id) ON DELETE CASCADE,
    guide_id TEXT NOT NULL,
    device_id INTEGER REFERENCES device (id) ON DELETE SET NULL,
    hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1)),
    UNIQUE (child_id, guide_id, device_id)
) STRICT;
-- UNIQUE lets rows with no device repeat, so they need a rule of their own.
CREATE UNIQUE INDEX account_without_device ON account (child_id, guide_id) WHERE device_id IS NULL;
CREATE INDEX account_device ON account (device_id);

-- The ledger: rows are only ever added; the one with the highest id is what holds now.
CREATE TABLE choice (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    guide_id TEXT NOT NULL,
    setting_id TEXT NOT NULL,
    state TEXT NOT NULL,
    chosen_by TEXT NOT NULL,
    chosen_at TEXT NOT NULL,
    note TEXT NOT NULL,
    guidance_version TEXT NOT NULL,
    review_on TEXT
) STRICT;
CREATE INDEX choice_setting ON choice (account_id, setting_id, id);

CREATE TABLE talk (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    child_id INTEGER NOT NULL REFERENCES child (id) ON DELETE CASCADE,
    topic_id TEXT NOT NULL,
    band TEXT NOT NULL,
    started_at TEXT NOT NULL,
    talked_on TEXT,                      -- NULL until “We talked”
    how_it_went TEXT,
    note TEXT NOT NULL DEFAULT '',
    again_on TEXT,
    guidance_version TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX talk_unfinished ON talk (child_id, topic_id, band) WHERE talked_on IS NULL;
CREATE INDEX talk_child ON talk (child_id, talked_on);

CREATE TABLE tick (
    talk_id INTEGER NOT NULL REFERENCES talk (id) ON DELETE CASCADE,
    line_id TEXT NOT NULL,
    PRIMARY KEY (talk_id, line_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE agreed (
    talk_id INTEGER NOT NULL REFERENCES talk (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    sentence TEXT NOT NULL,
    PRIMARY KEY (talk_id, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE preference (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""
