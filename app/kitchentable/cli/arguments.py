"""The reader of the command line: what it can't use is one line, as every other trouble is."""

from __future__ import annotations

import argparse
from typing import NoReturn

from kitchentable.domain.errors import BadInput


class OneLineParser(argparse.ArgumentParser):
    """Raises BadInput where argparse would print its usage, a second line, and end the program."""

    def error(self, message: str) -> NoReturn:
        """Say what can't be used and where to look."""
        raise BadInput(f"{message[:1].upper()}{message[1:]}. To see how it goes: {self.prog} --help")
