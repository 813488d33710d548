"""The files for macOS and Windows are what those systems’ schemas ask for, and say what they should."""

from __future__ import annotations

import plistlib
import re
import shlex
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kitchentable.domain.errors import CannotWrite, ReminderTrouble
from kitchentable.system import tools
from kitchentable.system.launchd import LABEL, LaunchAgent, agent
from kitchentable.system.schedule import Wake
from kitchentable.system.task_scheduler import NAMESPACE, TASK, TaskScheduler, task_xml
from kitchentable.system.tools import Answer, run_tool
from tests.fakes.launchctl import FakeLaunchctl
from tests.fakes.schtasks import FakeSchtasks

SCHEMAS = Path(__file__).parent / "schemas"
WORDS = st.lists(st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co"]), max_size=20), max_size=4)
COMMAND = ("/bin/sh", "--data-dir", 'a “family’s” 100% <data> & "more"', "remind", "--check", "--settle")
USER = "HOME\\parent"


def test_the_property_list_is_one_by_its_document_type() -> None:
    with (SCHEMAS / "plist.dtd").open("rb") as file:
        dtd = etree.DTD(file)
    assert dtd.validate(etree.fromstring(agent(COMMAND))), dtd.error_log
    assert not dtd.validate(etree.fromstring(b"<plist><dict><string>no key</string></dict></plist>"))


def test_the_agent_runs_at_login_and_each_half_hour_of_the_day_and_never_at_night() -> None:
    found = plistlib.loads(agent(COMMAND))
    assert found["Label"] == LABEL
    assert found["RunAtLoad"] is True
    times = [(one["Hour"], one["Minute"]) for one in found["StartCalendarInterval"]]
    assert times == [(hour, minute) for hour in range(8, 24) for minute in (0, 30)]


@given(WORDS)
def test_the_agent_hands_over_every_word_and_is_quiet_once_the_program_has_gone(words: list[str]) -> None:
    arguments = plistlib.loads(agent(("/bin/sh", *words)))["ProgramArguments"]
    assert arguments[3:] == ["/bin/sh", *words]
    (gone,) = [subprocess.run([*arguments[:3], "/nowhere/kitchentable"], capture_output=True, check=False)]
    assert (gone.returncode, gone.stdout, gone.stderr) == (0, b"", b"")


def test_the_agent_really_starts_the_program(tmp_path: Path) -> None:
    program = tmp_path / "a program"
    program.write_text('#!/bin/sh\nprintf "%s|" "$@"\n')
    program.chmod(0o755)
    arguments = plistlib.loads(agent((str(program), "two words", "$HOME", "")))["ProgramArguments"]
    assert subprocess.run(arguments, capture_output=True, check=True, text=True).stdout == "two words|$HOME||"


def test_an_agent_the_parent_has_switched_off_or_spoilt_shows_as_broken() -> None:
    launchctl = FakeLaunchctl()
    ours = LaunchAgent(command=COMMAND, tool=launchctl)
    ours.enable(COMMAND)
    assert LaunchAgent(command=(*COMMAND, "other"), tool=launchctl).state().wake is Wake.BROKEN
    launchctl.loaded.clear()
    assert "Login Items" in ours.state().words
    for content in (b"", b"nonsense", plistlib.dumps({"ProgramArguments": ["/bin/true"]}), plistlib.dumps([])):
        ours.plist.write_bytes(content)
        assert ours.state().wake is Wake.BROKEN
    ours.plist.unlink()
    launchctl.loaded.add(launchctl.said[-1][-1])
    assert ours.state().wake is Wake.BROKEN, "an agent without a file is still loaded"


def test_what_a_mac_refuses_is_one_sentence(home: Path) -> None:
    launchctl = FakeLaunchctl()
    launchctl.refusing = True
    with pytest.raises(ReminderTrouble):
        LaunchAgent(tool=launchctl).enable(COMMAND)
    for command in (("kitchentable",), ("/bin/\x00",), ("/bin/\udcff",)):
        with pytest.raises(ReminderTrouble):
            agent(command)
    (home / "Library").rename(home / "away")
    (home / "Library").touch()
    with pytest.raises(CannotWrite):
        LaunchAgent(tool=launchctl).enable(COMMAND)


def _schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMAS / "task.xsd"))


