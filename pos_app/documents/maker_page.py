"""What a shop tells its makers, one after another, each on pages of its own."""

from collections.abc import Sequence
from typing import Final

from pos_app import formatting, texts
from pos_app.documents.figures_paper import Made, frame_of
from pos_app.documents.kit.blocks import Block, Text
from pos_app.documents.kit.page import FINE, Card, Heading, cards, head, render
from pos_app.documents.kit.tables import Column, Table
from pos_app.domain.maker_page import MakerPage
from pos_app.domain.origin import MakerSize
from pos_app.domain.shop import ShopCard
from pos_app.formatting import DASH, Language
from pos_app.texts import N_, ngettext
from pos_app.texts import gettext as _

SIZES: Final = {
    MakerSize.MICRO: N_("micro business"),
    MakerSize.SMALL: N_("small business"),
    MakerSize.MEDIUM: N_("medium-sized business"),
    MakerSize.LARGE: N_("large business"),
}


def paper(pages: Sequence[MakerPage], card: ShopCard, made: Made) -> bytes:
    """All of them as one PDF."""
    with texts.speaking(made.language):
        blocks: list[Block] = []
        for page in pages:
            blocks += _blocks(page, card, made.language)
        return render(frame_of(_("Pages for makers"), card, made), blocks)


def _blocks(page: MakerPage, card: ShopCard, language: Language) -> list[Block]:
    ends = f"{formatting.day(page.period.first, language)} – {formatting.day(page.period.last, language)}"
    about = [card.name, _(SIZES[page.size]) if page.size in SIZES else "", page.place, ends]
    sold = [x for x in page.articles if x.sold]
    articles = ngettext("{n} article", "{n} articles", len(sold)).format(n=len(sold))
    left = sum(1 for x in page.articles if (x.product.on_hand or 0) > 0)
    imported = page.categories[0] if page.categories else None
    blocks: list[Block] = [
        Heading(page.name, begins=True),
        head(_("Your goods in our shop"), " · ".join(filter(None, about))),
        cards(
            [
                Card(_("Sold"), formatting.rupiah(page.net_idr, language), [articles], main=True),
                Card(_("Articles still in stock"), formatting.number(left, language)),
                Card(
                    _("Imported in your category"),
                    formatting.share(imported.imported_bp if imported else None, language),
                    [imported.whole.category or _("Without category")] if imported else [],
                ),
            ],
            (2, 1, 1.4),
        ),
        Heading(_("What sold, and what is left"), mark=False),
        _articles(page, language),
    ]
    if page.categories:
        blocks += [Heading(_("In the categories of your goods"), mark=False), _categories(page, language)]
    said = _("The price sold is the average after discounts; the share of imports is by value over all that was sold in the category.")
    return [*blocks, Text(said, FINE, gap=10)]


def _articles(page: MakerPage, language: Language) -> Table:
    def money(value: int | None) -> str:
        return DASH if value is None else formatting.number(value, language)

    rows = [
        (
            x.product.name, x.product.unit, formatting.qty(x.sold, language), money(x.each_idr), money(x.product.price_idr),
            money(x.net_idr), DASH if x.product.on_hand is None else formatting.qty(x.product.on_hand, language),
        )
        for x in page.articles
    ]  # fmt: skip
    rows.append((_("Sum"), "", "", "", "", money(page.net_idr), ""))
    columns = [
        Column(_("Article"), "left", share=1),
        Column(_("Unit"), "left"),
        Column(_("Sold")),
        Column(_("Price sold (Rp)")),
        Column(_("Price now (Rp)")),
        Column(_("Came to (Rp)")),
        Column(_("In stock")),
    ]
    return Table(columns, rows, gap=6, strong=frozenset({len(rows) - 1}), tight=True)


def _categories(page: MakerPage, language: Language) -> Table:
    rows = [
        (
            x.whole.category or _("Without category"), formatting.number(x.whole.total_idr, language),
            formatting.share(x.imported_bp, language), formatting.share(x.own_bp, language),
        )
        for x in page.categories
    ]  # fmt: skip
    columns = [Column(_("Category"), "left", share=1), Column(_("Sold in all (Rp)")), Column(_("Imported")), Column(_("Yours"))]
    return Table(columns, rows, gap=6, tight=True)
