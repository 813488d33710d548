"""From every released pack to today's, on the real encrypted store: no tick is lost, and what changed says so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import msgspec
import pytest

from kitchentable.domain.ages import AgeBand
from kitchentable.domain.family import ChoiceState
from kitchentable.domain.guides import GuideChange
from kitchentable.domain.pack import Guidance, Pack
from kitchentable.domain.sources import Retired
from kitchentable.domain.topics import RetiredLine
from kitchentable.guidance.build import build
from kitchentable.guidance.compare import Kind, compare
from kitchentable.guidance.pack import load_pack
from kitchentable.guidance.released import release_of
from kitchentable.services import month, settings, talks
from kitchentable.services.household import Household
from kitchentable.services.settings import SettingCard
from kitchentable.system.resources import resources
from tests.fakes.clock import LONDON, FakeClock
from tests.services.upgrading import Used, stepping, suggesting, use_everything, with_guide, with_settings

RELEASED = sorted((Path(__file__).parents[1] / "guidance" / "released").glob("*.pack"))
GUIDE = "xbox"
DAY = date(2027, 1, 1)


@pytest.fixture(scope="module")
def today() -> Guidance:
    """Return today's guidance, built from the sources."""
    return Guidance(build(resources() / "guidance", date(2026, 11, 21)))