@given(WORDS)
def test_the_task_is_one_by_the_schema_whatever_the_folder_is_called(words: list[str]) -> None:
    schema = _schema()
    task = etree.fromstring(task_xml(("C:\\Program Files\\K & T\\kitchentable.exe", *words), USER))
    assert schema.validate(task), schema.error_log
    assert task.findtext(f".//{{{NAMESPACE}}}Arguments") == subprocess.list2cmdline(words)


def test_the_schema_would_see_a_wrong_task() -> None:
    schema = _schema()
    for right, wrong in (
        ("PT30M", "half an hour"),
        ("StartWhenAvailable", "StartWhenEver"),
        ("<Delay>PT3M</Delay>", "<Delay>PT3M</Delay><UserId>late</UserId>"),
        ("IgnoreNew", "IgnoreOld"),
    ):
        text = re.sub(r"^<\?.*?\?>", "", task_xml(COMMAND, USER).decode("utf-16"))
        assert right in text
        assert not schema.validate(etree.fromstring(text.replace(right, wrong))), wrong


def test_the_task_makes_up_for_a_missed_time_runs_on_battery_and_needs_no_administrator() -> None:
    task = etree.fromstring(task_xml(COMMAND, USER))

    def told(name: str) -> str:
        return str(task.findtext(f".//{{{NAMESPACE}}}{name}"))

    assert (told("StartWhenAvailable"), told("DisallowStartIfOnBatteries")) == ("true", "false")
    assert (told("RunLevel"), told("LogonType")) == ("LeastPrivilege", "InteractiveToken")
    assert task.find(f".//{{{NAMESPACE}}}Principal").get("id") == task.find(f"{{{NAMESPACE}}}Actions").get("Context")
    assert (told("Delay"), told("Interval"), told("StartBoundary")) == ("PT3M", "PT30M", "2026-01-01T08:00:00")
    assert task_xml(COMMAND, USER).startswith((b"\xff\xfe", b"\xfe\xff")), "schtasks reads UTF-16 with its mark"


def test_a_task_switched_off_in_the_task_scheduler_is_off_and_another_is_broken() -> None:
    schtasks = FakeSchtasks()
    ours = TaskScheduler(command=COMMAND, user=USER, tool=schtasks)
    ours.enable(COMMAND)
    assert TaskScheduler(command=(*COMMAND, "x"), user=USER, tool=schtasks).state().wake is Wake.BROKEN
    enabled = schtasks.tasks[TASK]
    schtasks.tasks[TASK] = enabled.replace("<Settings>", "<Settings>\n    <Enabled>false</Enabled>")
    assert ours.state().wake is Wake.OFF
    assert "switched off" in ours.state().words
    schtasks.tasks[TASK] = "ERROR: nonsense"
    assert ours.state().wake is Wake.BROKEN


def test_what_windows_refuses_is_one_sentence() -> None:
    schtasks = FakeSchtasks()
    task = TaskScheduler(user=USER, tool=schtasks)
    task.enable(COMMAND)
    schtasks.refusing = True
    for act in (task.disable, lambda: task.enable(COMMAND)):
        with pytest.raises(ReminderTrouble):
            act()
    for command in (("C:\\a\nb.exe",), ("C:\\\ud800.exe",)):
        with pytest.raises(ReminderTrouble):
            task_xml(command, USER)


def test_a_system_without_its_tool_is_broken_with_a_reason_not_an_error() -> None:
    for scheduler in (LaunchAgent(command=COMMAND), TaskScheduler(command=COMMAND, user=USER)):
        state = scheduler.state()
        assert state.wake is Wake.BROKEN
        assert state.words.endswith(".")
        with pytest.raises(ReminderTrouble):
            scheduler.enable(COMMAND)


def test_a_tool_is_heard_in_utf_8_and_in_utf_16(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = tmp_path / "said"
    tool = tmp_path / "tool"
    tool.write_text(f"#!/bin/sh\ncat {shlex.quote(str(said))}\nexit $1\n")
    tool.chmod(0o755)
    said.write_bytes("Küche".encode())
    assert run_tool(str(tool), "3") == Answer(3, "Küche")
    said.write_bytes("Küche".encode("utf-16"))
    assert run_tool(str(tool), "0") == Answer(0, "Küche")
    monkeypatch.setattr(tools, "_ANSWER_SECONDS", 0.2)
    tool.write_text("#!/bin/sh\nexec sleep 30\n")
    with pytest.raises(ReminderTrouble):
        run_tool(str(tool))
