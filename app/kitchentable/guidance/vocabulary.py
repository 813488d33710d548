"""Rules on the vocabulary of search: everything it names exists, and each part of it does something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from kitchentable.domain.pack import IdState
from kitchentable.domain.vocabulary import Story, Vocabulary
from kitchentable.guidance import ids
from kitchentable.guidance.faults import Report
from kitchentable.guidance.folder import Entry, Folder
from kitchentable.guidance.shape import nearest
from kitchentable.guidance.walk import Path


def check_vocabulary(folder: Folder, report: Report) -> None:
    """Tell every idea, help page and thing that the vocabulary names and that is not there."""
    if folder.vocabulary is None:
        return
    names = {name for name, state in ids.states(folder).items() if state is IdState.LIVE}
    _Check(folder.vocabulary, report, None if folder.broken else names).all()


class _Check:
    """One vocabulary while it is checked; ``names`` is None while a file can't be read that may hold some."""

    def __init__(self, entry: Entry[Vocabulary], report: Report, names: Collection[str] | None) -> None:
        self._entry = entry
        self._report = report
        self._names = names

    def all(self) -> None:
        self._ideas()
        self._signals()
        for place, story in enumerate(self._entry.value.stories):
            self._page(("stories", place, "situation"), story.situation)
            self._topic(place, story)
        for place, one in enumerate(self._entry.value.also):
            self._known(("also", place, "finds"), one.finds, self._names, "thing")

    def _ideas(self) -> None:
        counted = Counter(one.id for one in self._entry.value.ideas)
        for place, one in enumerate(self._entry.value.ideas):
            if counted[one.id] > 1:
                self._tell(("ideas", place, "id"), f"the idea `{one.id}` is there twice; join them")

    def _signals(self) -> None:
        ideas = {one.id for one in self._entry.value.ideas}
        for place, one in enumerate(self._entry.value.signals):
            for name in ("when", "unless"):
                for at, idea in enumerate(getattr(one, name)):
                    self._known(("signals", place, name, at), idea, ideas, "idea")
            if not one.when or (one.situation is None and one.contacts is None):
                words = "a signal needs ideas under `when`, and a `situation` or a kind of `contacts` to lead to"
                self._tell(("signals", place), words)
            self._page(("signals", place, "situation"), one.situation)

    def _page(self, path: Path, situation: str | None) -> None:
        if situation is not None and self._names is not None:
            pages = {name.removeprefix("situation/") for name in self._names if name.startswith("situation/")}
            self._known(path, situation, pages, "situation")

    def _topic(self, place: int, story: Story) -> None:
        if story.topic is None:
            return
        if story.situation is not None:
            self._tell(("stories", place), "stories belong to a `situation` or to a `topic`, not to both")
        topics = None if self._names is None else {one for one in self._names if one.startswith("topic/")}
        self._known(("stories", place, "topic"), f"topic/{story.topic}", topics, "thing")

    def _known(self, path: Path, name: str, known: Collection[str] | None, what: str) -> None:
        if known is not None and name not in known:
            self._tell(path, f"there is no {what} `{name}`{nearest(name, known)}")

    def _tell(self, path: Path, words: str) -> None:
        self._report.add(self._entry.file, self._entry.line(path), words)
