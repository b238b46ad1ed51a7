"""Several shops side by side as a paper: the figures first, then shop by shop, by category, and what can be done.

Where nothing was sold in the months compared, the first page is about the stock instead.
"""

from dataclasses import replace
from datetime import datetime

from pos_app import formatting, texts
from pos_app.documents import coop_tables as tables
from pos_app.documents import coop_words as words
from pos_app.documents.kit.blocks import Block, Columns, Stack, Text
from pos_app.documents.kit.page import FINE, Card, Frame, Heading, Note, cards, head
from pos_app.documents.kit.page import render as render_pages
from pos_app.documents.month_words import percent
from pos_app.domain import days
from pos_app.domain.comparison import Comparison, Measure
from pos_app.domain.local_content import shares
from pos_app.domain.origin import State
from pos_app.formatting import DASH, Language
from pos_app.texts import gettext as _
from pos_app.texts import ngettext

_FIRST = 3
_LISTED = 40
"""So many articles a list of the later pages has; the workbook has them all."""


def render(compared: Comparison, *, language: Language, number: str, made_at: datetime, version: str, seal: str) -> bytes:
    """The comparison as a PDF; `seal` is the beginning of the digest of its figures, `number` that of its issue."""
    with texts.speaking(language):
        foot = _("No. {number} · made {when} · seal {seal} · pos-app {version}").format(
            number=number,
            when=formatting.instant(made_at, compared.zone, language),
            seal=" ".join(seal[at : at + 4] for at in range(0, len(seal), 4)),
            version=version,
        )
        frame = Frame(
            title=f"{words.title()} · {words.period(compared, language)}",
            author=compared.coop_name,
            subject=number,
            foot=foot,
            page_of=lambda page, pages: _("Page {page} of {pages}").format(page=page, pages=pages),
            language=language,
            made_at=made_at,
        )
        return render_pages(frame, [*_first_page(compared, language), *_following(compared, language)])


def _first_page(compared: Comparison, language: Language) -> list[Block]:
    measure = words.leading(compared)
    heat = tables.heat(compared, measure)
    blocks: list[Block] = [
        head(words.title(), _subtitle(compared, language)),
        cards(_cards(compared, measure, language), (1.9, 1.08, 1.1, 1)),
        tables.HeadingWithLegend(_("Shop by shop, the most domestic first")),
        tables.shops(compared, measure, language),
    ]
    if len(heat.columns) > 1:
        blocks += [Heading(_("Domestic share by category, percent"), gap=24), heat]
    return [*blocks, *_side_by_side(compared, language)]


def _subtitle(compared: Comparison, language: Language) -> str:
    all_of = compared.together
    shops = len(compared.shops)
    parts = (
        ngettext("{n} member shop", "{n} member shops", shops).format(n=formatting.number(shops, language)),
        ngettext("{n} receipt", "{n} receipts", all_of.receipts).format(n=formatting.number(all_of.receipts, language)),
        ngettext("{n} line", "{n} lines", all_of.lines).format(n=formatting.number(all_of.lines, language)),
    )
    return " · ".join((compared.coop_name, words.period(compared, language), ", ".join(parts)))


def _cards(compared: Comparison, measure: Measure, language: Language) -> list[Card]:
    together = compared.together
    values = together.figures.values(measure)
    tenths = together.figures.shares(measure, 1000)
    whole = formatting.rupiah(together.figures.total(measure), language)
    amounts = _("{part} of {whole}").format(part=formatting.rupiah(values[State.DOMESTIC], language), whole=whole)
    main = _("Domestic goods, all shops") if measure is Measure.SALES else _("Domestic goods in stock, all shops")
    lines = [amounts, *_movement(compared, measure, language), *_range(compared, measure, language)]
    return [
        Card(main, percent(tenths[State.DOMESTIC], language), lines, main=True),
        Card(_("Weighted by TKDN"), formatting.share(together.tkdn.floor_bp, language), [_tkdn(compared, language)]),
        Card(
            _("From micro, small and medium makers"),
            formatting.share(together.ikm.share_bp, language),
            [formatting.rupiah(together.ikm.value_idr, language)],
        ),
        Card(_("Origin not yet known"), percent(tenths[State.UNKNOWN], language), [formatting.rupiah(values[State.UNKNOWN], language)]),
    ]


def _tkdn(compared: Comparison, language: Language) -> str:
    tkdn = compared.together.tkdn
    if tkdn.average_bp is None:
        return _("floor; no sale is covered by a certificate")
    return _("floor; {coverage} of sales have a certificate, on average {average}").format(
        coverage=formatting.share(tkdn.coverage_bp, language), average=formatting.share(tkdn.average_bp, language)
    )


def _movement(compared: Comparison, measure: Measure, language: Language) -> list[str]:
    """Against the month before, where every shop covers both."""
    now = compared.together.figures.domestic(measure, 1000)
    before = compared.before.domestic(measure, 1000) if compared.before and measure is Measure.SALES else None
    if now is None or before is None or compared.asked is None:
        return []
    month = formatting.month_name(days.month_before(compared.asked).first.month, language)
    size = percent(abs(now - before), language).removesuffix("%")
    if now == before:
        return [_("as in {month}").format(month=month)]
    text = _("up {points} points on {month}") if now > before else _("down {points} points on {month}")
    return [text.format(points=size, month=month)]


