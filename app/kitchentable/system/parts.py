"""What this program needs to talk to the system's keychain and notices: loaded by name, nothing asked of them."""

from __future__ import annotations

from kitchentable.system.keychain import trusted_backends


def loaded_parts() -> tuple[str, ...]:
    """Import the keychain and notice backends of this system and return their modules; ImportError if one is missing.

    A frozen program finds neither by itself: both libraries look their backends up while running.
    """
    from desktop_notifier.main import get_backend_class  # noqa: PLC0415 - slow, only when asked

    return (*(one.__module__ for one in trusted_backends()), get_backend_class().__module__)
