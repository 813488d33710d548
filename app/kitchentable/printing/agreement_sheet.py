"""The agreement on paper: both sides' promises in the words of the day, with lines to sign on."""

from __future__ import annotations

from datetime import date

from kitchentable.domain.agreement import Agreement, Side
from kitchentable.domain.pack import Guidance
from kitchentable.domain.situations import Country
from kitchentable.printing.family_pages import AgreementSheet, PromiseSide
from kitchentable.printing.wording import BRAND, day_words, foot


def agreement_sheet(
    guidance: Guidance, country: Country, agreement: Agreement, today: date, *, name: str = ""
) -> AgreementSheet:
    """Return the sheet of an agreement; ``name`` is the child's, or empty for a sheet that names nobody."""
    return AgreementSheet(
        title="Our agreement",
        eyebrow=(BRAND, "What we promise each other"),
        about="Both sides keep it, and both may ask to change it.",
        dates=_dates(agreement, today),
        sources="From our own records.",
        sides=(
            _side(agreement, Side.CHILD, f"{name} promises" if name else "The child promises"),
            _side(agreement, Side.PARENT, "The grown-ups promise"),
        ),
        sign_title="We agree",
        signers=(name or "The child", "A grown-up", "Another grown-up"),
        day_label="Day",
        together="If a promise gets hard to keep, say so. Nobody is in trouble for asking.",
        foot=foot(guidance, country),
    )


def _side(agreement: Agreement, side: Side, title: str) -> PromiseSide:
    promises = tuple(one.sentence for one in agreement.of_side(side))
    return PromiseSide(title, promises, "Nothing is written down yet.")


def _dates(agreement: Agreement, today: date) -> str:
    signed = f"Agreed on {day_words(agreement.signed_on)}. " if agreement.signed_on else ""
    again = f"We read it again by {day_words(agreement.review_on)}. " if agreement.review_on else ""
    return f"Made on {day_words(agreement.made_on)}. {signed}{again}Printed on {day_words(today)}."
