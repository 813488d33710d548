"""Five children and ten years of evenings, made through the services: what a faithful family's records come to."""

from __future__ import annotations

from datetime import datetime

from dateutil.relativedelta import relativedelta

from kitchentable.domain.ages import BirthMonth
from kitchentable.domain.family import ChoiceState, HowItWent
from kitchentable.domain.pack import Guidance
from kitchentable.domain.topics import Audience
from kitchentable.services import family, opening, settings, talks
from kitchentable.services.household import Household, child_now
from kitchentable.store import children, devices
from kitchentable.system.keychain import Keychain
from kitchentable.system.paths import Paths
from tests.fakes.clock import LONDON, FakeClock

MONTHS = 120
CHILDREN = 5
NOW = datetime(2026, 11, 21, 18, 30, tzinfo=LONDON)
_GUIDES = ("xbox", "iphone-ipad", "roblox", "whatsapp", "youtube")
_NOTE = "A sample note of an evening: what was said, what was not, and what to come back to. " * 3


def write(paths: Paths, keychain: Keychain, guidance: Guidance, *, months: int = MONTHS) -> None:
    """Make the records: each child has a talk a month, and three settings looked at. It takes a quarter of a minute."""
    clock = FakeClock(NOW - relativedelta(months=months))
    home = opening.create_household(paths=paths, keychain=keychain, guidance=guidance, clock=clock, passphrase=None)
    for number in range(CHILDREN):
        family.add_child(home, name=f"Sample {number}", born=BirthMonth(2010 + number, 3), guides=_GUIDES)
    for month in range(months):
        clock.stand_at(NOW - relativedelta(months=months - month))
        for child in children.all_children(home.store):
            _talk(home, child.id, month)
            _look(home, child.id, month)
    home.close()


def _talk(home: Household, child_id: int, month: int) -> None:
    band = child_now(home, children.child(home.store, child_id)).band
    fitting = [one for one in home.guidance.topics() if band in one.talks and one.audience is Audience.CHILD]
    topic = fitting[month % len(fitting)]
    talk = topic.talks[band]
    for line in talk.tick_ids()[:8]:
        talks.tick(home, child_id=child_id, topic_id=topic.id, band=band, line_id=line, ticked=True)
    talks.we_talked(
        home,
        child_id=child_id,
        topic_id=topic.id,
        band=band,
        how_it_went=HowItWent.WELL,
        agreed=tuple(one.child for one in talk.agree[:3]),
        note=_NOTE,
        again_on=None,
        talked_on=home.clock.today(),
    )


def _look(home: Household, child_id: int, month: int) -> None:
    accounts = devices.accounts(home.store, child_id=child_id)
    account = accounts[month % len(accounts)]
    offered = home.guidance.guide(account.guide_id).settings
    for one in range(3):
        setting = offered[(3 * month + one) % len(offered)]
        settings.choose(
            home, account_id=account.id, setting_id=setting.id, state=ChoiceState.DONE, note="Looked at together."
        )
