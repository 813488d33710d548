"""A pack from a school, through the real window: looked at, installed, talked about, removed, still readable."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kitchentable.domain.errors import GuidanceFault
from kitchentable.domain.pack import Guidance
from kitchentable.guidance import signing
from kitchentable.guidance.foreign import open_seal
from kitchentable.services import opening, talks
from kitchentable.services.packs import add_installed
from tests.foreign_sample import KEY, PUBLISHER, SLUG, their_file
from tests.journeys.conftest import Computer
from tests.sample_family import ROBIN
from tests.ui.probes.person import Person

TITLE = "Phones at our school"


@pytest.fixture
def computer(qtbot: QtBot, qapp: QApplication, tmp_path: Path, our_guidance: Guidance) -> Computer:
    """Return a family's computer with guidance of its own: packs change it while it runs."""
    return Computer(qtbot, qapp, tmp_path / "data", Guidance(our_guidance.pack))


def _preferences(person: Person) -> None:
    person.clicks("Preferences")
    person.waits_to_see("Open a pack…")


def _opens(person: Person, file: Path) -> None:
    person.clicks("Open a pack…")
    person.saves_as(file)


def test_a_pack_comes_is_used_and_goes(computer: Computer, tmp_path: Path, our_guidance: Guidance) -> None:
    file = their_file(tmp_path)
    family = computer.settle_in()
    person = computer.start()
    person.waits_to_see(f"{ROBIN}, 11")
    looks_and_installs(person, computer, file)
    talks_about_it(person, computer)
    computer.close()

    person = computer.start()
    person.waits_to_see(f"{ROBIN}, 11")
    removes_it(person)
    computer.close()

    the_record_is_readable(computer, family.robin, Guidance(our_guidance.pack))


def looks_and_installs(person: Person, computer: Computer, file: Path) -> None:
    """Open the file, read whose it is, and only then install it."""
    _preferences(person)
    assert person.sees("Kitchen Table’s own:")
    _opens(person, file)
    person.waits_to_see(f"A pack from {PUBLISHER}")
    assert person.sees(signing.fingerprint(signing.public_bytes(KEY)))
    assert person.sees("It holds 1 talk, 1 contact.")
    assert person.sees(TITLE)
    assert person.sees("Kitchen Table has not read them either.")
    assert not computer.paths.packs.exists()
    person.clicks(f"Install the pack from {PUBLISHER}")
    person.waits_to_see(f"From {PUBLISHER}")
    person.waits_until_gone(f"A pack from {PUBLISHER}")


def talks_about_it(person: Person, computer: Computer) -> None:
    """Find the school's talk, which says whose it is; tick a line and say that it was had."""
    person.clicks("Talks")
    person.waits_to_see(f"Who is watching? From {PUBLISHER}.")
    person.clicks(TITLE)
    person.waits_to_see("Who do you like to watch?")
    assert person.sees(f"Who is watching? From {PUBLISHER}.")
    person.clicks("“Who do you like to watch?”")
    computer.rest()
    person.clicks("We talked")
    person.waits_to_see("A note for yourself")
    person.clicks("Save")
    person.waits_until_gone("A note for yourself")


def removes_it(person: Person) -> None:
    """Take the pack away; its talk goes."""
    _preferences(person)
    person.clicks(f"Remove the pack from {PUBLISHER}")
    person.waits_to_see("What you ticked and noted stays.")
    person.clicks("Remove the pack")
    person.waits_until_gone(f"From {PUBLISHER}")
    person.clicks("Talks")
    person.waits_to_see("Ten minutes each.")
    person.waits_until_gone(TITLE)


def the_record_is_readable(computer: Computer, child_id: int, guidance: Guidance) -> None:
    """Read the record from the stored family, as the app does at its next start."""
    add_installed(computer.paths, guidance)
    home = opening.open_household(
        paths=computer.paths, keychain=computer.keychain, guidance=guidance, clock=computer.clock, passphrase=None
    )
    lines = talks.records_view(home, child_id=child_id)
    home.close()
    (line,) = [one for one in lines if one.record.topic_id.startswith(SLUG)]
    assert (line.topic_title, line.ticked) == (f"{TITLE} (from {PUBLISHER})", 1)


def test_a_changed_pack_is_refused_in_one_sentence(computer: Computer, tmp_path: Path) -> None:
    file = their_file(tmp_path)
    data = file.read_bytes()
    file.write_bytes(data.replace(b"who is watching", b"who is waiting.").replace(b"01632 960001", b"01632 960002"))
    with pytest.raises(GuidanceFault):
        open_seal(file.read_bytes(), "it")
    computer.settle_in()
    person = computer.start()
    person.waits_to_see(f"{ROBIN}, 11")
    _preferences(person)
    _opens(person, file)
    person.waits_to_see("“from-school.ktpack” was changed after it was signed, or got damaged")
    assert not computer.paths.packs.exists()
    person.clicks("OK")
    computer.close()


def test_a_damaged_installed_pack_is_told_and_the_app_opens(computer: Computer) -> None:
    computer.settle_in()
    folder = computer.paths.packs
    folder.mkdir()
    (folder / f"pack-{SLUG}.ktpack").write_bytes(b"KTPACK\r\n and no more")
    person = computer.start()
    person.waits_to_see(f"The installed pack from “{SLUG}” can’t be used")
    person.clicks("OK")
    person.waits_to_see(f"{ROBIN}, 11")
    computer.close()
