"""Every sheet there is: those of the guidance, those to hand out, and those of the family's records."""

from __future__ import annotations

from kitchentable.printing.family_pages import FamilySheet
from kitchentable.printing.hand_pages import HandSheet
from kitchentable.printing.pages import Sheet

AnySheet = Sheet | HandSheet | FamilySheet
"""Whatever can be set; its ``kind`` picks the template."""
