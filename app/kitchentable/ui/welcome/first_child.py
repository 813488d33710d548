"""The child of the welcome's first step: saved once, and put right or taken away where a parent goes back."""

from __future__ import annotations

from msgspec.structs import replace

from kitchentable.domain.change import Change
from kitchentable.services.family import add_child, change_child, remove_child
from kitchentable.services.household import Household
from kitchentable.ui.family.form import ChildFacts


class FirstChild:
    """Remembers which child it saved. Only the session's worker calls it, so a quick press never saves two."""

    def __init__(self) -> None:
        """Nobody is saved yet."""
        self._id: int | None = None

    def keep(self, home: Household, facts: ChildFacts | None) -> Change:
        """Save what the form holds; None where the name was taken out. Raises BadInput, NotFound, CannotWrite.

        The change can't be undone from the bar: the welcome has its own way back.
        """
        if facts is None:
            return self._take_away(home)
        if self._id is None:
            change = add_child(home, name=facts.name, born=facts.born, guides=facts.guides)
            self._id = change.new_id
        else:
            change = change_child(home, child_id=self._id, name=facts.name, born=facts.born, guides=facts.guides)
        return replace(change, undo=None)

    def _take_away(self, home: Household) -> Change:
        if self._id is None:
            return Change()
        change = remove_child(home, child_id=self._id)
        self._id = None
        return replace(change, undo=None)
