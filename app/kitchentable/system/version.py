"""Which version of the program this is."""

from __future__ import annotations

from importlib import metadata


def version() -> str:
    """Return the installed version, or "from source" where the program runs without being installed."""
    try:
        return metadata.version("kitchentable")
    except metadata.PackageNotFoundError:
        return "from source"
