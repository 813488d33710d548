"""Every sheet there is: those of the guidance, and those of the family's records."""

from __future__ import annotations

from kitchentable.printing.family_pages import FamilySheet
from kitchentable.printing.pages import Sheet

AnySheet = Sheet | FamilySheet
"""Whatever can be set; its ``kind`` picks the template."""
