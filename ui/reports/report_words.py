"""What the figures of a month are called on the screen, and how they compare."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from pos_app import formatting, texts
from pos_app.domain import days
from pos_app.domain.content_size import Per
from pos_app.domain.days import Period
from pos_app.domain.evidence import Kind
from pos_app.domain.local_content import ArticleRow, LocalContent, Offered, Split
from pos_app.domain.origin import State
from pos_app.texts import gettext as _
from pos_app.texts import ngettext
from ui.panels import origin_words
from ui.widgets.charts import MonthColumn

BETTER: Final = "ok"
WORSE: Final = "warning"


def percent(tenths: int | None) -> str:
    """Tenths of a percent as they are printed."""
    return formatting.share(None if tenths is None else tenths * 10, texts.language())


def points(tenths: int) -> str:
    """A difference of two shares, without its sign."""
    return percent(abs(tenths)).removesuffix("%")


def short_share(bp: int) -> str:
    """`75%`, `62,5%`."""
    return formatting.share(bp, texts.language(), decimals=1 if bp % 100 else 0)


def movement(now: int | None, before: int | None, period: Period) -> tuple[str, str]:
    """How the share moved against the month before, in words, with the ink they are shown in."""
    month = formatting.month_name(days.month_before(period).first.month, texts.language())
    if now is None:
        return "", "ink_2"
    if before is None:
        return _("no sales in {month} to compare with").format(month=month), "ink_2"
    if now == before:
        return _("as in {month}").format(month=month), "ink_2"
    if now > before:
        return _("up {points} points on {month}").format(points=points(now - before), month=month), BETTER
    return _("down {points} points on {month}").format(points=points(now - before), month=month), WORSE


def month_columns(months: Sequence[tuple[date, Split]], targets: Sequence[int | None]) -> list[MonthColumn]:
    """The columns of the domestic share, month by month, each with its target."""
    speech, columns = texts.language(), []
    for (first, split), target in zip(months, targets, strict=True):
        share = split.tenths[State.DOMESTIC]
        told = f"{formatting.month(first, speech)}: {percent(share)}, {formatting.rupiah(split.total_idr, speech)}"
        if target is not None:
            told += ", " + _("target {share}").format(share=short_share(target))
        name = formatting.month_name(first.month, speech, short=True)
        columns.append(MonthColumn(name, share, told, None if target is None else (target + 5) // 10))
    return columns


def tkdn_lines(report: LocalContent) -> str:
    tkdn, speech = report.now.tkdn, texts.language()
    if tkdn.floor_bp is None:
        return ""
    if tkdn.average_bp is None:
        return _("floor; no sale is covered by a certificate")
    return _("floor; {coverage} of sales have a certificate, on average {average}").format(
        coverage=formatting.share(tkdn.coverage_bp, speech), average=formatting.share(tkdn.average_bp, speech)
    )


def maker_lines(report: LocalContent) -> str:
    speech = texts.language()
    makers = ngettext("{n} maker", "{n} makers", report.makers).format(n=formatting.number(report.makers, speech))
    return f"{formatting.rupiah(report.now.ikm.value_idr, speech)} · {makers}"


def unknown_lines(report: LocalContent) -> str:
    speech, articles = texts.language(), report.now.by_origin.articles[State.UNKNOWN]
    told = ngettext("{n} article", "{n} articles", articles).format(n=formatting.number(articles, speech))
    return f"{formatting.rupiah(report.now.by_origin.value_idr[State.UNKNOWN], speech)} · {told}"


def documents(report: LocalContent) -> str:
    """How many receipts and lines the figures were made of."""
    speech = texts.language()
    receipts = ngettext("{n} receipt", "{n} receipts", report.receipts).format(n=formatting.number(report.receipts, speech))
    lines = ngettext("{n} line", "{n} lines", report.sale_lines).format(n=formatting.number(report.sale_lines, speech))
    return f"{receipts}, {lines}"


def share_of(value: int, total: int) -> int | None:
    """What a value is of the month's goods, in tenths of a percent; None where there is nothing to share."""
    return (2 * value * 1000 + total) // (2 * total) if total > 0 else None


def gain(row: ArticleRow, total: int) -> str:
    """What the domestic share of `total` would gain if this article turned out to be domestic: `+1,1%`."""
    share = share_of(row.value_idr, total)
    return percent(share) if share is None else f"+{percent(share)}"


def together(rows: Sequence[ArticleRow], total: int) -> str:
    share = percent(share_of(sum(row.value_idr for row in rows), total))
    return ngettext("this article = {share} of the month's sales", "these {n} articles = {share} of the month's sales", len(rows)).format(
        n=len(rows), share=share
    )


def proof(kind: str | None, tkdn_bp: int | None, *, expired: bool = False) -> str:
    """`TKDN 71%`, or the kind of evidence."""
    if tkdn_bp is not None:
        return f"TKDN {short_share(tkdn_bp)}"
    name = _(origin_words.KINDS[Kind(kind)]) if kind in list(Kind) else _("without evidence")
    return _("{proof}, expired").format(proof=name) if expired else name


def dearer(offered: Offered) -> str:
    """`−22% per 100 g`, with its sign; a dash where no price can be compared."""
    if offered.dearer_bp is None:
        return formatting.DASH
    share = formatting.share(offered.dearer_bp, texts.language(), decimals=0)
    share = f"+{share}" if offered.dearer_bp >= 50 else share
    if offered.per_unit not in list(Per):
        return share
    names = {Per.KILOGRAM: _("kg"), Per.HUNDRED_GRAM: _("100 g"), Per.LITRE: _("litre"), Per.HUNDRED_MILLILITRE: _("100 ml")}
    return _("{share} per {unit}").format(share=share, unit=names[Per(offered.per_unit)])


def dearer_ink(offered: Offered) -> str:
    return "ok" if offered.dearer_bp is not None and offered.dearer_bp < 0 else "ink"
