"""The way in to a family's records, with everything it needs; several tests make, open and look with it."""

from __future__ import annotations

from dataclasses import dataclass

from kitchentable.domain.ages import BirthMonth
from kitchentable.domain.pack import Guidance
from kitchentable.services.family import add_child, family_view
from kitchentable.services.household import Household
from kitchentable.services.opening import create_household, open_household
from kitchentable.services.slots import Proof, draft_code, keep_code
from kitchentable.system.clock import Clock
from kitchentable.system.keychain import Keychain
from kitchentable.system.paths import Paths

PASSPHRASE = "three wet dogs"  # noqa: S105 - a sample


@dataclass
class Front:
    """Makes and opens the records of one folder."""

    paths: Paths
    keychain: Keychain
    guidance: Guidance
    clock: Clock

    def make(self, passphrase: str | None = None) -> None:
        """Make records with one child in them."""
        home = create_household(
            paths=self.paths,
            keychain=self.keychain,
            guidance=self.guidance,
            clock=self.clock,
            passphrase=passphrase,
        )
        add_child(home, name="Ava", born=BirthMonth(2015, 3))
        home.close()

    def open(self, passphrase: str | None = None, code: str | None = None) -> Household:
        """Open the records."""
        return open_household(
            paths=self.paths,
            keychain=self.keychain,
            guidance=self.guidance,
            clock=self.clock,
            passphrase=passphrase,
            code=code,
        )

    def names(self, passphrase: str | None = None, code: str | None = None) -> list[str]:
        """Open the records, read the children's names and close them again."""
        home = self.open(passphrase, code)
        try:
            return [card.child.name for card in family_view(home).children]
        finally:
            home.close()

    def new_code(self, proof: Proof) -> str:
        """Make a recovery code, type it as a parent would, and return it."""
        new = draft_code(self.paths, self.keychain, self.clock, proof=proof)
        keep_code(self.paths, new=new, typed=" ".join(new.groups).lower())
        return new.code

    def files(self) -> dict[str, bytes]:
        """Return every file of the folder."""
        return {one.name: one.read_bytes() for one in self.paths.data.iterdir()}
