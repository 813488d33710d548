"""The quieter sections of the preferences: looks, country, paper, the records, and what this program is."""

from __future__ import annotations

from kitchentable.domain.pack import Guidance
from kitchentable.domain.version import VERSION
from kitchentable.services.help import country_options
from kitchentable.services.preferences import Paper, Theme
from kitchentable.system.paths import Paths
from kitchentable.ui.preferences.kept import KeptPreferences
from kitchentable.ui.session import Session
from kitchentable.ui.widgets.buttons import Button, Options
from kitchentable.ui.widgets.cards import Card, heading
from kitchentable.ui.widgets.fields import Choice, Field
from kitchentable.ui.widgets.flow import FlowLayout
from kitchentable.ui.widgets.lists import MarkedList
from kitchentable.ui.widgets.web import breakable
from kitchentable.ui.widgets.words import Role, Words
from kitchentable.ui.wording import day_words

_THEMES = (
    (Theme.SYSTEM, "As my computer"),
    (Theme.LIGHT, "Light"),
    (Theme.DARK, "Dark"),
    (Theme.CONTRAST, "High contrast"),
)
_TEXT = tuple((percent, f"{percent} %") for percent in (100, 125, 150, 200))
_CREDITS = (
    "Letters: Atkinson Hyperlegible, by the Braille Institute (SIL Open Font License).",
    "Icons: Lucide (ISC licence).",
    "Window: Qt for Python (LGPL). Pages: Typst (Apache licence).",
)


class LookSection(Card):
    """Colours and text size; both change at once."""

    def __init__(self, kept: KeptPreferences) -> None:
        """Show what is on now."""
        super().__init__()
        self._kept = kept
        self.add_layout(heading("Look", icon="palette"))
        self.add(Words("Colours", Role.STRONG))
        self._themes = Options(_THEMES, says="Colours")
        self._themes.choose(kept.value.theme)
        self._themes.chosen.connect(self._chosen)
        self.add(self._themes)
        self.add(Words("Size of text", Role.STRONG))
        self._text = Options(_TEXT, says="Size of text")
        self._text.choose(kept.value.text_percent)
        self._text.chosen.connect(self._chosen)
        self.add(self._text)

    def _chosen(self) -> None:
        value = self._kept.value
        self._kept.wear(self._themes.value() or value.theme, self._text.value() or value.text_percent)


class CountrySection(Card):
    """Whose help numbers and laws to show; only what the guidance really has."""

    def __init__(self, kept: KeptPreferences, guidance: Guidance) -> None:
        """Show the country; a choice only where there is one."""
        super().__init__()
        self._kept = kept
        self.add_layout(heading("Country", icon="map-pin"))
        options = country_options(guidance)
        if len(options) > 1:
            self._choice = Choice([(one.id, one.name) for one in options], says="Country")
            self._choice.choose(kept.value.country)
            self._choice.activated.connect(self._chosen)
            self.add(Field("Country", self._choice))
        else:
            self.add(Words(", ".join(one.name for one in options), Role.STRONG))
        self.add(Words("Help numbers, places to report and ages in law are those of this country.", Role.MUTED))
        if len(options) == 1:
            self.add(Words("This version has guidance for no other country.", Role.SMALL))

    def _chosen(self) -> None:
        country = self._choice.value()
        if country is not None:
            self._kept.live_in(country)


class PaperSection(Card):
    """What prints start with."""

    def __init__(self, kept: KeptPreferences) -> None:
        """Show paper and print size."""
        super().__init__()
        self._kept = kept
        self.add_layout(heading("Paper", icon="printer"))
        self._paper = Options(((Paper.A4, "A4"), (Paper.LETTER, "Letter")), says="Paper")
        self._paper.choose(kept.value.paper)
        self._large = Options(((False, "Normal print"), (True, "Large print")), says="Size of print")
        self._large.choose(kept.value.large_print)
        for options in (self._paper, self._large):
            options.chosen.connect(self._chosen)
            self.add(options)

    def _chosen(self) -> None:
        self._kept.print_on(self._paper.value() or Paper.A4, large=bool(self._large.value()))


class RecordsSection(Card):
    """Where the family's records are, and a way to lock them now."""

    def __init__(self, session: Session, paths: Paths) -> None:
        """Show the folder."""
        super().__init__()
        self.add_layout(heading("Your records", icon="lock"))
        self.add(Words("They are on this computer only, encrypted, in this folder:"))
        folder = Words(breakable(str(paths.data)), Role.STRONG)
        folder.setAccessibleName(str(paths.data))
        self.add(folder)
        row = FlowLayout()
        lock = Button("Lock now", icon="lock", says="Lock your records now")
        lock.clicked.connect(session.lock)
        row.addWidget(lock)
        self.add_layout(row)


class AboutSection(Card):
    """What this is, how old its advice is, and whose work it stands on."""

    def __init__(self, guidance: Guidance) -> None:
        """Show versions and credits."""
        super().__init__()
        self.add_layout(heading("About Kitchen Table", icon="info"))
        built = day_words(guidance.own.built_on)
        self.add(Words(f"Version {VERSION}. Guidance {guidance.version}, put together on {built}.", Role.STRONG))
        self.add(Words(_standing(guidance)))
        self.add(
            Words(
                "It has no network code, no account and no server. A web address opens only when you click it, in "
                "your own browser."
            )
        )
        self.add(MarkedList(_CREDITS, role=Role.SMALL))


def _standing(guidance: Guidance) -> str:
    """Say honestly what our own advice stands on, and who has read it."""
    drafted = "The advice was drafted from published expert advice, and names its sources."
    reviewed = [one.reviewed for one in guidance.own.topics] + [one.reviewed for one in guidance.own.situations]
    read = len(reviewed) - reviewed.count(None)
    if read == 0:
        return f"{drafted} No safeguarding professional has reviewed it yet."
    return f"{drafted} A safeguarding professional has reviewed {read} of its {len(reviewed)} texts."
