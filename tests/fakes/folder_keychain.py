"""A keychain in files, for tests in which another process, or one that is cut off, keeps the key."""

from __future__ import annotations

from pathlib import Path


class FolderKeychain:
    """Keeps each secret in a file of a folder."""

    def __init__(self, folder: Path) -> None:
        """Use a folder that is there."""
        self.folder = folder

    @property
    def name(self) -> str:
        """What people call it."""
        return "test keychain"

    def get(self, account: str) -> bytes | None:
        """Return the secret, or None."""
        file = self.folder / account
        return file.read_bytes() if file.exists() else None

    def set(self, account: str, secret: bytes) -> None:
        """Keep the secret."""
        (self.folder / account).write_bytes(secret)

    def delete(self, account: str) -> None:
        """Forget the secret."""
        (self.folder / account).unlink(missing_ok=True)
