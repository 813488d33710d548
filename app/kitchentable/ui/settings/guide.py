"""One guide: its settings as cards, to decide on for a child or to read without one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kitchentable.domain.ages import AgeBand
from kitchentable.domain.change import Change, Touched
from kitchentable.domain.errors import NotFound, Trouble
from kitchentable.domain.family import ChoiceState
from kitchentable.domain.pack import Guidance
from kitchentable.domain.sources import Source
from kitchentable.services.household import Household
from kitchentable.services.settings import GuideView, SettingCard, choose, guide_view, read_guide
from kitchentable.ui.ask import Ask
from kitchentable.ui.destinations import Destination, Place
from kitchentable.ui.session import Session
from kitchentable.ui.settings.facts import FactsCard, change_lines, claim_lines
from kitchentable.ui.settings.panel import Decision, Draft, Frame, SettingPanel
from kitchentable.ui.settings.wording import gone_lines, is_decided, shared_words
from kitchentable.ui.widgets.buttons import Button, Options
from kitchentable.ui.widgets.cards import Note
from kitchentable.ui.widgets.flow import FlowLayout
from kitchentable.ui.widgets.page import Screen
from kitchentable.ui.widgets.tabbing import tab_after
from kitchentable.ui.widgets.words import Pill, Role, Words
from kitchentable.ui.wording import few, short_name

MOST_OPEN = 7
"""Open cards on a page that nobody asked for (DESIGN §5)."""


@dataclass(frozen=True, slots=True)
class GuidePage:
    """A guide's view with the sources of the facts at its foot."""

    view: GuideView
    cannot: tuple[Source, ...]
    report: tuple[Source, ...]
    changes: tuple[Source, ...]


