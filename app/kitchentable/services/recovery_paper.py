"""The recovery sheet as pages to print, or as a PDF where the parent asks for one."""

from __future__ import annotations

from pathlib import Path

from kitchentable.printing.pages import Paper, RecoverySheet, Style
from kitchentable.printing.recovery_sheet import recovery_sheet
from kitchentable.services.prints import Press
from kitchentable.services.slots import NewCode
from kitchentable.system.files import write_atomically


def recovery_pages(press: Press, *, new: NewCode, country: str, style: Style) -> tuple[str, ...]:
    """Return the sheet's pages as SVG, for the printer. Raises PrintFailed."""
    return press.typesetter.svg(_sheet(press, new, country), style, on=new.made)


def save_recovery_pdf(press: Press, *, new: NewCode, country: str, style: Style, to: Path) -> Path:
    """Save the sheet at ``to``, readable by this user only, and return it. Raises CannotWrite or PrintFailed."""
    write_atomically(to, press.typesetter.pdf(_sheet(press, new, country), style, on=new.made))
    return to


def recovery_style(paper: str, *, large: bool) -> Style:
    """Return how to set the sheet, from the preferences' paper and size of print."""
    return Style(Paper(paper), large)


def _sheet(press: Press, new: NewCode, country: str) -> RecoverySheet:
    guidance = press.guidance
    return recovery_sheet(guidance, guidance.country(country), new.groups, made=new.made, records=new.records)
