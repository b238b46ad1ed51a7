"""Goods out other than by selling: broken, used, handed on, sent back; why and to whom, scanned, posted once by F12."""

from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit, QWidget

from pos_app import formatting, texts
from pos_app.domain.money import Rupiah, cost_of
from pos_app.domain.product import Found, base_qty
from pos_app.domain.quantity import Milli
from pos_app.domain.receiving import carried_by
from pos_app.domain.stock_document import DocumentKind
from pos_app.errors import Refused, Unavailable
from pos_app.services import stock_documents
from pos_app.services.stock_documents import Out, Posting
from pos_app.texts import gettext as _
from pos_app.texts import ngettext
from ui.commands import CommandId, shown_key
from ui.operations import Lane
from ui.panels.article_finder import ArticleFinder
from ui.stock.stock_words import kind_word
from ui.theme import Size, Weight
from ui.widgets.buttons import Button, Kind
from ui.widgets.entry_bar import Entry, EntryBar
from ui.widgets.fields import QuantityField
from ui.widgets.figures_table import Column, FiguresTable, Line, Said
from ui.widgets.notice import Notice, Tone
from ui.widgets.place import Desk, Place
from ui.widgets.segments import Segments
from ui.widgets.surface import Surface, column, row
from ui.widgets.text import Text

KINDS: Final = (DocumentKind.BREAKAGE, DocumentKind.OWN_USE, DocumentKind.TRANSFER_OUT, DocumentKind.SUPPLIER_RETURN)


@dataclass(frozen=True, slots=True)
class Leaving:
    """Goods on the paper: `qty` of what was scanned, of a batch where its 2D code said so."""

    found: Found
    qty: Milli
    batch: str | None = None

    @property
    def worth_idr(self) -> Rupiah | None:
        product = self.found.product
        return None if product.average_cost is None else cost_of(product.average_cost, base_qty(self.found, self.qty))


