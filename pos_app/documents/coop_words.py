"""Words that the paper and the workbook of a comparison have in common."""

from collections.abc import Sequence

from pos_app import formatting
from pos_app.documents.month_words import evidence_name, period_name
from pos_app.domain.comparison import Comparison, Figures, Measure, Row
from pos_app.domain.days import Period
from pos_app.domain.disagreement import Disagreement
from pos_app.domain.origin import State, Strength
from pos_app.formatting import DASH, MINUS, Language
from pos_app.texts import gettext as _

ORDER = (State.DOMESTIC, State.IMPORTED, State.UNKNOWN)


def title() -> str:
    return _("Origin of Goods, Shop by Shop")


def states() -> dict[State, str]:
    """The three origins in a word or two."""
    return {State.DOMESTIC: _("Domestic"), State.IMPORTED: _("Imported"), State.UNKNOWN: _("Not yet known")}


def shop_name(row: Row) -> str:
    return row.name or _("All shops")


def amount_head(measure: Measure) -> str:
    """What the amounts of a measure are called above a column."""
    return {Measure.SALES: _("Sales (Rp)"), Measure.STOCK: _("Stock value (Rp)"), Measure.KINDS: _("Kinds of goods")}[measure]


def category_name(name: str) -> str:
    return name or _("No category")


def period(compared: Comparison, language: Language) -> str:
    """The months that are compared, a dash where no shop covers them."""
    told = compared.asked or compared.covered
    return months(told, language) if told else DASH


def months(told: Period, language: Language) -> str:
    """`Oktober 2026`, or `Nov 2025 – Okt 2026`."""
    if told.month:
        return period_name(told, language)
    ends = (f"{formatting.month_name(day.month, language, short=True)} {day.year}" for day in (told.first, told.last))
    return f" {DASH} ".join(ends)


def points(bp: int, language: Language) -> str:
    """A difference in price as a whole percentage with its sign."""
    size = formatting.share(abs(bp), language, decimals=0)
    if size == formatting.share(0, language, decimals=0):
        return size
    return f"{MINUS if bp < 0 else '+'}{size}"


def proof(compared: Comparison, told: Disagreement) -> str:
    """The best evidence among the shops that name an origin."""
    best = told.strongest
    if best.strength.rank < Strength.MEDIUM.rank:
        return _("no strong proof in any shop")
    if told.even:
        return _("equally well proven both ways")
    return _("{evidence}, {shop}").format(evidence=evidence_name(best.evidence_kind), shop=compared.row(best.shop_uid).name)


def leading(compared: Comparison) -> Measure:
    """What the first page is about: sales, or stock where nothing was sold."""
    return Measure.SALES if compared.together.sales_idr > 0 else Measure.STOCK


def in_measure(rows: Sequence[Row], measure: Measure) -> list[Row]:
    """Shops with the largest domestic share in a measure first."""
    return sorted(rows, key=lambda r: (_rank(r.figures, measure), r.name, r.uid))


def _rank(figures: Figures, measure: Measure) -> int:
    share = figures.domestic(measure)
    return 1 if share is None else -share
