"""A pack for paper: every field that a sheet can show, with texts as long as real ones. The words are samples."""

from __future__ import annotations

from datetime import date

from kitchentable.domain.ages import AgeBand
from kitchentable.domain.guides import (
    Default,
    Describe,
    Guide,
    GuideKind,
    Maker,
    Place,
    Risk,
    Scope,
    Setting,
    Tried,
    Undone,
    Way,
)
from kitchentable.domain.pack import PACK_FORMAT, Guidance, Pack
from kitchentable.domain.situations import (
    Contact,
    ContactKind,
    Country,
    Grade,
    Nation,
    Phone,
    Situation,
    Step,
    TextLine,
)
from kitchentable.domain.sources import Confidence, Source, SourceKind
from kitchentable.domain.topics import Audience, Promise, Talk, Topic
from kitchentable.domain.values import Claim, Line

READ = date(2026, 7, 1)
MAKER, CHARITY = "maker-page", "charity-page"


def paper_guidance() -> Guidance:
    """Return the pack with its lookups."""
    return Guidance(paper_pack())


def paper_pack() -> Pack:
    """Return one topic, one guide, one situation and one country."""
    return Pack(
        format=PACK_FORMAT,
        publisher="Sample publisher",
        version="2026.07.1",
        built_on=READ,
        topics=(topic(),),
        guides=(_guide(),),
        situations=(_situation(),),
        countries=(_country(),),
        milestones=(),
        sources=(
            _source(MAKER, "Sample maker", "https://example.com/a/page-with-a-long-name/", "2026-06"),
            _source(CHARITY, "Sample charity", "https://example.org/leaflet", None),
        ),
        ids={},
    )


def topic(*, talk: Talk | None = None, audience: Audience = Audience.CHILD) -> Topic:
    """Return the topic, with its own talk for 10 to 12 or another."""
    return Topic(
        id="going-live",
        order=10,
        icon="radio",
        title="Going live",
        about="Who is watching, and what do they want?",
        audience=audience,
        changed_on=READ,
        drafted_from="drafted from the sample sources; nobody has read it yet",
        reviewed=None,
        search=(),
        why=(
            Claim(id="w1", text="A first sample reason, which is dated.", sources=(CHARITY, MAKER), dated="May 2026"),
            Claim(id="w2", text="A second sample reason, from two pages.", sources=(CHARITY, MAKER)),
            Claim(id="w3", text="A third one, which paper leaves out.", sources=(CHARITY,)),
        ),
        warning_signs=(),
        if_it_happened=(),
        talks={AgeBand.FROM_10: talk or full_talk()},
        no_talk={AgeBand.UNDER_7: "Under 7, talk about video calls first."},
        sources=(CHARITY,),
    )


def full_talk(*, times: int = 1) -> Talk:
    """Return a talk with the twelve ticks a talk may have; ``times`` makes each line that much longer."""

    def lines(part: str, count: int) -> tuple[Line, ...]:
        words = f"A line to {part} that is about as long as the lines of a real talk are."
        return tuple(Line(id=f"{part}-{one}", text=f"{one}. " + " ".join([words] * times)) for one in range(count))

    return Talk(
        minutes=10,
        setting="side by side, in the car or cooking",
        ask=lines("ask", 4),
        listen_for=lines("hear", 3),
        say=lines("say", 2),
        agree=tuple(
            Promise(
                id=f"agree-{one}",
                child=" ".join(["I will do my part, and ask before I do it."] * times),
                parent=" ".join(["I will do mine, and listen before I say no."] * times),
            )
            for one in range(3)
        ),
        avoid=lines("avoid", 3),
        child_page=lines("page", 4),
        sources=(CHARITY, MAKER),
    )


def _guide() -> Guide:
    return Guide(
        id="console",
        kind=GuideKind.CONSOLE,
        icon="gamepad-2",
        title="Sample console",
        about="All models.",
        maker=Maker(name="Sample maker", domains=("example.com",)),
        needs="Your own account.",
        first="child-account",
        changed_on=READ,
        search=(),
        settings=(
            _setting("messages", "Who can message", (_way(Place.WEBSITE, Confidence.MEDIUM),), Undone.PIN),
            _setting(
                "child-account",
                "Is it a child account?",
                (
                    _way(Place.CONSOLE, Confidence.HIGH),
                    Way(
                        on=Place.PARENT_PHONE,
                        path=("A menu with a name so long that it has to go on over the end of its line", "Family"),
                        sources=(MAKER,),
                        confidence=Confidence.LOW,
                        read_on=READ,
                        versions={"ios": "26"},
                        tried=Tried(device="Sample phone", version="26", on=READ),
                    ),
                ),
                Undone.ACCOUNT,
            ),
        ),
        cannot=(Claim(id="c1", text="It does not reach chat inside games.", sources=(MAKER,)),),
        report=(Claim(id="r1", text="Choose the player, then Report.", sources=(MAKER,)),),
        sources=(MAKER,),
    )


