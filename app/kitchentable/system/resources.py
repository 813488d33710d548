"""Where the files that ship with the program are: the same in a checkout, installed and frozen."""

from __future__ import annotations

from pathlib import Path

from kitchentable.domain.errors import NotFound

_PACKAGE = Path(__file__).resolve().parent.parent


def resources() -> Path:
    """Return the folder of resources: inside the package when installed or frozen, else the checkout's."""
    return _there(_PACKAGE / "resources", _PACKAGE.parent.parent / "resources")


def guidance_pack() -> Path:
    """Return the built guidance: with the resources when installed or frozen, else the checkout's ``build`` folder."""
    return _there(_PACKAGE / "resources" / "guidance.pack", _PACKAGE.parent.parent / "build" / "guidance.pack")


def _there(*places: Path) -> Path:
    for place in places:
        if place.exists():
            return place
    raise NotFound(
        f"A part of Kitchen Table is missing ({places[-1].name}): please install it again.",
        title="Kitchen Table is not complete",
    )
