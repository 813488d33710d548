"""What a trouble must say to count as a clear message."""

from __future__ import annotations

from kitchentable.domain.errors import Trouble


def fault_of(trouble: Trouble) -> str | None:
    """Say what is wrong with a trouble's words: each has a title and whole sentences on one line, and no jargon."""
    words = trouble.message
    begins_well = words[:1].isupper() or words.startswith(("/", "“"))
    whole = begins_well and words.endswith(".") and "\n" not in words and 30 <= len(words) <= 400
    if not whole or not trouble.title:
        return f"not a clear sentence: {type(trouble).__name__} “{trouble.title}”: {words!r}"
    if any(one in words for one in ("Error", "Exception", "errno", "SQLITE", "Traceback", "None")):
        return f"a program’s words: {words!r}"
    return None
