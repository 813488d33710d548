"""Paper and back: a talk saved with its codes, ticked with a pen, typed in, and ticked in the talk."""

from __future__ import annotations

import re
from pathlib import Path

from kitchentable.domain.errors import BadInput
from kitchentable.domain.pack import Guidance
from kitchentable.domain.paper_codes import SIGNS, CodeBook, TalkBox
from tests.journeys.conftest import Computer
from tests.printing.paper import needs_poppler, poppler
from tests.sample_family import ROBIN

FIELD = "The codes, with a space between them"


@needs_poppler
def test_codes_read_off_a_saved_sheet_tick_its_boxes(
    computer: Computer, our_guidance: Guidance, tmp_path: Path
) -> None:
    computer.settle_in()
    person = computer.start()
    person.waits_to_see("Carry on with the talk")
    person.clicks("Print this talk")
    person.waits_to_see("Page 1 of")
    person.clicks("A code beside each box")
    computer.rest()
    person.clicks("Save as PDF")
    file = tmp_path / "talk.pdf"
    person.saves_as(file)
    person.waits_to_see("Saved: talk.pdf")
    codes = _codes_on(our_guidance, poppler("pdftotext", pdf=file.read_bytes(), folder=tmp_path))
    assert len(codes) > 5
    person.clicks("Type in codes from paper")
    person.waits_to_see("Type in what you ticked")
    person.writes(FIELD, " ".join(list(codes)[-2:]))
    person.clicks("Tick them")
    person.waits_to_see("Please choose whose paper it is.")
    person.chooses("Whose paper is it?", ROBIN)
    person.clicks("Tick them")
    person.waits_to_see("Ticked 2 boxes")
    box = codes[list(codes)[-1]]
    promise = next(one for one in our_guidance.talk(box.topic_id, box.band).agree if one.id == box.line_id)
    assert person.sees(promise.child)
    person.clicks("This month")
    person.waits_to_see("Carry on with the talk")


def _codes_on(guidance: Guidance, text: str) -> dict[str, TalkBox]:
    """Return each code that stands on the sheet, in order, with its box."""
    book, found = CodeBook(guidance), dict[str, TalkBox]()
    for word in re.findall(rf"\b[{SIGNS}]{{5}}\b", text):
        try:
            (code,) = book.read(word)
        except BadInput:
            continue
        assert isinstance(code.box, TalkBox)
        found[word] = code.box
    return found
