"""What people type: cleaned so that it can be stored, shown on one line, and printed."""

from __future__ import annotations

import unicodedata

from kitchentable.domain.errors import BadInput

LONGEST_NAME = 60
"""Letters in a name or nickname: what one line of a card and of a printed page can hold."""

LONGEST_NOTE = 20_000
"""Letters in a note: some six printed pages."""

_JOINER = "\u200d"
_ISOLATES = {"\u2066", "\u2067", "\u2068", "\u2069", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e"}


def clean_name(text: str, *, what: str = "name") -> str:
    """Return one tidy line: no control characters, no direction overrides, single spaces, NFC.

    Emoji and right-to-left names stay as they are. Raises BadInput when nothing is left or it is too long.
    """
    kept = "".join(" " if mark.isspace() else mark for mark in text if mark.isspace() or _may_stay(mark))
    name = " ".join(unicodedata.normalize("NFC", kept).split()).strip(_JOINER + " ")
    if not any(unicodedata.category(mark)[0] in "LNPS" for mark in name):  # nothing that can be seen
        raise BadInput(f"Please type a {what}.")
    if len(name) > LONGEST_NAME:
        raise BadInput(f"That {what} is too long. Please use at most {LONGEST_NAME} letters.")
    return name


def clean_note(text: str) -> str:
    """Return a note with its line breaks kept and every other control character left out.

    Raises BadInput when it is longer than LONGEST_NOTE; nothing is ever cut off silently.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    note = unicodedata.normalize("NFC", "".join(mark for mark in lines if mark in "\n\t" or _may_stay(mark))).strip()
    if len(note) > LONGEST_NOTE:
        raise BadInput(f"That note is too long. Please keep it under {LONGEST_NOTE:,} letters.")
    return note


def _may_stay(mark: str) -> bool:
    """Tell whether a character may be kept: no controls, no lone surrogates, no direction overrides."""
    if mark in _ISOLATES:
        return False
    return unicodedata.category(mark) not in {"Cc", "Cs", "Co", "Cn"}
