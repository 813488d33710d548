"""What the section says of the ways in, and which deeds it offers for them."""

from __future__ import annotations

from dataclasses import dataclass

from kitchentable.domain.ways_in import WaysIn
from kitchentable.ui.wording import day_words

NO_RECORDS = "There are no records yet."
_ITSELF = (
    "They open by themselves: the key is in this computer’s keychain. Anyone who can use your account on this "
    "computer can open them."
)
_TYPED = "They open with your passphrase. It is kept nowhere."
_BESIDE = "Your passphrase opens them too, for when the keychain is lost."
_FORGOTTEN = "There is no recovery code. If the passphrase is forgotten, nobody can open them."
_LOST = "There is no recovery code. If the keychain is lost, nobody can open them."
_NEITHER = "There is no recovery code yet."
LEAVING = "The keychain still holds an old key that should be gone. It did not let it go when asked."


@dataclass(frozen=True, slots=True)
class Said:
    """The state in sentences, the first the most important; ``warns`` where there is no way in but one."""

    lines: tuple[str, ...]
    warns: bool


def said(ways: WaysIn) -> Said:
    """Say what opens the records."""
    lines = [_ITSELF if ways.keychain else _TYPED]
    if ways.keychain and ways.passphrase:
        lines.append(_BESIDE)
    if ways.recovery is not None:
        lines.append(f"The recovery code you made on {day_words(ways.recovery)} opens them too.")
        return Said(tuple(lines), warns=False)
    lines.append(_NEITHER if ways.keychain and ways.passphrase else _LOST if ways.keychain else _FORGOTTEN)
    return Said(tuple(lines), warns=not (ways.keychain and ways.passphrase))
