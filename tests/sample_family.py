"""A family that is obviously a sample, with some months behind it: for the tour, journeys and measurements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from dateutil.relativedelta import relativedelta

from kitchentable.domain.ages import AgeBand, BirthMonth
from kitchentable.domain.family import Account, ChoiceState, HowItWent
from kitchentable.domain.recurrence import ByDay, MonthlySlot
from kitchentable.domain.topics import Audience, Topic
from kitchentable.services import check_in_answers, family, reminders, settings, talks
from kitchentable.services.household import Household, child_now
from kitchentable.store import children, devices
from tests.fakes.clock import FakeClock
from tests.fakes.scheduler import FakeScheduler

ROBIN = "Robin Sample"
SAM = "Sam Sample"

_MONTHS_BACK = (9, 8, 6, 5, 4, 2, 1)
"""How many months ago Robin's sample talks were."""


_USUAL = ("iphone-ipad", "roblox", "whatsapp", "xbox")
"""What the sample children use, of what the guidance has."""


@dataclass(frozen=True, slots=True)
class SampleFamily:
    """The ids of what was made."""

    robin: int
    sam: int


def add_sample_family(home: Household, clock: FakeClock) -> SampleFamily:
    """Add two children who use our guides, with talks and choices of the last months; the clock ends where it was."""
    now = clock.now()
    known = [one for one in _USUAL if home.guidance.find_guide(one)]
    robin = _add(home, ROBIN, BirthMonth(now.year - 11, 3), tuple(known[:3]))
    sam = _add(home, SAM, BirthMonth(now.year - 13, 4), tuple(known[-1:]))
    for back in _MONTHS_BACK:
        clock.stand_at(now - relativedelta(months=back))
        _talk(home, robin, back)
    clock.stand_at(now - relativedelta(months=5))
    for account in devices.accounts(home.store, child_id=robin):
        _choose_some(home, account)
    clock.stand_at(now)
    _begin_this_month(home, robin)
    return SampleFamily(robin, sam)


def add_check_ins(home: Household, clock: FakeClock, sample: SampleFamily) -> FakeScheduler:
    """Turn reminders on two months ago, with a day of their own for Sam: one check-in is due now; return what wakes."""
    now, scheduler = clock.now(), FakeScheduler()
    clock.stand_at(now - relativedelta(months=2))
    reminders.turn_on(home, scheduler=scheduler, command=("kitchentable", "remind", "--check"))
    check_in_answers.set_own_slot(home, child_id=sample.sam, slot=MonthlySlot(ByDay(25), time(17), time(20)))
    clock.stand_at(now)
    reminders.refresh_due(home)
    return scheduler


def _add(home: Household, name: str, born: BirthMonth, guides: tuple[str, ...]) -> int:
    child_id = family.add_child(home, name=name, born=born, guides=guides).new_id
    assert child_id is not None
    return child_id


def _talk(home: Household, child_id: int, place: int) -> None:
    band = child_now(home, children.child(home.store, child_id)).band
    topics = _fitting(home, band)
    topic = topics[place % (len(topics) - 1)]
    talk = topic.talks[band]
    for line_id in talk.tick_ids()[:5]:
        talks.tick(home, child_id=child_id, topic_id=topic.id, band=band, line_id=line_id, ticked=True)
    talks.we_talked(
        home,
        child_id=child_id,
        topic_id=topic.id,
        band=band,
        how_it_went=HowItWent.WELL,
        agreed=(talk.agree[0].child,),
        note="A sample note.",
        again_on=None,
        talked_on=home.clock.today(),
    )


def _fitting(home: Household, band: AgeBand) -> list[Topic]:
    """Return the first topics that a child of a band can talk about, fewer than there are, so that one stays new."""
    fitting = [one for one in home.guidance.topics() if band in one.talks and one.audience is Audience.CHILD]
    return fitting[:4]


def _choose_some(home: Household, account: Account) -> None:
    """Decide the first settings of an account, so that some are done and some come up again."""
    states = (ChoiceState.DONE, ChoiceState.DONE, ChoiceState.OTHERWISE, ChoiceState.NOT_FOR_US)
    guide = home.guidance.guide(account.guide_id)
    for setting, state in zip(guide.settings, states, strict=False):
        note = "Friends of friends, until the summer" if state is ChoiceState.OTHERWISE else ""
        settings.choose(home, account_id=account.id, setting_id=setting.id, state=state, note=note)


def _begin_this_month(home: Household, child_id: int) -> None:
    """Tick two lines of a topic not talked about yet."""
    band = child_now(home, children.child(home.store, child_id)).band
    topic = _fitting(home, band)[-1]
    for line_id in topic.talks[band].tick_ids()[:2]:
        talks.tick(home, child_id=child_id, topic_id=topic.id, band=band, line_id=line_id, ticked=True)
