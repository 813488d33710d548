"""The vocabulary: how parents say things that the guidance says in other words, and what trouble sounds like."""

from __future__ import annotations

from enum import StrEnum

from kitchentable.domain.situations import ContactKind
from kitchentable.domain.values import Value


class Wish(StrEnum):
    """What a parent is after, where the words tell it: to set something, to talk, to know an age, to reach someone.

    Help is for a story about a child that asks for none of these.
    """

    SETTING = "setting"
    TALK = "talk"
    AGE = "age"
    CONTACT = "contact"
    HELP = "help"


class Idea(Value, frozen=True):
    """Something said in many ways: ``say`` are words and short phrases, in any form (“send”, “sends”, “sent”).

    ``means`` are the words our guidance has for it; a search for any of ``say`` looks for those as well. An idea with
    a ``wish`` tells what kind of answer is wanted. One with neither only serves signals.
    """

    id: str
    say: tuple[str, ...]
    means: tuple[str, ...] = ()
    wish: Wish | None = None


class Signal(Value, frozen=True):
    """What trouble sounds like: all ideas of ``when`` together and none of ``unless`` lead to a help page.

    It leads to a situation, or to the country's contacts of one kind, or to both. A ``grave`` one does so even where
    the words also ask for a setting or a talk: “how do I stop him blackmailing her”.
    """

    when: tuple[str, ...]
    unless: tuple[str, ...] = ()
    situation: str | None = None
    contacts: ContactKind | None = None
    grave: bool = False


class Story(Value, frozen=True):
    """How parents tell what has happened, or what worries them: sentences that belong to one help page or topic.

    Those of neither are everyday talk, in which nothing has happened.
    """

    told: tuple[str, ...]
    situation: str | None = None
    topic: str | None = None


class AlsoFinds(Value, frozen=True):
    """More search words for one thing, named whole (``contact/uk/beat``), that has no place for them itself."""

    finds: str
    words: tuple[str, ...]


class Vocabulary(Value, frozen=True):
    """All of it.

    ``everyday`` are words that are spelt right and not about us, so never a slip of one of ours; ``common`` those that
    are spelt right and may stand in any story; ``ambiguous`` those that name a platform and much else.
    """

    ideas: tuple[Idea, ...] = ()
    signals: tuple[Signal, ...] = ()
    also: tuple[AlsoFinds, ...] = ()
    everyday: tuple[str, ...] = ()
    common: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    stories: tuple[Story, ...] = ()
