"""The month's local content as pages an owner hangs on the wall: figures first, then what they are made of.

Every share printed beside others is one of tenths that sum to 100,0; a dash stands where there is none.
"""

from datetime import datetime, timedelta

from pos_app import formatting, texts
from pos_app.documents import month_lists, month_method, month_tables
from pos_app.documents.kit.blocks import Block, Columns, Drawn, Stack, Text
from pos_app.documents.kit.charts import DayBar, Days, MonthBar, Months, legend
from pos_app.documents.kit.page import FINE, Card, Frame, Heading, Note, cards, head, layout
from pos_app.documents.kit.page import render as render_pages
from pos_app.documents.kit.pen import Pen
from pos_app.documents.month_words import percent, period_name, short_percent, states, tenths_of, title
from pos_app.domain import days
from pos_app.domain.local_content import LocalContent
from pos_app.domain.money import Rupiah
from pos_app.domain.origin import State
from pos_app.formatting import DASH, Language
from pos_app.texts import gettext as _

_IMPORTED_FIRST = 3
_UNKNOWN_FIRST = 3
_MOST_PAGES = 6
_LISTS = ((15, 40), (12, 32), (10, 28), (8, 24), (6, 20), (5, 16), (4, 12), (3, 8))
"""How many rows and categories the lists show, the fewer the longer their names are: the paper stays one for the wall,
what is left out is summed up in one row, and the workbook has all of it."""


def render(report: LocalContent, *, language: Language, number: str, made_at: datetime, version: str, seal: str) -> bytes:
    """The report as a PDF; `seal` is the beginning of the digest of its figures, `number` that of its issue."""
    with texts.speaking(language):
        made = formatting.instant(made_at, report.zone, language)
        frame = Frame(
            title=f"{title()} · {period_name(report.period, language)}",
            author=report.shop_name,
            subject=number,
            foot=_("No. {number} · made {when} · seal {seal} · pos-app {version}").format(
                number=number, when=made, seal=_in_fours(seal), version=version
            ),
            page_of=lambda page, pages: _("Page {page} of {pages}").format(page=page, pages=pages),
            language=language,
            made_at=made_at,
        )
        first = _first_page(report, language)
        for top, most in _LISTS:
            blocks = [
                *first,
                *_composition(report, language, categories=most),
                *_lists(report, language, most=top),
                *_news(report, language, most=top),
                *month_method.pages(report, language, number=number, made=made, version=version),
            ]
            if len(layout(blocks)) <= _MOST_PAGES:
                break
        return render_pages(frame, blocks)


def _in_fours(seal: str) -> str:
    return " ".join(seal[at : at + 4] for at in range(0, len(seal), 4))


def _first_page(report: LocalContent, language: Language) -> list[Block]:
    receipts = texts.ngettext("{n} receipt", "{n} receipts", report.receipts).format(n=formatting.number(report.receipts, language))
    lines = texts.ngettext("{n} line", "{n} lines", report.sale_lines).format(n=formatting.number(report.sale_lines, language))
    whole = f"{receipts}, {lines}".replace(" ", "\N{NO-BREAK SPACE}")
    subtitle = " · ".join((report.shop_name, period_name(report.period, language), whole))
    left = Stack([Heading(_("By category"), gap=0), _legend(), month_tables.category_bars(report, language)])
    right: list[Block] = [Heading(_("How well domestic origin is proven"), gap=0), *month_tables.evidence(report, language)]
    if report.unknown:
        right += [
            Heading(_("What would move the figure most, once its origin is known")),
            month_tables.unknown(report, language, most=_UNKNOWN_FIRST),
        ]
    blocks: list[Block] = [
        head(title(), subtitle),
        cards(_cards(report, language), (1.65, 1, 1, 1)),
        Heading(_("Twelve months")),
        _months(report, language),
        Columns([left, Stack(right)], 26, gap=22),
    ]
    if report.top_imported:
        heading = Heading(_("Top imported goods, and what the shop has in their place"))
        table = month_tables.imported(report.top_imported[:_IMPORTED_FIRST], language)
        note = _push_note(report, language) or _swapped(report, language)
        blocks.append(Stack([heading, table, *([note] if note else [])], gap=20))
    return blocks


# ---------------------------------------------------------------- cards


