"""Which paper a home most likely has, by the country of the computer's settings."""

from __future__ import annotations

import locale
import os
from collections.abc import Mapping

LETTER_COUNTRIES = frozenset(["BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"])
"""Where paper is US Letter; everywhere else it is A4 (Unicode's CLDR, paperSize)."""


def is_letter_usual(environ: Mapping[str, str] | None = None) -> bool:
    """Tell whether homes here print on US Letter: by the settings for paper, else those for all."""
    settings = os.environ if environ is None else environ
    chosen = next((settings[name] for name in ("LC_ALL", "LC_PAPER", "LANG") if settings.get(name)), "")
    if not chosen and os.name == "nt":  # Windows keeps the country elsewhere than in the environment
        chosen = locale.getlocale()[0] or ""
        return "United States" in chosen or _country(chosen) in LETTER_COUNTRIES
    return _country(chosen) in LETTER_COUNTRIES


def _country(name: str) -> str:
    """Return the country of a locale's name: ``en_US.UTF-8`` and ``en_US@euro`` are the United States'."""
    return name.partition(".")[0].partition("@")[0].partition("_")[2].upper()
