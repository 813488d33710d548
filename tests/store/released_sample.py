"""Write a database of today's schema with a made-up sample family in it, to be kept with the released ones."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime, time
from pathlib import Path

from kitchentable.domain.ages import AgeBand, BirthMonth
from kitchentable.domain.agreement import Side
from kitchentable.domain.check_ins import FAMILY
from kitchentable.domain.family import ChoiceState, HowItWent
from kitchentable.domain.incidents import FollowUp, Happening, Told
from kitchentable.domain.recurrence import ByDay, ByWeekday, MonthlySlot
from kitchentable.store import (
    agreements,
    check_ins,
    children,
    choices,
    devices,
    incidents,
    keys,
    month,
    preferences,
    reminders,
    talks,
)
from kitchentable.store.connection import Store

PASSPHRASE = "sample passphrase with é"  # noqa: S105 - a sample
NOW = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)


def write(path: Path) -> None:
    """Write the database, and beside it its key, open and sealed under PASSPHRASE."""
    key = keys.new_key()
    store = Store.create(path, key)
    with store.transaction():
        child_id = children.add(store, name="Sample child", born=BirthMonth(2015, 3), added_at=NOW)
        devices.show_account(store, child_id=child_id, guide_id="sample-guide")
        [account] = devices.accounts(store, child_id=child_id)
        choices.add(
            store,
            choices.NewChoice(
                account_id=account.id,
                guide_id="sample-guide",
                setting_id="sample-setting",
                state=ChoiceState.OTHERWISE,
                chosen_by="Sample parent",
                chosen_at=NOW,
                note="A sample note, with an emoji: 🌳",
                guidance_version="2026.07.01",
                review_on=date(2027, 11, 21),
            ),
        )
        for topic_id, finished in (("sample-talk", True), ("sample-begun", False)):
            record_id = talks.begin(
                store,
                child_id=child_id,
                topic_id=topic_id,
                band=AgeBand.FROM_10,
                started_at=NOW,
                guidance_version="2026.07.01",
            )
            talks.set_tick(store, record_id=record_id, line_id="ask-1", ticked=True)
            if finished:
                ending = talks.Ending(
                    date(2026, 11, 21), HowItWent.SO_SO, ("A sample promise.",), "", date(2027, 2, 1), "2026.07.01"
                )
                talks.finish(store, record_id=record_id, ending=ending)
        preferences.put(store, "sample", "value")
        _of_schema_2(store, child_id=child_id, record_id=record_id)
        check_ins.put(store, of_schema_3(child_id, child_id + 1))
    store.close()
    path.with_suffix(".key").write_text(key.hex() + "\n", encoding="ascii")
    path.with_suffix(".keys.json").write_bytes(keys.encode(keys.passphrase_ring(key, PASSPHRASE)))


def _of_schema_2(store: Store, *, child_id: int, record_id: int) -> None:
    """Write what schema 2 brought: a shared device, an agreement and the one before, a note, a skip, a reminder."""
    other = children.add(store, name="Other sample child", born=BirthMonth(2013, 9), added_at=NOW)
    device_id = devices.add_device(store, name="Sample console", guide_id="shared-guide", added_at=NOW)
    for one in (child_id, other):
        devices.put_on(store, devices.device(store, device_id), child_id=one)
    choice_id = choices.add(
        store,
        choices.NewChoice(
            account_id=None,
            guide_id="shared-guide",
            setting_id="shared-setting",
            state=ChoiceState.DONE,
            chosen_by="",
            chosen_at=NOW,
            note="",
            guidance_version="2026.07.01",
            review_on=None,
            device_id=device_id,
        ),
    )
    agreement_id = agreements.begin(store, child_id=child_id, made_on=NOW.date(), review_on=date(2027, 2, 21))
    for promise in (
        agreements.NewPromise(Side.CHILD, "A sample promise.", talk_id=record_id),
        agreements.NewPromise(Side.PARENT, "What is set stays set.", choice_id=choice_id),
    ):
        agreements.add_promise(store, agreement_id=agreement_id, new=promise)
    agreements.sign(store, agreement_id=agreement_id, signed_on=NOW.date())
    [old] = agreements.agreements(store, child_id=child_id)
    agreements.replace(store, old, made_on=NOW.date(), review_on=None)
    happening = Happening(
        happened_on=date(2026, 11, 20),
        what="A sample happening.",
        child_id=child_id,
        situation_id="sample-situation",
        happened_at="after school",
        app="Sample app",
        kept="The address, on paper.",
        told=(Told("The school", date(2026, 11, 21), "S-1"),),
        follow_ups=(FollowUp("Call again", date(2026, 11, 28)), FollowUp("Thank them", None, date(2026, 11, 21))),
    )
    incidents.add(store, happening, written_at=NOW)
    month.skip(store, child_id=child_id, month=NOW.date(), topic_id="sample-skipped", skipped_at=NOW)
    reminders.put(store, reminders.KeptReminder(kind="day", day=-1, at=time(18, 30), on=True, since=NOW))


def of_schema_3(child_id: int, other_id: int) -> check_ins.KeptCheckIns:
    """Return what schema 3 brought: the check-ins, with a day of its own for each child."""
    return check_ins.KeptCheckIns(
        until=time(20, 45),
        own=(
            check_ins.OwnSlot(child_id, MonthlySlot(ByDay(25), time(17), time(20)), NOW),
            check_ins.OwnSlot(other_id, MonthlySlot(ByWeekday(-1, 5), time(10, 30), time(12)), NOW),
        ),
        skipped=(check_ins.Skipped(2026, 10, FAMILY), check_ins.Skipped(2026, 12, child_id)),
        pauses=(check_ins.Pause(date(2026, 7, 20), date(2026, 9, 1)),),
        switches=(check_ins.Switch(NOW, on=True),),
        mark="0123456789abcdef0123456789abcdef",
        calendar=check_ins.KeptCalendar("/home/sample/kitchen-table.ics", "written", ""),
    )


if __name__ == "__main__":
    write(Path(sys.argv[1]))
