"""One article's stock card: on hand, costs, and every move with its reason, cause, person and cost."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from pos_app import formatting, texts
from pos_app.domain import days
from pos_app.domain.product import Found
from pos_app.domain.quantity import Milli
from pos_app.domain.stock import Posted
from pos_app.errors import Refused, Unavailable
from pos_app.services import stock
from pos_app.services.move_words import reason_word
from pos_app.services.shop import Changes
from pos_app.services.stock import StockCard
from pos_app.texts import gettext as _
from ui.commands import CommandId
from ui.operations import Lane
from ui.panels.article_finder import ArticleFinder, not_known_here
from ui.theme import Size, Weight
from ui.widgets.empty import EmptyList
from ui.widgets.figures_table import Column, FiguresTable, Line, Said
from ui.widgets.place import Desk, TellingPlace
from ui.widgets.surface import Either, card, column, row
from ui.widgets.text import Elided, Text

MOST = 500


class CardPage(TellingPlace):
    """Find an article by scan or name; its moves are read beside the window."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._code: str | None = None
        self.finder = ArticleFinder(desk, self, _("Scan goods, or type a name"))
        self.finder.found.connect(self._found)
        self.finder.unknown.connect(self._unknown)
        self._name = Elided(px=Size.PANEL_TITLE, weight=Weight.BOLD)
        self._says = Text(px=Size.LABEL, ink="ink_2")
        self._on_hand = Text(px=Size.PANEL_TITLE, weight=Weight.BOLD)
        self.table = FiguresTable(
            [
                Column(_("Reason")),
                Column(_("Document"), 190),
                Column(_("When"), 190),
                Column(_("Person"), 130, spare=2),
                Column(_("Quantity"), 110, right=True),
                Column(_("Cost each"), 120, right=True, spare=1),
            ],
            height=44,
        )
        head = row(self._name, gap=12)
        head.addLayout(row(self._on_hand))
        shown = QWidget()
        body = column(head, self._says, gap=6)
        body.addWidget(card(self.table), 1)
        shown.setLayout(body)
        self._either = Either(EmptyList(_("Scan an article or type its name to see its moves.")), shown)
        whole = column(self.finder, self.notice, gap=12, margins=(16, 14, 16, 14))
        whole.addWidget(self._either, 1)
        self.setLayout(whole)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.read)
        self.bind({CommandId.LIST_FIND: self.finder.go})

    def entered(self) -> None:
        self.finder.field.setFocus()

    def changed(self, changes: Changes) -> None:
        if changes.stock or changes.products:
            self._soon.start()

    def scanned(self, text: str) -> bool:
        self.finder.scan(text)
        return True

    def _found(self, found: Found, _qty: Milli, _text: str) -> None:
        self.notice.clear()
        self._code = found.product.code
        self.read()

    def _unknown(self, text: str, _qty: Milli) -> None:
        self.notice.show_text(not_known_here(text), "ask")

    def read(self) -> None:
        """Read the card of the article that was asked for anew."""
        code, shop = self._code, self.desk.shop
        if code is None:
            return

        def failed(error: Refused | Unavailable) -> None:
            self.notice.show_text(texts.sentence(error), "warning")

        self.desk.operations.later(Lane.SEARCH, lambda: stock.card(shop, code, most=MOST), self._show, owner=self, failed=failed)

    def _show(self, found: StockCard) -> None:
        product, speech, zone = found.product, texts.language(), self.desk.card.zone
        self._name.setText(product.name)
        self._on_hand.setText(f"{formatting.qty(product.on_hand or 0, speech)} {product.unit}")
        average = formatting.DASH if product.average_cost is None else formatting.cost(product.average_cost, speech)
        last = formatting.DASH if product.last_cost is None else formatting.cost(product.last_cost, speech)
        self._says.setText(_("{code} · average cost {average} · last cost {last}").format(code=product.code, average=average, last=last))
        self.table.show_lines([_line(move, zone) for move in found.moves])
        self._either.show_that(found)


def _line(move: Posted, zone: str) -> Line:
    speech = texts.language()
    qty = formatting.qty(move.qty, speech)
    cost = formatting.DASH if move.cost is None else formatting.cost(move.cost, speech)
    return Line(
        (
            Said(reason_word(move.reason), below=move.note or ""),
            Said(move.document or formatting.DASH),
            Said(formatting.instant(days.from_stamp(move.at), zone, speech)),
            Said(move.person),
            Said(qty if move.qty < 0 else f"+{qty}", weight=Weight.SEMIBOLD),
            Said(cost),
        ),
        key=move.id,
    )
