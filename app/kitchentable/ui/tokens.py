"""The look as numbers: colours for each theme and sizes at 100 % text (DESIGN §5)."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class ThemeName(StrEnum):
    """What a parent can choose; ``system`` follows the computer."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class Colours(Struct, frozen=True):
    """One theme's colours. ``line`` is decoration only; outlines that mean something use muted or brand.

    ``track`` is the part of a bar or ring not yet filled; the ``brand`` of the filled part stands out from it.
    """

    paper: str
    surface: str
    line: str
    track: str
    ink: str
    muted: str
    brand: str
    on_brand: str
    brand_soft: str
    brand_strong: str
    amber: str
    amber_soft: str
    help: str
    help_soft: str
    ok: str
    ok_soft: str
    side: str
    side_chosen: str
    side_text: str
    lamp: str


LIGHT = Colours(
    paper="#F7F3EC",
    surface="#FFFFFF",
    line="#E4DDD0",
    track="#E4DDD0",
    ink="#1D2A30",
    muted="#5A676C",
    brand="#14605C",
    on_brand="#FFFFFF",
    brand_soft="#E1EFEC",
    brand_strong="#0E4A47",
    amber="#8A5A00",
    amber_soft="#FDF1D8",
    help="#A61B1B",
    help_soft="#FCEAE8",
    ok="#1F6B3B",
    ok_soft="#E3F2E6",
    side="#123F3D",
    side_chosen="#1F5A56",
    side_text="#E9F1EF",
    lamp="#F0C067",
)

DARK = Colours(
    paper="#14191B",
    surface="#1D2427",
    line="#323C40",
    track="#323C40",
    ink="#EEE9E0",
    muted="#A9B4B6",
    brand="#7CCDC4",
    on_brand="#0C2422",
    brand_soft="#1F3B39",
    brand_strong="#9ADDD5",
    amber="#F0C067",
    amber_soft="#3A2F17",
    help="#FF9C92",
    help_soft="#3D2220",
    ok="#86D39B",
    ok_soft="#1C3524",
    side="#0E1719",
    side_chosen="#1F3B39",
    side_text="#E4EAE8",
    lamp="#F0C067",
)

CONTRAST = Colours(
    paper="#FFFFFF",
    surface="#FFFFFF",
    line="#000000",
    track="#CFCFCF",
    ink="#000000",
    muted="#000000",
    brand="#003B38",
    on_brand="#FFFFFF",
    brand_soft="#FFFFFF",
    brand_strong="#000000",
    amber="#5A3A00",
    amber_soft="#FFFFFF",
    help="#7A0000",
    help_soft="#FFFFFF",
    ok="#00401A",
    ok_soft="#FFFFFF",
    side="#000000",
    side_chosen="#003B38",
    side_text="#FFFFFF",
    lamp="#FFD76A",
)


class Sizes(Struct, frozen=True):
    """Sizes in logical pixels, grown with the text size a parent chose (100 to 200 %)."""

    percent: int = 100

    def px(self, at_full: float) -> int:
        """Return a size given at 100 %, grown and rounded."""
        return round(at_full * self.percent / 100)

    def space(self, at_full: float) -> int:
        """Return a gap: it grows half as fast as text, so that large text keeps room for words."""
        return round(at_full * (1 + (self.percent - 100) / 200))

    @property
    def body(self) -> int:
        """Body text."""
        return self.px(15)

    @property
    def small(self) -> int:
        """Small print."""
        return self.px(13)

    @property
    def control(self) -> int:
        """The least height of anything that can be clicked."""
        return self.px(38)
