"""A file is written whole or not at all."""

from __future__ import annotations

import errno
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kitchentable.domain.errors import CannotWrite
from kitchentable.system.files import cannot_write, write_atomically


def test_it_writes_with_the_mode_asked_for_and_leaves_nothing_else(tmp_path: Path) -> None:
    old_mask = os.umask(0o077)
    try:
        write_atomically(tmp_path / "private", b"one")
        write_atomically(tmp_path / "public", b"two", mode=0o644)
    finally:
        os.umask(old_mask)
    assert (tmp_path / "private").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "public").stat().st_mode & 0o777 == 0o644
    assert sorted(one.name for one in tmp_path.iterdir()) == ["private", "public"]


def test_it_replaces_what_was_there(tmp_path: Path) -> None:
    file = tmp_path / "file"
    write_atomically(file, b"old")
    write_atomically(file, b"new")
    assert file.read_bytes() == b"new"


def test_a_name_as_long_as_names_can_be_is_written(tmp_path: Path) -> None:
    write_atomically(tmp_path / ("n" * 255), b"x")
    assert (tmp_path / ("n" * 255)).read_bytes() == b"x"


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("/proc/version", "please choose another place"),
        ("/dev/null/file", "is not there"),
        ("{folder}/missing/file", "is not there"),
        ("{folder}", "is a folder"),
    ],
)
def test_a_place_that_takes_nothing_is_one_clear_sentence(tmp_path: Path, target: str, words: str) -> None:
    with pytest.raises(CannotWrite, match=words) as caught:
        write_atomically(Path(target.format(folder=tmp_path)), b"x")
    assert caught.value.message.endswith(".")
    assert list(tmp_path.iterdir()) == []


def test_each_cause_has_a_sentence_of_its_own(tmp_path: Path) -> None:
    causes = [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.ENOENT, errno.EISDIR, errno.EIO]
    words = {cannot_write(tmp_path / "file", OSError(cause, "why")).message for cause in causes}
    assert len(words) == len(causes)
    assert "full" in cannot_write(tmp_path / "file", OSError(errno.ENOSPC, "why")).message


def test_a_write_that_breaks_off_half_way_leaves_the_old_file_and_no_draft(tmp_path: Path) -> None:
    file = tmp_path / "file"
    write_atomically(file, b"old")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))  # the kernel stops the write, as a full disk would
    try:
        with pytest.raises(CannotWrite):
            write_atomically(file, b"new" * 1000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_real_full_disk_says_so_and_keeps_the_old_file(tmp_path: Path) -> None:
    script = """
import sys
from pathlib import Path
from kitchentable.domain.errors import CannotWrite
from kitchentable.system.files import write_atomically
file = Path(sys.argv[1]) / "file"
write_atomically(file, b"old")
try:
    write_atomically(file, b"n" * 200_000)
except CannotWrite as trouble:
    print(trouble.message)
assert file.read_bytes() == b"old", "the old file is gone"
assert [one.name for one in file.parent.iterdir()] == ["file"], "a draft is left"
"""
    mine = [] if os.geteuid() == 0 else ["--map-root-user"]
    mount = f'mount -t tmpfs -o size=64k tmpfs "{tmp_path}" && exec "$@"'
    done = subprocess.run(
        ["unshare", *mine, "--mount", "sh", "-c", mount, "sh", sys.executable, "-c", script, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2] / "app")},
    )
    assert done.returncode == 0, done.stderr
    assert "is full: please free some space" in done.stdout


def test_what_is_not_a_file_stays_what_it_is(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for place, said in ((tmp_path / "pipe", "is not a file"), (Path(), "give the file a name")):
        with pytest.raises(CannotWrite, match=said):
            write_atomically(place, b"words")
    assert [one.is_fifo() for one in tmp_path.iterdir()] == [True]
