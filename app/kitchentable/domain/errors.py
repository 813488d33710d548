"""Errors a parent may see: each carries a title and one sentence that says what to do.

Our own bugs are never of these types: they reach the crash page and look different.
"""

from __future__ import annotations


class Trouble(Exception):
    """Something outside our code stands in the way; ``title`` and ``message`` are for the parent."""

    title = "That did not work"

    def __init__(self, message: str, *, title: str | None = None) -> None:
        """Keep the sentence, and a title where this case has a better one than its kind."""
        super().__init__(message)
        self.message = message
        if title is not None:
            self.title = title


class BadInput(Trouble):
    """What was typed, or asked for on the command line, can't be used."""

    title = "Please check what you entered"


class NotFound(Trouble):
    """A topic, guide, child or file that was named does not exist."""

    title = "We could not find that"


class CannotWrite(Trouble):
    """A file or folder can't be written: no permission, a full disk, a read-only place."""

    title = "We could not save"


class StoreLocked(Trouble):
    """The family's records are locked, or another program holds them."""

    title = "Your records are locked"


class WrongPassphrase(Trouble):
    """The passphrase does not open the key; the file itself looks sound."""

    title = "That passphrase did not fit"


class CannotUndo(Trouble):
    """The last change is another one by now, or something it touched was changed since."""

    title = "That can’t be undone any more"


class WrongRecoveryCode(Trouble):
    """The recovery code does not open the key, or has a slip in it; the file itself looks sound."""

    title = "That recovery code did not fit"


class StoreDamaged(Trouble):
    """The database, or the file of keys beside it, is damaged; it is left as it is."""

    title = "Your records file is damaged"


class StoreNewer(Trouble):
    """The database was written by a later version; it is refused, not changed."""

    title = "These records need a newer Kitchen Table"


class BackupUnusable(Trouble):
    """A backup file is not one, is damaged, or could not be proved whole; nothing was changed because of it."""

    title = "That backup can’t be used"


class KeychainUnavailable(Trouble):
    """This computer has no keychain we trust, or it is not running."""

    title = "There is no keychain on this computer"


class KeychainRefused(Trouble):
    """The keychain is there but said no, stayed locked, or did not answer in time."""

    title = "The keychain did not open"


class GuidanceFault(Trouble):
    """A guidance file or pack is wrong: ``file:line: what is wrong``, one line each."""

    title = "The guidance could not be read"


class PrintFailed(Trouble):
    """A page could not be made or sent to the printer."""

    title = "We could not print that"


class ReminderTrouble(Trouble):
    """The system would not take, show or remove a reminder."""

    title = "Reminders need a look"
