"""A person at the welcome."""

from __future__ import annotations

from tests.ui.probes.family import FamilyProbe


class WelcomeProbe(FamilyProbe):
    """Walks through the three steps."""

    def goes_on(self) -> None:
        """Press the one button that leads on."""
        self.clicks("Next")

    def starts(self) -> None:
        """Press the button of the last step."""
        self.clicks("Start")

    def skips(self) -> None:
        """Leave a step for later."""
        self.clicks("Skip for now")