class OutgoingState(QObject):
    """The paper that is being entered, kept over a language switch; its uid makes posting it twice one paper."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.uid = desk.shop.new_uid()
        self.kind = KINDS[0]
        self.goods: tuple[Leaving, ...] = ()
        self.why = self.whom = ""


class OutgoingPage(Place):
    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.state = desk.model(OutgoingState)
        self._posting = False
        self.notice, self.bar = Notice(), EntryBar()
        self.kinds = Segments([(kind_word(kind), "") for kind in KINDS])
        self.kinds.choose(KINDS.index(self.state.kind))
        self.why, self.whom = QLineEdit(self.state.why), QLineEdit(self.state.whom)
        self._whom_word = Text(px=Size.SMALL, weight=Weight.SEMIBOLD, ink="ink_2")
        why_word = Text(_("Why"), px=Size.SMALL, weight=Weight.SEMIBOLD, ink="ink_2")
        for field, most in ((self.why, 120), (self.whom, 80)):
            field.setMaxLength(most)
        self.why.setAccessibleName(_("Why"))
        self.finder = ArticleFinder(desk, self, _("Scan what leaves, or type a name"), hint=("12*", _("quantity first")))
        self.table = FiguresTable(
            [
                Column(_("Article")),
                Column(_("Batch"), 120, spare=1),
                Column(_("Quantity"), 130, right=True),
                Column(_("Worth"), 130, right=True),
            ]
        )
        self._foot = Text(px=Size.LABEL, ink="ink_2")
        self.post_button = Button(_("Take out"), kind=Kind.MAIN, key=shown_key(CommandId.FINISH_STEP), height=54, px=Size.FIELD)
        self.post_button.clicked.connect(self.post)
        self._whom = QWidget()
        self._whom.setLayout(column(self._whom_word, self.whom, gap=4))
        head = row(gap=10)
        head.addWidget(self._whom, 2)
        head.addLayout(column(why_word, self.why, gap=4), 3)
        card = Surface("card")
        foot = Surface("foot")
        foot.setLayout(row(self._foot, None, self.post_button, gap=12, margins=(16, 9, 12, 9)))
        inside = column(gap=0, margins=(1, 1, 1, 1))
        inside.addWidget(self.table, 1)
        inside.addWidget(foot)
        card.setLayout(inside)
        whole = column(row(self.kinds, None), head, self.finder, self.notice, self.bar, gap=12, margins=(16, 14, 16, 14))
        whole.addWidget(card, 1)
        self.setLayout(whole)
        self._connect()
        self._show()

    def _connect(self) -> None:
        self.kinds.chosen.connect(self._kind_chosen)
        self.finder.found.connect(self._found)
        self.finder.unknown.connect(
            lambda text, _qty: self.tell(_("{code} is not known here.").format(code=text.replace("\x1d", " ")), "ask")
        )
        self.finder.moved.connect(lambda _by: self.table.setFocus())
        self.table.activated_row.connect(lambda _row: self.quantity())
        self.bar.closed.connect(self.finder.field.setFocus)
        self.why.textEdited.connect(self._typed)
        self.whom.textEdited.connect(self._typed)
        self.bind(
            {
                CommandId.LIST_FIND: self.finder.go,
                CommandId.LIST_QUANTITY: self.quantity,
                CommandId.LIST_REMOVE: self.remove,
                CommandId.FINISH_STEP: self.post,
            }
        )

    # ------------------------------------------------------------ the place

    def entered(self) -> None:
        self.finder.field.setFocus()

    def scanned(self, text: str) -> bool:
        self.finder.scan(text)
        return True

    def tell(self, text: str, tone: Tone) -> bool:
        self.notice.show_text(text, tone)
        return True

    # ------------------------------------------------------------ showing

    def _show(self) -> None:
        state, speech = self.state, texts.language()
        to_supplier = state.kind is DocumentKind.SUPPLIER_RETURN
        self._whom.setVisible(to_supplier or state.kind is DocumentKind.TRANSFER_OUT)
        word = _("Supplier") if to_supplier else _("Which shop")
        self._whom_word.setText(word)
        self.whom.setAccessibleName(word)
        self.table.show_lines([_line(x, at) for at, x in enumerate(state.goods)])
        worth = sum(x.worth_idr or 0 for x in state.goods)
        articles = ngettext("{n} article", "{n} articles", len(state.goods)).format(n=len(state.goods))
        self._foot.setText(_("{articles} · worth {amount}").format(articles=articles, amount=formatting.rupiah(worth, speech)))
        self.post_button.setEnabled(bool(state.goods))

    def _typed(self, _text: str) -> None:
        self.state.why, self.state.whom = self.why.text(), self.whom.text()

    def _kind_chosen(self, at: int) -> None:
        self.state.kind = KINDS[at]
        self._show()

    # ------------------------------------------------------------ what a person does

    def _found(self, found: Found, qty: Milli, text: str) -> None:
        self.notice.clear()
        batch = carried_by(text).batch
        goods = list(self.state.goods)
        for at, line in enumerate(goods):
            if (line.found.product.id, line.found.unit, line.batch) == (found.product.id, found.unit, batch):
                goods[at] = replace(line, qty=Milli(line.qty + qty))
                break
        else:
            goods.append(Leaving(found, qty, batch))
        self.state.goods = tuple(goods)
        self._show()
        self.table.pick(len(goods) - 1)

    def _unknown(self, text: str, _qty: Milli) -> None:
        self.notice.show_text(_("{code} is not known here.").format(code=text.replace("\x1d", " ")), "ask")

    def _at(self) -> int:
        at = self.table.current_row()
        return at if 0 <= at < len(self.state.goods) else len(self.state.goods) - 1

    def quantity(self) -> None:
        at = self._at()
        if at < 0:
            return
        line, field = self.state.goods[at], QuantityField()
        field.set_value(line.qty)

        def taken() -> bool:
            qty = field.quantity()
            if qty <= 0:
                raise Refused("quantity_not_positive")
            base_qty(line.found, qty)
            self.state.goods = (*self.state.goods[:at], replace(line, qty=qty), *self.state.goods[at + 1 :])
            self._show()
            return True

        self.bar.ask(
            line.found.product.name, [Entry(_("Quantity in {unit}").format(unit=line.found.unit), field)], yes=_("Alter"), take=taken
        )

    def remove(self) -> None:
        at = self._at()
        if at >= 0:
            self.state.goods = (*self.state.goods[:at], *self.state.goods[at + 1 :])
            self._show()

    def post(self) -> None:
        """Post the paper; what is missing is said, and nothing is written."""
        if self._posting or self.bar.is_open or not self.state.goods:
            return
        state, shop, actor = self.state, self.desk.shop, self.desk.actor
        goods = [Out(x.found.code, x.qty, batch=x.batch) for x in state.goods]
        whom, why, kind, uid = self.whom.text(), self.why.text(), state.kind, state.uid
        self._posting = True

        def call() -> Posting:
            return stock_documents.take_out(shop, actor, kind, goods, why=why, supplier=whom, other_shop=whom, uid=uid)

        def done(posting: Posting) -> None:
            self._posting = False
            state.goods, state.uid, state.why, state.whom = (), shop.new_uid(), "", ""
            self.why.clear()
            self.whom.clear()
            self._show()
            said = _("{number} is posted.").format(number=posting.document.number)
            if posting.short:
                said += " " + _("{name} is below zero now.").format(name=", ".join(posting.short))
            self.notice.show_text(said, "ask" if posting.short else "told")
            self.finder.field.setFocus()
            self.desk.announce(posting.changes, self)

        def failed(error: Refused | Unavailable) -> None:
            self._posting = False
            self.notice.show_text(texts.sentence(error), "warning")
            if isinstance(error, Refused) and error.code == "reason_missing":
                self.why.setFocus()

        self.desk.operations.later(Lane.COUNTER, call, done, owner=self, failed=failed)


def _line(leaving: Leaving, at: int) -> Line:
    speech, product = texts.language(), leaving.found.product
    worth = leaving.worth_idr
    return Line(
        (
            Said(product.name, below=leaving.found.code, weight=Weight.SEMIBOLD),
            Said(leaving.batch or formatting.DASH),
            Said(f"{formatting.qty(leaving.qty, speech)} {leaving.found.unit}", weight=Weight.SEMIBOLD),
            Said(formatting.DASH if worth is None else formatting.number(worth, speech)),
        ),
        key=at,
    )
