"""A small, sound folder of guidance on disk, and the few moves tests make on it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kitchentable.guidance.check import find_faults

TOPIC = """\
id: live-streaming
order: 1
icon: radio
title: Live streaming
about: Who is watching?
audience: child
changed_on: 2026-11-20
drafted_from: Drafted from published advice, not yet read by a professional.
reviewed: null
search: [going live]
why:
  - {id: it-happens, text: It happens., sources: [charity-page]}
warning_signs:
  - {id: hides-screen, text: Hides the screen.}
if_it_happened: [blackmailed]
talks:
  10-12:
    minutes: 10
    setting: side by side
    ask:
      - id: who-watches
        text: “Who do you like to watch?”
    listen_for:
      - {id: a-stranger, text: Somebody nobody knows.}
    say:
      - {id: tell-me, text: “You can always tell me.”}
    agree:
      - {id: no-live, child: I ask before I go live., parent: I listen first.}
    avoid:
      - {id: no-anger, text: Getting angry.}
    child_page:
      - {id: you-matter, text: You matter.}
    sources: [charity-page]
no_talk:
  under-7: Too young to stream.
  7-9: Too young to stream.
  13-15: To be written.
  16-17: To be written.
sources: [charity-page]
retired:
  - {id: old-line, title: An old line, on: 2026-01-02, why: It was unclear., band: 10-12}
"""

GUIDE = """\
id: xbox
kind: console
icon: gamepad-2
title: Xbox
about: A console.
maker: {name: Microsoft, domains: [xbox.com]}
needs: A Microsoft account.
first: who-can-message
changed_on: 2026-11-21
search: [series x]
settings:
  - id: who-can-message
    title: Who can message your child
    lowers: [contact]
    why: It keeps strangers out.
    suggest:
      under-7: Nobody
      7-9: Nobody
      10-12: Friends
      13-15: Friends
      16-17: Friends
    undone_by: account
    essential: [10-12]
    minutes: 3
    scope: child
    sources: [xbox-page]
    default: {text: Friends only., sources: [xbox-page]}
    ways:
      - on: website
        path: [xbox.com, describe: your child’s name, Privacy]
        sources: [xbox-page]
        confidence: high
        read_on: 2026-11-21
cannot:
  - {id: parties, text: It cannot see inside parties., sources: [xbox-page]}
report:
  - {id: in-game, text: Open the profile and choose Report., sources: [xbox-page]}
sources: [xbox-page]
changes:
  - {on: 2026-01-09, text: A new page., settings: [who-can-message, parent-pin], sources: [press-page]}
retired:
  - {id: parent-pin, title: A PIN, on: 2026-02-03, why: It went away.}
"""

SITUATION = """\
id: blackmailed
order: 1
icon: shield-alert
title: Somebody threatens my child
search: [sextortion]
danger: true
crisis_line: true
changed_on: 2026-11-19
drafted_from: Drafted from published advice, not yet read by a professional.
reviewed: {by: A. Reader, on: 2026-11-18}
first_words:
  - {id: not-your-fault, text: “It is not your fault.”}
steps:
  - {id: stop-talking, text: Stop talking to them.}
  - {id: pay-nothing, text: Do not pay them., do_not: true}
keep:
  - {id: their-name, text: Their user name.}
never:
  - {id: no-money, text: Never send money.}
tell: {uk: [childline]}
school:
  - {id: a-teacher, text: Tell a teacher you trust.}
aftercare:
  - {id: ask-again, text: Ask again next week.}
follow_up: [1, 7]
topics: [live-streaming]
sources: [charity-page]
"""

COUNTRY = """\
id: uk
name: United Kingdom
emergency: emergency-999
emergency_words: Call for help.
crisis: [childline]
footer: [emergency-999]
contacts:
  - id: emergency-999
    name: Emergency
    kind: emergency
    for_whom: everybody
    when: Now.
    sources: [government-page]
    checked_on: 2026-11-21
  - id: childline
    name: Childline
    kind: child-line
    for_whom: children
    when: Any time.
    sources: [charity-page]
    checked_on: 2026-11-21
    nations: [england]
    phone:
      - {text: 0800 1111, grade: A, sources: [charity-page, government-page], checked_on: 2026-11-21}
    web: https://www.childline.org.uk/
nations:
  - {id: england, name: England}
"""

MILESTONES = """\
- id: xbox-thirteen
  title: Xbox may need no yes
  age: 13
  kind: ask
  status: in-force
  text: A child may be asked.
  sources: [xbox-page]
  guide: xbox
  country: uk
  from: 2026
- id: second-one
  title: Something may open
  age: 16
  kind: opens
  status: announced
  text: A law may come.
  law: A law
  sources: [government-page]
"""

SOURCES = """\
- id: charity-page
  publisher: A charity
  title: A page
  url: https://www.example.org/page
  read_on: 2026-11-21
  kind: charity
  published: 2026-06
- id: government-page
  publisher: A government
  title: A page
  url: https://www.example.gov/page
  read_on: 2026-11-21
  kind: government
- id: press-page
  publisher: A paper
  title: A page
  url: http://example.com
  read_on: 2026-11-21
  kind: press
  published: 2026
"""

MAKERS = """\
- id: xbox-page
  publisher: Microsoft
  title: A page
  url: https://support.xbox.com/page
  read_on: 2026-11-21
  kind: maker
  published: 2026-11-21
"""

FILES = {
    "topics/live-streaming.yaml": TOPIC,
    "guides/xbox.yaml": GUIDE,
    "situations/blackmailed.yaml": SITUATION,
    "countries/uk.yaml": COUNTRY,
    "milestones.yaml": MILESTONES,
    "sources/charities.yaml": SOURCES,
    "sources/makers.yaml": MAKERS,
}


@dataclass(frozen=True)
class SampleFolder:
    """A folder of guidance that starts sound."""

    root: Path

    @classmethod
    def at(cls, root: Path) -> SampleFolder:
        """Write the sound files below a folder."""
        for name, text in FILES.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        return cls(root)

    def change(self, name: str, old: str, new: str) -> None:
        """Replace a text that is in a file exactly once."""
        text = (self.root / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} is {text.count(old)} times in {name}"
        (self.root / name).write_text(text.replace(old, new), encoding="utf-8")

    def add(self, name: str, text: str) -> None:
        """Put a text at the end of a file, which need not be there."""
        (self.root / name).parent.mkdir(parents=True, exist_ok=True)
        with (self.root / name).open("a", encoding="utf-8") as file:
            file.write(text)

    def line(self, name: str, needle: str) -> int:
        """Return the one line of a file, from 1, that holds a text."""
        lines = (self.root / name).read_text(encoding="utf-8").split("\n")
        found = [number for number, line in enumerate(lines, start=1) if needle in line]
        assert len(found) == 1, f"{needle!r} is in the lines {found} of {name}"
        return found[0]

    def faults(self) -> list[str]:
        """Return all faults, with file names as from the folder."""
        return [str(fault).removeprefix(f"{self.root}/") for fault in find_faults(self.root)[1]]
