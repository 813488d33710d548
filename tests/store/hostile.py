"""Text that breaks careless programs: what children are called, and what gets pasted into a note."""

from __future__ import annotations

HOSTILE = (
    "Zoë",
    "👩‍👩‍👧‍👦 family 🏳️‍🌈",
    "שָׁלוֹם مرحبا",
    "\u202eback to front\u202c",
    "a\x00b\x07c\x1b[31md",
    "line\r\nbreak\ttab",
    "'; DROP TABLE child; --",
    "<b>bold</b> & %s {0} \\n",
    "\ud800 half a pair",
    "ﷺ" * 50,
    "x" * 10_000,
    "e\u0301" * 3_000,
)
"""Emoji, right to left, direction marks, control characters, NUL, SQL, markup, a lone surrogate, 10,000 letters."""
