"""Every screen there is, as the tour photographs it and the tests of layout and keyboard walk through it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QDeadlineTimer, QEventLoop, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea

from kitchentable.domain.ages import AgeBand
from kitchentable.ui.app import Desk
from kitchentable.ui.destinations import Destination, Place
from tests.sample_family import ROBIN

TALK = "live-streaming"
_PATIENCE_MS = 20_000


@dataclass(frozen=True, slots=True)
class Stop:
    """One screen, and the buttons pressed there first, by the beginning of their names."""

    name: str
    there: Destination
    presses: tuple[str, ...] = ()


WITHOUT_CHILDREN = tuple(
    Stop(f"{place.value}-without-children", Destination(place))
    for place in (Place.MONTH, Place.TALKS, Place.CHECKS, Place.FAMILY)
)


def family_stops(robin: int, account: int) -> tuple[Stop, ...]:
    """Return every screen of the sample family, with its forms and what unfolds, by Robin's id and an account's."""
    talk = Destination(Place.TALK, topic_id=TALK, band=AgeBand.FROM_10, child_id=robin)
    guide = Destination(Place.GUIDE, account_id=account)
    return (
        Stop("month", Destination(Place.MONTH, child_id=robin)),
        Stop("talks", Destination(Place.TALKS)),
        Stop("talk", talk),
        Stop("talk-sources", talk, ("More, and where",)),
        Stop("talk-we-talked", talk, ("We talked",)),
        Stop("checks", Destination(Place.CHECKS)),
        Stop("guide", guide),
        Stop("guide-chosen-otherwise", guide, ("We chose something else",)),
        Stop("guide-sources", guide, ("Cancel our choice", "Where this is from")),
        Stop("guide-all", guide, ("Show the rest",)),
        Stop("guide-to-read", Destination(Place.GUIDE, guide_id="xbox", band=AgeBand.FROM_10)),
        Stop("family", Destination(Place.FAMILY)),
        Stop("family-add", Destination(Place.FAMILY), ("Add a child",)),
        Stop("family-change", Destination(Place.FAMILY), ("Cancel", f"Change {ROBIN}")),
        Stop("growing", Destination(Place.GROWING, child_id=robin)),
        Stop("growing-all", Destination(Place.GROWING, child_id=robin), ("Already reached",)),
        Stop("agreement", Destination(Place.AGREEMENT, child_id=robin)),
        Stop("agreement-begun", Destination(Place.AGREEMENT, child_id=robin), ("Add, ",)),
        Stop("talks-so-far", Destination(Place.HAD, child_id=robin)),
        Stop("devices", Destination(Place.DEVICES)),
        Stop("devices-add", Destination(Place.DEVICES), ("Name a device",)),
        Stop("notes", Destination(Place.NOTES)),
        Stop("notes-write", Destination(Place.NOTES), ("Write a note", "Somebody else you told")),
        Stop("print", Destination(Place.PRINTS, topic_id=TALK, band=AgeBand.FROM_10, child_id=robin)),
        Stop("print-home", Destination(Place.PRINTS), ("More sheets", "What is set in our home")),
        Stop("paper-codes", Destination(Place.PAPER_CODES), ("Tick them",)),
        Stop("print-many", Destination(Place.PRINTS, child_id=robin), ("Many at once",)),
        Stop("help", Destination(Place.HELP)),
        Stop("situation", Destination(Place.SITUATION, situation_id="blackmailed")),
        Stop("preferences", Destination(Place.PREFERENCES)),
        Stop("restore", Destination(Place.RESTORE)),
        Stop("preferences-passphrase", Destination(Place.PREFERENCES), ("Choose a passphrase",)),
        Stop("preferences-new-keys", Destination(Place.PREFERENCES), ("New keys",)),
        Stop("preferences-code", Destination(Place.PREFERENCES), ("Make a recovery code", "Make the code")),
    )


def visit(desk: Desk, stop: Stop) -> QScrollArea:
    """Go to a stop, press what it presses, let all come to rest; return the page, scrolled to where it happened."""
    desk.window.go(stop.there)
    come_to_rest(desk)
    page_of(desk).verticalScrollBar().setValue(0)
    for words in stop.presses:
        button = button_of(desk, words)
        button.setFocus(Qt.FocusReason.TabFocusReason)
        page_of(desk).ensureWidgetVisible(button, 0, 200)
        button.click()
        come_to_rest(desk)
    return page_of(desk)


def page_of(desk: Desk) -> QScrollArea:
    """Return the page that is shown."""
    return next(one for one in desk.window.findChildren(QScrollArea) if one.isVisible())


def button_of(desk: Desk, words: str) -> QAbstractButton:
    """Return the first visible button whose name begins with words."""
    for button in desk.window.findChildren(QAbstractButton):
        if button.isVisible() and button.accessibleName().startswith(words):
            return button
    raise LookupError(f"no button says “{words}”")


def come_to_rest(desk: Desk) -> None:
    """Let work, and then layout, come to rest."""
    patience = QDeadlineTimer(_PATIENCE_MS)
    quiet = 0
    while quiet < 4 and not patience.hasExpired():
        if desk.session.busy:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)
            quiet = 0
        else:
            QApplication.processEvents()
            QApplication.sendPostedEvents()
            quiet += 1
    if patience.hasExpired():
        raise TimeoutError("the window did not come to rest")
