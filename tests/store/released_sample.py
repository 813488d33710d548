"""Write a database of today's schema with a made-up sample family in it, to be kept with the released ones."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path

from kitchentable.domain.ages import AgeBand, BirthMonth
from kitchentable.domain.family import ChoiceState, HowItWent
from kitchentable.store import children, choices, devices, keys, preferences, talks
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
    store.close()
    path.with_suffix(".key").write_text(key.hex() + "\n", encoding="ascii")
    path.with_suffix(".keys.json").write_bytes(keys.encode(keys.passphrase_ring(key, PASSPHRASE)))


if __name__ == "__main__":
    write(Path(sys.argv[1]))
