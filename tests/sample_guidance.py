"""A small, complete pack for tests: three topics, two guides, one country, one situation. The words are samples."""

from __future__ import annotations

from datetime import date

from kitchentable.domain.ages import AgeBand
from kitchentable.domain.guides import (
    Default,
    Describe,
    Guide,
    GuideChange,
    GuideKind,
    Maker,
    Place,
    Risk,
    Scope,
    Setting,
    Undone,
    Way,
)
from kitchentable.domain.milestones import Milestone, MilestoneKind, MilestoneStatus
from kitchentable.domain.pack import PACK_FORMAT, Guidance, IdState, Pack
from kitchentable.domain.situations import Contact, ContactKind, Country, Grade, Phone, Situation, Step
from kitchentable.domain.sources import Confidence, Reviewed, Source, SourceKind
from kitchentable.domain.topics import Audience, Promise, Talk, Topic
from kitchentable.domain.values import Claim, Line

CHECKED = date(2026, 7, 1)
"""The day the sample sources were read, and the day the sample pack was built."""

MAKER_PAGE = "maker-page"
CHARITY_PAGE = "charity-page"


def sample_guidance() -> Guidance:
    """Return the sample pack with its lookups."""
    return Guidance(sample_pack())


def sample_pack(*, version: str = "2026.07.01") -> Pack:
    """Return the sample pack."""
    topics = _topics()
    guides = (_xbox(), _roblox())
    live = [*(one.id for one in topics), *(one.id for one in guides), "blackmailed", "uk", MAKER_PAGE, CHARITY_PAGE]
    return Pack(
        format=PACK_FORMAT,
        publisher="Sample publisher",
        version=version,
        built_on=CHECKED,
        topics=topics,
        guides=guides,
        situations=(_blackmailed(),),
        countries=(_uk(),),
        milestones=(_thirteen(),),
        sources=_sources(),
        ids=dict.fromkeys(live, IdState.LIVE) | {"old-topic": IdState.RETIRED},
    )


def _topics() -> tuple[Topic, ...]:
    return (
        _topic(
            "live-streaming", 10, "Live streaming", icon="radio", no_talk={AgeBand.UNDER_7: "Talk about video calls."}
        ),
        _topic("private-channels", 20, "“Let’s move to another app”", icon="message-circle-dashed"),
        _topic("telling-someone", 30, "Telling someone", icon="ear"),
        _topic("for-parents", 40, "Adults who target parents", icon="users", audience=Audience.PARENT),
    )


def _topic(
    topic_id: str,
    order: int,
    title: str,
    *,
    icon: str,
    audience: Audience = Audience.CHILD,
    no_talk: dict[AgeBand, str] | None = None,
) -> Topic:
    missing = no_talk or {}
    return Topic(
        id=topic_id,
        order=order,
        icon=icon,
        title=title,
        about=f"A sample topic: {title}.",
        audience=audience,
        changed_on=CHECKED,
        drafted_from="the sample sources",
        reviewed=Reviewed(by="A sample reviewer", on=CHECKED) if order == 10 else None,
        search=("sample", topic_id),
        why=(Claim(id="why-1", text="A sample reason.", sources=(CHARITY_PAGE,), dated="2026"),),
        warning_signs=(Line(id="sign-1", text="A sample sign to notice."),),
        if_it_happened=("blackmailed",),
        talks={band: _talk(title, band) for band in AgeBand if band not in missing},
        no_talk=missing,
        sources=(CHARITY_PAGE,),
    )


def _talk(title: str, band: AgeBand) -> Talk:
    """Return a talk with seven lines to tick: ask-1, ask-2, listen-1, say-1, say-2, agree-1 and agree-2."""
    return Talk(
        minutes=10,
        setting="In the car, or washing up together.",
        ask=(
            Line(id="ask-1", text=f"What do you know about “{title}”? (sample, {band.words})"),
            Line(id="ask-2", text="What would you do if it felt odd?"),
        ),
        listen_for=(Line(id="listen-1", text="“Somebody asked me to keep a secret.”"),),
        say=(Line(id="say-1", text="You can always tell me."), Line(id="say-2", text="You won’t lose your things.")),
        agree=(
            Promise(id="agree-1", child="I tell you when something feels odd.", parent="I listen before I speak."),
            Promise(id="agree-2", child="I don’t move to another app.", parent="I don’t take your phone for telling."),
        ),
        avoid=(Line(id="avoid-1", text="Try not to question like a detective."),),
        child_page=(Line(id="page-1", text="You can always stop and tell."),),
        sources=(CHARITY_PAGE,),
    )


def _setting(
    setting_id: str, title: str, *, undone_by: Undone, essential: tuple[AgeBand, ...] = (), scope: Scope = Scope.CHILD
) -> Setting:
    return Setting(
        id=setting_id,
        title=title,
        lowers=(Risk.CONTACT,),
        why="Strangers can reach a child in any game.",
        suggest={band: f"Friends only ({band.words})" for band in AgeBand},
        undone_by=undone_by,
        essential=essential,
        minutes=3,
        scope=scope,
        ways=(
            Way(
                on=Place.PARENT_PHONE,
                path=(Describe(describe="your child’s name"), "Settings", "Communication"),
                sources=(MAKER_PAGE,),
                confidence=Confidence.HIGH,
                read_on=CHECKED,
            ),
        ),
        default=Default(text="Everyone.", sources=(MAKER_PAGE,)),
        sources=(MAKER_PAGE,),
    )


