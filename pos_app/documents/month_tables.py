"""The tables of the month's paper."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from pos_app import formatting, texts
from pos_app.documents.countries import country_name
from pos_app.documents.kit import colours, fonts
from pos_app.documents.kit.blocks import Block, Drawn, Text
from pos_app.documents.kit.charts import ORDER, share_bar
from pos_app.documents.kit.fonts import Type, Weight
from pos_app.documents.kit.page import FINE, WIDTH
from pos_app.documents.kit.pen import Pen
from pos_app.documents.kit.tables import Cell, Column, Drawing, Table
from pos_app.documents.labels import per_name
from pos_app.documents.month_words import evidence_name, evidence_short, maker_sizes, percent, states, tenths_of
from pos_app.documents.regencies import regency_name
from pos_app.domain.content_size import Per
from pos_app.domain.days import month_before
from pos_app.domain.evidence import Kind
from pos_app.domain.local_content import ArticleRow, CategoryRow, ImportedRow, LocalContent, Offered, Part, Proof, shares
from pos_app.domain.money import Rupiah, allocate
from pos_app.domain.origin import State, Strength
from pos_app.formatting import DASH, Language
from pos_app.texts import gettext as _

HALF: Final = (WIDTH - 26) / 2
_LINES: Final = 4
"""Eighty letters are whole in every column of names."""
_CATEGORY_LINES: Final = 6
"""And in the narrower one of categories."""
_BARS: Final = 12
_BAR: Final = 21.6
_BAR_NAME: Final = Type(11.5)


def _summed(rows: Sequence[CategoryRow], most: int) -> list[CategoryRow]:
    """The first rows, and the others together where there are more than `most`."""
    if len(rows) <= most:
        return list(rows)
    rest = rows[most - 1 :]
    values = {state: Rupiah(sum(row.value_idr[state] for row in rest)) for state in State}
    words = texts.ngettext("{n} other category", "{n} other categories", len(rest)).format(n=len(rest))
    return [*rows[: most - 1], CategoryRow(words, values)]


def beside(report: LocalContent) -> int:
    """How many categories have room as bars on the first page; those with longer names are fewer."""
    most = _BARS
    while most > 1 and sum(_bar_heights(_bar_names(_summed(report.categories, most)))) > _BARS * _BAR:
        most -= 1
    return most


def _bar_names(rows: Sequence[CategoryRow]) -> list[list[str]]:
    return [fonts.wrapped(row.category or _("Without category"), _BAR_NAME, 136, most=_LINES) for row in rows]


def _bar_heights(names: Sequence[Sequence[str]]) -> list[float]:
    return [_BAR + (len(lines) - 1) * _BAR_NAME.line for lines in names]


def category_bars(report: LocalContent, language: Language) -> Drawn:
    """A bar of the three parts for each category, with the domestic share behind it."""
    rows = _summed(report.categories, beside(report))
    names = _bar_names(rows)
    talls = _bar_heights(names)
    bold = replace(_BAR_NAME, weight=Weight.SEMIBOLD)

    def draw(pen: Pen, x: float, y: float, width: float) -> None:
        top = y
        for row, lines, tall in zip(rows, names, talls, strict=True):
            pen.lines(x, top, lines, _BAR_NAME)
            share_bar(pen, x + 142, top + 1, width - 142 - 54, height=15, values=row.value_idr)
            pen.text(x + width, top, percent(tenths_of(row.value_idr), language), bold, align="right")
            top += tall
        if not rows:
            pen.text(x, y, _("Nothing was sold."), FINE)

    return Drawn(sum(talls) or _BAR, draw)


def size_bars(report: LocalContent, language: Language) -> Drawn:
    """A bar for each size of makers, as long as its share of all goods and parted by origin, with value and share below its name."""
    words, name = maker_sizes(), Type(11.5)
    whole = sum(max(0, row.total_idr) for row in report.sizes)
    tenths = _tenths([row.total_idr for row in report.sizes])

    def draw(pen: Pen, x: float, y: float, width: float) -> None:
        for number, row in enumerate(report.sizes):
            top = y + number * 34
            pen.text(x, top, words[row.size], name)
            amount = f"{formatting.rupiah(row.total_idr, language)} · {percent(tenths[number], language)}"
            pen.text(x + width, top, amount, FINE, align="right")
            pen.rect(x, top + 19, width, 9, fill=colours.NOTE, radius=3)
            if row.total_idr > 0:
                share_bar(pen, x, top + 19, max(3.0, width * row.total_idr / whole), height=9, values=row.value_idr)
        if not report.sizes:
            pen.text(x, y, _("Nothing was sold."), FINE)

    return Drawn(max(1, len(report.sizes)) * 34, draw)


def evidence(report: LocalContent, language: Language) -> list[Block]:
    """The domestic value by kind of evidence, and by strength in one line below."""
    kinds = {Proof(kind, expired=False): Rupiah(0) for kind in Kind} | dict(report.now.evidence_kinds)
    kinds = {proof: value for proof, value in kinds.items() if value} or kinds
    parts = _tenths(list(kinds.values()))
    rows = [
        (evidence_name(proof.kind, expired=proof.expired), formatting.number(value, language), percent(part, language))
        for (proof, value), part in zip(kinds.items(), parts, strict=True)
    ]
    columns = (Column(_("Proof"), "left", share=1), Column(_("Value (Rp)")), Column(_("Share"), width=46))
    strengths = [s for s in (Strength.STRONG, Strength.MEDIUM, Strength.WEAK) if s in report.now.evidence]
    by_strength = _tenths([report.now.evidence[s] for s in strengths])
    words = {Strength.STRONG: _("strong"), Strength.MEDIUM: _("medium"), Strength.WEAK: _("weak")}
    line = " · ".join(f"{words[s]} {percent(part, language)}" for s, part in zip(strengths, by_strength, strict=True))
    return [Table(columns, rows, padding=3.4).fitted(HALF), Text(line, FINE, gap=5)]


def _tenths(values: Sequence[int]) -> list[int | None]:
    """Shares of parts that sum to 100,0; none where a part or the sum is negative or nothing."""
    if sum(values) <= 0 or any(value < 0 for value in values):
        return [None] * len(values)
    return list(allocate(1000, values))


def unknown(report: LocalContent, language: Language, *, most: int | None = None, after: int = 0) -> Table:
    rows = [(row.name, formatting.number(row.value_idr, language)) for row in report.unknown[after:most]]
    wide = WIDTH if after else HALF
    return Table((Column(_("Article"), "left", share=1, most=_LINES), Column(_("Sales (Rp)"))), rows).fitted(wide)


def imported(rows: Sequence[ImportedRow], language: Language) -> Table:
    """Imported goods, and a domestic article of the same category that is in stock."""
    columns = (
        Column(_("Imported article"), "left", share=1, most=_LINES),
        Column(_("Sales (Rp)")),
        Column(_("Domestic in its place"), "left", share=1.14, left=16, most=_LINES),
        Column(_("Price difference")),
        Column(_("Stock")),
    )
    return Table(columns, [_imported_row(row, language) for row in rows]).fitted(WIDTH)


def _imported_row(row: ImportedRow, language: Language) -> Sequence[Cell]:
    country = country_name(row.article.country, language)
    name = f"{row.article.name} · {country}" if country else row.article.name
    value = formatting.number(row.article.value_idr, language)
    if row.offered is None:
        return name, value, DASH, "", ""
    return name, value, _offered_name(row.offered, language), _dearer(row.offered, language), formatting.qty(row.offered.on_hand, language)


def _offered_name(offered: Offered, language: Language) -> str:
    if offered.tkdn_bp is not None:
        return f"{offered.name} (TKDN {formatting.share(offered.tkdn_bp, language, decimals=0)})"
    proof = evidence_short(offered.evidence_kind)
    return f"{offered.name} ({proof})" if proof else offered.name


def _dearer(offered: Offered, language: Language) -> str:
    """`−22% per 100 g`, with its sign."""
    if offered.dearer_bp is None:
        return ""
    sign = "+" if offered.dearer_bp >= 50 else ""
    share = sign + formatting.share(offered.dearer_bp, language, decimals=0)
    if offered.per_unit is None:
        return share
    unit = per_name(Per(offered.per_unit)) if offered.per_unit in list(Per) else offered.per_unit
    return _("{share} per {unit}").format(share=share, unit=unit)


def domestic(report: LocalContent, language: Language, *, most: int) -> Table:
    columns = (
        Column(_("Article"), "left", share=1.2, most=_LINES),
        Column(_("Maker"), "left", share=1, most=_LINES),
        Column(_("Proof"), "left"),
        Column(_("Pieces")),
        Column(_("Sales (Rp)")),
    )
    return Table(columns, [_domestic_row(row, language) for row in report.top_domestic[:most]]).fitted(WIDTH)


def _domestic_row(row: ArticleRow, language: Language) -> Sequence[Cell]:
    proof = evidence_short(row.evidence_kind)
    if row.tkdn_bp is not None:
        proof = f"TKDN {formatting.share(row.tkdn_bp, language, decimals=0)}"
    return row.name, row.maker or DASH, proof, formatting.qty(row.pieces, language), formatting.number(row.value_idr, language)


def side_by_side(report: LocalContent, language: Language) -> Table:
    """What was sold and what is on the shelf, each by value, kinds and pieces."""
    words = states()
    columns = [Column("", "left", share=1)]
    for state in ORDER:
        columns += [Column(words[state]), Column(_("Share"), width=44, left=8)]
    columns.append(Column(_("Sum")))
    if report.target_bp is not None:
        columns.append(Column(_("Against target"), width=52))
    rows: list[Sequence[Cell]] = []
    for name, split in ((_("Sold"), report.now.by_origin), (_("In stock"), report.stock)):
        rows += [
            _split_row(f"{name}, Rp", split.value_idr, report, language),
            _split_row(_("{what}, kinds").format(what=name), split.articles, report, language),
            _split_row(_("{what}, pieces").format(what=name), split.pieces, report, language, milli=True),
        ]
    if report.before is not None:
        name = formatting.month_name(month_before(report.period).first.month, language)
        rows.insert(1, _split_row(_("Sold in {month}, Rp").format(month=name), report.before.by_origin.value_idr, report, language))
    return Table(columns, rows).fitted(WIDTH)


def _split_row(name: str, values: Mapping[State, int], report: LocalContent, language: Language, *, milli: bool = False) -> Sequence[Cell]:
    tenths = shares(values, 1000)
    show = formatting.qty if milli else formatting.number
    cells = [cell for state in ORDER for cell in (show(values[state], language), percent(tenths[state], language))]
    row = (name, *cells, show(sum(values.values()), language))
    return row if report.target_bp is None else (*row, _against(tenths[State.DOMESTIC], report.target_bp, language))


def _against(tenths: int | None, target_bp: int, language: Language) -> str:
    """The domestic share against the target, in points with their sign."""
    if tenths is None:
        return DASH
    apart = tenths - (target_bp + 5) // 10
    return ("+" if apart > 0 else "") + percent(apart, language).removesuffix("%")


def stock_remarks(report: LocalContent, language: Language) -> list[Block]:
    """What the stock figures leave out."""
    said = []
    if report.stock_below_zero:
        n = report.stock_below_zero
        words = texts.ngettext("{n} article is below zero and counts as nothing.", "{n} articles are below zero and count as nothing.", n)
        said.append(words.format(n=formatting.number(n, language)))
    if report.stock_unknown_cost:
        n = report.stock_unknown_cost
        words = texts.ngettext("{n} article has no known cost and no value.", "{n} articles have no known cost and no value.", n)
        said.append(words.format(n=formatting.number(n, language)))
    if report.consigned.articles:
        n = report.consigned.articles
        words = texts.ngettext(
            "{n} consigned article lies beside them, not the shop's own: {amount} at what is owed for it.",
            "{n} consigned articles lie beside them, not the shop's own: {amount} at what is owed for them.",
            n,
        )
        said.append(words.format(n=formatting.number(n, language), amount=formatting.rupiah(report.consigned.owed_idr, language)))
    return [Text(" ".join(said), FINE, gap=6)] if said else []


def categories(report: LocalContent, language: Language, *, most: int) -> Table:
    """Every category in figures, as far as the paper has room, and their sum."""
    words = states()
    columns = (
        Column(_("Category"), "left", share=1, most=_CATEGORY_LINES),
        *(Column(words[state]) for state in ORDER),
        Column(_("Sum")),
        Column("", width=70),
        Column(_("Share"), width=46, left=6),
    )
    rows = _summed(report.categories, most)
    cells: list[Sequence[Cell]] = [_category_row(row, language) for row in rows]
    sums = {state: Rupiah(sum(row.value_idr[state] for row in rows)) for state in State}
    cells.append(_category_row(CategoryRow(_("All categories"), sums), language))
    return Table(columns, cells, padding=2.6, strong=frozenset({len(rows)})).fitted(WIDTH)


def _category_row(row: CategoryRow, language: Language) -> Sequence[Cell]:
    amounts = [formatting.number(row.value_idr[state], language) for state in ORDER]
    total = formatting.number(row.total_idr, language)
    return row.category or _("Without category"), *amounts, total, bar(row.value_idr), percent(tenths_of(row.value_idr), language)


def bar(values: Mapping[State, int]) -> Drawing:
    """A cell with the three parts as a bar."""

    def draw(pen: Pen, x: float, y: float, width: float, height: float) -> None:
        share_bar(pen, x, y + (height - 11) / 2, width, height=11, values=values)

    return draw


def further(report: LocalContent, language: Language) -> Table:
    """Made here, and what stands outside the shares."""
    now, here = report.now, regency_name(report.regency) or _("not set")
    rows: list[Sequence[Cell]] = [
        _part_row(_("From micro, small and medium makers"), now.ikm, language),
        _part_row(_("Made here, in the shop's own regency ({regency})").format(regency=here), now.made_here, language),
        (_("Services, outside the shares"), formatting.number(now.services_idr, language), ""),
        (_("Deposits, outside the shares"), formatting.number(now.deposits_idr, language), ""),
        *([(_("Handed on, no turnover"), formatting.number(now.pass_through_idr, language), "")] if now.pass_through_idr else []),
    ]
    return Table((Column(_("Figure"), "left", share=1), Column(_("Value (Rp)")), Column(_("Share"), width=46)), rows).fitted(HALF)


def _part_row(name: str, part: Part | None, language: Language) -> Sequence[Cell]:
    if part is None:
        return name, DASH, DASH
    return name, formatting.number(part.value_idr, language), formatting.share(part.share_bp, language)