@pytest.fixture(params=RELEASED, ids=[one.stem for one in RELEASED], scope="module")
def used(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Used:
    """Return a family that used all of a released pack."""
    return use_everything(tmp_path_factory.mktemp("used"), load_pack(request.param))


@pytest.fixture
def home(used: Used, today: Guidance) -> Iterator[Household]:
    """Return that family's records, opened with today's guidance."""
    home = used.open_with(today)
    yield home
    home.close()


def cards(home: Household, used: Used) -> dict[tuple[int, str], SettingCard]:
    accounts = {account for account, _ in used.chosen}
    views = {one: settings.guide_view(home, account_id=one) for one in accounts if _has_guide(home, one)}
    return {(account, card.setting.id): card for account, view in views.items() for card in view.cards}


def _has_guide(home: Household, account_id: int) -> bool:
    shown = (guide for child in settings.checks_view(home).children for guide in child.guides)
    return account_id in {one.account_id for one in shown}


def test_there_is_a_pack_of_every_release_and_none_is_unknown_today(today: Guidance) -> None:
    assert [one.stem for one in RELEASED] == ["0.1.0"]
    assert {load_pack(one).version for one in RELEASED} <= {one.version for one in today.pack.releases}
    assert today.version not in {one.version for one in today.pack.releases}


@pytest.mark.parametrize("released", RELEASED, ids=[one.stem for one in RELEASED])
def test_nothing_released_has_vanished(released: Path, today: Guidance) -> None:
    old = load_pack(released).pack
    assert old.ids.keys() <= today.pack.ids.keys()
    assert [one.id for one in compare(old, today.pack).differences if one.kind in {Kind.LOST, Kind.REUSED}] == []
    assert release_of(old) in today.pack.releases


def test_no_tick_is_lost(home: Household, used: Used) -> None:
    assert len(used.ticked) >= 20
    for (child_id, topic_id), lines in used.ticked.items():
        band = next(band for band, one in used.children.items() if one == child_id)
        view = talks.talk_view(home, topic_id=topic_id, band=band, child_id=child_id)
        assert view.record is not None
        assert view.record.ticked == lines
        assert len(lines & set(view.talk.tick_ids())) + len(view.gone) == len(lines)


def test_no_choice_is_lost(home: Household, used: Used) -> None:
    shown = cards(home, used)
    assert len(used.chosen) >= 200
    for (account_id, setting_id), state in used.chosen.items():
        [choice] = settings.setting_history(home, account_id=account_id, setting_id=setting_id)
        assert (choice.state, choice.note) == (state, f"Our note on {setting_id}")
        card = shown.get((account_id, setting_id))
        view = settings.guide_view(home, account_id=account_id)
        gone = {one.choice.setting_id for one in view.gone}
        assert setting_id in gone if card is None else card.choice is not None and card.choice.id == choice.id


def test_what_changed_since_is_due_and_nothing_else_is(home: Household, used: Used, today: Guidance) -> None:
    for (account_id, setting_id), card in cards(home, used).items():
        assert card.choice is not None
        if card.choice.state in {ChoiceState.DONE, ChoiceState.OTHERWISE}:
            view = settings.guide_view(home, account_id=account_id)
            changed = today.changed_since(card.choice.guidance_version, view.guide.id, setting_id, view.band)
            assert card.due is bool(changed or card.choice.changed_since)
            assert bool(card.choice.changed_since) >= bool(changed)


def test_the_choices_of_an_unchanged_pack_stand_as_they_were(used: Used) -> None:
    home = used.open_with(used.guidance)
    changed = [card for card in cards(home, used).values() if card.choice and card.choice.changed_since]
    home.close()
    assert changed == []


class Later:
    """A pack after today's, for a family that decided on settings of one guide."""

    def __init__(self, today: Guidance, used: Used) -> None:
        """Change one setting's advice, one's steps, one's wording and one that was not for them; retire others."""
        guide = today.guide(GUIDE)
        states = {setting_id: state for (_, setting_id), state in used.chosen.items() if guide.setting(setting_id)}
        version, band = used.guidance.version, AgeBand.FROM_10
        as_before = [one.id for one in guide.settings if not today.changed_since(version, GUIDE, one.id, band)]
        done = [one for one in as_before if states.get(one) in {ChoiceState.DONE, ChoiceState.OTHERWISE}]
        self.suggested, self.stepped, self.reworded, self.news = done[:4]
        self.not_ours = next(one.id for one in guide.settings if states.get(one.id) is ChoiceState.NOT_FOR_US)
        self.gone = done[4]
        self.topic = today.topic(next(topic for _, topic in used.ticked))
        self.line = self.topic.talks[AgeBand.FROM_10].ask[0]
        self.guidance = Guidance(self._without_roblox(self._with_topic(self._with_xbox(today.pack))))

    def _with_xbox(self, pack: Pack) -> Pack:
        guide = next(one for one in pack.guides if one.id == GUIDE)
        by_id = {one.id: one for one in guide.settings}
        changed = {
            self.suggested: suggesting(by_id[self.suggested], "Something else than before"),
            self.stepped: stepping(by_id[self.stepped], "Another", "menu"),
            self.reworded: msgspec.structs.replace(by_id[self.reworded], why="The same, said better.", title="Better"),
            self.not_ours: suggesting(by_id[self.not_ours], "Something else than before"),
        }
        kept = tuple(one for one in with_settings(guide, changed) if one.id != self.gone)
        gone = Retired(id=self.gone, title="What it was called", on=DAY, why="The maker took it away.")
        news = GuideChange(on=DAY, text="The maker moved it.", settings=(self.news,), sources=guide.sources[:1])
        soon = GuideChange(on=date(2099, 1, 1), text="Not yet.", settings=(self.reworded,), sources=guide.sources[:1])
        return with_guide(pack, GUIDE, settings=kept, retired=(*guide.retired, gone), changes=(news, soon))

    def _with_topic(self, pack: Pack) -> Pack:
        talk = self.topic.talks[AgeBand.FROM_10]
        talks_now = self.topic.talks | {AgeBand.FROM_10: msgspec.structs.replace(talk, ask=talk.ask[1:])}
        gone = RetiredLine(id=self.line.id, title=self.line.text, on=DAY, why="Said better.", band=AgeBand.FROM_10)
        topic = msgspec.structs.replace(self.topic, talks=talks_now, retired=(gone,))
        return msgspec.structs.replace(
            pack, topics=tuple(topic if one.id == topic.id else one for one in pack.topics), version="2027-01-01.1"
        )

    def _without_roblox(self, pack: Pack) -> Pack:
        gone = Retired(id="guide/roblox", title="Roblox", on=DAY, why="It closed.")
        guides = tuple(one for one in pack.guides if one.id != "roblox")
        return msgspec.structs.replace(pack, guides=guides, retired=(*pack.retired, gone))


@pytest.fixture
def later(today: Guidance, used: Used) -> Later:
    """Return a pack after today's."""
    return Later(today, used)


@pytest.fixture
def upgraded(used: Used, later: Later, tmp_path: Path) -> Iterator[Household]:
    """Return the family's records on a day after the changes, opened with the later pack."""
    copy = used.copied(tmp_path / "later", FakeClock(datetime(2027, 2, 1, 9, tzinfo=LONDON)))
    home = copy.open_with(later.guidance)
    yield home
    home.close()


def xbox(home: Household, used: Used) -> settings.GuideView:
    [child] = [one for one in settings.checks_view(home).children if one.child.id == used.children[AgeBand.FROM_10]]
    [account_id] = [one.account_id for one in child.guides if one.guide_id == GUIDE]
    return settings.guide_view(home, account_id=account_id)


def asked_again(home: Household, used: Used) -> dict[str, tuple[str, ...]]:
    told = {}
    for card in xbox(home, used).cards:
        if card.choice is not None and card.choice.changed_since:
            assert card.due
            told[card.setting.id] = card.choice.changed_since
    return told


def test_a_changed_setting_needs_another_look_and_says_what_changed(
    upgraded: Household, used: Used, later: Later
) -> None:
    told = asked_again(upgraded, used)
    assert told[later.suggested] == ("What we suggest at this age has changed.",)
    assert told[later.stepped] == ("The steps on the screen have changed.",)
    assert told[later.news] == ("The maker moved it.",)


def test_a_reworded_setting_and_one_that_was_not_for_us_are_left_in_peace(
    upgraded: Household, used: Used, later: Later
) -> None:
    told = asked_again(upgraded, used)
    assert later.reworded not in told
    assert later.not_ours not in told


def test_the_month_says_why_it_is_asked_again(upgraded: Household, used: Used) -> None:
    child = next(
        one
        for one in month.month_view(upgraded, country="uk").children
        if one.plan.child.id == used.children[AgeBand.FROM_10]
    )
    reasons = {one.setting_id: one.reason for one in child.plan.rechecks}
    assert len(reasons) == 2
    assert all(why == "Something has changed here since you looked on 21 November." for why in reasons.values())


def test_deciding_again_settles_it(upgraded: Household, used: Used, later: Later) -> None:
    account_id = xbox(upgraded, used).account_id
    assert account_id is not None
    settings.choose(upgraded, account_id=account_id, setting_id=later.suggested, state=ChoiceState.DONE)
    assert later.suggested not in asked_again(upgraded, used)
    history = settings.setting_history(upgraded, account_id=account_id, setting_id=later.suggested)
    assert len(history) == 2


def test_a_retired_setting_stays_readable_with_what_was_chosen(upgraded: Household, used: Used, later: Later) -> None:
    gone = {one.choice.setting_id: one for one in xbox(upgraded, used).gone}
    assert (gone[later.gone].title, gone[later.gone].why) == ("What it was called", "The maker took it away.")
    assert gone[later.gone].choice.note == f"Our note on {later.gone}"


def test_the_choices_of_a_retired_guide_stay_readable(upgraded: Household, used: Used) -> None:
    [child] = [one for one in settings.checks_view(upgraded).children if one.child.id == used.children[AgeBand.FROM_10]]
    assert {one.choice.guide_id for one in child.gone} == {"roblox"}
    assert all(one.title.startswith("Roblox: ") and one.why == "It closed." for one in child.gone)


def test_a_retired_tick_stays_readable(upgraded: Household, used: Used, later: Later) -> None:
    view = talks.talk_view(
        upgraded, topic_id=later.topic.id, band=AgeBand.FROM_10, child_id=used.children[AgeBand.FROM_10]
    )
    assert view.gone == (later.line.text,)
    assert view.record is not None
    assert later.line.id in view.record.ticked
