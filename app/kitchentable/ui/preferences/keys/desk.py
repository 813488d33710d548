"""What the section needs of the world, and the small deeds it asks the services for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kitchentable.domain.change import Change
from kitchentable.services import slots
from kitchentable.services.household import Household
from kitchentable.services.prints import Press
from kitchentable.services.recovery_paper import recovery_pages, recovery_style, save_recovery_pdf
from kitchentable.services.rekeying import Renew, rekey
from kitchentable.services.slots import NewCode, Proof
from kitchentable.system.clock import Clock
from kitchentable.system.keychain import Keychain
from kitchentable.system.paths import Paths
from kitchentable.ui.preferences.kept import KeptPreferences


@dataclass(frozen=True, slots=True)
class KeysDesk:
    """Folder, keychain, clock and paper; ``press`` is slow to look up, ``renew`` makes backups anew after new keys."""

    paths: Paths
    keychain: Keychain
    clock: Clock
    kept: KeptPreferences
    press: Callable[[], Press]
    renew: Renew | None = None

    def ask(self, proof: Proof) -> Change:
        """Ask for the passphrase at each opening from now on."""
        return slots.ask_for_passphrase(self.paths, self.keychain, passphrase=proof.passphrase or "")

    def stop_asking(self, proof: Proof) -> Change:
        """Let the records open by themselves."""
        return slots.open_by_itself(self.paths, self.keychain, proof=proof)

    def set_passphrase(self, proof: Proof, *, passphrase: str, ask: bool) -> Change:
        """Take a passphrase in place of any before it."""
        return slots.set_passphrase(self.paths, self.keychain, proof=proof, passphrase=passphrase, ask=ask)

    def remove_passphrase(self, proof: Proof) -> Change:
        """Let the passphrase open nothing."""
        return slots.remove_passphrase(self.paths, self.keychain, proof=proof)

    def draft_code(self, proof: Proof) -> NewCode:
        """Make a recovery code that does not count yet."""
        return slots.draft_code(self.paths, self.keychain, self.clock, proof=proof)

    def keep_code(self, new: NewCode, typed: str) -> Change:
        """Let it count, once it was typed."""
        return slots.keep_code(self.paths, new=new, typed=typed)

    def remove_code(self, proof: Proof) -> Change:
        """Let the recovery code open nothing."""
        return slots.remove_code(self.paths, self.keychain, proof=proof)

    def tidy(self) -> Change:
        """Ask the keychain once more to let go."""
        return slots.tidy(self.paths, self.keychain)

    def new_keys(self, proof: Proof) -> Callable[[Household], Change]:
        """Return what gives the open records new keys."""
        return partial(rekey, keychain=self.keychain, proof=proof, renew=self.renew)

    def pages(self, new: NewCode) -> tuple[str, ...]:
        """Return the recovery sheet's pages for the printer."""
        kept = self.kept.value
        style = recovery_style(kept.paper.value, large=kept.large_print)
        return recovery_pages(self.press(), new=new, country=kept.country, style=style)

    def save(self, new: NewCode, to: Path) -> Path:
        """Save the recovery sheet as PDF."""
        kept = self.kept.value
        style = recovery_style(kept.paper.value, large=kept.large_print)
        return save_recovery_pdf(self.press(), new=new, country=kept.country, style=style, to=to)
