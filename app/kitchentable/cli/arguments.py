"""The reader of the command line: what it can't use is one line, as every other trouble is."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import NoReturn

from kitchentable.domain.errors import BadInput

_MOST_SHOWN = 60
"""Letters of an argument that are said back: an endless one would hide what is wrong with it."""


class OneLineParser(argparse.ArgumentParser):
    """Raises BadInput where argparse would print its usage, a second line, and end the program."""

    def error(self, message: str) -> NoReturn:
        """Say what can't be used and where to look."""
        raise BadInput(f"{message[:1].upper()}{message[1:]}. To see how it goes: {self.prog} --help")


def place(text: str) -> Path:
    """Read where a file or folder is, or is to be; ArgumentTypeError for what no computer can hold.

    An empty name, one too long, or links that lead in a circle are refused here, once, before anything is done with
    them. Whether something is there, and may be read or written, is for the command to say.
    """
    if not text:
        raise argparse.ArgumentTypeError("the name is empty")
    try:
        Path(text).stat()
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        pass
    except (OSError, ValueError) as error:
        shown = text if len(text) <= _MOST_SHOWN else f"{text[: _MOST_SHOWN - 1]}…"
        raise argparse.ArgumentTypeError(f"“{shown}” can’t be the name of a file or folder") from error
    return Path(text)
