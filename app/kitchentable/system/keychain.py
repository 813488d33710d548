"""The computer's keychain behind a small interface: named backends only, never a weaker place, never a hang."""

from __future__ import annotations

import base64
import binascii
import queue
import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, TypeVar

from kitchentable.domain.errors import KeychainRefused, KeychainUnavailable

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "Kitchen Table"
LIMIT_SECONDS = 10.0

_Answer = TypeVar("_Answer")

_ABSENT = "No keychain is running on this computer: please choose a passphrase to open your records instead."
_SILENT = "The keychain did not answer in time: please unlock it and try again, or use your passphrase."
_REFUSED = "The keychain would not open: please unlock it and try again, or use your passphrase."
_STRANGE = "What the keychain keeps for Kitchen Table can't be read: please use your passphrase."
_FORGOT = "The keychain did not keep what it was given: please choose a passphrase instead."


class Keychain(Protocol):
    """Keeps small secrets for this user; raises KeychainUnavailable or KeychainRefused, each with one sentence."""

    @property
    def name(self) -> str:
        """What people call this keychain."""
        ...

    def get(self, account: str) -> bytes | None:
        """Return the secret, or None where there is none."""
        ...

    def set(self, account: str, secret: bytes) -> None:
        """Keep the secret, in place of any before it."""
        ...

    def delete(self, account: str) -> None:
        """Forget the secret; nothing happens where there is none."""
        ...


class SystemKeychain:
    """The keychain of this computer, through keyring's backends named one by one."""

    def __init__(self, *, limit_seconds: float = LIMIT_SECONDS) -> None:
        """Remember how long to wait for an answer; nothing is asked yet."""
        self._limit = limit_seconds

    @property
    def name(self) -> str:
        """What people call this keychain."""
        return {"darwin": "Keychain", "win32": "Windows Credential Manager"}.get(sys.platform, "system keychain")

    def get(self, account: str) -> bytes | None:
        """Return the secret, or None where there is none."""
        kept = self._ask(lambda: _backend().get_password(SERVICE, account))
        return None if kept is None else _bytes_of(kept)

    def set(self, account: str, secret: bytes) -> None:
        """Keep the secret and read it back: a key that was not really kept would lock the family out."""
        text = base64.b64encode(secret).decode("ascii")

        def keep() -> str | None:
            backend = _backend()
            backend.set_password(SERVICE, account, text)
            return backend.get_password(SERVICE, account)

        if self._ask(keep) != text:
            raise KeychainRefused(_FORGOT)

    def delete(self, account: str) -> None:
        """Forget the secret; nothing happens where there is none."""

        def forget() -> None:
            backend = _backend()
            if backend.get_password(SERVICE, account) is not None:
                backend.delete_password(SERVICE, account)

        self._ask(forget)

    def _ask(self, work: Callable[[], _Answer]) -> _Answer:
        """Do it on a thread of its own, so that a keychain that hangs never hangs us."""
        answers: queue.SimpleQueue[_Answer | Exception] = queue.SimpleQueue()
        threading.Thread(target=_answer, args=(work, answers), name="keychain", daemon=True).start()
        try:
            answer = answers.get(timeout=self._limit)
        except queue.Empty:
            raise KeychainRefused(_SILENT) from None
        if isinstance(answer, Exception):
            raise _translated(answer) from answer
        return answer


def _answer(work: Callable[[], _Answer], answers: queue.SimpleQueue[_Answer | Exception]) -> None:
    try:
        answers.put(work())
    except Exception as error:  # noqa: BLE001 - handed to the asking thread, which raises it
        answers.put(error)


def _translated(error: Exception) -> Exception:
    """Turn the backends' errors into ours; anything else is a bug and stays what it is."""
    from keyring.errors import InitError, KeyringError, NoKeyringError  # noqa: PLC0415 - slow, only when needed

    if isinstance(error, (KeychainUnavailable, KeychainRefused)):
        return error
    if isinstance(error, (InitError, NoKeyringError)):
        return KeychainUnavailable(_ABSENT)
    if isinstance(error, (KeyringError, OSError)) or type(error).__module__.partition(".")[0] in {
        "secretstorage",
        "jeepney",
        "pywintypes",
    }:
        return KeychainRefused(_REFUSED)
    return error


def _backend() -> KeyringBackend:
    """Return the first of the keychains we trust that is running here."""
    for kind in trusted_backends():
        try:
            if kind.priority > 0:
                return kind()
        except RuntimeError:  # keyring's way of saying that a backend can't work here
            continue
    raise KeychainUnavailable(_ABSENT)


def trusted_backends() -> tuple[type[KeyringBackend], ...]:
    """Return the backends of this system, by name: no look-up of plug-ins, no plain-text or null keyring."""
    if sys.platform == "darwin":
        from keyring.backends.macOS import Keyring as MacKeychain  # noqa: PLC0415

        return (MacKeychain,)
    if sys.platform == "win32":
        from keyring.backends.Windows import WinVaultKeyring  # noqa: PLC0415

        return (WinVaultKeyring,)
    from keyring.backends.kwallet import DBusKeyring  # noqa: PLC0415 - slow, and not needed with a passphrase

    from kitchentable.system.secret_service import SecretService  # noqa: PLC0415 - the same

    return (SecretService, DBusKeyring)


def _bytes_of(kept: str) -> bytes:
    try:
        return base64.b64decode(kept, validate=True)
    except (binascii.Error, ValueError) as error:
        raise KeychainRefused(_STRANGE) from error
