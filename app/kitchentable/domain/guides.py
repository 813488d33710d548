"""Guides: one platform, its settings, what it cannot do and how to report there."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import msgspec

from kitchentable.domain.ages import AgeBand
from kitchentable.domain.sources import Confidence, Retired
from kitchentable.domain.values import Claim, Value


class GuideKind(StrEnum):
    """The shelf a guide stands on."""

    CONSOLE = "console"
    PHONE = "phone"
    COMPUTER = "computer"
    GAME = "game"
    SOCIAL = "social"
    MESSAGING = "messaging"
    VIDEO = "video"
    AI = "ai"
    HOME = "home"
    SHOP = "shop"


class Risk(StrEnum):
    """What a setting makes less likely."""

    CONTACT = "contact"
    PRIVATE_CHAT = "private-chat"
    LIVE_STREAM = "live-stream"
    VISIBILITY = "visibility"
    LOCATION = "location"
    CONTENT = "content"
    SPENDING = "spending"
    TIME = "time"
    DATA = "data"


class Place(StrEnum):
    """Where a path is walked."""

    WEBSITE = "website"
    PARENT_PHONE = "parent-phone"
    CHILD_DEVICE = "child-device"
    CONSOLE = "console"
    COMPUTER = "computer"
    ROUTER = "router"


class Undone(StrEnum):
    """What it takes to undo a setting, and so how soon to look again (see ``review``)."""

    ANYONE = "anyone"
    PIN = "pin"
    ACCOUNT = "account"


class Scope(StrEnum):
    """Whose state a setting is: one child's, or the device's for everybody on it."""

    CHILD = "child"
    DEVICE = "device"


class Maker(Value, frozen=True):
    """The company behind a platform and the domains that are its own."""

    name: str
    domains: tuple[str, ...]


class Describe(Value, frozen=True):
    """A step that is a description, not the words on the screen: "your child's name"."""

    describe: str


class Tried(Value, frozen=True):
    """A real walk of a path: on which device and version, and when."""

    device: str
    version: str
    on: date


class Way(Value, frozen=True):
    """One place where a setting can be reached: the path as the screen says it, in order."""

    on: Place
    path: tuple[str | Describe, ...]
    sources: tuple[str, ...]
    confidence: Confidence
    read_on: date
    tried: Tried | None = None
    versions: dict[str, str] = msgspec.field(default_factory=dict)


class Default(Value, frozen=True):
    """What the maker sets for a child to begin with."""

    text: str
    sources: tuple[str, ...]


class Setting(Value, frozen=True):
    """One control a parent can change. ``first`` in a guide names the one everything hangs on."""

    id: str
    title: str
    lowers: tuple[Risk, ...]
    why: str
    suggest: dict[AgeBand, str]
    undone_by: Undone
    essential: tuple[AgeBand, ...]
    minutes: int
    scope: Scope
    ways: tuple[Way, ...]
    sources: tuple[str, ...]
    default: Default | None = None

    @property
    def confidence(self) -> Confidence:
        """The confidence of the surest way."""
        order = list(Confidence)
        return min((way.confidence for way in self.ways), key=order.index)


class GuideChange(Value, frozen=True):
    """Something the maker changed, or has announced, and the settings it touches."""

    on: date
    text: str
    settings: tuple[str, ...]
    sources: tuple[str, ...]


class Guide(Value, frozen=True):
    """Everything we know about one platform that a parent can use."""

    id: str
    kind: GuideKind
    icon: str
    title: str
    about: str
    maker: Maker
    needs: str
    first: str
    changed_on: date
    search: tuple[str, ...]
    settings: tuple[Setting, ...]
    cannot: tuple[Claim, ...]
    report: tuple[Claim, ...]
    sources: tuple[str, ...]
    changes: tuple[GuideChange, ...] = ()
    retired: tuple[Retired, ...] = ()
    common: bool = False
    """Among the few shown first when a parent chooses what a child uses."""

    def setting(self, setting_id: str) -> Setting | None:
        """Return a setting by its id, or None where this guide has none of that id."""
        return next((one for one in self.settings if one.id == setting_id), None)
