"""Compares two packs for people: what is new, reworded or retired, and whom that concerns.

Numbers to ring come first and are loud: a family may have an old one on a printed page by the telephone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest

import msgspec

from kitchentable.domain.pack import IdState, Pack
from kitchentable.domain.situations import Phone, TextLine
from kitchentable.guidance.numbers import digits
from kitchentable.guidance.pieces import LOUD_FIELDS, Piece, Section, Who, pieces


class Kind(StrEnum):
    """What happened to something, the gravest first."""

    LOST = "lost"
    REUSED = "reused"
    REMOVED = "removed"
    CHANGED = "changed"
    RETIRED = "retired"
    ADDED = "added"


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """One change: of what, in which of its texts, from what to what. ``loud`` ones must not be missed."""

    kind: Kind
    section: Section
    id: str
    title: str
    affects: Who
    what: str | None = None
    before: str | None = None
    after: str | None = None
    why: str | None = None
    loud: bool = False


class Comparison(msgspec.Struct, frozen=True):
    """All changes from one pack to another, in the order to read them, with their number by kind."""

    old: str
    new: str
    counts: dict[str, int]
    loud: int
    differences: tuple[Difference, ...]


def compare(old: Pack, new: Pack) -> Comparison:
    """Return what changed from one pack to another; the same packs always give the same order."""
    found = [*_numbers(old, new), *_Pieces.of(old, new).differences()]
    found.sort(key=_order)
    counts = Counter(one.kind for one in found)
    return Comparison(
        old=old.version,
        new=new.version,
        counts={kind.value: counts[kind] for kind in Kind},
        loud=sum(one.loud for one in found),
        differences=tuple(found),
    )


def _order(one: Difference) -> tuple[int, bool, int, str, str, str]:
    kinds, sections = list(Kind), list(Section)
    place = (sections.index(one.section), not one.loud, kinds.index(one.kind))
    return (*place, one.title.casefold(), one.id, one.what or "")


@dataclass(frozen=True, slots=True)
class _Pieces:
    old: dict[str, Piece]
    new: dict[str, Piece]
    retired_before: frozenset[str]
    retired_now: frozenset[str]
    reasons: dict[str, str]

    @classmethod
    def of(cls, old: Pack, new: Pack) -> _Pieces:
        return cls(pieces(old), pieces(new), _retired(old), _retired(new), _reasons(new))

    def differences(self) -> Iterator[Difference]:
        for name, piece in self.old.items():
            if name not in self.new:
                yield from self._gone(piece)
            else:
                yield from _changes(piece, self.new[name])
        for name, piece in self.new.items():
            if name not in self.old and piece.inside not in self.new.keys() - self.old.keys():
                yield self._come(piece)

    def _come(self, piece: Piece) -> Difference:
        back = piece.id in self.retired_before
        parts = sum(one.inside == piece.id for one in self.new.values())
        text = piece.fields.get("text") or (f"with {parts} parts" if parts > 1 else None)
        return _difference(Kind.REUSED if back else Kind.ADDED, piece, after=text, loud=back)

    def _gone(self, piece: Piece) -> Iterator[Difference]:
        if piece.inside in self.old.keys() - self.new.keys():
            return  # told with what it was a part of
        why = self._reason(piece)
        kept = piece.id in self.retired_now or why is not None or piece.id.startswith("news/")
        text = piece.fields.get("text")
        yield _difference(Kind.RETIRED if kept else Kind.LOST, piece, before=text, why=why, loud=not kept)

    def _reason(self, piece: Piece) -> str | None:
        if piece.id in self.reasons or not piece.id.startswith("talk/"):
            return self.reasons.get(piece.id)
        # A whole talk has no id of its own: the topic says why there is none any more.
        topic = self.new.get(piece.inside or "")
        return topic.fields.get(f"why there is no talk for {piece.who.bands[0].words}") if topic else None


def _changes(old: Piece, new: Piece) -> Iterator[Difference]:
    for name in {**old.fields, **new.fields}:
        before, after = old.fields.get(name), new.fields.get(name)
        if before != after:
            band = new.of_bands.get(name) or old.of_bands.get(name)
            who = new.who if band is None else Who(new.who.guide, (band,), new.who.country)
            loud = name in LOUD_FIELDS
            yield _difference(Kind.CHANGED, new, what=name, before=before, after=after, who=who, loud=loud)
    both = set(old.order) & set(new.order)
    if [one for one in old.order if one in both] != [one for one in new.order if one in both]:
        words = ", ".join(old.order), ", ".join(new.order)
        yield _difference(Kind.CHANGED, new, what="the order of the steps", before=words[0], after=words[1])


def _difference(
    kind: Kind,
    piece: Piece,
    *,
    what: str | None = None,
    before: str | None = None,
    after: str | None = None,
    why: str | None = None,
    who: Who | None = None,
    loud: bool = False,
) -> Difference:
    return Difference(
        kind=kind,
        section=piece.section,
        id=piece.id,
        title=piece.title,
        affects=who or piece.who,
        what=what,
        before=before,
        after=after,
        why=why,
        loud=loud,
    )


def _retired(pack: Pack) -> frozenset[str]:
    return frozenset(name for name, state in pack.ids.items() if state is IdState.RETIRED)


def _reasons(pack: Pack) -> dict[str, str]:
    reasons = {one.id: one.why for one in pack.retired}
    reasons |= {f"setting/{guide.id}/{one.id}": one.why for guide in pack.guides for one in guide.retired}
    return reasons | {f"talk/{topic.id}/{one.band}/{one.id}": one.why for topic in pack.topics for one in topic.retired}


@dataclass(frozen=True, slots=True)
class _Service:
    """One contact's numbers of one sort (to ring, to text), by their digits."""

    id: str
    title: str
    sort: str
    country: str
    lines: dict[str, Phone | TextLine]