def _setting(setting_id: str, title: str, ways: tuple[Way, ...], undone_by: Undone) -> Setting:
    return Setting(
        id=setting_id,
        title=title,
        lowers=(Risk.CONTACT,),
        why="Strangers can reach a child in any game.",
        suggest={band: f"Friends only ({band.value})" for band in AgeBand},
        undone_by=undone_by,
        essential=(),
        minutes=3,
        scope=Scope.CHILD,
        ways=ways,
        default=Default(text="Everyone.", sources=(CHARITY,)),
        sources=(MAKER,),
    )


def _way(place: Place, confidence: Confidence) -> Way:
    return Way(
        on=place,
        path=("example.com/settings", Describe(describe="your child’s name"), "Privacy"),
        sources=(MAKER,),
        confidence=confidence,
        read_on=READ,
    )


def _situation() -> Situation:
    steps = ("Stay calm.", "Stop answering.", "Do not pay.", "A fourth step, which paper leaves out.")
    return Situation(
        id="blackmailed",
        order=10,
        icon="shield-alert",
        title="Somebody is blackmailing my child",
        search=(),
        danger=True,
        crisis_line=True,
        changed_on=READ,
        drafted_from="the sample sources",
        reviewed=None,
        first_words=(Line(id="f1", text="“You are not in trouble.”"),),
        steps=tuple(Step(id=text[:4], text=text, do_not=text.startswith("Do not")) for text in steps),
        keep=(),
        never=(),
        tell={},
        school=(),
        aftercare=(),
        follow_up=(),
        topics=(),
        sources=(CHARITY,),
    )


def _country() -> Country:
    """Return a country whose numbers, save 999, are from the range set aside for drama, so that nobody is rung."""
    return Country(
        id="uk",
        name="United Kingdom",
        emergency="danger",
        emergency_words="Call 999.",
        crisis=("text-line",),
        footer=("danger", "children", "parents", "report"),
        contacts=(
            _contact("danger", "Emergency services", ContactKind.EMERGENCY, _phone("999"), web=None),
            _contact("children", "Sample child line", ContactKind.CHILD_LINE, _phone("01632 960001", hours="Always")),
            _contact(
                "parents",
                "Sample parent line (a charity)",
                ContactKind.PARENT_LINE,
                _phone("01632 960002", hours="Mornings", confirmed=False),
            ),
            _contact("report", "Sample centre (national)", ContactKind.REPORT, None),
            Contact(
                id="text-line",
                name="Sample text line",
                kind=ContactKind.CRISIS,
                for_whom="Anyone.",
                when="You would rather text.",
                text=(TextLine(to="01632", word="HELP", grade=Grade.B, sources=(CHARITY,), checked_on=READ),),
                sources=(CHARITY,),
                checked_on=READ,
            ),
        ),
        nations=(Nation(id="scotland", name="Scotland", notes=(Line(id="n1", text="Ask the council here."),)),),
    )


def _contact(
    contact_id: str, name: str, kind: ContactKind, phone: Phone | None, web: str | None = "https://example.org/help/"
) -> Contact:
    return Contact(
        id=contact_id,
        name=name,
        kind=kind,
        for_whom="Anyone",
        when="You want to talk.",
        phone=() if phone is None else (phone,),
        web=web,
        sources=(CHARITY,),
        checked_on=READ,
    )


def _phone(number: str, *, hours: str | None = None, confirmed: bool = True) -> Phone:
    return Phone(
        text=number,
        grade=Grade.A,
        sources=(CHARITY,),
        checked_on=READ,
        cost="Free",
        hours=hours,
        hours_confirmed=confirmed and hours is not None,
    )


def _source(source_id: str, publisher: str, url: str, published: str | None) -> Source:
    kind = SourceKind.MAKER if source_id == MAKER else SourceKind.CHARITY
    return Source(
        id=source_id, publisher=publisher, title="A sample page", url=url, read_on=READ, kind=kind, published=published
    )
