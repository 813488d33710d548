"""A family that used all of an older pack: every line ticked, every setting decided, on a real encrypted store."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from kitchentable.domain.ages import AgeBand, BirthMonth
from kitchentable.domain.family import ChoiceState
from kitchentable.domain.guides import Describe, Guide, Setting
from kitchentable.domain.pack import Guidance, Pack
from kitchentable.services import family, settings, talks
from kitchentable.services.household import Household
from kitchentable.services.opening import create_household, open_household
from kitchentable.system.paths import Paths
from tests.fakes.clock import FakeClock
from tests.fakes.keychain import FakeKeychain

BORN = {
    AgeBand.UNDER_7: BirthMonth(2021, 3),
    AgeBand.FROM_7: BirthMonth(2018, 3),
    AgeBand.FROM_10: BirthMonth(2015, 3),
    AgeBand.FROM_13: BirthMonth(2012, 3),
    AgeBand.FROM_16: BirthMonth(2010, 3),
}
STATES = (ChoiceState.DONE, ChoiceState.OTHERWISE, ChoiceState.NOT_FOR_US, ChoiceState.LATER)


@dataclass(slots=True)
class Used:
    """A data folder in which everything of one pack was used, and what was kept in it."""

    guidance: Guidance
    paths: Paths
    keychain: FakeKeychain
    clock: FakeClock
    children: dict[AgeBand, int]
    ticked: dict[tuple[int, str], frozenset[str]]
    chosen: dict[tuple[int, str], ChoiceState]

    def copied(self, folder: Path, clock: FakeClock) -> Used:
        """Return a copy in another folder, on another day: what one test writes no other one sees."""
        shutil.copytree(self.paths.data, folder)
        return replace(self, paths=Paths.of(folder), clock=clock)

    def open_with(self, guidance: Guidance) -> Household:
        """Open the records as a later version would, with its own guidance."""
        return open_household(
            paths=self.paths, keychain=self.keychain, guidance=guidance, clock=self.clock, passphrase=None
        )


def use_everything(folder: Path, guidance: Guidance) -> Used:
    """Make a family with a child of every age band; tick every line and decide on every setting of a pack."""
    used = Used(guidance, Paths.of(folder), FakeKeychain(), FakeClock(), {}, {}, {})
    home = create_household(
        paths=used.paths, keychain=used.keychain, guidance=guidance, clock=used.clock, passphrase=None
    )
    for band, born in BORN.items():
        guides = tuple(one.id for one in guidance.pack.guides)
        child_id = family.add_child(home, name=f"Child {band}", born=born, guides=guides).new_id
        assert child_id is not None
        used.children[band] = child_id
        _tick_all(home, used, child_id, band)
        _decide_all(home, used, child_id)
    home.close()
    return used


def _tick_all(home: Household, used: Used, child_id: int, band: AgeBand) -> None:
    for topic in home.guidance.topics():
        if band in topic.talks:
            lines = topic.talks[band].tick_ids()
            for line in lines:
                talks.tick(home, child_id=child_id, topic_id=topic.id, band=band, line_id=line, ticked=True)
            used.ticked[child_id, topic.id] = frozenset(lines)


def _decide_all(home: Household, used: Used, child_id: int) -> None:
    [card] = [one for one in family.family_view(home).children if one.child.id == child_id]
    for account in card.accounts:
        guide = home.guidance.guide(account.account.guide_id)
        for place, setting in enumerate(guide.settings):
            state = STATES[place % len(STATES)]
            note = f"Our note on {setting.id}"
            settings.choose(home, account_id=account.account.id, setting_id=setting.id, state=state, note=note)
            used.chosen[account.account.id, setting.id] = state


def with_guide(pack: Pack, guide_id: str, **changes: object) -> Pack:
    """Return a pack with one guide changed."""
    guides = tuple(msgspec.structs.replace(one, **changes) if one.id == guide_id else one for one in pack.guides)
    return msgspec.structs.replace(pack, guides=guides)


def with_settings(guide: Guide, changed: Mapping[str, Setting]) -> tuple[Setting, ...]:
    """Return a guide's settings with some changed."""
    return tuple(changed.get(one.id, one) for one in guide.settings)


def suggesting(setting: Setting, text: str) -> Setting:
    """Return a setting that suggests something else at every age."""
    return msgspec.structs.replace(setting, suggest=dict.fromkeys(setting.suggest, text))


def stepping(setting: Setting, *path: str | Describe) -> Setting:
    """Return a setting whose first way is another."""
    first, *others = setting.ways
    return msgspec.structs.replace(setting, ways=(msgspec.structs.replace(first, path=path), *others))
