"""The log: to standard error and nowhere else, and never a word of the family's."""

from __future__ import annotations

import logging
import sys
from typing import TextIO


class _Ours(logging.StreamHandler[TextIO]):
    """Our handler, told from others by its type."""


def log_to_stderr(*, verbose: bool = False) -> None:
    """Send warnings (everything with ``verbose``) to standard error; calling it again changes only the level."""
    root = logging.getLogger()
    root.setLevel(logging.DEBUG if verbose else logging.WARNING)
    if not any(isinstance(one, _Ours) for one in root.handlers):
        root.addHandler(_Ours(sys.stderr))
