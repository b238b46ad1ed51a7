"""Statements for customers, one after another, each on pages of its own."""

from collections.abc import Sequence

from pos_app import formatting, texts
from pos_app.documents.figures_paper import Made, frame_of
from pos_app.documents.kit.blocks import Block, Text
from pos_app.documents.kit.page import FINE, Card, Heading, cards, head, render
from pos_app.documents.kit.tables import Column, Table
from pos_app.domain import days
from pos_app.domain.customer_statement import Statement
from pos_app.domain.shop import ShopCard
from pos_app.formatting import Language
from pos_app.texts import gettext as _
from pos_app.texts import ngettext


def paper(statements: Sequence[Statement], card: ShopCard, made: Made) -> bytes:
    """All of them as one PDF."""
    with texts.speaking(made.language):
        blocks: list[Block] = []
        for one in statements:
            blocks += _blocks(one, card, made.language)
        return render(frame_of(_("Statements for customers"), card, made), blocks)


def _blocks(one: Statement, card: ShopCard, language: Language) -> list[Block]:
    who, period = one.customer, one.period
    ends = f"{formatting.day(period.first, language)} – {formatting.day(period.last, language)}"
    word = _("member") if who.member else _("customer")
    total = sum(amount for _number, _day, amount in one.receipts)
    count = ngettext("{n} receipt", "{n} receipts", len(one.receipts)).format(n=len(one.receipts))
    year = _("Year {year} so far").format(year=period.last.year)
    money = [formatting.rupiah(value, language) for value in (total, one.turnover_idr, one.margin_idr)]
    blocks: list[Block] = [
        Heading(who.name, begins=True),
        head(_("Statement of purchases"), f"{card.name} · {word} {who.number} · {ends}"),
        cards(
            [
                Card(_("Bought in the period"), money[0], [count]),
                Card(_("Turnover"), money[1], [year]),
                Card(_("Margin"), money[2], [year]),
            ],
            (1, 1, 1),
        ),
        Heading(_("Month by month"), mark=False),
        _months(one, language),
    ]
    if one.receipts:
        rows = [(formatting.day(day, language), number, formatting.number(amount, language)) for number, day, amount in one.receipts]
        rows.append((_("Sum"), "", formatting.number(total, language)))
        columns = [Column(_("Day"), "left"), Column(_("Receipt"), "left", share=1), Column(_("Amount"))]
        blocks += [Heading(_("Receipts of the period"), mark=False), Table(columns, rows, gap=6, strong=frozenset({len(rows) - 1}))]
    blocks.append(
        Text(_("Turnover is without deposits and without what is handed on; the margin is turnover less tax and cost."), FINE, gap=10)
    )
    return blocks


def _months(one: Statement, language: Language) -> Table:
    number = formatting.number
    rows: list[tuple[str, ...]] = [
        (formatting.month(days.month(month).first, language), number(count, language), number(turnover, language), number(margin, language))
        for month, count, turnover, margin in one.months
    ]
    sums = (sum(count for _m, count, *_more in one.months), one.turnover_idr, one.margin_idr)
    rows.append((_("Sum"), *(number(value, language) for value in sums)))
    columns = [Column(_("Month"), "left", share=1), Column(_("Receipts")), Column(_("Turnover")), Column(_("Margin"))]
    return Table(columns, rows, gap=6, strong=frozenset({len(rows) - 1}))