def _cards(report: LocalContent, language: Language) -> list[Card]:
    now = report.now
    split = now.by_origin
    tenths = split.tenths
    amounts = _("{part} of {whole}").format(
        part=formatting.rupiah(split.value_idr[State.DOMESTIC], language), whole=formatting.rupiah(split.total_idr, language)
    )
    tkdn = [_("floor; no sale is covered by a certificate")]
    if now.tkdn.average_bp is not None:
        tkdn = [
            _("floor; {coverage} of sales have a certificate, on average {average}").format(
                coverage=formatting.share(now.tkdn.coverage_bp, language), average=formatting.share(now.tkdn.average_bp, language)
            )
        ]
    makers = texts.ngettext("{n} maker", "{n} makers", report.makers).format(n=formatting.number(report.makers, language))
    return [
        Card(
            _("Sales of domestic goods"),
            percent(tenths[State.DOMESTIC], language),
            [amounts, _movement(report, language), *_year(report, language)],
            main=True,
        ),
        Card(_("Weighted by TKDN"), formatting.share(now.tkdn.floor_bp, language), tkdn),
        Card(
            _("From micro, small and medium makers"),
            formatting.share(now.ikm.share_bp, language),
            [" · ".join((formatting.rupiah(now.ikm.value_idr, language), makers.replace(" ", "\N{NO-BREAK SPACE}")))],
        ),
        Card(_("Origin not yet known"), percent(tenths[State.UNKNOWN], language), [_unknown_words(report, language)]),
    ]


