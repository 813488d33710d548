"""Opening the records on the command line: by themselves, or with a passphrase or recovery code that is given."""

from __future__ import annotations

import argparse

from kitchentable.cli import secrets
from kitchentable.domain.errors import (
    BadInput,
    CannotWrite,
    KeychainRefused,
    KeychainUnavailable,
    NotFound,
    WrongPassphrase,
    WrongRecoveryCode,
)
from kitchentable.domain.pack import Guidance
from kitchentable.services import opening
from kitchentable.services.backup_keys import Secret, SecretKind, asks_for
from kitchentable.services.household import Household
from kitchentable.services.opening import Door
from kitchentable.system.clock import Clock
from kitchentable.system.keychain import Keychain
from kitchentable.system.paths import Paths
from kitchentable.system.single_instance import SingleInstance

_A_PASSPHRASE = "New records take a passphrase, not a recovery code: please use --passphrase-file."  # noqa: S105


def open_beside(
    args: argparse.Namespace, *, paths: Paths, keychain: Keychain, guidance: Guidance, clock: Clock
) -> Household:
    """Open the records to read them, also while the window has them open; what a crash left is then not touched.

    Raises what ``open_records`` raises, and StoreLocked while the window restores them or makes new keys.
    """
    with SingleInstance(paths) as instance:
        alone = not paths.data.is_dir() or claimed(instance)  # a claim would make the folder
        return open_records(args, paths=paths, keychain=keychain, guidance=guidance, clock=clock, alone=alone)


def claimed(instance: SingleInstance) -> bool:
    """Hold the folder if it can be; one that can only be read can still be read from."""
    try:
        return instance.claim()
    except CannotWrite:
        return False


def open_records(
    args: argparse.Namespace,
    *,
    paths: Paths,
    keychain: Keychain,
    guidance: Guidance,
    clock: Clock,
    alone: bool = True,
) -> Household:
    """Open the records; NotFound where there are none, and what ``opening.open_household`` raises."""
    door = opening.look(paths, alone=alone)
    if door is Door.NEW:
        raise NotFound(f"There are no records in {paths.data} yet.")
    ways = _ways(paths, alone=alone)
    secret = secrets.given(args)
    if secret is None and door is Door.NEEDS_PASSPHRASE:
        secret = secrets.asked(ways)
    try:
        return _open(paths, keychain, guidance, clock, secret, alone=alone)
    except (KeychainRefused, KeychainUnavailable):
        if secret is not None or not ways:
            raise
    return _open(paths, keychain, guidance, clock, secrets.asked(ways), alone=alone)


def passphrase_for_new(args: argparse.Namespace) -> str | None:
    """Return the passphrase given for records about to be made, or None for the keychain; BadInput for a code."""
    secret = secrets.given(args)
    if secret is not None and secret.kind is SecretKind.RECOVERY_CODE:
        raise BadInput(_A_PASSPHRASE)
    return None if secret is None else secret.text


def _ways(paths: Paths, *, alone: bool) -> str:
    ring = opening.read_ring(paths, alone=alone)
    return "" if ring is None else asks_for(ring)


def _open(
    paths: Paths, keychain: Keychain, guidance: Guidance, clock: Clock, secret: Secret | None, *, alone: bool
) -> Household:
    """Open with a secret read as each thing it may be; the first refusal is the one to tell."""
    refusal: WrongPassphrase | WrongRecoveryCode | None = None
    for passphrase, code in _readings(secret):
        try:
            return opening.open_household(
                paths=paths,
                keychain=keychain,
                guidance=guidance,
                clock=clock,
                passphrase=passphrase,
                code=code,
                alone=alone,
            )
        except (WrongPassphrase, WrongRecoveryCode) as wrong:
            refusal = refusal or wrong
    if refusal is None:
        raise RuntimeError("a secret that may be nothing")
    raise refusal


def _readings(secret: Secret | None) -> tuple[tuple[str | None, str | None], ...]:
    """Return what a secret may be, as passphrase and as recovery code; neither where there is none."""
    if secret is None:
        return ((None, None),)
    as_passphrase, as_code = (secret.text, None), (None, secret.text)
    return {
        SecretKind.PASSPHRASE: (as_passphrase,),
        SecretKind.RECOVERY_CODE: (as_code,),
        SecretKind.EITHER: (as_passphrase, as_code),
    }[secret.kind]
