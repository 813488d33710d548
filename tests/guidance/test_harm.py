"""No help page tells a parent to do harm, whoever wrote it (DESIGN §6.6), and the gravest say more."""

from __future__ import annotations

import pytest

from kitchentable.guidance.harm import forbids_by_itself, tells_to_harm
from tests.guidance.sample_folder import SampleFolder

SITUATION = "situations/blackmailed.yaml"
HARM = "this line seems to tell a parent to pay, confront, punish, or copy or pass on a picture"
EMERGENCY = """\
    phone:
      - {text: "999", grade: A, sources: [government-page, charity-page], checked_on: 2026-11-21}
"""


@pytest.mark.parametrize(
    "text",
    [
        "Pay them once and it may stop.",
        "Confront the person who sent it.",
        "Take the phone and punish your child.",
        "Copy the picture and keep it safe.",
        "Take a screenshot of the nude.",
        "Forward the video to the school.",
        "Stay calm. Then send on the image to the police.",
    ],
)
def test_advice_that_would_harm_is_seen(text: str) -> None:
    assert tells_to_harm(text)


@pytest.mark.parametrize(
    "text",
    [
        "Do not pay, and send nothing more.",
        "Don't pay, and send nothing more.",
        "Write down the account name, the dates and the words.",
        "Take a screenshot of the unkind messages.",
        "Never keep a copy of a nude picture.",
        "Look forward to a film night together.",
        "Pay attention to how they sleep.",
    ],
)
def test_good_advice_is_let_through(text: str) -> None:
    assert not tells_to_harm(text)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("text: Stop talking to them.", "text: Tell them you know and confront them at home.", 14),
        ("text: “It is not your fault.”", "text: “We will pay what it costs.”", 12),
        ("text: Their user name.", "text: Save the pictures they sent.", 17),
        ("text: Tell a teacher you trust.", "text: Send on the video to a teacher you trust.", 22),
        ("text: Ask again next week.", "text: Punish it once.", 24),
    ],
)
def test_every_part_of_a_page_is_looked_at(folder: SampleFolder, old: str, new: str, line: int) -> None:
    folder.change(SITUATION, old, new)
    assert folder.faults() == [f"{SITUATION}:{line}: {HARM}"]


def test_a_line_that_forbids_must_say_so_by_itself(folder: SampleFolder) -> None:
    folder.change(SITUATION, "text: Never send money.", "text: Send money.")
    folder.change(SITUATION, "text: Do not pay them., do_not: true", "text: Pay them., do_not: true")
    assert folder.faults() == [
        f"{SITUATION}:15: a step marked `do_not` must say “not” or “never” itself: it may be read alone",
        f"{SITUATION}:19: a line under `never` must begin with “Never”: it may be read alone",
    ]
    assert forbids_by_itself("Never send money.")
    assert not forbids_by_itself("Send money? Never.")


@pytest.mark.parametrize(
    "title", ["Somebody blackmails my child", "A nude of my child goes round", "Someone asks for pictures"]
)
def test_a_page_on_pictures_or_blackmail_needs_a_crisis_line_and_the_four_nevers(
    folder: SampleFolder, title: str
) -> None:
    folder.change(SITUATION, "title: Somebody threatens my child", f"title: {title}")
    folder.change(SITUATION, "crisis_line: true", "crisis_line: false")
    folder.change(SITUATION, "text: Never send money.", "text: Never pay. Never copy what was sent.")
    assert folder.faults() == [
        f"{SITUATION}:7: a page on sexual pictures or blackmail shows a crisis line: `crisis_line: true`",
        f"{SITUATION}:18: a page on sexual pictures or blackmail must say: never to confront, never to punish",
    ]


def test_where_there_is_danger_the_emergency_number_comes_first(folder: SampleFolder) -> None:
    folder.change(
        "countries/uk.yaml", "    sources: [government-page]\n", EMERGENCY + "    sources: [government-page]\n"
    )
    words = "where there is `danger`, one of the first three steps names the emergency number"
    assert folder.faults() == [f"{SITUATION}:13: {words}"]
    folder.change(SITUATION, "text: Stop talking to them.", "text: Stop talking. In danger ring 999.")
    assert folder.faults() == []
