"""Undo: taking back the last change of the window, until the next one or until the records are locked."""

from __future__ import annotations

from kitchentable.domain.change import Change, Touched, Undo
from kitchentable.services.household import Household

LONGEST_WORDS = 60
"""Letters of a sentence that are repeated in the words of an undo: enough to know it again."""

_PARTS = {
    "child": Touched.CHILDREN,
    "device": Touched.DEVICES,
    "account": Touched.DEVICES,
    "choice": Touched.CHOICES,
    "talk": Touched.TALKS,
    "tick": Touched.TALKS,
    "agreed": Touched.TALKS,
    "agreement": Touched.AGREEMENTS,
    "promise": Touched.AGREEMENTS,
    "incident": Touched.INCIDENTS,
    "told": Touched.INCIDENTS,
    "follow_up": Touched.INCIDENTS,
    "skipped_talk": Touched.MONTH,
    "own_check_in": Touched.REMINDERS,
    "skipped_check_in": Touched.REMINDERS,
}


def way_back(home: Household, words: str) -> Undo | None:
    """Return the way back from the change just made, with what was done; None where nothing was written."""
    number = home.store.last_change
    return None if number is None else Undo(number, words)


def undo(home: Household, *, number: int) -> Change:
    """Take back the last change; CannotUndo where ``number`` is not the last one any more. Nothing else is touched."""
    tables = home.store.undo(number)
    return Change(frozenset(_PARTS[one] for one in tables), undone=True)


def quoted(sentence: str) -> str:
    """Return a sentence in quotation marks, shortened to what is needed to know it again."""
    short = sentence if len(sentence) <= LONGEST_WORDS else f"{_whole_words(sentence[:LONGEST_WORDS])}…"
    return f"“{short.strip('“”')}”"


def _whole_words(beginning: str) -> str:
    """Return the beginning of a longer sentence up to its last whole word, or all but a letter of one long word."""
    words, space, _torn = beginning.rpartition(" ")
    return words.rstrip(" ,;:") if space else beginning[:-1]
