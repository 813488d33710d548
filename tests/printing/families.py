"""Two families that are obviously samples, for paper: one child, and six with everything the guidance has."""

from __future__ import annotations

from datetime import timedelta

from dateutil.relativedelta import relativedelta

from kitchentable.domain.ages import BirthMonth
from kitchentable.domain.agreement import Side
from kitchentable.domain.family import ChoiceState, HowItWent
from kitchentable.domain.incidents import FollowUp, Happening, Told
from kitchentable.domain.topics import Audience
from kitchentable.services import agreements, family, incidents, settings, talks
from kitchentable.services.household import Household, child_now
from kitchentable.store import children, devices
from tests.fakes.clock import FakeClock

SMALL = (("Robin Sample", 11),)
LARGE = (
    ("Ada Sample", 5),
    ("علي عيّنة", 8),
    ("Chidi-Emmanuel Montgomery-Featherstonehaugh Sample the Third", 10),
    ("Dee 🦄 Sample", 12),
    ("E" * 60, 14),
    ("Finn", 17),
)
"""Six children, with names as hostile as the records take."""

_STATES = (ChoiceState.DONE, ChoiceState.OTHERWISE, ChoiceState.NOT_FOR_US, ChoiceState.LATER)


def small_family(home: Household, clock: FakeClock) -> tuple[int, ...]:
    """Add one child with a few guides and some months behind them; return the ids."""
    return _family(home, clock, SMALL, most_guides=3)


def large_family(home: Household, clock: FakeClock) -> tuple[int, ...]:
    """Add six children who use up to 25 guides each; return the ids."""
    return _family(home, clock, LARGE, most_guides=25)


def _family(
    home: Household, clock: FakeClock, named: tuple[tuple[str, int], ...], *, most_guides: int
) -> tuple[int, ...]:
    now = clock.now()
    guides = tuple(one.id for one in home.guidance.pack.guides)[:most_guides]
    made = []
    clock.stand_at(now - relativedelta(months=2))
    for name, age in named:
        child_id = family.add_child(home, name=name, born=BirthMonth(now.year - age, 3), guides=guides).new_id
        assert child_id is not None
        _choose(home, child_id)
        _talk(home, child_id)
        _agree(home, child_id)
        made.append(child_id)
    clock.stand_at(now)
    _happened(home, made[0])
    return tuple(made)


def _choose(home: Household, child_id: int) -> None:
    for account in devices.accounts(home.store, child_id=child_id):
        guide = home.guidance.guide(account.guide_id)
        for setting, state in zip(guide.settings[:-1], _STATES, strict=False):
            note = "Friends of friends, until the summer" if state is ChoiceState.OTHERWISE else ""
            settings.choose(home, account_id=account.id, setting_id=setting.id, state=state, note=note)


def _talk(home: Household, child_id: int) -> None:
    band = child_now(home, children.child(home.store, child_id)).band
    topic = next(one for one in home.guidance.topics() if band in one.talks and one.audience is Audience.CHILD)
    talk = topic.talks[band]
    talks.tick(home, child_id=child_id, topic_id=topic.id, band=band, line_id=talk.ask[0].id, ticked=True)
    talks.we_talked(
        home,
        child_id=child_id,
        topic_id=topic.id,
        band=band,
        how_it_went=HowItWent.WELL,
        agreed=tuple(one.child for one in talk.agree),
        note="",
        again_on=None,
        talked_on=home.clock.today(),
    )


def _agree(home: Household, child_id: int) -> None:
    offered = agreements.agreement_view(home, child_id=child_id).suggestions
    own = agreements.Suggestion(Side.CHILD, "I show you a new app before I use it.", "")
    agreements.add_promises(home, child_id=child_id, promises=(*offered[:5], own))
    agreements.sign(home, child_id=child_id)


def _happened(home: Household, child_id: int) -> None:
    today = home.clock.today()
    incidents.add_note(
        home,
        happening=Happening(
            happened_on=today - timedelta(days=2),
            happened_at="after school",
            what="Somebody asked for a picture.\nWe stopped answering and kept the chat.",
            child_id=child_id,
            situation_id=home.guidance.situations()[0].id,
            app="A sample chat",
            kept="Chat left on the phone; phone in my drawer.",
            told=(Told("The school", today - timedelta(days=1), "A-17"), Told("Sample line")),
            follow_ups=(
                FollowUp("Ring the school again", today + timedelta(days=7)),
                FollowUp("Block the account", None, today),
            ),
        ),
    )
