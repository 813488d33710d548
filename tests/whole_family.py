"""Random families for property tests: all that the records can hold, odd texts, gaps in ids, and every rule kept."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Literal

from hypothesis import strategies as st

from kitchentable.domain.ages import AgeBand
from kitchentable.domain.errors import BadInput
from kitchentable.domain.export import (
    Everything,
    ExportedAccount,
    ExportedAgreement,
    ExportedCalendar,
    ExportedCheckIn,
    ExportedChild,
    ExportedChoice,
    ExportedDevice,
    ExportedFollowUp,
    ExportedIncident,
    ExportedOwnCheckIn,
    ExportedPause,
    ExportedPromise,
    ExportedReminder,
    ExportedSkip,
    ExportedSkippedCheckIn,
    ExportedSwitch,
    ExportedTalk,
    ExportedTold,
)
from kitchentable.domain.family import ChoiceState, HowItWent
from kitchentable.domain.names import clean_name

_LETTERS = st.characters(exclude_categories=["Cs"])
texts = st.text(_LETTERS, max_size=30)
words = st.text(_LETTERS, min_size=1, max_size=30)
ids = st.integers(1, 2**53 - 1)
days = st.dates()
maybe_days = st.none() | days
offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments = st.datetimes(datetime(1990, 1, 1), datetime(2200, 1, 1), timezones=offsets)  # noqa: DTZ001 - the zone comes from offsets
months = st.builds("{:04d}-{:02d}".format, st.integers(1900, 2200), st.integers(1, 12))


def _tidy(text: str) -> bool:
    try:
        return clean_name(text) == text
    except BadInput:
        return False


names = st.text(_LETTERS, min_size=1, max_size=20).filter(_tidy) | st.sampled_from(("Ava", "Zoë", "אבא", "👧🏽"))


times = st.builds("{:02d}:{:02d}".format, st.integers(0, 23), st.integers(0, 59))
reminders = st.builds(
    ExportedReminder,
    kind=st.sampled_from(("weekday", "day")),
    nth=st.sampled_from((1, 2, 3, 4, -1)),
    weekday=st.integers(0, 6),
    day=st.sampled_from((-1, *range(1, 29))),
    at=times,
    is_on=st.booleans(),
    since=st.none() | moments,
)
check_ins = st.builds(ExportedCheckIn, until=times, mark=st.sampled_from(("", "0123456789abcdef" * 2, "f" * 32)))
calendars = st.builds(ExportedCalendar, path=words, written=texts, trouble=texts)


def _own_check_ins(child_id: int) -> st.SearchStrategy[ExportedOwnCheckIn]:
    return st.builds(
        ExportedOwnCheckIn,
        child_id=st.just(child_id),
        kind=st.sampled_from(("weekday", "day")),
        nth=st.sampled_from((1, 2, 3, 4, -1)),
        weekday=st.integers(0, 6),
        day=st.sampled_from((-1, *range(1, 29))),
        at=times,
        until=times,
        since=moments,
    )


class _Family:
    """Draws one family, part by part; what points to something points to what is there."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw

    def whole(self) -> Everything:
        """Return a whole family."""
        children = tuple(self._child(one) for one in self._ids(3))
        devices = tuple(self._device(one) for one in self._ids(2))
        accounts = self._accounts(children, devices)
        talks = self._talks(children)
        choices = self._choices(accounts, devices)
        return Everything(
            children=children,
            devices=devices,
            accounts=accounts,
            choices=choices,
            talks=talks,
            agreements=self._agreements(children, talks, choices),
            incidents=self._incidents(children),
            skipped_talks=self._skips(children),
            reminder=self._draw(st.none() | reminders),
            check_in=self._draw(st.none() | check_ins),
            own_check_ins=tuple(self._draw(_own_check_ins(one.id)) for one in children if self._draw(st.booleans())),
            skipped_check_ins=self._skipped_check_ins(children),
            pauses=tuple(
                ExportedPause(place=place, begins=self._draw(days), until=self._draw(days)) for place in self._ids(2)
            ),
            switches=tuple(
                ExportedSwitch(place=place, at=self._draw(moments), is_on=self._draw(st.booleans()))
                for place in self._ids(3)
            ),
            calendar=self._draw(st.none() | calendars),
            preferences=dict(sorted(self._draw(st.dictionaries(words, texts, max_size=3)).items())),
        )

    def _ids(self, most: int) -> list[int]:
        return sorted(self._draw(st.lists(ids, max_size=most, unique=True)))

    def _child(self, one: int) -> ExportedChild:
        draw = self._draw
        return ExportedChild(id=one, name=draw(names), born=draw(months), added_at=draw(moments))

    def _device(self, one: int) -> ExportedDevice:
        draw = self._draw
        return ExportedDevice(
            id=one, name=draw(words), guide_id=draw(words), added_at=draw(moments), hidden=draw(st.booleans())
        )

    def _accounts(
        self, children: tuple[ExportedChild, ...], devices: tuple[ExportedDevice, ...]
    ) -> tuple[ExportedAccount, ...]:
        draw = self._draw
        made: dict[tuple[int, str, int | None], ExportedAccount] = {}
        for one in self._ids(4) if children else ():
            account = ExportedAccount(
                id=one,
                child_id=draw(st.sampled_from(children)).id,
                guide_id=draw(words),
                device_id=draw(st.sampled_from([None, *(device.id for device in devices)])),
                hidden=draw(st.booleans()),
            )
            made.setdefault((account.child_id, account.guide_id, account.device_id), account)
        return tuple(made.values())

    def _choices(
        self, accounts: tuple[ExportedAccount, ...], devices: tuple[ExportedDevice, ...]
    ) -> tuple[ExportedChoice, ...]:
        draw = self._draw
        owners = [(one.id, None) for one in accounts] + [(None, one.id) for one in devices]
        made = []
        for one in self._ids(5) if owners else ():
            account_id, device_id = draw(st.sampled_from(owners))
            made.append(
                ExportedChoice(
                    id=one,
                    account_id=account_id,
                    device_id=device_id,
                    guide_id=draw(words),
                    setting_id=draw(words),
                    state=draw(st.sampled_from(ChoiceState)),
                    chosen_by=draw(texts),
                    chosen_at=draw(moments),
                    note=draw(texts),
                    guidance_version=draw(texts),
                    review_on=draw(maybe_days),
                )
            )
        return tuple(made)

    def _talks(self, children: tuple[ExportedChild, ...]) -> tuple[ExportedTalk, ...]:
        draw, made, begun = self._draw, [], set()
        for one in self._ids(4) if children else ():
            talk = ExportedTalk(
                id=one,
                child_id=draw(st.sampled_from(children)).id,
                topic_id=draw(words),
                band=draw(st.sampled_from(AgeBand)),
                started_at=draw(moments),
                talked_on=draw(maybe_days),
                how_it_went=draw(st.none() | st.sampled_from(HowItWent)),
                note=draw(texts),
                again_on=draw(maybe_days),
                guidance_version=draw(texts),
                ticked=tuple(sorted(draw(st.sets(words, max_size=3)), key=str.encode)),
                agreed=tuple(draw(st.lists(words, max_size=3))),
            )
            unfinished = (talk.child_id, talk.topic_id, talk.band) if talk.talked_on is None else one
            if unfinished not in begun:
                begun.add(unfinished)
                made.append(talk)
        return tuple(made)

    def _agreements(
        self,
        children: tuple[ExportedChild, ...],
        talks: tuple[ExportedTalk, ...],
        choices: tuple[ExportedChoice, ...],
    ) -> tuple[ExportedAgreement, ...]:
        draw, holding, made, promise_id = self._draw, set(), [], 0
        all_ids = self._ids(3) if children else []
        for place, one in enumerate(all_ids):
            child_id = draw(st.sampled_from(children)).id
            replaced = draw(st.booleans()) or child_id in holding
            if not replaced:
                holding.add(child_id)
            promises = []
            for _ in range(draw(st.integers(0, 3))):
                promise_id += draw(st.integers(1, 9))
                promises.append(self._promise(promise_id, talks, choices))
            made.append(
                ExportedAgreement(
                    id=one,
                    child_id=child_id,
                    made_on=draw(days),
                    review_on=draw(maybe_days),
                    signed_on=draw(maybe_days),
                    replaced_on=draw(days) if replaced else None,
                    replaced_by=draw(st.sampled_from([None, *all_ids[place + 1 :]])) if replaced else None,
                    promises=tuple(promises),
                )
            )
        return tuple(made)

    def _promise(
        self, one: int, talks: tuple[ExportedTalk, ...], choices: tuple[ExportedChoice, ...]
    ) -> ExportedPromise:
        draw = self._draw
        talk_id = draw(st.sampled_from([None, *(talk.id for talk in talks)]))
        choice_id = draw(st.sampled_from([None, *(choice.id for choice in choices)])) if talk_id is None else None
        side: Literal["child", "parent"] = "child" if draw(st.booleans()) else "parent"
        return ExportedPromise(id=one, side=side, sentence=draw(words), talk_id=talk_id, choice_id=choice_id)

    def _incidents(self, children: tuple[ExportedChild, ...]) -> tuple[ExportedIncident, ...]:
        draw, made, count = self._draw, [], 0
        for one in self._ids(3):
            told = tuple(
                ExportedTold(id=count + place, who=draw(words), told_on=draw(maybe_days), reference=draw(texts))
                for place in range(1, draw(st.integers(1, 3)))
            )
            todo = tuple(
                ExportedFollowUp(id=count + place, what=draw(words), due_on=draw(maybe_days), done_on=draw(maybe_days))
                for place in range(1, draw(st.integers(1, 3)))
            )
            count += 3
            made.append(
                ExportedIncident(
                    id=one,
                    child_id=draw(st.sampled_from([None, *(child.id for child in children)])),
                    situation_id=draw(st.none() | words),
                    happened_on=draw(days),
                    happened_at=draw(texts),
                    what=draw(words),
                    app=draw(texts),
                    kept=draw(texts),
                    written_at=draw(moments),
                    closed_on=draw(maybe_days),
                    told=told,
                    follow_ups=todo,
                )
            )
        return tuple(made)

    def _skipped_check_ins(self, children: tuple[ExportedChild, ...]) -> tuple[ExportedSkippedCheckIn, ...]:
        draw = self._draw
        made: dict[tuple[str, int | None], ExportedSkippedCheckIn] = {}
        for one in self._ids(3):
            whose = draw(st.sampled_from([None, *(child.id for child in children)]))
            skip = ExportedSkippedCheckIn(id=one, month=draw(months), child_id=whose)
            made.setdefault((skip.month, whose), skip)
        return tuple(made.values())

    def _skips(self, children: tuple[ExportedChild, ...]) -> tuple[ExportedSkip, ...]:
        draw, made = self._draw, {}
        for _ in range(draw(st.integers(0, 2)) if children else 0):
            skip = ExportedSkip(
                child_id=draw(st.sampled_from(children)).id,
                month=draw(months),
                topic_id=draw(words),
                skipped_at=draw(moments),
            )
            made[skip.child_id, skip.month, skip.topic_id.encode()] = skip
        return tuple(one for _, one in sorted(made.items()))


@st.composite
def families(draw: st.DrawFn) -> Everything:
    """Draw a whole family."""
    return _Family(draw).whole()
