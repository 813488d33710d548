"""A keychain in a file, for measuring starts of whole processes; never for a family's key."""

from __future__ import annotations

from pathlib import Path


class FileKeychain:
    """Keeps each secret as hexadecimal text in a folder."""

    def __init__(self, folder: Path) -> None:
        """Keep secrets in a folder."""
        self._folder = folder

    @property
    def name(self) -> str:
        """What people call it."""
        return "measuring keychain"

    def get(self, account: str) -> bytes | None:
        """Return the secret, or None."""
        place = self._folder / account
        return bytes.fromhex(place.read_text()) if place.exists() else None

    def set(self, account: str, secret: bytes) -> None:
        """Keep the secret."""
        self._folder.mkdir(exist_ok=True)
        (self._folder / account).write_text(secret.hex())

    def delete(self, account: str) -> None:
        """Forget the secret."""
        (self._folder / account).unlink(missing_ok=True)
