"""Goods out other than by selling: broken, used, handed on, sent back; why and to whom, scanned, posted once by F12."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLineEdit, QWidget

from pos_app import formatting, texts
from pos_app.domain.outgoing import Leaving, Outgoing
from pos_app.domain.product import Found, base_qty
from pos_app.domain.quantity import Milli
from pos_app.domain.receiving import carried_by
from pos_app.domain.stock_document import DocumentKind
from pos_app.errors import Refused, Unavailable
from pos_app.services import outgoing, stock_documents
from pos_app.services.move_words import reason_word
from pos_app.services.stock_documents import Out, Posting
from pos_app.texts import gettext as _
from pos_app.texts import ngettext
from ui.commands import CommandId, shown_key
from ui.operations import Lane
from ui.panels.article_finder import ArticleFinder, not_known_here
from ui.theme import Size, Weight
from ui.widgets.buttons import Button, Kind
from ui.widgets.entry_bar import Entry, EntryBar
from ui.widgets.fields import QuantityField
from ui.widgets.figures_table import Column, FiguresTable, Line, Said
from ui.widgets.place import Desk, TellingPlace
from ui.widgets.segments import Segments
from ui.widgets.surface import Surface, column, row
from ui.widgets.text import Text

KINDS: Final = (DocumentKind.BREAKAGE, DocumentKind.OWN_USE, DocumentKind.TRANSFER_OUT, DocumentKind.SUPPLIER_RETURN)
_TYPING_MS: Final = 400


class OutgoingState(QObject):
    """The paper that is being entered, kept over a language switch and, after every change, in the database."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.draft = Outgoing(desk.shop.new_uid())
        self.is_read = False
        self._resting = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._resting.timeout.connect(self._keep)

    def change(self, draft: Outgoing, *, typed: bool = False) -> None:
        """What stands on the paper now; what is typed is kept once typing rests."""
        self.draft = draft
        self._resting.start(_TYPING_MS if typed else 0)

    def posted(self) -> None:
        """Begin anew; the draft went with its posting."""
        self._resting.stop()
        self.draft = Outgoing(self._desk.shop.new_uid(), self.draft.kind)

    def _keep(self) -> None:
        shop, actor, draft = self._desk.shop, self._desk.actor, self.draft
        self._desk.operations.later(Lane.COUNTER, lambda: outgoing.keep(shop, actor, draft), lambda _none: None, owner=self)


class OutgoingPage(TellingPlace):
    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.state = desk.model(OutgoingState)
        self._posting = False
        self.bar = EntryBar()
        self.kinds = Segments([(reason_word(kind), "") for kind in KINDS])
        self.why, self.whom = QLineEdit(), QLineEdit()
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
        self._show_draft()

    def _connect(self) -> None:
        self.kinds.chosen.connect(self._kind_chosen)
        self.finder.found.connect(self._found)
        self.finder.unknown.connect(lambda text, _qty: self.tell(not_known_here(text), "ask"))
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
        if not self.state.is_read:
            self.state.is_read = True
            shop, actor = self.desk.shop, self.desk.actor
            self.desk.operations.later(Lane.COUNTER, lambda: outgoing.left(shop, actor), self._left_over, owner=self)

    def _left_over(self, draft: Outgoing) -> None:
        """What was on the paper when the program ended, in front of what was entered since."""
        if draft.is_untouched or not self.state.draft.is_untouched:
            return
        self.state.draft = draft
        self._show_draft()
        n = len(draft.goods)
        told = ngettext(
            "{n} article was left on this paper; nothing is posted yet.", "{n} articles were left on this paper; nothing is posted yet.", n
        )
        self.notice.show_text(told.format(n=n))

    def _show_draft(self) -> None:
        draft = self.state.draft
        self.kinds.choose(KINDS.index(draft.kind))
        self.why.setText(draft.why)
        self.whom.setText(draft.whom)
        self._show()

    def scanned(self, text: str) -> bool:
        self.finder.scan(text)
        return True

    # ------------------------------------------------------------ showing

    def _show(self) -> None:
        state, speech = self.state.draft, texts.language()
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
        self.state.change(replace(self.state.draft, why=self.why.text(), whom=self.whom.text()), typed=True)

    def _kind_chosen(self, at: int) -> None:
        self.state.change(replace(self.state.draft, kind=KINDS[at]))
        self._show()

    # ------------------------------------------------------------ what a person does

    def _found(self, found: Found, qty: Milli, text: str) -> None:
        self.notice.clear()
        draft, at = self.state.draft.with_goods(found, qty, carried_by(text).batch)
        self.state.change(draft)
        self._show()
        self.table.pick(at)

    def _at(self) -> int:
        at = self.table.current_row()
        goods = self.state.draft.goods
        return at if 0 <= at < len(goods) else len(goods) - 1

    def quantity(self) -> None:
        at = self._at()
        if at < 0:
            return
        line, field = self.state.draft.goods[at], QuantityField()
        field.set_value(line.qty)

        def taken() -> bool:
            qty = field.quantity()
            if qty <= 0:
                raise Refused("quantity_not_positive")
            base_qty(line.found, qty)
            self.state.change(self.state.draft.with_qty(at, qty))
            self._show()
            return True

        self.bar.ask(
            line.found.product.name, [Entry(_("Quantity in {unit}").format(unit=line.found.unit), field)], yes=_("Alter"), take=taken
        )

    def remove(self) -> None:
        at = self._at()
        if at >= 0:
            self.state.change(self.state.draft.without(at))
            self._show()

    def post(self) -> None:
        """Post the paper; what is missing is said, and nothing is written."""
        draft = self.state.draft
        if self._posting or self.bar.is_open or not draft.goods:
            return
        shop, actor = self.desk.shop, self.desk.actor
        goods = [Out(x.found.code, x.qty, batch=x.batch) for x in draft.goods]
        whom, why = self.whom.text(), self.why.text()
        self._posting = True

        def call() -> Posting:
            return stock_documents.take_out(shop, actor, draft.kind, goods, why=why, supplier=whom, other_shop=whom, uid=draft.uid)

        def done(posting: Posting) -> None:
            self._posting = False
            self.state.posted()
            self._show_draft()
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
