"""The recovery sheet's words: the code, the day, which records it opens, how to type it and where to keep it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kitchentable.domain.pack import Guidance
from kitchentable.domain.situations import Country
from kitchentable.printing.pages import RecoverySheet
from kitchentable.printing.wording import BRAND, day_words, foot, months_on

CHECK_MONTHS = 12
"""Once a year is often enough to see that a sheet is where it was put."""

_USE = (
    "Open Kitchen Table. On the lock page, choose “Use your recovery code”.",
    "Type the six groups in order. Capitals, spaces and hyphens make no difference.",
    "There is no letter O, I, L, S, Z, G or B in the code: what looks like one is a digit, and the app reads it so.",
    "With a slip of the pen, the app tells you which group to look at again.",
)
_KEEP = (
    "Anyone who has this sheet and can use your computer can open the records.",
    "Keep it with your passports, or with someone you trust. Not beside the computer.",
    "It counts once you have typed it in Preferences. A newer sheet takes its place.",
    "Lost it, or did someone see it? Choose “New keys” in Preferences, and make a new code.",
)


def recovery_sheet(
    guidance: Guidance, country: Country, groups: Sequence[str], *, made: date, records: str
) -> RecoverySheet:
    """Return the sheet of a code in its groups; ``records`` is what the lock page calls the records it opens."""
    return RecoverySheet(
        title="Your recovery code",
        eyebrow=(BRAND, "Keep this safe"),
        about="It opens your records when the passphrase is forgotten, or this computer’s keychain is lost.",
        dates=f"Made on {day_words(made)}. See that it is still there by {months_on(made, CHECK_MONTHS)}.",
        sources="Made by the app on this computer; nobody else has it.",
        code_title="The code",
        groups=tuple(groups),
        records_title="What it opens",
        records=(f"The records called {records}. The lock page shows that name.",),
        use_title="How to use it",
        use=_USE,
        keep_title="Where to keep it",
        keep=_KEEP,
        foot=foot(guidance, country),
    )
