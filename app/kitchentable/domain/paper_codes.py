"""Codes beside the boxes on paper: short, safe to copy by hand, and the same for a line as long as it is in use.

A code is four signs for the box, one more for the child where the sheet knows whose it is, and a check sign. With
nineteen signs, a prime number, the check finds every single wrong sign and every two that changed places.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kitchentable.domain.ages import AgeBand
from kitchentable.domain.errors import BadInput
from kitchentable.domain.family import Device
from kitchentable.domain.pack import Guidance

SIGNS = "346789CDFHJKMNPRTWX"
"""No vowels, so that no word can come of it, and none of two that look alike: no 0, 1, 2, 5, B, G, I, L, O, Q, S, Z."""

_BOX_SIGNS = 4
_PLAIN, _WITH_CHILD = _BOX_SIGNS + 1, _BOX_SIGNS + 2
_SEPARATORS = str.maketrans(dict.fromkeys(",;.\t\n\r/|", " "))
_WITHIN = str.maketrans("", "", "-–—‐‑_*#\u200b")


@dataclass(frozen=True, slots=True)
class TalkBox:
    """The box of one line of a talk."""

    topic_id: str
    band: AgeBand
    line_id: str

    @property
    def key(self) -> str:
        """What the code is made from: permanent ids only, never the wording."""
        return f"talk/{self.topic_id}/{self.band}/{self.line_id}"


@dataclass(frozen=True, slots=True)
class SettingBox:
    """The box of one setting; ``device_id`` where it is one of several of a kind at home."""

    guide_id: str
    setting_id: str
    device_id: int | None = None

    @property
    def key(self) -> str:
        """What the code is made from."""
        plain = f"setting/{self.guide_id}/{self.setting_id}"
        return plain if self.device_id is None else f"{plain}/{self.device_id}"


Box = TalkBox | SettingBox
"""Everything on paper that can be ticked from its code."""


@dataclass(frozen=True, slots=True)
class PaperCode:
    """A code that was read: its box, and the child's mark (``mark_of``) where it carries one."""

    text: str
    box: Box
    mark: int | None


class CodeBook:
    """The code of every box there is, and the box of every code: the same for the same guidance and devices."""

    def __init__(self, guidance: Guidance, devices: Sequence[Device] = ()) -> None:
        """Give each box its code; the guidance's own come first, so that a family's devices never change them."""
        self._boxes: dict[str, Box] = {}
        self._signs: dict[Box, str] = {}
        ours = sorted(_boxes(guidance), key=lambda one: (one.key.count("/") > _usual(one), one.key))
        for box in (*ours, *_on_devices(guidance, devices)):
            self._take(box)

    def code(self, box: Box, child_id: int | None = None) -> str:
        """Return the code of a box, for one child where given; empty for a box this guidance no longer has."""
        signs = self._signs.get(box, "")
        if not signs:
            return ""
        return _checked(signs if child_id is None else signs + SIGNS[mark_of(child_id)])

    def read(self, text: str) -> tuple[PaperCode, ...]:
        """Return the codes in what was typed, each once; BadInput names every one that can't be right."""
        typed = list(dict.fromkeys(_split(text)))
        if not typed:
            raise BadInput("Please type the codes from the paper, with a space between them.")
        found = {one: self._found(one) for one in typed}
        wrong = [one for one, code in found.items() if code is None]
        if wrong:
            raise BadInput(_look_again(wrong))
        return tuple(code for code in found.values() if code is not None)

    def _found(self, text: str) -> PaperCode | None:
        if len(text) not in {_PLAIN, _WITH_CHILD} or any(one not in SIGNS for one in text) or _rest(text):
            return None
        box = self._boxes.get(text[:_BOX_SIGNS])
        mark = SIGNS.index(text[_BOX_SIGNS]) if len(text) == _WITH_CHILD else None
        return None if box is None else PaperCode(text, box, mark)

    def _take(self, box: Box) -> None:
        """Give a box the first free signs of its own row: two boxes in some thousands would meet at the first."""
        for turn in range(len(SIGNS) ** _BOX_SIGNS):
            signs = _signs_of(box.key, turn)
            if signs not in self._boxes:
                self._boxes[signs], self._signs[box] = box, signs
                return


def mark_of(child_id: int) -> int:
    """Return the number a child has in codes: one of nineteen, so that a family's children differ."""
    return child_id % len(SIGNS)


def _boxes(guidance: Guidance) -> Iterator[Box]:
    for topic in guidance.pack.topics:
        for band, talk in topic.talks.items():
            yield from (TalkBox(topic.id, band, one) for one in talk.tick_ids())
    for guide in guidance.pack.guides:
        yield from (SettingBox(guide.id, one.id) for one in guide.settings)


def _on_devices(guidance: Guidance, devices: Iterable[Device]) -> Iterator[Box]:
    for device in sorted(devices, key=lambda one: one.id):
        guide = guidance.find_guide(device.guide_id)
        yield from (SettingBox(device.guide_id, one.id, device.id) for one in (guide.settings if guide else ()))


def _usual(box: Box) -> int:
    """Return how many slashes a key of our own guidance has: ids of other publishers hold one more."""
    return 3 if isinstance(box, TalkBox) else 2


def _signs_of(key: str, turn: int) -> str:
    digest = hashlib.blake2b(f"{key}#{turn}".encode(), digest_size=8).digest()
    number = int.from_bytes(digest, "big")
    signs = []
    for _ in range(_BOX_SIGNS):
        number, place = divmod(number, len(SIGNS))
        signs.append(SIGNS[place])
    return "".join(signs)


def _checked(signs: str) -> str:
    """Return the signs with the one that makes the weighted sum come out even."""
    return signs + SIGNS[-_sum(signs + SIGNS[0]) % len(SIGNS)]


def _rest(code: str) -> int:
    return _sum(code) % len(SIGNS)


def _sum(code: str) -> int:
    """Add up the signs, each with a weight of its own; the last one's is 1."""
    return sum(weight * SIGNS.index(one) for weight, one in enumerate(reversed(code), start=1))


def _split(text: str) -> Iterator[str]:
    for word in text.translate(_SEPARATORS).split():
        bare = word.translate(_WITHIN).upper()
        if bare:
            yield bare


def _look_again(wrong: Sequence[str]) -> str:
    named = ", ".join(f"“{one[: _WITH_CHILD + 2]}”" for one in wrong[:5]) + (" and others" if len(wrong) > 5 else "")
    one_or_more = "a code of ours" if len(wrong) == 1 else "codes of ours"
    return f"{named}: not {one_or_more}. Please look at the paper again. Nothing has been ticked."
