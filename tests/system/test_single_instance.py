"""One app per data folder, seen between real processes."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kitchentable.domain.errors import CannotWrite, StoreLocked
from kitchentable.system.paths import Paths
from kitchentable.system.single_instance import SingleInstance

ROOT = Path(__file__).resolve().parents[2]
SECOND = """
import sys
from pathlib import Path
from kitchentable.domain.errors import StoreLocked
from kitchentable.system.paths import Paths
from kitchentable.system.single_instance import SingleInstance
with SingleInstance(Paths.of(Path(sys.argv[1])), answer_seconds=float(sys.argv[2])) as instance:
    if instance.claim():
        print("first")
    else:
        try:
            instance.ask_to_come_forward()
            print("second")
        except StoreLocked as trouble:
            print(trouble.message)
"""


@pytest.fixture(params=["data", "d" * 200])
def paths(request: pytest.FixtureRequest, tmp_path: Path) -> Paths:
    return Paths.of(tmp_path / str(request.param))


@pytest.fixture
def called() -> threading.Event:
    return threading.Event()


@pytest.fixture
def first(paths: Paths, called: threading.Event) -> Iterator[SingleInstance]:
    with SingleInstance(paths) as instance:
        assert instance.claim()
        instance.listen(called.set)
        yield instance


@pytest.mark.usefixtures("first")
def test_a_second_start_brings_the_first_forward_and_ends(paths: Paths, called: threading.Event) -> None:
    assert _start_again(paths) == "second"
    assert called.is_set()
    called.clear()
    assert _start_again(paths) == "second"
    assert called.is_set()


def test_when_the_first_has_ended_the_next_is_first_and_nothing_is_left(paths: Paths, first: SingleInstance) -> None:
    first.close()
    assert not paths.socket.exists()
    assert _start_again(paths) == "first"


def test_a_start_after_a_crash_is_first_though_the_socket_was_left(paths: Paths, called: threading.Event) -> None:
    paths.prepare()
    with socket.socket(socket.AF_UNIX) as crashed:
        paths.socket.parent.mkdir(exist_ok=True)
        crashed.bind(str(paths.socket))
    with SingleInstance(paths) as instance:
        assert instance.claim()
        instance.listen(called.set)
        assert _start_again(paths) == "second"


def test_a_first_that_does_not_listen_is_told_in_one_sentence(paths: Paths) -> None:
    with SingleInstance(paths) as instance:
        assert instance.claim()
        told = _start_again(paths, seconds=0.3)
    assert told.startswith("Kitchen Table is already open but does not answer")


def test_a_first_that_hears_but_does_not_answer_is_told_as_well(paths: Paths) -> None:
    with SingleInstance(paths) as instance:
        assert instance.claim()
        paths.socket.parent.mkdir(exist_ok=True)
        with socket.socket(socket.AF_UNIX) as deaf:
            deaf.bind(str(paths.socket))
            deaf.listen()
            with pytest.raises(StoreLocked):
                SingleInstance(paths, answer_seconds=0.3).ask_to_come_forward()


@pytest.mark.usefixtures("first")
def test_noise_on_the_socket_is_not_a_call_and_does_not_stop_it(paths: Paths, called: threading.Event) -> None:
    for noise in (b"", b"x", b"\xff" * 5000):
        with socket.socket(socket.AF_UNIX) as caller:
            caller.connect(str(paths.socket))
            caller.sendall(noise)
            caller.shutdown(socket.SHUT_WR)
            try:
                answer = caller.recv(10)
            except ConnectionResetError:
                answer = b""
            assert answer == b""
    assert not called.is_set()
    assert _start_again(paths) == "second"


def test_two_folders_are_two_apps(tmp_path: Path) -> None:
    with SingleInstance(Paths.of(tmp_path / "one")) as one, SingleInstance(Paths.of(tmp_path / "two")) as two:
        assert one.claim()
        assert two.claim()


def test_a_folder_that_can_t_be_written_is_one_clear_sentence() -> None:
    with pytest.raises(CannotWrite):
        SingleInstance(Paths.of(Path("/proc/kitchentable"))).claim()


def _start_again(paths: Paths, seconds: float = 10) -> str:
    """Start a second process on the folder; return what it says."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", SECOND, str(paths.data), str(seconds)],
        cwd=ROOT / "app",
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
