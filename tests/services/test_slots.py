"""Ways in: added, changed and removed without touching the records; never none; never one that nobody remembers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import msgspec
import pytest

from kitchentable.domain.errors import (
    BadInput,
    CannotWrite,
    KeychainRefused,
    KeychainUnavailable,
    Trouble,
    WrongPassphrase,
    WrongRecoveryCode,
)
from kitchentable.domain.pack import Guidance
from kitchentable.domain.ways_in import WaysIn
from kitchentable.services.opening import Door, look, read_ring
from kitchentable.services.slots import (
    Proof,
    ask_for_passphrase,
    draft_code,
    keep_code,
    open_by_itself,
    remove_code,
    remove_passphrase,
    set_passphrase,
    tidy,
    ways_in,
)
from kitchentable.store import keys
from kitchentable.system.paths import Paths
from tests.fakes.clock import FakeClock
from tests.fakes.keychain import FakeKeychain
from tests.services.front import PASSPHRASE, Front

KEYCHAIN = Proof()
KNOWN = Proof(passphrase=PASSPHRASE)
OTHER = "four dry cats"


@pytest.fixture
def front(paths: Paths, keychain: FakeKeychain, guidance: Guidance, clock: FakeClock) -> Front:
    return Front(paths, keychain, guidance, clock)


def ways(front: Front) -> WaysIn:
    found = ways_in(front.paths)
    assert found is not None
    return found


def refused(front: Front, kind: type[Trouble], words: str, act: Callable[[], object]) -> None:
    """Check that an act raises this trouble and changes no file."""
    before = front.files()
    with pytest.raises(kind, match=words):
        act()
    assert front.files() == before


def test_where_there_are_no_records_there_are_no_ways_in(front: Front) -> None:
    assert ways_in(front.paths) is None


def test_a_passphrase_beside_the_keychain_opens_too_and_nothing_is_asked(front: Front, keychain: FakeKeychain) -> None:
    front.make()
    before = front.paths.database.read_bytes()
    set_passphrase(front.paths, keychain, proof=KEYCHAIN, passphrase=PASSPHRASE, ask=False)
    assert (ways(front).keychain, ways(front).passphrase) == (True, True)
    assert look(front.paths) is Door.OPENS_ITSELF
    assert front.names() == ["Ava"]
    keychain.absent = True
    assert front.names(PASSPHRASE) == ["Ava"]
    assert front.paths.database.read_bytes() == before


def test_asking_takes_the_slot_and_the_entry_out_of_the_keychain(front: Front, keychain: FakeKeychain) -> None:
    front.make()
    set_passphrase(front.paths, keychain, proof=KEYCHAIN, passphrase=PASSPHRASE, ask=True)
    assert keychain.kept == {}
    assert ways(front) == WaysIn(keychain=False, passphrase=True, recovery=None, leaving=False, name=ways(front).name)
    assert look(front.paths) is Door.NEEDS_PASSPHRASE
    assert front.names(PASSPHRASE) == ["Ava"]


def test_asking_can_be_turned_on_and_off_again(front: Front, keychain: FakeKeychain) -> None:
    front.make(PASSPHRASE)
    assert keychain.kept == {}
    open_by_itself(front.paths, keychain, proof=KNOWN)
    assert front.names() == ["Ava"]
    assert front.names(PASSPHRASE) == ["Ava"]
    ask_for_passphrase(front.paths, keychain, passphrase=PASSPHRASE)
    assert keychain.kept == {}
    assert look(front.paths) is Door.NEEDS_PASSPHRASE
    assert not ways(front).leaving


def test_asking_is_not_turned_on_for_a_passphrase_nobody_knows(front: Front, keychain: FakeKeychain) -> None:
    front.make()

    def ask(passphrase: str) -> Callable[[], object]:
        return lambda: ask_for_passphrase(front.paths, keychain, passphrase=passphrase)

    refused(front, BadInput, "choose a passphrase first", ask(PASSPHRASE))
    set_passphrase(front.paths, keychain, proof=KEYCHAIN, passphrase=PASSPHRASE, ask=False)
    refused(front, WrongPassphrase, "not the passphrase", ask(OTHER))
    refused(front, BadInput, "type your passphrase", ask(""))
    assert front.names() == ["Ava"]


def test_a_keychain_that_keeps_its_entry_is_asked_again_later(front: Front, keychain: FakeKeychain) -> None:
    front.make()
    set_passphrase(front.paths, keychain, proof=KEYCHAIN, passphrase=PASSPHRASE, ask=False)
    keychain.refusing = True
    ask_for_passphrase(front.paths, keychain, passphrase=PASSPHRASE)
    assert look(front.paths) is Door.NEEDS_PASSPHRASE
    assert ways(front).leaving
    with pytest.raises(KeychainRefused):
        tidy(front.paths, keychain)
    assert len(keychain.kept) == 1
    keychain.refusing = False
    tidy(front.paths, keychain)
    assert keychain.kept == {}
    assert not ways(front).leaving
    assert front.names(PASSPHRASE) == ["Ava"]


def test_a_leaving_entry_that_is_wanted_again_stays(front: Front, keychain: FakeKeychain) -> None:
    front.make()
    set_passphrase(front.paths, keychain, proof=KEYCHAIN, passphrase=PASSPHRASE, ask=False)
    keychain.refusing = True
    ask_for_passphrase(front.paths, keychain, passphrase=PASSPHRASE)
    keychain.refusing = False
    open_by_itself(front.paths, keychain, proof=KNOWN)
    tidy(front.paths, keychain)
    assert not ways(front).leaving
    assert front.names() == ["Ava"]


@pytest.mark.parametrize(("fault", "kind"), [("absent", KeychainUnavailable), ("refusing", KeychainRefused)])
def test_without_a_keychain_the_records_go_on_asking(
    front: Front, keychain: FakeKeychain, fault: str, kind: type[Trouble]
) -> None:
    front.make(PASSPHRASE)
    setattr(keychain, fault, True)
    with pytest.raises(kind):
        open_by_itself(front.paths, keychain, proof=KNOWN)
    assert look(front.paths) is Door.NEEDS_PASSPHRASE
    assert front.names(PASSPHRASE) == ["Ava"]
    setattr(keychain, fault, False)
    tidy(front.paths, keychain)
    assert not ways(front).leaving
    assert keychain.kept == {}


def test_a_keychain_that_forgets_is_not_relied_upon(front: Front) -> None:
    class Forgetful(FakeKeychain):
        def set(self, account: str, secret: bytes) -> None:
            """Say yes and keep nothing."""

    front.make(PASSPHRASE)
    with pytest.raises(KeychainRefused, match="did not keep"):
        open_by_itself(front.paths, Forgetful(), proof=KNOWN)
    assert look(front.paths) is Door.NEEDS_PASSPHRASE
    assert not ways(front).leaving


def test_a_power_cut_between_the_entry_and_its_slot_leaves_no_forgotten_key(
    front: Front, keychain: FakeKeychain
) -> None:
    class PowerCut(FakeKeychain):
        def get(self, account: str) -> bytes | None:  # noqa: ARG002 -- a keychain's own signature
            """Go dark as soon as the key is kept."""
            raise SystemExit

    front.make(PASSPHRASE)
    dark = PowerCut()
    with pytest.raises(SystemExit):
        open_by_itself(front.paths, dark, proof=KNOWN)
    keychain.kept = dark.kept
    assert len(keychain.kept) == 1
    assert ways(front).leaving
    assert front.names(PASSPHRASE) == ["Ava"]
    tidy(front.paths, keychain)
    assert keychain.kept == {}


def test_changing_the_passphrase_shuts_the_old_one_out(front: Front, keychain: FakeKeychain) -> None:
    front.make(PASSPHRASE)
    set_passphrase(front.paths, keychain, proof=KNOWN, passphrase=OTHER, ask=True)
    refused(front, WrongPassphrase, "not the passphrase", lambda: front.open(PASSPHRASE))
    assert front.names(OTHER) == ["Ava"]


def test_a_short_passphrase_or_a_wrong_one_before_it_changes_nothing(front: Front, keychain: FakeKeychain) -> None:
    front.make(PASSPHRASE)

    def change(proof: Proof, passphrase: str) -> Callable[[], object]:
        return lambda: set_passphrase(front.paths, keychain, proof=proof, passphrase=passphrase, ask=True)

    refused(front, BadInput, "at least 8", change(KNOWN, "short"))
    refused(front, WrongPassphrase, "not the passphrase", change(Proof(passphrase=OTHER), OTHER))
    refused(front, BadInput, "type your passphrase", change(KEYCHAIN, OTHER))
    assert front.names(PASSPHRASE) == ["Ava"]


def test_the_passphrase_goes_only_where_something_else_opens_every_day(front: Front, keychain: FakeKeychain) -> None:
    front.make(PASSPHRASE)
    front.new_code(KNOWN)
    refused(front, BadInput, "only everyday way", lambda: remove_passphrase(front.paths, keychain, proof=KNOWN))
    open_by_itself(front.paths, keychain, proof=KNOWN)
    remove_passphrase(front.paths, keychain, proof=KNOWN)
    assert not ways(front).passphrase
    assert front.names() == ["Ava"]


def test_a_recovery_code_counts_once_it_was_typed(front: Front, keychain: FakeKeychain, clock: FakeClock) -> None:
    front.make(PASSPHRASE)
    new = draft_code(front.paths, keychain, clock, proof=KNOWN)
    assert ways(front).recovery is None
    refused(front, WrongRecoveryCode, "no recovery code", lambda: front.open(code=new.code))
    other = keys.new_code()
    refused(front, WrongRecoveryCode, "not the code on this page", lambda: keep_code(front.paths, new=new, typed=other))
    refused(front, WrongRecoveryCode, "36 letters", lambda: keep_code(front.paths, new=new, typed="half of it"))
    keep_code(front.paths, new=new, typed=" ".join(new.groups).lower())
    assert ways(front).recovery == date(2026, 11, 21)
    assert front.names(code=new.code) == ["Ava"]
    assert front.names(PASSPHRASE) == ["Ava"]


def test_a_newer_code_takes_the_place_of_the_first_only_when_it_counts(
    front: Front, keychain: FakeKeychain, clock: FakeClock
) -> None:
    front.make()
    first = front.new_code(KEYCHAIN)
    new = draft_code(front.paths, keychain, clock, proof=KEYCHAIN)
    assert front.names(code=first) == ["Ava"]
    keep_code(front.paths, new=new, typed=new.code)
    refused(front, WrongRecoveryCode, "not the recovery code", lambda: front.open(code=first))
    assert front.names(code=new.code) == ["Ava"]


def test_a_code_for_keys_that_are_gone_does_not_count(front: Front, keychain: FakeKeychain, clock: FakeClock) -> None:
    front.make()
    new = draft_code(front.paths, keychain, clock, proof=KEYCHAIN)
    for name in ("family.db", "keys.json"):
        (front.paths.data / name).unlink()
    front.make()
    refused(front, BadInput, "make another", lambda: keep_code(front.paths, new=new, typed=new.code))


def test_a_lost_sheet_opens_nothing_once_its_code_is_removed(front: Front, keychain: FakeKeychain) -> None:
    front.make()
    code = front.new_code(KEYCHAIN)
    remove_code(front.paths, keychain, proof=KEYCHAIN)
    assert ways(front).recovery is None
    refused(front, WrongRecoveryCode, "no recovery code", lambda: front.open(code=code))


def test_who_forgot_the_passphrase_chooses_another_with_the_code(front: Front, keychain: FakeKeychain) -> None:
    front.make(PASSPHRASE)
    code = front.new_code(KNOWN)
    set_passphrase(front.paths, keychain, proof=Proof(code=code), passphrase=OTHER, ask=True)
    assert front.names(OTHER) == ["Ava"]
    assert front.names(code=code) == ["Ava"]


def test_who_lost_the_keychain_fills_it_again_with_the_code(front: Front, keychain: FakeKeychain) -> None:
    front.make()
    code = front.new_code(KEYCHAIN)
    keychain.kept.clear()
    refused(front, KeychainRefused, "recovery code instead", front.open)
    open_by_itself(front.paths, keychain, proof=Proof(code=code))
    assert front.names() == ["Ava"]


def test_the_keychain_alone_does_not_speak_for_who_has_a_passphrase(
    front: Front, keychain: FakeKeychain, clock: FakeClock
) -> None:
    """A child at the open window must not make a way in of their own."""
    front.make()
    set_passphrase(front.paths, keychain, proof=KEYCHAIN, passphrase=PASSPHRASE, ask=False)
    acts: list[Callable[[], object]] = [
        lambda: draft_code(front.paths, keychain, clock, proof=KEYCHAIN),
        lambda: set_passphrase(front.paths, keychain, proof=KEYCHAIN, passphrase=OTHER, ask=False),
        lambda: remove_passphrase(front.paths, keychain, proof=KEYCHAIN),
        lambda: open_by_itself(front.paths, keychain, proof=KEYCHAIN),
        lambda: remove_code(front.paths, keychain, proof=KEYCHAIN),
    ]
    for act in acts:
        refused(front, BadInput, "type your passphrase", act)


def test_secrets_are_not_in_what_is_printed_of_a_value(front: Front, keychain: FakeKeychain, clock: FakeClock) -> None:
    front.make(PASSPHRASE)
    new = draft_code(front.paths, keychain, clock, proof=KNOWN)
    assert PASSPHRASE not in repr(KNOWN)
    assert new.code not in repr(new)
    assert "sealed" not in repr(new)


def test_what_cannot_be_written_leaves_the_ways_in_as_they_were(front: Front, keychain: FakeKeychain) -> None:
    front.make()
    front.paths.keys.unlink()
    front.paths.keys.mkdir()
    with pytest.raises(CannotWrite):
        set_passphrase(front.paths, keychain, proof=KEYCHAIN, passphrase=PASSPHRASE, ask=True)


def test_a_file_of_the_first_format_is_read_and_grows_into_the_second(front: Front) -> None:
    front.make(PASSPHRASE)
    ring = read_ring(front.paths)
    assert ring is not None
    old = msgspec.structs.replace(ring, format=1)
    front.paths.keys.write_bytes(keys.encode(old))
    assert front.names(PASSPHRASE) == ["Ava"]
    front.new_code(KNOWN)
    grown = read_ring(front.paths)
    assert grown is not None
    assert grown.format == 2
    assert front.names(PASSPHRASE) == ["Ava"]