def _xbox() -> Guide:
    return Guide(
        id="xbox",
        kind=GuideKind.CONSOLE,
        icon="gamepad-2",
        title="Xbox",
        about="A sample console guide.",
        maker=Maker(name="Sample maker", domains=("example.com",)),
        needs="The family app on your phone.",
        first="family-group",
        changed_on=CHECKED,
        search=("console",),
        settings=(
            _setting(
                "messages", "Who can message", undone_by=Undone.ACCOUNT, essential=(AgeBand.FROM_10, AgeBand.FROM_13)
            ),
            _setting("family-group", "A family group", undone_by=Undone.ACCOUNT, essential=tuple(AgeBand)),
            _setting("spending", "Spending needs your yes", undone_by=Undone.PIN, scope=Scope.DEVICE),
        ),
        cannot=(Claim(id="cannot-1", text="It does not control chat inside games.", sources=(MAKER_PAGE,)),),
        report=(Claim(id="report-1", text="Choose the player, then Report.", sources=(MAKER_PAGE,)),),
        changes=(
            GuideChange(on=CHECKED, text="The menu has a new name.", settings=("messages",), sources=(MAKER_PAGE,)),
        ),
        sources=(MAKER_PAGE,),
    )


def _roblox() -> Guide:
    return Guide(
        id="roblox",
        kind=GuideKind.GAME,
        icon="blocks",
        title="Roblox",
        about="A sample game guide.",
        maker=Maker(name="Sample maker", domains=("example.com",)),
        needs="Your child’s account.",
        first="parent-link",
        changed_on=CHECKED,
        search=("game",),
        settings=(
            _setting("parent-link", "Link your account", undone_by=Undone.ACCOUNT, essential=(AgeBand.FROM_10,)),
            _setting("chat", "Who can chat", undone_by=Undone.ANYONE),
        ),
        cannot=(Claim(id="cannot-1", text="It does not stop another app.", sources=(MAKER_PAGE,)),),
        report=(Claim(id="report-1", text="Open the menu, then Report.", sources=(MAKER_PAGE,)),),
        sources=(MAKER_PAGE,),
    )


def _blackmailed() -> Situation:
    return Situation(
        id="blackmailed",
        order=10,
        icon="shield-alert",
        title="Somebody is blackmailing my child",
        search=("blackmail",),
        danger=False,
        crisis_line=True,
        changed_on=CHECKED,
        drafted_from="the sample sources",
        reviewed=None,
        first_words=(Line(id="first-1", text="You are not in trouble. I am on your side."),),
        steps=(Step(id="step-1", text="Stop answering."), Step(id="step-2", text="Do not pay.", do_not=True)),
        keep=(Line(id="keep-1", text="Names, addresses and times."),),
        never=(Line(id="never-1", text="Do not copy pictures of a child."),),
        tell={"uk": ("police", "report-line")},
        school=(Line(id="school-1", text="Tell the safeguarding lead."),),
        aftercare=(Line(id="after-1", text="Do something ordinary together."),),
        follow_up=(1, 7, 30),
        topics=("telling-someone",),
        sources=(CHARITY_PAGE,),
    )


def _contact(contact_id: str, name: str, kind: ContactKind, number: str) -> Contact:
    return Contact(
        id=contact_id,
        name=name,
        kind=kind,
        for_whom="Anyone.",
        when="Any time.",
        phone=(Phone(text=number, grade=Grade.A, sources=(CHARITY_PAGE,), checked_on=CHECKED, cost="Free."),),
        web="https://example.org/help",
        sources=(CHARITY_PAGE,),
        checked_on=CHECKED,
    )


def _uk() -> Country:
    """Return a sample country; the numbers are from the range set aside for drama, so that nobody is rung."""
    return Country(
        id="uk",
        name="United Kingdom",
        emergency="emergency",
        emergency_words="If somebody is in danger now, call 01632 960000.",
        crisis=("crisis-line",),
        footer=("report-line", "crisis-line"),
        contacts=(
            _contact("emergency", "Sample emergency line", ContactKind.EMERGENCY, "01632 960000"),
            _contact("police", "Police", ContactKind.POLICE, "01632 960001"),
            _contact("report-line", "Sample report line", ContactKind.REPORT, "01632 960002"),
            _contact("crisis-line", "Sample crisis line", ContactKind.CRISIS, "01632 960003"),
        ),
    )


def _thirteen() -> Milestone:
    return Milestone(
        id="xbox-13",
        age=13,
        kind=MilestoneKind.ENDS,
        status=MilestoneStatus.IN_FORCE,
        text="A sample rule ends at 13.",
        guide="xbox",
        sources=(MAKER_PAGE,),
    )


def _sources() -> tuple[Source, ...]:
    return (
        Source(
            id=MAKER_PAGE,
            publisher="Sample maker",
            title="A sample page",
            url="https://example.com/page",
            read_on=CHECKED,
            kind=SourceKind.MAKER,
            published="2026-06",
        ),
        Source(
            id=CHARITY_PAGE,
            publisher="Sample charity",
            title="A sample leaflet",
            url="https://example.org/leaflet",
            read_on=CHECKED,
            kind=SourceKind.CHARITY,
        ),
    )
