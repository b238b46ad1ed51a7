"""Evidence of origin in words: numbers taken apart, what each piece says, how strong it is and how long it lasts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from pos_app import formatting, texts
from pos_app.domain import evidence
from pos_app.domain.evidence import Evidence
from pos_app.domain.gs1_prefix import joined_in
from pos_app.domain.origin import MakerSize, Origin, State, Strength
from pos_app.domain.registration import Registration
from pos_app.services.goods_list import Event
from pos_app.texts import N_, ngettext
from pos_app.texts import gettext as _
from ui.widgets.badge import country
from ui.widgets.text import Ink

SOON_DAYS: Final = 90
"""A certificate that ends within so many days is shown in the warning colour."""

STRENGTHS: Final[Mapping[Strength, str]] = {
    Strength.STRONG: N_("Strong"),
    Strength.MEDIUM: N_("Medium"),
    Strength.WEAK: N_("Weak"),
    Strength.NONE: N_("Proves nothing"),
}
KINDS: Final[Mapping[evidence.Kind, str]] = {
    evidence.Kind.TKDN: N_("TKDN certificate"),
    evidence.Kind.REGISTRATION: N_("Registration number"),
    evidence.Kind.LABEL: N_("Words on the package"),
    evidence.Kind.STATEMENT: N_("Statement of supplier or maker"),
    evidence.Kind.SHOP: N_("The shop's own word"),
}
SIZES: Final[Mapping[MakerSize, str]] = {
    MakerSize.MICRO: N_("micro business"),
    MakerSize.SMALL: N_("small business"),
    MakerSize.MEDIUM: N_("medium-sized business"),
    MakerSize.LARGE: N_("large business"),
}
STATES: Final[Mapping[State, str]] = {
    State.DOMESTIC: N_("Domestic"),
    State.IMPORTED: N_("Imported"),
    State.UNKNOWN: N_("Unknown"),
}
_HEALTH: Final = ("PKD", "PKL", "AKD", "AKL")
_NO_OFFICE: Final = ("HALAL", "SNI", "NPB", "POSTEL", "PESTICIDE")
_GOODS: Final = {
    **dict.fromkeys(("MD", "ML"), N_("Processed food")),
    "PIRT": N_("Home industry food"),
    **dict.fromkeys(("SD", "SL", "SI"), N_("Food supplement")),
    **dict.fromkeys(("TR", "TL", "TI", "BTR", "BTL", "BTI"), N_("Traditional medicine")),
    "HT": N_("Standardised herbal medicine"),
    "FF": N_("Phytopharmaceutical"),
    **dict.fromkeys(("NA", "NB", "NC", "ND", "NE"), N_("Cosmetics")),
    "NKIT": N_("Cosmetic kit"),
    **dict.fromkeys(("PKD", "PKL"), N_("Household health goods")),
    **dict.fromkeys(("AKD", "AKL"), N_("Medical device")),
    "HALAL": N_("Halal certificate"),
    "SNI": N_("Product standard"),
    "NPB": N_("Registration of goods"),
    "POSTEL": N_("Telecommunication certificate"),
    "PESTICIDE": N_("Pesticide"),
}


def state_word(state: State) -> str:
    return _(STATES[state])


def strength_word(strength: Strength) -> str:
    return _(STRENGTHS[strength])


def number_title(number: str, family: str | None) -> str:
    """`BPOM MD 224528003117`: office, family and digits as they stand on a package."""
    if family == "PIRT":
        digits = number.removeprefix("SPPIRT").removeprefix("PIRT")
        return f"{family_title(family)} {digits[:13]}-{digits[13:]}"
    if family and number.startswith(family):
        return f"{family_title(family)} {number[len(family) :]}"
    return number


def family_title(family: str) -> str:
    """`BPOM MD`: office and family."""
    if family == "PIRT":
        return "P-IRT"
    office = "Kemenkes" if family in _HEALTH else "" if family in _NO_OFFICE else "BPOM"
    return f"{office} {family}".strip()


def goods_of(family: str | None) -> str:
    """What a family of numbers is given to: `Processed food`."""
    return _(_GOODS[family]) if family in _GOODS else _("Medicine") if family and len(family) == 3 else ""


def made_where(state: State) -> str:
    if state is State.UNKNOWN:
        return _("says nothing about where it was made")
    return _("made in Indonesia") if state is State.DOMESTIC else _("imported")


def expiry_text(printed: str | None) -> str:
    """`30.11.2028` or the year alone."""
    if not printed:
        return ""
    return printed if len(printed) == 4 else formatting.day(date.fromisoformat(printed), texts.language())


def taken_apart(read: Registration) -> str:
    """What stands in a number or a package's 2D code, besides the number itself."""
    speech = texts.language()
    parts = [", ".join(part for part in (goods_of(read.family), made_where(read.state)) if part)]
    if read.expires:
        parts.append(_("valid until {day}").format(day=expiry_text(read.expires)))
    if read.maker_size is MakerSize.MICRO:
        parts.append(_("micro business"))
    if read.batch:
        parts.append(_("batch {batch}").format(batch=read.batch))
    if read.made_on:
        parts.append(_("made {day}").format(day=formatting.day(read.made_on, speech)))
    if read.best_before:
        parts.append(_("best before {day}").format(day=formatting.day(read.best_before, speech)))
    return " · ".join(parts)