def _range(compared: Comparison, measure: Measure, language: Language) -> list[str]:
    found = [t for row in compared.shops if (t := row.figures.domestic(measure, 1000)) is not None]
    if len(found) < 2:
        return []
    least = percent(min(found), language).removesuffix("%")
    return [_("{least} to {most} from shop to shop").format(least=least, most=percent(max(found), language))]


def _side_by_side(compared: Comparison, language: Language) -> list[Block]:
    disputed, replaceable = compared.disagreements, compared.substitutes
    none = Text(_("No article is domestic here and imported there."), FINE)
    left = Stack(
        [
            Heading(_("Same article, different origin: {n}").format(n=formatting.number(len(disputed), language)), gap=0),
            tables.disputed(compared, language, most=_FIRST) if disputed else none,
        ]
    )
    none = Text(_("No shop stocks a domestic article in place of another's imported one."), FINE)
    right = Stack(
        [
            Heading(_("Imported best sellers with a substitute"), gap=0),
            tables.replaceable(compared, language, most=_FIRST) if replaceable else none,
        ]
    )
    blocks: list[Block] = [Columns([left, right], 26, gap=24)]
    note = _within_reach(compared, language)
    return [*blocks, note] if note else blocks


def _within_reach(compared: Comparison, language: Language) -> Note | None:
    """What the share would be if the imported goods shown were replaced."""
    shown = compared.substitutes[:_FIRST]
    values = dict(compared.together.figures.values(Measure.SALES))
    moved = min(sum(s.value_idr for s in shown), values[State.IMPORTED])  # what was sold before it was known to be imported stays out
    now = shares(values, 1000)[State.DOMESTIC]
    if moved <= 0 or now is None:
        return None
    then = shares({**values, State.DOMESTIC: values[State.DOMESTIC] + moved, State.IMPORTED: values[State.IMPORTED] - moved}, 1000)
    share = then[State.DOMESTIC] or 0
    text = ngettext(
        "the substitute above is sold by at least one member shop. If all its sales went over at the same value, the domestic "
        "share would be {share}, up {points} points.",
        "the {n} substitutes above are sold by at least one member shop each. If all their sales went over at the same value, "
        "the domestic share would be {share}, up {points} points.",
        len(shown),
    ).format(n=len(shown), share=percent(share, language), points=percent(share - now, language).removesuffix("%"))
    return Note(_("What can be decided together:"), text)


# ---------------------------------------------------------------- the pages behind


def _following(compared: Comparison, language: Language) -> list[Block]:
    blocks: list[Block] = []
    headings = {
        Measure.SALES: _("Sales by origin"),
        Measure.STOCK: _("Stock by origin, at cost"),
        Measure.KINDS: _("Kinds of goods in stock"),
    }
    for measure, heading in headings.items():
        if measure is not words.leading(compared):
            blocks += [tables.HeadingWithLegend(heading), tables.shops(compared, measure, language)]
    if compared.disagreements:
        blocks += [Heading(_("Same article, different origin")), tables.all_disputed(compared, language, most=_LISTED)]
        blocks += _left_over(len(compared.disagreements) - _LISTED, language)
    if compared.substitutes:
        heading = _("Imported goods for which another shop stocks a domestic one")
        blocks += [Heading(heading), tables.all_replaceable(compared, language, most=_LISTED)]
        blocks += _left_over(len(compared.substitutes) - _LISTED, language)
    blocks += [Heading(_("TKDN, small makers and evidence, of sales")), tables.content(compared, language)]
    snapshots = replace(tables.snapshots(compared, language), keeps=True)  # else the last page may hold the method alone
    blocks += [Heading(_("The snapshots compared")), snapshots]
    return [*blocks, Heading(_("How this was worked out")), *_definitions(compared, language)]


def _left_over(n: int, language: Language) -> list[Block]:
    if n <= 0:
        return []
    text = ngettext("{n} more article stands in the workbook.", "{n} more articles stand in the workbook.", n)
    return [Text(text.format(n=formatting.number(n, language)), FINE, gap=4)]


def _definitions(compared: Comparison, language: Language) -> list[Block]:
    told = words.period(compared, language)
    said = (
        _(
            "Compared are the shops whose snapshots are loaded, each signed by its shop. Sales are those of {period}; a shop whose "
            "snapshot covers only part of it counts with that part, stock is that of the day the snapshot was made."
        ).format(period=told if told != DASH else _("the months asked for")),
        _(
            "Domestic is what was made in Indonesia, whatever its brand; imported what was made abroad; not yet known what nobody "
            "has proven. What is not known is never counted as domestic, and a bar code's first digits prove nothing."
        ),
        _(
            "Two shops have the same article where its bar code is a valid GTIN that no shop numbered itself. They disagree where one "
            "calls it domestic and another imported; until that is settled each shop counts it as its own books say."
        ),
        _(
            "A substitute is a domestic article of the same category that another member shop stocks at half to one and a half times "
            "the price, by content where both names state it. Prices are the mean of the shops'."
        ),
        _("The three shares are rounded so that they sum to {whole}; of nothing there is no share.").format(whole=percent(1000, language)),
    )
    return [Text(text, FINE, gap=5, keeps=n < len(said)) for n, text in enumerate(said, start=1)]
