"""Stands in for schtasks: keeps the XML of each task by its name, and shows it as Windows does."""

from __future__ import annotations

from pathlib import Path

from kitchentable.system.tools import Answer

NOT_FOUND = Answer(1, "ERROR: The system cannot find the file specified.")


class FakeSchtasks:
    """Knows tasks by their names."""

    def __init__(self) -> None:
        """Know none."""
        self.tasks: dict[str, str] = {}
        self.refusing = False

    def __call__(self, *words: str) -> Answer:
        """Do what schtasks would."""
        program, verb, tn, name, *rest = words
        assert (program, tn) == ("schtasks", "/TN")
        if verb == "/Query":
            assert rest == ["/XML"]
            return Answer(0, self.tasks[name]) if name in self.tasks else NOT_FOUND
        if self.refusing:
            return Answer(1, "ERROR: Access is denied.")
        if verb == "/Delete":
            assert rest == ["/F"]
            return NOT_FOUND if self.tasks.pop(name, None) is None else Answer(0, "")
        assert verb == "/Create"
        xml, file, force = rest
        assert (xml, force) == ("/XML", "/F")
        self.tasks[name] = Path(file).read_bytes().decode("utf-16")
        return Answer(0, "")
