"""The way back from paper: codes a parent types in tick the boxes they stand beside, all of them or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kitchentable.domain.change import Change, Touched
from kitchentable.domain.errors import BadInput, NotFound
from kitchentable.domain.family import Account, Child, ChoiceState
from kitchentable.domain.paper_codes import PaperCode, SettingBox, TalkBox, mark_of
from kitchentable.services.family_papers import code_book
from kitchentable.services.household import Household
from kitchentable.services.settings import new_choice
from kitchentable.services.talks import begin, line_text
from kitchentable.services.undo import way_back
from kitchentable.store import children, choices, devices, talks

MOST_LETTERS = 4_000
"""Far more than every code of a full page takes."""

_ADD_CHILD = "Please add a child under My family first."
_WHOSE = "Please choose whose paper it is. Nothing has been ticked."


@dataclass(frozen=True, slots=True)
class PaperTick:
    """One box from paper: whose, in which talk or guide, and its words."""

    code: str
    child: Child
    where: str
    words: str


@dataclass(frozen=True, slots=True)
class PaperView:
    """Whose paper it may be: the children, in the order they were added."""

    children: tuple[Child, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """A code with the child it is for, and the account where it is a setting's."""

    code: PaperCode
    child: Child
    account: Account | None


def paper_view(home: Household) -> PaperView:
    """Return whose paper it may be."""
    return PaperView(children.all_children(home.store))


def read_codes(home: Household, *, text: str, child_id: int | None) -> tuple[PaperTick, ...]:
    """Return what the codes stand for, without ticking anything.

    ``child_id`` is whose paper it is where the codes don't tell; None is enough where there is one child. Raises
    BadInput or NotFound with one sentence where any of them can't be right.
    """
    return tuple(_told(home, one) for one in _find(home, text, child_id))


def tick_codes(home: Household, *, text: str, child_id: int | None) -> Change:
    """Tick every box whose code was typed: talk lines in the talk, settings as done today. All of them or none."""
    found = _find(home, text, child_id)
    with home.store.transaction(undoable=True):
        for one in found:
            _tick(home, one)
    words = "Ticked one box from paper." if len(found) == 1 else f"Ticked {len(found)} boxes from paper."
    return Change.of(*_touched(found), undo=way_back(home, words))


def _touched(found: Sequence[_Found]) -> frozenset[Touched]:
    return frozenset(Touched.TALKS if isinstance(one.code.box, TalkBox) else Touched.CHOICES for one in found)


def _find(home: Household, text: str, child_id: int | None) -> tuple[_Found, ...]:
    if len(text) > MOST_LETTERS:
        raise BadInput("That is too much at once. Please type the codes of one page.")
    everyone = children.all_children(home.store)
    if not everyone:
        raise NotFound(_ADD_CHILD)
    codes = code_book(home).read(text)
    return tuple(_found(home, one, everyone, child_id) for one in codes)


def _found(home: Household, code: PaperCode, everyone: Sequence[Child], child_id: int | None) -> _Found:
    child = _child(code, everyone, child_id)
    return _Found(code, child, _account(home, code.box, child) if isinstance(code.box, SettingBox) else None)


def _child(code: PaperCode, everyone: Sequence[Child], child_id: int | None) -> Child:
    """Return the child whose mark the code carries, else the one that was chosen, else the only one."""
    if code.mark is not None:
        meant = [one for one in everyone if mark_of(one.id) == code.mark]
        chosen = [one for one in meant if one.id == child_id]
        if len(meant) != 1 and not chosen:
            gone = f"“{code.text}” is for a child who is not in your family here. Nothing has been ticked."
            raise BadInput(_WHOSE if meant else gone)
        return (chosen or meant)[0]
    chosen = [one for one in everyone if one.id == child_id] if child_id is not None else list(everyone)
    if len(chosen) != 1:
        raise BadInput(_WHOSE)
    return chosen[0]


def _account(home: Household, box: SettingBox, child: Child) -> Account:
    """Return the account a setting's box is of: on its device where it names one, else the child's first."""
    mine = [one for one in devices.accounts(home.store, child_id=child.id) if one.guide_id == box.guide_id]
    if box.device_id is not None:
        mine = [one for one in mine if one.device_id == box.device_id]
    if not mine:
        title = home.guidance.guide(box.guide_id).title
        raise NotFound(
            f"{title} is not among what {child.name} uses. Please add it under My family. Nothing has been ticked."
        )
    return mine[0]


def _tick(home: Household, one: _Found) -> None:
    box = one.code.box
    if isinstance(box, TalkBox):
        record_id = begin(home, child_id=one.child.id, topic_id=box.topic_id, band=box.band)
        talks.set_tick(home.store, record_id=record_id, line_id=box.line_id, ticked=True)
    elif one.account is not None:
        setting = home.guidance.setting(box.guide_id, box.setting_id)
        choices.add(home.store, new_choice(home, one.account, setting, ChoiceState.DONE))


def _told(home: Household, one: _Found) -> PaperTick:
    box = one.code.box
    if isinstance(box, TalkBox):
        where = home.guidance.topic(box.topic_id).title
        words = line_text(home.guidance, box.topic_id, box.band, box.line_id)
    else:
        where = home.guidance.guide(box.guide_id).title
        words = home.guidance.setting(box.guide_id, box.setting_id).title
    return PaperTick(one.code.text, one.child, where, words)
