"""Words and shares that the paper and the workbook of a month have in common."""

from collections.abc import Mapping

from pos_app import formatting
from pos_app.domain.days import Period
from pos_app.domain.evidence import Kind
from pos_app.domain.local_content import shares
from pos_app.domain.origin import MakerSize, State
from pos_app.formatting import DASH, Language
from pos_app.texts import gettext as _


def title() -> str:
    return _("Local Content Report")


def states() -> dict[State, str]:
    """The three origins in words."""
    return {State.DOMESTIC: _("Domestic"), State.IMPORTED: _("Imported"), State.UNKNOWN: _("Not yet known")}


def maker_sizes() -> dict[MakerSize, str]:
    """What the makers' sizes are called."""
    return {
        MakerSize.MICRO: _("Micro"),
        MakerSize.SMALL: _("Small"),
        MakerSize.MEDIUM: _("Medium"),
        MakerSize.LARGE: _("Large"),
        MakerSize.UNKNOWN: _("Size not known"),
    }


def evidence_name(kind: str | None, *, expired: bool = False) -> str:
    """What a kind of evidence is called."""
    names = {
        Kind.TKDN: _("TKDN certificate"),
        Kind.REGISTRATION: _("BPOM or P-IRT number"),
        Kind.LABEL: _("Words on the package"),
        Kind.STATEMENT: _("Statement of the supplier"),
        Kind.SHOP: _("The shop's own word"),
    }
    name = names[Kind(kind)] if kind in list(Kind) else _("Without evidence")
    return _("{proof}, expired").format(proof=name) if expired else name


def evidence_short(kind: str | None) -> str:
    """The same in a word or two, behind a name."""
    names = {
        Kind.TKDN: "TKDN",
        Kind.REGISTRATION: "BPOM/P-IRT",
        Kind.LABEL: _("package"),
        Kind.STATEMENT: _("statement"),
        Kind.SHOP: _("shop's word"),
    }
    return names[Kind(kind)] if kind in list(Kind) else ""


def percent(tenths: int | None, language: Language) -> str:
    """Tenths of a percent as they are printed; a dash where there are none."""
    return DASH if tenths is None else formatting.share(tenths * 10, language)


def short_percent(tenths: int, language: Language) -> str:
    """The same without a decimal that is nothing: `75%`, `62,5%`."""
    return formatting.share(tenths * 10, language, decimals=1) if tenths % 10 else formatting.share(tenths * 10, language, decimals=0)


def tenths_of(values: Mapping[State, int]) -> int | None:
    """The domestic share of the values in printed tenths."""
    return shares(values, 1000)[State.DOMESTIC]


def period_name(period: Period, language: Language) -> str:
    """`Oktober 2026`, or its first and last day."""
    if period.month:
        return formatting.month(period.first, language)
    return f"{formatting.day(period.first, language)} {DASH} {formatting.day(period.last, language)}"