class GuideScreen(Screen):
    """A guide for one child's account, or to read for an age."""

    concerns = (Touched.CHILDREN, Touched.DEVICES, Touched.CHOICES)

    def __init__(self, session: Session, ask: Ask) -> None:
        """Start with nothing to show; ``arrive`` says which guide."""
        super().__init__(session, ask)
        self._account_id: int | None = None
        self._guide_id = ""
        self._band = AgeBand.FROM_10
        self._all = False
        self._panels: dict[str, SettingPanel] = {}
        self._rest: QVBoxLayout | None = None
        self._view: GuideView | None = None
        self._focus_on: str | None = None

    def arrive(self, destination: Destination) -> None:
        """Take the account, or the guide and band, to show; another guide starts folded again."""
        asked = (destination.account_id, destination.guide_id or "")
        if asked != (self._account_id, self._guide_id):
            self.leave()
            self._account_id, self._guide_id = asked
            self._forget()
        if destination.band is not None:
            self._band = destination.band
        self.refresh()

    def leave(self) -> None:
        """Keep a note that was typed but not saved: it says what the family chose."""
        for setting_id, panel in self._panels.items():
            if panel.typed_note:
                self._save(Decision(setting_id, ChoiceState.OTHERWISE, panel.typed_note))

    def reload(self) -> None:
        """Read the guide."""
        if self._account_id is not None:
            self.session.read(partial(_read_account, account_id=self._account_id), self.show_page, self._gone)
        elif self._guide_id:
            self.session.read(
                partial(_read_guide, guide_id=self._guide_id, band=self._band), self.show_page, self._gone
            )

    def show_page(self, page: GuidePage) -> None:
        """Fill the page."""
        view = page.view
        if view.account_id != self._account_id:
            return
        drafts = {one: panel.draft() for one, panel in self._panels.items() if one != self._focus_on}
        self._view = view
        self._panels = {}
        self.start(view.guide.title, view.guide.about, [self._print_button(view)])
        self._add_head(view)
        self._add_cards(view, drafts)
        self._add_facts(page)
        self.finish()
        self._put_focus()

    def _add_head(self, view: GuideView) -> None:
        row = FlowLayout(gap=8)
        if view.child is not None:
            row.addWidget(Pill(f"{short_name(view.child.name)}, {view.age}"))
            if view.device_name:
                row.addWidget(Pill(short_name(view.device_name)))
            row.addWidget(Pill(f"{view.looked_at} of {view.in_all} looked at"))
            self.add_layout(row)
        else:
            bands = Options([(band, band.words.capitalize()) for band in AgeBand], lead="For age")
            bands.choose(view.band)
            bands.chosen.connect(self._choose_band)
            self.add(bands)
        self.add(Words(f"What you need: {view.guide.needs}", Role.MUTED))

    def _add_cards(self, view: GuideView, drafts: dict[str, Draft]) -> None:
        shown, rest = shown_and_rest(view.cards, show_all=self._all)
        first = next((one for one in shown if not is_decided(one)), None)
        if first is None and view.account_id is not None:
            self.add(
                Note("Good enough for now.", "You can stop here. What is set is listed below.", tone="ok", icon="check")
            )
        for card in shown:
            draft = drafts.get(card.setting.id, Draft())
            self.body.addWidget(self._panel(card, draft, first=card is first))
        self._rest = QVBoxLayout()
        self._rest.setSpacing(16)
        self.add_layout(self._rest)
        if rest:
            row = FlowLayout()
            more = Button(f"Show the rest ({few(len(rest), 'setting')})", icon="chevron-down")
            more.clicked.connect(self._show_rest)
            row.addWidget(more)
            self._rest.addLayout(row)
            self._more = more

    def _panel(self, card: SettingCard, draft: Draft, *, first: bool) -> SettingPanel:
        shared = shared_words(self._view.shared_by) if self._view is not None else ""
        frame = Frame(self._age_words(), deciding=self._account_id is not None, first=first, shared_words=shared)
        panel = SettingPanel(card, frame, draft)
        panel.decided.connect(self._decided)
        self._panels[card.setting.id] = panel
        return panel

    def _age_words(self) -> str:
        if self._view is None:
            return ""
        return self._view.band.words if self._view.age is None else str(self._view.age)

    def _show_rest(self) -> None:
        if self._view is None or self._rest is None:
            return
        self._all = True
        self._more.hide()
        added = [
            self._panel(card, Draft(), first=False) for card in shown_and_rest(self._view.cards, show_all=False)[1]
        ]
        last: QWidget = self._more
        for panel in added:
            self._rest.addWidget(panel)
            panel.show()  # at once, not at the next turn of the loop: the keyboard goes there now
            last = tab_after(last, panel)
        added[0].take_focus()

    def _add_facts(self, page: GuidePage) -> None:
        guide = page.view.guide
        if guide.cannot:
            self.add(FactsCard(f"What {guide.title} cannot do", claim_lines(guide.cannot), page.cannot, look="cannot"))
        if guide.report:
            title = f"How to report and block on {guide.title}"
            self.add(FactsCard(title, claim_lines(guide.report), page.report, look="report"))
        if guide.changes:
            self.add(FactsCard("What changed lately", change_lines(guide.changes), page.changes, look="changes"))
        if page.view.gone:
            self.add(FactsCard("No longer in our guidance", gone_lines(page.view.gone), (), look="changes"))

    def _print_button(self, view: GuideView) -> QWidget:
        button = Button("Print", icon="printer", says=f"Print {view.guide.title}")
        button.clicked.connect(self._print)
        return button

    def _print(self) -> None:
        if self._view is not None:
            child = self._view.child
            child_id = None if child is None else child.id
            guide_id = self._view.guide.id
            self.session.go(Destination(Place.PRINTS, guide_id=guide_id, child_id=child_id, band=self._view.band))

    def _choose_band(self, band: AgeBand) -> None:
        self._band = band
        self.refresh()

    def _decided(self, decision: Decision) -> None:
        self._focus_on = decision.setting_id
        self._save(decision)

    def _save(self, decision: Decision) -> None:
        if self._account_id is None:
            return
        service = partial(
            choose,
            account_id=self._account_id,
            setting_id=decision.setting_id,
            state=decision.state,
            note=decision.note,
        )
        self.session.write(service, self._saved, self._not_saved)

    def _saved(self, _change: Change) -> None:
        """Wait for ``changed``: it fills the page anew."""

    def _not_saved(self, trouble: Trouble) -> None:
        self._focus_on = None
        for panel in self._panels.values():
            panel.set_free()
        self.ask.tell(trouble)

    def _put_focus(self) -> None:
        panel = self._panels.get(self._focus_on or "")
        self._focus_on = None
        if panel is not None:
            panel.take_focus()

    def _gone(self, trouble: Trouble) -> None:
        """Go back to the shelf where the account is gone; say anything else."""
        if isinstance(trouble, NotFound):
            self._account_id, self._guide_id = None, ""
            self._forget()
            self.session.go(Destination(Place.CHECKS))
        else:
            self.ask.tell(trouble)

    def _forget(self) -> None:
        self._all = False
        self._panels = {}
        self._focus_on = None


def shown_and_rest(
    cards: Iterable[SettingCard], *, show_all: bool
) -> tuple[tuple[SettingCard, ...], tuple[SettingCard, ...]]:
    """Return what is shown unasked and what waits: essentials, what is due, and all that was decided come first."""
    ordered = sorted(cards, key=lambda one: not (one.essential or one.choice is not None))
    if show_all:
        return tuple(ordered), ()
    shown: list[SettingCard] = []
    rest: list[SettingCard] = []
    open_ones = 0
    for card in ordered:
        wanted = card.essential or card.choice is not None
        opens = not is_decided(card)
        if wanted and (not opens or open_ones < MOST_OPEN):
            shown.append(card)
            open_ones += opens
        else:
            rest.append(card)
    return tuple(shown), tuple(rest)


def _read_account(home: Household, *, account_id: int) -> GuidePage:
    return _page(home.guidance, guide_view(home, account_id=account_id))


def _read_guide(home: Household, *, guide_id: str, band: AgeBand) -> GuidePage:
    return _page(home.guidance, read_guide(home.guidance, guide_id=guide_id, band=band))


def _page(guidance: Guidance, view: GuideView) -> GuidePage:
    guide = view.guide
    return GuidePage(
        view,
        cannot=_sources(guidance, (one.sources for one in guide.cannot)),
        report=_sources(guidance, (one.sources for one in guide.report)),
        changes=_sources(guidance, (one.sources for one in guide.changes)),
    )


def _sources(guidance: Guidance, ids: Iterable[tuple[str, ...]]) -> tuple[Source, ...]:
    named = dict.fromkeys(one for some in ids for one in some)
    return tuple(guidance.source(one) for one in named)
