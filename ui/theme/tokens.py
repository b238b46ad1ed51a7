"""Colours, sizes and radii of every window, light and dark; nothing else in the program names a colour."""

from dataclasses import dataclass
from typing import Final, Literal

ThemeName = Literal["light", "dark"]


@dataclass(frozen=True, slots=True)
class Tokens:
    """One colour per meaning. `ink_3` is for marks and bars only: it is too pale for text."""

    name: ThemeName
    background: str
    panel: str
    raised: str
    line: str
    line_2: str
    ink: str
    ink_2: str
    ink_3: str
    brand: str
    on_brand: str
    brand_soft: str
    domestic: str
    domestic_soft: str
    unknown: str
    unknown_soft: str
    last_scan: str
    last_scan_bar: str
    focus: str
    selection: str
    ok: str
    warning: str
    warning_soft: str
    scrim: str
    heat: tuple[str, str, str, str, str]
    heat_ink: str
    earlier: str

    def colour(self, role: str) -> str:
        """The colour of a role named in text, as style sheets and icons do."""
        value = getattr(self, role)
        if not isinstance(value, str):
            raise AttributeError(role)
        return value


LIGHT: Final = Tokens(
    name="light",
    background="#F4F5F7",
    panel="#FFFFFF",
    raised="#FAFAFB",
    line="#E3E6EB",
    line_2="#C9CFD8",
    ink="#14181F",
    ink_2="#5A6472",
    ink_3="#8A94A3",
    brand="#0B5D57",
    on_brand="#FFFFFF",
    brand_soft="#E3F1EF",
    domestic="#C8102E",
    domestic_soft="#FBE9EC",
    unknown="#8A5A00",
    unknown_soft="#FFF3D6",
    last_scan="#FFF8E5",
    last_scan_bar="#E5A50A",
    focus="#1E6FD9",
    selection="#EEF5FF",
    ok="#15803D",
    warning="#9A3412",
    warning_soft="#FFF0E6",
    scrim="#7514181F",
    heat=("#FDF4F5", "#F8DDE1", "#EFB3BC", "#DE7887", "#C8102E"),
    heat_ink="#FFFFFF",
    earlier="#E7A3AE",
)

DARK: Final = Tokens(
    name="dark",
    background="#0F1318",
    panel="#171C23",
    raised="#1C222B",
    line="#2A323D",
    line_2="#465161",
    ink="#F1F4F8",
    ink_2="#A9B4C2",
    ink_3="#768293",
    brand="#2BA79B",
    on_brand="#06201D",
    brand_soft="#12302D",
    domestic="#FF5C70",
    domestic_soft="#3A1A20",
    unknown="#F2B84B",
    unknown_soft="#33270E",
    last_scan="#232014",
    last_scan_bar="#E5A50A",
    focus="#6FB1FF",
    selection="#15263B",
    ok="#4ADE80",
    warning="#FDA172",
    warning_soft="#3A2114",
    scrim="#A8040609",
    heat=("#20191D", "#3A1F26", "#6B2834", "#B23F50", "#FF5C70"),
    heat_ink="#1A0508",
    earlier="#7A3642",
)

THEMES: Final[dict[ThemeName, Tokens]] = {"light": LIGHT, "dark": DARK}


class Size:
    """Type scale in pixels."""

    KEY: Final = 11
    SMALL: Final = 12
    LABEL: Final = 13
    TEXT: Final = 14
    NAME: Final = 15
    FIELD: Final = 16
    PANEL_TITLE: Final = 18
    TITLE: Final = 22
    WIZARD_TITLE: Final = 26
    SIDE_TOTAL: Final = 40
    TOTAL: Final = 54
    HEADLINE: Final = 84


class Weight:
    """The five weights of Inter that are shipped."""

    REGULAR: Final = 400
    MEDIUM: Final = 500
    SEMIBOLD: Final = 600
    BOLD: Final = 700
    EXTRABOLD: Final = 800


class Radius:
    KEY: Final = 6
    BUTTON: Final = 10
    CARD: Final = 12
    MAIN: Final = 14


class Row:
    """Heights of rows in pixels."""

    TILL: Final = 58
    TOUCH: Final = 70
    """A fifth taller, for fingers."""
    LIST: Final = 52
    HEAD: Final = 36
