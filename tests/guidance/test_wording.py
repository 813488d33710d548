"""The words that must never be said are found, and the words that warn of them are not."""

from __future__ import annotations

import pytest

from kitchentable.guidance.wording import wrong_words
from tests.guidance.sample_folder import SampleFolder

SITUATION = "situations/blackmailed.yaml"


@pytest.mark.parametrize(
    "text",
    [
        "Send us the picture.",
        "“Please send us a nude photo.”",
        "Screenshot the picture before you report it.",
        "First take a screenshot of the nude picture.",
        "Then save the sexual images for the police.",
        "You should keep a copy of the nude.",
        "Forward the naked photo to the school.",
        "Stay calm. Pay them and they will go away.",
        "Pay the money, then block.",
        "You could pay what they ask.",
        "Confront him.",
        "Threaten the blackmailer with the police.",
        "Punish your child for lying.",
        "We guarantee this works.",
        "It will keep your child safe.",
        "This app stops grooming.",
        "We tested this path.",
        "Tested on an iPhone.",
    ],
)
def test_harmful_words_are_found(text: str) -> None:
    assert len(list(wrong_words(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Do not pay them.",
        "Don’t pay the money, whatever they say.",
        "Never screenshot the picture.",
        "Do not copy, save or forward the nude image, not even for the police.",
        "They may say they will share the nude picture.",
        "Someone asked your child to send a nude.",
        "Report Remove can take a sexual picture down. You do not send it to anybody.",
        "Keep the messages, the user name and the times.",
        "Screenshot the chat and the profile, but not the pictures.",
        "Save the address of the page.",
        "Let your child pay for the game from pocket money.",
        "Paying them rarely makes it stop.",
        "Meet the person’s parents first.",
        "Ask for help to keep your child safer.",
        "No app will keep your child safe.",
        "We have not tested this.",
        "Your patience will be tested.",
        "Share the plan with the other parent.",
        "Send us a message if you are late, “even at night”.",
    ],
)
def test_warnings_and_plain_words_are_let_be(text: str) -> None:
    assert list(wrong_words(text)) == []


def test_harmful_words_are_told_at_their_line(folder: SampleFolder) -> None:
    folder.change(SITUATION, "text: Stop talking to them.", "text: Stop. Pay them.")
    assert folder.faults() == [f"{SITUATION}:14: “Pay them” must not be said: nobody should pay a blackmailer"]


def test_a_step_marked_as_not_to_take_may_name_it(folder: SampleFolder) -> None:
    assert folder.faults() == []
    folder.change(SITUATION, "text: Do not pay them., do_not: true", "text: Pay them.")
    assert folder.faults() == [f"{SITUATION}:15: “Pay them” must not be said: nobody should pay a blackmailer"]
