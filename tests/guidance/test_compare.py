"""What changed between two packs is told to people: numbers first and loudly, then the rest, with whom it concerns."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec
import pytest

from kitchentable.domain.ages import AgeBand
from kitchentable.domain.pack import IdState, Pack
from kitchentable.domain.situations import Contact
from kitchentable.domain.sources import Retired
from kitchentable.guidance.build import build, pack_of
from kitchentable.guidance.compare import Difference, Kind, compare
from kitchentable.guidance.faults import Report
from kitchentable.guidance.folder import read_folder
from kitchentable.guidance.news import tell
from kitchentable.guidance.pack import encode
from kitchentable.guidance.pieces import Section, Who
from kitchentable.main import main
from kitchentable.system.resources import resources
from tests.guidance.sample_folder import SampleFolder

TODAY = date(2026, 11, 21)
GUIDE = "guides/xbox.yaml"
TOPIC = "topics/live-streaming.yaml"
COUNTRY = "countries/uk.yaml"
SITUATION = "situations/blackmailed.yaml"
UK = Who(country="United Kingdom")
XBOX = Who(guide="Xbox")


@dataclass(frozen=True)
class Before:
    """A folder to change, and its pack from before the change."""

    folder: SampleFolder
    pack: Pack

    def differences(self) -> list[Difference]:
        return list(compare(self.pack, build(self.folder.root, TODAY)).differences)

    def only(self) -> Difference:
        (one,) = self.differences()
        return one


@pytest.fixture
def before(folder: SampleFolder) -> Before:
    return Before(folder, build(folder.root, TODAY))


def test_the_same_guidance_has_no_differences(before: Before) -> None:
    assert before.differences() == []
    assert tell(compare(before.pack, before.pack)) == (
        "From guidance 2026-11-21.1 to 2026-11-21.1: nothing changed that a family would notice."
    )


def test_a_changed_number_is_loud_and_first(before: Before) -> None:
    before.folder.change(COUNTRY, "text: 0800 1111", "text: 0800 2222")
    before.folder.change(SITUATION, "text: Their user name.", "text: Their name there.")
    number, line = before.differences()
    assert (number.kind, number.section, number.loud) == (Kind.CHANGED, Section.NUMBERS, True)
    assert (number.title, number.what) == ("Childline (United Kingdom)", "the number to ring")
    assert (number.before, number.after, number.affects) == ("0800 1111", "0800 2222", UK)
    assert (line.section, line.loud) == (Section.HELP, False)
    told = tell(compare(before.pack, build(before.folder.root, TODAY))).splitlines()
    assert told[1] == "!! 1 change must not be missed, marked with !! below."
    assert told[5:9] == [
        "!! CHANGED: Childline (United Kingdom), the number to ring",
        "     was: 0800 1111",
        "     now: 0800 2222",
        "     for: in United Kingdom",
    ]


def test_a_number_that_is_taken_away_is_loud(before: Before) -> None:
    pages = "sources: [charity-page, government-page]"
    phone = f"    phone:\n      - {{text: 0800 1111, grade: A, {pages}, checked_on: 2026-11-21}}\n"
    before.folder.change(COUNTRY, phone, "")
    one = before.only()
    assert (one.kind, one.loud, one.before, one.after) == (Kind.REMOVED, True, "0800 1111", None)


def test_a_new_number_is_told_without_alarm(before: Before) -> None:
    text = (
        "    text:\n      - {to: '85258', grade: A, sources: [charity-page, government-page], checked_on: 2026-11-21}\n"
    )
    before.folder.change(COUNTRY, "    web: https", f"{text}    web: https")
    one = before.only()
    assert (one.kind, one.loud, one.what, one.after) == (Kind.ADDED, False, "the number to text", "85258")


def test_the_same_digits_written_otherwise_are_the_same_number(before: Before) -> None:
    before.folder.change(COUNTRY, "text: 0800 1111", "text: 080 011 11")
    one = before.only()
    assert (one.loud, one.what) == (False, "the writing of 080 011 11")


def test_hours_count_only_where_they_are_shown(before: Before) -> None:
    before.folder.change(COUNTRY, "grade: A,", "grade: A, hours: at any time,")
    assert before.differences() == []
    before.folder.change(COUNTRY, "hours: at any time,", "hours: at any time, hours_confirmed: true,")
    one = before.only()
    assert (one.section, one.what, one.before, one.after) == (
        Section.NUMBERS, "the hours of 0800 1111", None, "at any time",
    )  # fmt: skip


def test_a_page_that_no_longer_leads_with_the_emergency_number_is_loud(before: Before) -> None:
    before.folder.change(SITUATION, "danger: true", "danger: false")
    one = before.only()
    assert (one.what, one.before, one.after, one.loud) == ("leads with the emergency number", "yes", "no", True)


def test_a_changed_path_is_told_for_its_device(before: Before) -> None:
    before.folder.change(GUIDE, "describe: your child’s name, Privacy]", "describe: your child’s name, Safety]")
    one = before.only()
    assert (one.section, one.title, one.what) == (
        Section.SETTINGS, "Xbox: Who can message your child", "path on website",
    )  # fmt: skip
    assert one.before == "xbox.com > (your child’s name) > Privacy"
    assert one.after == "xbox.com > (your child’s name) > Safety"
    assert one.affects == XBOX


def test_a_changed_suggestion_concerns_its_ages_only(before: Before) -> None:
    before.folder.change(GUIDE, "      13-15: Friends", "      13-15: Everybody")
    one = before.only()
    assert (one.what, one.before, one.after) == ("suggested for 13 to 15", "Friends", "Everybody")
    assert one.affects == Who(guide="Xbox", bands=(AgeBand.FROM_13,))


def test_a_reworded_line_concerns_the_ages_of_its_talk(before: Before) -> None:
    before.folder.change(TOPIC, "“Who do you like to watch?”", "“Whom do you watch?”")
    one = before.only()
    assert (one.kind, one.section) == (Kind.CHANGED, Section.TALKS)
    assert one.title == "Live streaming, the talk for 10 to 12: ask"
    assert (one.before, one.after) == ("“Who do you like to watch?”", "“Whom do you watch?”")
    assert one.affects == Who(bands=(AgeBand.FROM_10,))


def test_a_retired_line_says_why(before: Before) -> None:
    before.folder.change(TOPIC, "id: who-watches", "id: who-you-watch")
    before.folder.add(TOPIC, "  - {id: who-watches, title: Who, on: 2026-11-21, why: It was unclear., band: 10-12}\n")
    retired, added = before.differences()
    assert (retired.kind, retired.why, retired.loud) == (Kind.RETIRED, "It was unclear.", False)
    assert (added.kind, added.id) == (Kind.ADDED, "talk/live-streaming/10-12/who-you-watch")


def test_what_is_gone_without_being_retired_is_loud(before: Before) -> None:
    before.folder.change(TOPIC, "id: who-watches", "id: who-you-watch")
    lost, _ = before.differences()
    assert (lost.kind, lost.loud, lost.before) == (Kind.LOST, True, "“Who do you like to watch?”")


def test_an_id_that_comes_back_from_retirement_is_loud(before: Before) -> None:
    before.folder.change(
        TOPIC, "  - {id: old-line, title: An old line, on: 2026-01-02, why: It was unclear., band: 10-12}\n", ""
    )
    before.folder.change(TOPIC, "retired:\n", "")
    before.folder.change(TOPIC, "{id: tell-me,", "{id: old-line,")
    reused = [one for one in before.differences() if one.id.endswith("/old-line")]
    assert [(one.kind, one.loud) for one in reused] == [(Kind.REUSED, True)]


def test_a_talk_that_goes_is_told_once_with_the_topics_reason(before: Before) -> None:
    text = (before.folder.root / TOPIC).read_text("utf-8")
    start, end = text.index("talks:\n"), text.index("no_talk:\n")
    without = text[:start] + "talks: {}\n" + text[end:].replace("  7-9:", "  10-12: Not any more.\n  7-9:", 1)
    (before.folder.root / TOPIC).write_text(without, "utf-8")
    gone, reason = sorted(before.differences(), key=lambda one: one.kind is Kind.CHANGED)
    assert (gone.kind, gone.title, gone.why) == (
        Kind.RETIRED, "Live streaming, the talk for 10 to 12", "Not any more.",
    )  # fmt: skip
    assert reason.what == "why there is no talk for 10 to 12"


def test_steps_in_another_order_are_told(before: Before) -> None:
    steps = "  - {id: stop-talking, text: Stop talking to them.}\n"
    before.folder.change(SITUATION, steps, "")
    before.folder.change(SITUATION, "keep:\n", steps + "keep:\n")
    one = before.only()
    assert (one.what, one.before, one.after) == (
        "the order of the steps", "stop-talking, pay-nothing", "pay-nothing, stop-talking",
    )  # fmt: skip


def test_a_milestone_concerns_an_age_a_guide_and_a_country(before: Before) -> None:
    before.folder.change("milestones.yaml", "text: A child may be asked.", "text: A child is asked.")
    assert before.only().affects == Who("Xbox", (AgeBand.FROM_13,), "United Kingdom")


@pytest.fixture(scope="module")
def ours() -> Pack:
    """Give the pack of the guidance we ship; unfinished files of its writers are none of our business here."""
    return pack_of(read_folder(resources() / "guidance", Report()), TODAY)


def _without_guide(pack: Pack) -> Pack:
    gone, *kept = pack.guides
    ids = {name: IdState.RETIRED if f"/{gone.id}" in name else state for name, state in pack.ids.items()}
    retired = Retired(id=f"guide/{gone.id}", title=gone.title, on=TODAY, why="It closed.")
    return msgspec.structs.replace(pack, guides=tuple(kept), ids=ids, retired=(*pack.retired, retired))


def _with_numbers_reversed(pack: Pack) -> Pack:
    first, *others = pack.countries
    contacts = tuple(_reversed(one) for one in first.contacts)
    return msgspec.structs.replace(pack, countries=(msgspec.structs.replace(first, contacts=contacts), *others))


def _reversed(contact: Contact) -> Contact:
    phones = tuple(msgspec.structs.replace(one, text="55" + one.text) for one in contact.phone)
    return msgspec.structs.replace(contact, phone=phones)


def test_our_own_pack_is_the_same_as_itself(ours: Pack) -> None:
    assert compare(ours, ours).differences == ()


def test_a_whole_guide_that_retires_is_one_change(ours: Pack) -> None:
    (one,) = (found for found in compare(ours, _without_guide(ours)).differences if found.section is Section.GUIDES)
    assert (one.kind, one.title, one.why) == (Kind.RETIRED, ours.guides[0].title, "It closed.")


def test_a_whole_guide_that_is_new_is_one_change_with_its_size(ours: Pack) -> None:
    without = msgspec.structs.replace(ours, guides=ours.guides[1:])
    found = [one for one in compare(without, ours).differences if one.section in {Section.GUIDES, Section.SETTINGS}]
    assert [(one.kind, one.title) for one in found] == [(Kind.ADDED, ours.guides[0].title)]
    assert str(found[0].after).startswith("with ")


def test_every_number_of_a_country_that_changes_is_told_before_anything_else(ours: Pack) -> None:
    other = msgspec.structs.replace(_with_numbers_reversed(_without_guide(ours)), version="later")
    found = compare(ours, other)
    numbers = sum(len(contact.phone) for contact in ours.countries[0].contacts)
    assert numbers > 3
    assert [one.section for one in found.differences[:numbers]] == [Section.NUMBERS] * numbers
    assert all(one.loud for one in found.differences[:numbers])
    assert found.loud == numbers
    assert compare(ours, other) == found


def test_the_command_compares_a_pack_with_a_folder(
    folder: SampleFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "old.pack").write_bytes(encode(build(folder.root, TODAY)))
    folder.change(COUNTRY, "text: 0800 1111", "text: 0800 2222")
    assert main(["guidance", "diff", str(tmp_path / "old.pack"), str(folder.root), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["loud"], told["counts"]["changed"]) == (1, 1)
    assert told["differences"][0]["after"] == "0800 2222"
    assert told["differences"][0]["affects"]["country"] == "United Kingdom"
    assert main(["guidance", "diff", str(tmp_path / "old.pack"), str(folder.root)]) == 0
    assert "now: 0800 2222" in capsys.readouterr().out


def test_an_old_folder_need_not_keep_todays_rules(folder: SampleFolder, capsys: pytest.CaptureFixture[str]) -> None:
    folder.change(TOPIC, "minutes: 10", "minutes: 15")
    assert main(["guidance", "diff", str(folder.root), str(folder.root)]) == 0
    assert "nothing changed" in capsys.readouterr().out


def test_what_cannot_be_compared_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "old.pack").write_bytes(b"no pack")
    for old in ("old.pack", "nowhere"):
        assert main(["guidance", "diff", str(tmp_path / old), str(tmp_path / old)]) == 2
        told = capsys.readouterr()
        assert told.out == ""
        assert len(told.err.splitlines()) == 1