def _numbers(old: Pack, new: Pack) -> Iterator[Difference]:
    before, after = _services(old), _services(new)
    for key in {**before, **after}:
        was, now = before.get(key), after.get(key)
        service = now or was
        if service is not None:
            yield from _of_service(service, was.lines if was else {}, now.lines if now else {})


def _services(pack: Pack) -> dict[tuple[str, str], _Service]:
    found: dict[tuple[str, str], _Service] = {}
    for country in pack.countries:
        for contact in country.contacts:
            sorts: dict[str, tuple[Phone | TextLine, ...]] = {"ring": contact.phone, "text": contact.text}
            for sort, lines in sorts.items():
                name = f"contact/{country.id}/{contact.id}"
                numbers = {digits(_printed(line)): line for line in lines}
                found[name, sort] = _Service(name, contact.name, sort, country.name, numbers)
    return found


def _of_service(
    service: _Service, was: dict[str, Phone | TextLine], now: dict[str, Phone | TextLine]
) -> Iterator[Difference]:
    gone = [_printed(line) for number, line in was.items() if number not in now]
    come = [_printed(line) for number, line in now.items() if number not in was]
    for before, after in zip_longest(gone, come):
        kind = Kind.ADDED if before is None else Kind.REMOVED if after is None else Kind.CHANGED
        what = f"the number to {service.sort}"
        yield _number(service, kind, what, before, after, loud=before is not None)
    for number in was.keys() & now.keys():
        old, new = _facts(was[number]), _facts(now[number])
        for name in sorted(old.keys() | new.keys()):
            if old.get(name) != new.get(name):
                what = f"{name} of {_printed(now[number])}"
                yield _number(service, Kind.CHANGED, what, old.get(name), new.get(name), loud=False)


def _number(
    service: _Service, kind: Kind, what: str, before: str | None, after: str | None, *, loud: bool
) -> Difference:
    return Difference(
        kind=kind,
        section=Section.NUMBERS,
        id=service.id,
        title=f"{service.title} ({service.country})",
        affects=Who(country=service.country),
        what=what,
        before=before,
        after=after,
        loud=loud,
    )


def _printed(line: Phone | TextLine) -> str:
    return line.text if isinstance(line, Phone) else line.to


def _facts(line: Phone | TextLine) -> dict[str, str]:
    """Return what is shown beside a number; hours only where they are confirmed, as on screen."""
    told = {
        "the writing": _printed(line),
        "the cost": line.cost,
        "the hours": line.hours if line.hours_confirmed else None,
    }
    told["the word to send"] = line.word if isinstance(line, TextLine) else None
    return {name: text for name, text in told.items() if text}
