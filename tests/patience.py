"""How long a test waits for what has to come: only a hang is worth failing for, however busy the computer is."""

from __future__ import annotations

PATIENCE_SECONDS = 180.0
"""No test takes so long: what waits in vain fails then, with its own words, in place of hanging for ever."""
