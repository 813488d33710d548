"""The door to the records: look what stands before them, open, make or lock them, off the GUI thread."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from secrets import token_urlsafe
from shutil import rmtree
from tempfile import mkdtemp

from kitchentable.domain.errors import Trouble
from kitchentable.domain.pack import Guidance
from kitchentable.services import opening
from kitchentable.services.household import Household
from kitchentable.services.opening import Door
from kitchentable.system.clock import Clock
from kitchentable.system.keychain import Keychain
from kitchentable.system.paths import Paths
from kitchentable.ui.session import Session, SessionState

Failed = Callable[[Trouble], None]

_OPEN_NOW = "Your records are open"
_KEYCHAIN_STILL_SHUT = (
    "The keychain did not take their key back, so next time you need the code again. "
    "To have another way in, choose a passphrase in Preferences."
)


@dataclass(frozen=True, slots=True)
class Recovered:
    """Records opened with a recovery code, and what to tell of the keychain where it would not be mended."""

    household: Household
    trouble: Trouble | None = None


class Doors:
    """Opens the records for the session; the lock and welcome pages use it."""

    def __init__(self, session: Session, paths: Paths, keychain: Keychain, guidance: Guidance, clock: Clock) -> None:
        """Keep what opening needs."""
        self.session = session
        self.paths = paths
        self.trouble: Trouble | None = None
        """Why the door did not open by itself, for the lock page to say."""
        self.barred: Trouble | None = None
        """Why the records stay shut in this run: their folder can't be written to, and nothing in it is looked at."""
        self._keychain = keychain
        self._guidance = guidance
        self._clock = clock
        session.settled.connect(self._tidy)

    def approach(self) -> None:
        """Look at the door and open it if it opens by itself; else the lock or welcome page is shown."""
        self.trouble = None
        if self.barred is not None:
            self._stays_shut(self.barred)
            return
        self.session.run(partial(opening.look, self.paths), self._seen, self._stays_shut)

    def unlock(self, passphrase: str | None, failed: Failed) -> None:
        """Open with a passphrase, or try the keychain again where None."""
        self.session.run(partial(self._open, passphrase), self._entered, failed)

    def recover(self, code: str, passphrase: str | None, failed: Failed) -> None:
        """Open with a recovery code; a new passphrase, where one is given, takes the place of the forgotten one."""
        self.session.run(partial(self._recover, code, passphrase), self._recovered, failed)

    def create(self, passphrase: str | None, failed: Failed) -> None:
        """Make new records: with the keychain, or with a passphrase where one is given."""
        self.session.run(partial(self._create, passphrase), self._entered, failed)

    def make(self, passphrase: str | None, made: Callable[[Household], None], failed: Failed) -> None:
        """Make new records as ``create`` does, but stay outside: the welcome has more to ask before ``enter``."""
        self.session.run(partial(self._create, passphrase), made, failed)

    def look_round(self, made: Callable[[Household], None], failed: Failed) -> None:
        """Make records that are gone when the app closes: encrypted with a passphrase that nobody knows."""
        self.session.run(self._make_for_now, made, failed)

    def enter(self, household: Household) -> None:
        """Go in with records that ``make`` or ``look_round`` made."""
        if household.paths == self.paths:
            self._entered(household)
        else:
            self.session.opened(household, for_now=True)

    @property
    def keychain_name(self) -> str:
        """What people call the keychain of this computer."""
        return self._keychain.name

    def takes_passphrase(self) -> bool:
        """Tell whether a passphrase can open the records; raises Trouble where the keys can't be read."""
        return opening.takes_passphrase(self.paths)

    def _recovered(self, recovered: Recovered) -> None:
        self._entered(recovered.household)
        if recovered.trouble is not None:
            self.session.troubled.emit(recovered.trouble)

    def _seen(self, door: Door) -> None:
        if door is Door.NEW:
            self.session.is_new()
        elif door is Door.NEEDS_PASSPHRASE:
            self.session.lock()
        else:
            self.unlock(None, self._stays_shut)

    def _stays_shut(self, trouble: Trouble) -> None:
        self.trouble = trouble
        self.session.lock()

    def _entered(self, household: Household) -> None:
        self.trouble = None
        if self.session.state is SessionState.OPEN:
            self.session.run(household.close)
            return
        self.session.opened(household)

    def _tidy(self) -> None:
        """Take from the keychain what could not be taken before."""
        if not self.session.for_now:
            self.session.run(self._tidy_if_possible)

    def _tidy_if_possible(self) -> None:
        from kitchentable.services import slots  # noqa: PLC0415 - not before the first screen stands

        slots.tidy_if_possible(self.paths, self._keychain)

    def _open(self, passphrase: str | None) -> Household:
        return opening.open_household(
            paths=self.paths,
            keychain=self._keychain,
            guidance=self._guidance,
            clock=self._clock,
            passphrase=passphrase,
        )

    def _recover(self, code: str, passphrase: str | None) -> Recovered:
        """Open with the code and mend the everyday way in: a new passphrase, and the key back in the keychain."""
        from kitchentable.services import slots  # noqa: PLC0415 - few ever need it, and every start would wait

        ways = slots.ways_in(self.paths)
        proof = slots.Proof(code=code)
        if passphrase is not None and ways is not None:
            slots.set_passphrase(self.paths, self._keychain, proof=proof, passphrase=passphrase, ask=not ways.keychain)
        home = opening.open_household(
            paths=self.paths,
            keychain=self._keychain,
            guidance=self._guidance,
            clock=self._clock,
            passphrase=None,
            code=code,
        )
        if ways is None or not ways.keychain:
            return Recovered(home)
        try:
            slots.open_by_itself(self.paths, self._keychain, proof=proof)
        except Trouble:
            return Recovered(home, None if ways.passphrase else Trouble(_KEYCHAIN_STILL_SHUT, title=_OPEN_NOW))
        return Recovered(home)

    def _create(self, passphrase: str | None) -> Household:
        return opening.create_household(
            paths=self.paths,
            keychain=self._keychain,
            guidance=self._guidance,
            clock=self._clock,
            passphrase=passphrase,
        )

    def _make_for_now(self) -> Household:
        folder = mkdtemp(prefix="kitchentable-")
        weakref.finalize(self, rmtree, folder, ignore_errors=True)
        return opening.create_household(
            paths=Paths.of(Path(folder)),
            keychain=self._keychain,
            guidance=self._guidance,
            clock=self._clock,
            passphrase=token_urlsafe(32),
        )