def _movement(report: LocalContent, language: Language) -> str:
    """Against the month before, and the target."""
    parts = []
    now = report.now.by_origin.tenths[State.DOMESTIC]
    before = report.before.by_origin.tenths[State.DOMESTIC] if report.before else None
    if now is not None and before is not None:
        name = formatting.month_name(days.month_before(report.period).first.month, language)
        points = percent(abs(now - before), language).removesuffix("%")
        if now > before:
            parts.append(_("up {points} points on {month}").format(points=points, month=name))
        elif now < before:
            parts.append(_("down {points} points on {month}").format(points=points, month=name))
        else:
            parts.append(_("as in {month}").format(month=name))
    if report.target_bp is not None:
        parts.append(_("target {share}").format(share=short_percent((report.target_bp + 5) // 10, language)))
    return " · ".join(parts) or _("nothing to compare with yet")


def _year(report: LocalContent, language: Language) -> list[str]:
    """The year so far, against its own target."""
    if report.year is None:
        return []
    parts = [_("{year} so far {share}").format(year=report.period.last.year, share=percent(report.year.tenths, language))]
    if report.year.target_bp is not None:
        parts.append(_("target of the year {share}").format(share=short_percent((report.year.target_bp + 5) // 10, language)))
    return [" · ".join(parts)]


def _unknown_words(report: LocalContent, language: Language) -> str:
    articles = report.now.by_origin.articles[State.UNKNOWN]
    text = texts.ngettext("{n} article", "{n} articles", articles).format(n=formatting.number(articles, language))
    total = report.now.by_origin.total_idr
    top = sum(row.value_idr for row in report.unknown)
    if total <= 0 or not report.unknown or top <= 0:
        return text
    share = percent((2 * top * 1000 + total) // (2 * total), language)
    return text + "; " + _("the top {n} = {share}").format(n=len(report.unknown), share=share)


# ---------------------------------------------------------------- charts


def _months(report: LocalContent, language: Language) -> Months:
    bars = []
    for (first, split), target in zip(report.months, report.targets, strict=True):
        tenths = split.tenths[State.DOMESTIC]
        label = percent(tenths, language).removesuffix("%") if tenths is not None else DASH
        name = formatting.month_name(first.month, language, short=True)
        bars.append(MonthBar(name, tenths, label, None if target is None else (target + 5) // 10))
    return Months(bars, lambda tenths: short_percent(tenths, language))


def _legend() -> Drawn:
    words = states()

    def draw(pen: Pen, x: float, y: float, width: float) -> None:
        del width
        legend(pen, x, y, words)

    return Drawn(24, draw)


def _days(report: LocalContent, language: Language) -> Days:
    """Days as columns; a period of more than two months is summed by month."""
    values: dict[str, dict[State, int]] = {}
    long = report.period.days > 62
    if not long:
        day = report.period.first
        while day <= report.period.last:
            values[str(day.day)] = dict.fromkeys(State, 0)
            day += timedelta(days=1)
    for row in report.days:
        key = f"{formatting.month_name(row.day.month, language, short=True)} {row.day.year}" if long else str(row.day.day)
        sums = values.setdefault(key, dict.fromkeys(State, 0))
        for state, value in row.value_idr.items():
            sums[state] += value
    return Days([DayBar(name, sums) for name, sums in values.items()], lambda value: formatting.number(value, language))


# ---------------------------------------------------------------- what the sales were made of


def _composition(report: LocalContent, language: Language, *, categories: int) -> list[Block]:
    """Day by day, by the makers' size, and by value, kinds and pieces beside each other."""
    blocks: list[Block] = []
    if report.days:
        blocks.append(Stack([Heading(_("Day by day, in rupiah")), _legend(), _days(report, language)], gap=26))
    sizes = Stack([Heading(_("By the makers' size"), gap=0), month_tables.size_bars(report, language)])
    further = Stack([Heading(_("Further figures"), gap=0), month_tables.further(report, language)])
    blocks += [
        Columns([sizes, further], 26, gap=22),
        Heading(_("Sales and stock side by side")),
        month_tables.side_by_side(report, language),
        *month_tables.stock_remarks(report, language),
    ]
    if report.days:
        blocks += [Heading(_("Domestic goods offered at the till")), *_push(report, language)]
    if len(report.categories) > month_tables.beside(report):
        blocks += [Heading(_("All categories")), month_tables.categories(report, language, most=categories)]
    return blocks


# ---------------------------------------------------------------- goods and makers


def _lists(report: LocalContent, language: Language, *, most: int) -> list[Block]:
    blocks: list[Block] = []
    if report.top_domestic:
        blocks += [Heading(_("Top domestic goods and their makers")), month_tables.domestic(report, language, most=most)]
    if report.top_makers:
        blocks += [Heading(_("Top makers of domestic goods")), month_lists.makers(report, language, most=most)]
    if len(report.top_imported[:most]) > _IMPORTED_FIRST:
        blocks += [Heading(_("More imported goods")), month_tables.imported(report.top_imported[_IMPORTED_FIRST:most], language)]
    if len(report.unknown[:most]) > _UNKNOWN_FIRST:
        blocks.append(Heading(_("More goods whose origin is not yet known")))
        blocks += [month_tables.unknown(report, language, after=_UNKNOWN_FIRST, most=most)]
    return blocks


# ---------------------------------------------------------------- what happened, and what is coming


def _news(report: LocalContent, language: Language, *, most: int) -> list[Block]:
    """What changed its origin, and what ends soon."""
    blocks: list[Block] = []
    if report.changed.articles:
        blocks += [Heading(_("Goods whose origin changed")), month_lists.changes_said(report.changed, language)]
        blocks.append(month_lists.changes(report.changed, language, most=most))
    if report.ending:
        blocks += [Heading(_("Certificates and numbers about to expire")), month_lists.ending(report, language, most=most)]
    return blocks


def _push(report: LocalContent, language: Language) -> list[Block]:
    push = report.push
    if not push.offered and not push.moved_idr:
        said = _("The till offered nothing in place of imported goods, or no such basket was sold.")
        blocks: list[Block] = [Text(said, FINE)]
    else:
        share = formatting.share(push.taken_bp, language)
        row = [
            Card(_("Offered"), formatting.number(push.offered, language), [_("lines with a domestic alternative shown")]),
            Card(_("Taken"), formatting.number(push.taken, language), [_("{share} of what was offered").format(share=share)]),
            Card(_("Moved to domestic goods"), formatting.rupiah(push.moved_idr, language), [_("returns taken off")]),
        ]
        blocks = [cards(row, (1, 1, 1), gap=0)]
    swapped = _swapped(report, language)
    return [*blocks, swapped] if swapped and _push_note(report, language) else blocks


def _push_note(report: LocalContent, language: Language) -> Note | None:
    """How often the till offered something domestic, in one sentence."""
    push = report.push
    if not push.offered:
        return None
    text = _("offered {offered} times, taken {taken} times ({share}); {amount} moved to domestic goods.").format(
        offered=formatting.number(push.offered, language),
        taken=formatting.number(push.taken, language),
        share=formatting.share(push.taken_bp, language),
        amount=formatting.rupiah(push.moved_idr, language),
    )
    return Note(_("Offers at the till:"), text)


def _swapped(report: LocalContent, language: Language) -> Note | None:
    """What the share would be if the imported goods shown were replaced by what the shop has."""
    shown = [row for row in report.top_imported[:_IMPORTED_FIRST] if row.offered is not None]
    moved = sum(row.article.value_idr for row in shown)
    values = dict(report.now.by_origin.value_idr)
    now = tenths_of(values)
    if not shown or moved <= 0 or now is None:
        return None
    domestic, imported = values[State.DOMESTIC] + moved, values[State.IMPORTED] - moved
    tenths = tenths_of({**values, State.DOMESTIC: Rupiah(domestic), State.IMPORTED: Rupiah(imported)}) or 0
    text = texts.ngettext(
        "if the buyers of this article took the domestic one for the same money, the share would be {share}, up {points} points.",
        "if the buyers of these {n} articles took the domestic ones for the same money, the share would be {share}, up {points} points.",
        len(shown),
    ).format(n=len(shown), share=percent(tenths, language), points=percent(tenths - now, language).removesuffix("%"))
    return Note(_("Within reach:"), text)
