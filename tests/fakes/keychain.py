"""A keychain in memory, which can be made absent or unwilling."""

from __future__ import annotations

from kitchentable.domain.errors import KeychainRefused, KeychainUnavailable


class FakeKeychain:
    """Keeps secrets while the test runs."""

    def __init__(self) -> None:
        """Start empty and willing."""
        self.kept: dict[str, bytes] = {}
        self.absent = False
        self.refusing = False

    @property
    def name(self) -> str:
        """What people call it."""
        return "test keychain"

    def get(self, account: str) -> bytes | None:
        """Return the secret, or None."""
        self._willing()
        return self.kept.get(account)

    def set(self, account: str, secret: bytes) -> None:
        """Keep the secret."""
        self._willing()
        self.kept[account] = secret

    def delete(self, account: str) -> None:
        """Forget the secret."""
        self._willing()
        self.kept.pop(account, None)

    def _willing(self) -> None:
        if self.absent:
            raise KeychainUnavailable("No keychain is running on this computer.")
        if self.refusing:
            raise KeychainRefused("The keychain would not open.")
