"""The README of an export: what the files are, in words for whoever finds the folder in ten years."""

from __future__ import annotations

from kitchentable.domain.export import EXPORT_FORMAT, Export

_WORDS = """Your family's records from Kitchen Table
========================================

Written on {day} by Kitchen Table {program}.

These files are NOT encrypted. Anyone who can open this folder can read them.
Keep the folder where you would keep a diary, and delete it when you no longer
need it.


What is here
------------

record.pdf          To read or print: your children, the talks you had and what
                    was agreed, what is set, and your agreements.
kitchentable.json   Everything, each field of it, for a program or a patient
                    person. It opens in any text editor.
README.txt          This page.


What is in kitchentable.json
----------------------------

It is JSON, format {format}: plain text with names for everything. Days are written
year-month-day. Each entry has a number, its "id"; another entry points to it
with that number ("child_id": 1 is the child whose "id" is 1). The list "titles"
at the end says what the short names of talks, guides and settings stand for.

{counts}

Not in it: the advice itself, packs from others, PDF files you saved before, and
backups.


To bring it back
----------------

In a Kitchen Table that has no records yet:

    kitchentable import FOLDER

or in the window: Preferences, "Bring an export in".
"""


def readme(export: Export) -> str:
    """Return the text of README.txt, with how many entries of each kind there are and not a word of what they say."""
    family = export.family
    counts = (
        ("children", len(family.children)),
        ("devices", len(family.devices)),
        ("accounts", len(family.accounts)),
        ("choices about settings", len(family.choices)),
        ("talks", len(family.talks)),
        ("agreements", len(family.agreements)),
        ("notes of what happened", len(family.incidents)),
        ("talks left out of a month", len(family.skipped_talks)),
    )
    lines = "\n".join(f"    {number:>6}  {words}" for words, number in counts)
    return _WORDS.format(
        day=export.written_at.date().isoformat(), program=export.program, format=EXPORT_FORMAT, counts=lines
    )