def piece_title(piece: Evidence) -> str:
    if piece.kind is evidence.Kind.REGISTRATION and piece.number:
        return number_title(piece.number, piece.family)
    if piece.kind is evidence.Kind.TKDN and piece.number:
        return _("TKDN certificate {number}").format(number=piece.number)
    return _(KINDS[piece.kind])


@dataclass(frozen=True, slots=True)
class Standing:
    """How long a piece is in force: words, their ink, and how much of its life is gone (None: not known)."""

    text: str
    ink: Ink
    gone: float | None = None


def standing(piece: Evidence, day: date) -> Standing | None:
    """None for a piece that never ends."""
    last = piece.last_day
    if last is None:
        return None
    if day > last:
        return Standing(_("expired"), "ink_2", 1.0 if piece.valid_from else None)
    left = (last - day).days
    gone = None
    if piece.valid_from is not None and last > piece.valid_from:
        gone = min(1.0, max(0.0, (day - piece.valid_from).days / (last - piece.valid_from).days))
    if left <= SOON_DAYS:
        return Standing(ngettext("ends in {n} day", "ends in {n} days", left).format(n=left), "warning", gone)
    return Standing(_("valid"), "ok", gone)


def span_text(piece: Evidence) -> str:
    """The days a piece is in force, as far as they are known."""
    speech = texts.language()
    last = piece.last_day
    if piece.valid_from and last:
        return f"{formatting.day(piece.valid_from, speech)} {formatting.DASH} {formatting.day(last, speech)}"
    if last:
        printed = expiry_text(piece.expires) if piece.expires and evidence.expiry(piece.expires) == last else formatting.day(last, speech)
        return _("valid until {day}").format(day=printed)
    if piece.valid_from:
        return _("since {day}").format(day=formatting.day(piece.valid_from, speech))
    return ""


def says(piece: Evidence) -> str:
    """What a piece says: state with country, its goods, the maker, a note."""
    parts = []
    if piece.kind is evidence.Kind.REGISTRATION:
        parts.append(", ".join(part for part in (goods_of(piece.family), made_where(piece.state)) if part))
    elif piece.state is State.IMPORTED and piece.country:
        parts.append(_("Imported · {country}").format(country=country(piece.country, texts.language())))
    else:
        parts.append(state_word(piece.state))
    parts += [text for text in (piece.maker, piece.note) if text]
    return " · ".join(parts)


def certificate_figures(piece: Evidence) -> str:
    speech = texts.language()
    parts = []
    if piece.tkdn_bp is not None:
        parts.append(f"TKDN {formatting.share(piece.tkdn_bp, speech, decimals=2)}")
    if piece.bmp_bp is not None:
        parts.append(f"BMP {formatting.share(piece.bmp_bp, speech, decimals=2)}")
    return " · ".join(parts)


def event_words(event: Event) -> tuple[str, str]:
    """One line of history: what changed (in bold, may be empty), and what was said."""
    moved = f"{state_word(event.before)} → {state_word(event.after)}" if event.before is not event.after else ""
    family = event.detail.get("family")
    what = ""
    if event.kind == evidence.Kind.REGISTRATION and event.number:
        what = number_title(event.number, family if isinstance(family, str) else None)
    elif event.kind == evidence.Kind.TKDN:
        share = event.detail.get("tkdn_bp")
        what = f"TKDN {formatting.share(share, texts.language(), decimals=2)}" if isinstance(share, int) else "TKDN"
    elif event.kind is not None:
        what = _(KINDS[evidence.Kind(event.kind)])
    if event.action == "withdraw":
        what = _("{what} withdrawn").format(what=what)
    elif event.action == "resolve":
        what = _("contradiction settled")
    ended = ""
    if event.ended and event.ended_at and event.ended_by:
        day = formatting.day(event.ended_at.date(), texts.language())
        template = _("replaced {day} by {person}") if event.ended == "replaced" else _("withdrawn {day} by {person}")
        ended = template.format(day=day, person=event.ended_by)
    contradicts = _("contradicts what stood") if event.contradicts else ""
    return moved, " · ".join(part for part in (what, contradicts, event.why, event.person, ended) if part)


def prefix_short(code: str) -> str:
    """`GS1 prefix Japan: no evidence`; empty for Indonesia's own, which would read as one."""
    joined = joined_in(code)
    if joined is None or joined[1] == "ID":
        return ""
    return _("GS1 prefix {country}: no evidence").format(country=country(joined[1], texts.language()))


def verdict(origin: Origin) -> tuple[str, Ink]:
    """What the pieces say together, as one sentence."""
    if origin.conflict:
        return _("The evidence disagrees: the origin counts as unknown until somebody settles it."), "warning"
    if origin.state is State.UNKNOWN:
        return _("Nothing proves the origin yet."), "unknown"
    template = _("Weak evidence: the origin becomes {state}")
    if origin.strength is Strength.STRONG:
        template = _("Strong evidence: the origin becomes {state}")
    elif origin.strength is Strength.MEDIUM:
        template = _("Medium evidence: the origin becomes {state}")
    return template.format(state=state_word(origin.state)), "ok" if origin.strength is Strength.STRONG else "ink_2"
