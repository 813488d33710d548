"""Full disks, read-only places, another program on the file, and a program killed in the middle."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from kitchentable.domain.errors import CannotWrite, StoreLocked
from kitchentable.store import children, preferences, talks
from kitchentable.store.connection import Store

ROOT = Path(__file__).parents[2]
PLACE = "/mnt"
"""Where each private mount namespace has its little disk; nobody else sees it."""


class Answer(NamedTuple):
    """A row of one value."""

    value: int


def command(work: str, path: Path | str) -> list[str]:
    return [sys.executable, "-W", "error", "-m", "tests.store.outside", work, str(path)]


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": f"{ROOT / 'app'}{os.pathsep}{ROOT}"}


def start(work: str, path: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command(work, path),
        cwd=ROOT,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def on_a_small_disk(script: str) -> list[str]:
    """Run a shell script in a mount namespace of its own, with a disk of 200 KiB at PLACE; return its lines."""
    inside = ["unshare", "--map-root-user", "--mount", "sh", "-e", "-c"]
    mount = f"mount -t tmpfs -o size=200k tmpfs {PLACE}"
    if subprocess.run([*inside, mount], capture_output=True, check=False).returncode != 0:
        pytest.skip("this system gives no private mounts")
    done = subprocess.run(
        [*inside, f"{mount}\n{script}"], cwd=ROOT, env=environment(), capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()


def shell(work: str) -> str:
    return " ".join(command(work, f"{PLACE}/family.db"))


def test_a_disk_that_fills_up_keeps_every_write_it_took() -> None:
    lines = on_a_small_disk(f"{shell('create')}\n{shell('fill')}")
    assert lines[:2] == ["done", "family.db"]
    assert lines[2].startswith("CannotWrite: The disk is full")
    assert lines[3:] == ["idle", "True True"]


def test_a_full_disk_at_the_very_start_leaves_nothing() -> None:
    lines = on_a_small_disk(f"dd if=/dev/zero of={PLACE}/big bs=1k count=190 status=none\n{shell('create')}")
    assert lines[0].startswith("CannotWrite: The disk is full")
    assert lines[1:] == ["big"]


def test_records_on_a_read_only_disk_can_be_read() -> None:
    read_only = f"mount -o remount,ro {PLACE}"
    lines = on_a_small_disk(f"{shell('create')}\n{read_only}\n{shell('read_then_write')}")
    assert lines[2] == "0"
    assert lines[3].startswith("CannotWrite: Your records are in a place that can only be read")


def test_no_records_are_made_on_a_read_only_disk() -> None:
    lines = on_a_small_disk(f"mount -o remount,ro {PLACE}\n{shell('create')}")
    assert lines[0].startswith("CannotWrite: Your records are in a place that can only be read")
    assert lines[1:] == ["nothing left"]


def change_both(store: Store) -> None:
    with store.transaction():
        preferences.put(store, "small", "changed")
        preferences.put(store, "large", "x" * 500_000)


def test_a_limit_inside_sqlite_reads_as_a_full_disk_too(store: Store) -> None:
    """The same sentence where no private mounts are to be had."""
    store.rows(Answer, "PRAGMA max_page_count = 30")
    with store.transaction():
        preferences.put(store, "small", "fits")
    with pytest.raises(CannotWrite, match="disk is full"):
        change_both(store)
    assert not store.in_transaction
    assert preferences.get(store, "small") == "fits"


def test_another_program_that_writes_is_waited_for_and_then_named(store: Store) -> None:
    other = start("hold", store.path)
    assert other.stdout is not None
    assert other.stdout.readline() == "holding\n"
    with pytest.raises(StoreLocked, match="Another program"), store.transaction():
        preferences.put(store, "ours", "no")
    assert preferences.get(store, "held") is None  # reading goes on meanwhile
    other.communicate("let go\n")
    assert other.returncode == 0
    with store.transaction():
        preferences.put(store, "ours", "yes")
    assert (preferences.get(store, "held"), preferences.get(store, "ours")) == ("yes", "yes")


def test_a_program_killed_while_ticking_loses_no_tick_it_said_was_saved(store: Store) -> None:
    said: set[str] = set()
    for kill_after in (1, 2, 7, 20):
        writer = start("tick_for_ever", store.path)
        assert writer.stdout is not None
        said.update(writer.stdout.readline().strip() for _ in range(kill_after))
        writer.send_signal(signal.SIGKILL)
        rest, _ = writer.communicate()
        said.update(rest.split("\n")[:-1])  # what follows the last line break was not fully said
    store.close()
    again = Store.open(store.path, bytes(range(32)))
    kept = set()
    for child in children.all_children(again):
        kept |= {line for record in talks.records(again, child_id=child.id) for line in record.ticked}
    again.close()
    assert len(said) >= 30
    assert said <= kept
    assert len(kept - said) <= 4  # at most one tick for each kill was saved and not yet said
