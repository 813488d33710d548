"""The main job end to end: add a child, talk, print, check a setting, close, come back, and next month goes on."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import msgspec
import pikepdf
from PySide6.QtWidgets import QCheckBox

from kitchentable.domain.ages import AgeBand
from kitchentable.domain.pack import Guidance
from tests.fakes.clock import LONDON
from tests.journeys.conftest import Computer
from tests.ui.probes.person import Person

NAME = "Robin Sample"
FIRST = "telling-someone-and-breaking-the-taboo"


def test_a_parents_first_two_months(computer: Computer, our_guidance: Guidance, tmp_path: Path) -> None:
    talk = our_guidance.talk(FIRST, AgeBand.FROM_10)
    first, second, promise = talk.ask[0].text, talk.listen_for[0].text, talk.agree[0].child
    sheet = tmp_path / "talk.pdf"

    person = computer.start()
    welcome(person)
    talk_and_tick(person, computer, first, second, promise)
    computer.close()

    person = computer.start()
    ticks_are_there(person, first, second, promise)
    we_talked(person, computer)
    print_it(person, computer, sheet)
    choose_on_xbox(person, computer)
    computer.close()

    person = computer.start()
    everything_is_there(person, computer, promise)
    assert "Telling someone" in title_of(sheet)
    computer.close()

    computer.clock.stand_at(datetime(2026, 12, 6, 18, 5, tzinfo=LONDON))
    person = computer.start()
    next_month_goes_on(person, promise)


def welcome(person: Person) -> None:
    """Name a child of eleven who has an Xbox; take the rest as it is offered."""
    person.waits_to_see("Who are we helping?")
    person.types("Name or nickname", NAME)
    person.picks("Month of birth", "March")
    person.picks("Year of birth", "2015")
    person.clicks("Xbox")
    person.clicks("Next")
    person.waits_to_see("Where the key is kept")
    person.waits_to_see("test keychain")
    person.clicks("Next")
    person.waits_to_see("When shall we remind you?")
    person.clicks("Start")
    person.waits_to_see("A good first talk.")
    assert person.sees(f"{NAME}, 11")


def talk_and_tick(person: Person, computer: Computer, *lines: str) -> None:
    person.clicks("Open the talk")
    person.waits_to_see(lines[0])
    for line in lines:
        person.clicks(line)
    computer.rest()


def ticks_are_there(person: Person, *lines: str) -> None:
    person.waits_to_see("3 of 11 ticked")
    person.clicks("Carry on with the talk")
    person.waits_to_see(lines[0])
    assert all(person.finds(QCheckBox, line).isChecked() for line in lines)


def we_talked(person: Person, computer: Computer) -> None:
    person.clicks("We talked")
    person.waits_to_see("How did it go?")
    person.clicks("Well")
    person.writes("Note", "A sample note.")
    person.clicks("Save")
    person.waits_to_see("Talked this month")
    computer.rest()


def print_it(person: Person, computer: Computer, to: Path) -> None:
    person.clicks("Print this talk")
    person.waits_to_see("Page 1 of 1")
    person.clicks("Save as PDF")
    person.saves_as(to)
    computer.rest()
    person.waits_until(to.exists)


def choose_on_xbox(person: Person, computer: Computer) -> None:
    person.clicks("Settings checks")
    person.waits_to_see("0 of 11 looked at")
    person.clicks("Xbox. ")
    person.waits_to_see("Is it really a child account?")
    person.clicks("Done")
    person.waits_to_see("1 of 11 looked at")
    computer.rest()


def everything_is_there(person: Person, computer: Computer, promise: str) -> None:
    person.waits_to_see("Talked this month")
    assert person.sees("1 of 11 looked at")
    due = msgspec.json.decode(computer.paths.reminders.read_bytes())
    assert "2026-12-06T18:00" in str(due), "next month's check-in is on the list the reminder check reads"
    assert NAME not in computer.paths.reminders.read_text()
    person.clicks("Talks")
    person.waits_to_see("Talked in November")
    person.clicks("Telling someone")
    person.waits_to_see("Last time, on 21 November 2026")
    assert person.sees(promise)
    assert person.sees("A sample note.")
    person.clicks("My family")
    person.waits_to_see(NAME)
    assert person.sees("1 talk so far")


def next_month_goes_on(person: Person, promise: str) -> None:
    person.waits_to_see("Last time, on 21 November 2026, you agreed")
    assert person.sees(promise), "what was agreed is quoted"
    assert person.sees("You have not talked about this yet.")
    assert person.sees("Live streaming")
    assert not person.sees("A good first talk.")


def title_of(sheet: Path) -> str:
    with pikepdf.open(sheet) as pdf:
        return str(pdf.docinfo["/Title"])
