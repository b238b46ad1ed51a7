"""Receiving: scan what came, see what it cost, post it once; every scan is in the database before the next."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from pos_app import formatting, texts
from pos_app.domain import days
from pos_app.domain import receiving as drafts
from pos_app.domain.money import Rupiah
from pos_app.domain.product import Found
from pos_app.domain.quantity import Milli
from pos_app.domain.receiving import ReceivingLine
from pos_app.errors import Refused, Unavailable
from pos_app.services import labels, products
from pos_app.services.shop import Changes
from pos_app.services.stock_documents import Posting
from pos_app.texts import gettext as _
from pos_app.texts import ngettext
from ui.commands import CommandId, shown_key
from ui.operations import Lane
from ui.panels.article_finder import ArticleFinder, not_known_here
from ui.panels.new_article import ask_new_article
from ui.stock import receiving_questions as questions
from ui.stock.receiving_desk import Answer, Opened, ReceivingDesk
from ui.stock.receiving_head import ReceivingHead
from ui.stock.receiving_model import ReceivingModel, ReceivingTable
from ui.stock.receiving_side import ReceivingSide
from ui.theme import Size, Weight
from ui.widgets.asker import ask
from ui.widgets.buttons import Kind
from ui.widgets.entry_bar import EntryBar
from ui.widgets.keys import KeyCap
from ui.widgets.place import Desk, TellingPlace
from ui.widgets.roomy import Roomy
from ui.widgets.saving import PDF, Saver
from ui.widgets.surface import IconSign, Surface, column, row
from ui.widgets.text import Text

_COMPACT_BELOW = 1080


class ReceivingPage(TellingPlace):
    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.receiving = desk.model(ReceivingDesk)
        self._posting = False
        self.model = ReceivingModel(self)
        self.table = ReceivingTable(self.model)
        self.bar, self.side = EntryBar(), ReceivingSide()
        self._saver = Saver(self, self.notice)
        self.finder = ArticleFinder(desk, self, _("Scan goods, cartons or 2D codes"), hint=("12*", _("quantity first")))
        self._unknown_code: tuple[str, Milli] | None = None
        self._lay_out()
        self._connect()
        self._read = QTimer(self, singleShot=True, interval=0)
        self._read.timeout.connect(self.receiving.open)

    # ------------------------------------------------------------ building

    def _lay_out(self) -> None:
        self.head = ReceivingHead()
        self._foot, self._missing = Text(px=Size.LABEL, ink="ink_2"), Text(px=Size.LABEL, weight=Weight.BOLD, ink="unknown")
        foot = Surface("foot")
        self._keys = QWidget()
        hints = row(gap=5)
        for which, word in (
            (CommandId.LIST_QUANTITY, _("quantity")),
            (CommandId.LIST_COST, _("cost")),
            (CommandId.LIST_EXPIRY, _("expiry")),
            (CommandId.LIST_REMOVE, _("remove")),
        ):
            hints.addWidget(KeyCap(shown_key(which)))
            hints.addWidget(Text(word, px=Size.SMALL, ink="ink_2"))
            hints.addSpacing(8)
        self._keys.setLayout(hints)
        foot.setLayout(row(self._foot, 14, self._missing, None, self._keys, gap=5, margins=(16, 9, 16, 9)))
        card = Surface("card")
        inside = column(gap=0, margins=(1, 1, 1, 1))
        inside.addWidget(self.table, 1)
        inside.addWidget(foot)
        card.setLayout(inside)
        empty = Surface("dashed")
        says = Text(
            _("Scan what came: pieces, cartons, or the 2D code for batch and date. 12* before a scan is twelve of it."),
            ink="ink_2",
            wrap=True,
        )
        says.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        empty.setLayout(column(None, IconSignCentred("package-plus"), says, None, gap=10, margins=(30, 20, 30, 20)))
        self.pages = QStackedWidget()
        self.pages.addWidget(empty)
        self.pages.addWidget(card)
        main = column(self.head, self.finder, self.notice, self.bar, gap=12, margins=(16, 14, 16, 14))
        main.addWidget(self.pages, 1)
        left = QWidget()
        left.setLayout(main)
        whole = row(gap=0)
        whole.addWidget(Roomy(left), 1)
        whole.addWidget(self.side)
        self.setLayout(whole)
        self._saved_sign = IconSign("check", side=16, ink="ok")
        self._saved = Text(px=Size.SMALL, weight=Weight.SEMIBOLD, ink="ok")
        self._top = QWidget()
        self._top.setLayout(row(None, self._saved_sign, self._saved, gap=6))
        self._saved_sign.hide()

    def _connect(self) -> None:
        work = self.receiving
        work.opened.connect(self._opened)
        work.changed.connect(self._show)
        work.refused.connect(self._refused)
        work.posted.connect(self._posted)
        self.finder.found.connect(self._found)
        self.finder.unknown.connect(self._unknown)
        self.finder.moved.connect(lambda _by: self.table.setFocus())
        self.table.activated_row.connect(lambda _row: self.quantity())
        self.table.picked.connect(lambda _row: self._show_side())
        self.head.entered.connect(self._head_entered)
        self.bar.closed.connect(self.finder.field.setFocus)
        self.side.post_wanted.connect(self.post)
        self.side.price_kept.connect(lambda key: work.edit(lambda draft: drafts.set_price(draft, key, None), key))
        self.side.price_wanted.connect(self._set_price)
        self.side.invoice_wanted.connect(self.invoice)
        self.bind(
            {
                CommandId.LIST_FIND: self.finder.go,
                CommandId.LIST_QUANTITY: self.quantity,
                CommandId.LIST_COST: self.cost,
                CommandId.LIST_EXPIRY: self.expiry,
                CommandId.NEW_PRICE: self.new_price,
                CommandId.LIST_INVOICE: self.invoice,
                CommandId.NEW_PART: self.new_article,
                CommandId.LIST_REMOVE: self.remove,
                CommandId.FINISH_STEP: self.post,
            }
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        compact = self.width() < _COMPACT_BELOW
        self.side.set_compact(compact)
        self._keys.setHidden(compact)

    # ------------------------------------------------------------ the place

    def top(self) -> QWidget:
        return self._top

    def entered(self) -> None:
        self.receiving.open()
        self.finder.field.setFocus()

    def changed(self, changes: Changes) -> None:
        if changes.suppliers:
            self._read.start()

    def scanned(self, text: str) -> bool:
        self.finder.scan(text)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """H is a command while no text field has the focus."""
        focus = self.focusWidget()
        if event.text().upper() == "H" and not (isinstance(focus, QLineEdit) and focus.hasFocus()):
            self.new_price()
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------ showing

    def _opened(self, opened: Opened) -> None:
        self.head.show_suppliers(opened.suppliers)
        self._show(opened.answer)
        if opened.others and not opened.answer.draft.lines:
            self._offer(opened)

    def _offer(self, opened: Opened) -> None:
        """A draft of another day, or of another till, is offered and never taken up by itself."""
        kept = opened.others[0]
        speech = texts.language()
        said = ngettext(
            "A draft of {day} ({supplier}, {n} article) is not posted yet.",
            "A draft of {day} ({supplier}, {n} articles) is not posted yet.",
            len(kept.receiving.lines),
        ).format(
            day=formatting.day(kept.receiving.begun, speech),
            supplier=kept.receiving.supplier or _("no supplier"),
            n=len(kept.receiving.lines),
        )
        self.notice.show_text(said, "ask", action=_("Go on with it"), on_action=lambda: self._take_up(opened))

    def _take_up(self, opened: Opened) -> None:
        self.notice.clear()
        self.receiving.take_up(opened.others[0])
        self.finder.field.setFocus()

    def _show(self, answer: Answer) -> None:
        draft, speech = answer.draft, texts.language()
        self.head.show_draft(draft)
        self.model.show(draft, answer.key)
        self.pages.setCurrentIndex(1 if draft.lines else 0)
        if answer.key is not None:
            self.table.pick(self.model.row_of(answer.key))
        articles = ngettext("{n} article", "{n} articles", len(draft.lines)).format(n=len(draft.lines))
        pieces = _("{n} pieces").format(n=formatting.qty(draft.base_qty, speech))
        self._foot.setText(f"{articles} · {pieces}")
        dates, costs = draft.missing_dates, draft.missing_costs
        missing = [ngettext("{n} date not filled in", "{n} dates not filled in", dates).format(n=dates)] if dates else []
        missing += [ngettext("{n} cost not filled in", "{n} costs not filled in", costs).format(n=costs)] if costs else []
        today = days.business_day(self.desk.shop.clock(), self.desk.card.zone)
        past = sum(line.expires is not None and line.expires < today for line in draft.lines)
        missing += [ngettext("{n} date has passed", "{n} dates have passed", past).format(n=past)] if past else []
        self._missing.setText(" · ".join(missing))
        saved = answer.saved_at if not draft.is_untouched else None
        self._saved_sign.setVisible(saved is not None)
        time = formatting.clock(saved, self.desk.card.zone, speech).split(" ")[0] if saved else ""
        self._saved.setText(_("Draft saved {time}").format(time=time) if saved else "")
        self._show_side()

    def _show_side(self) -> None:
        if self.receiving.answer is not None:
            self.side.show_answer(self.receiving.answer, self.line())

    def line(self) -> ReceivingLine | None:
        """The line a command acts on: the picked one, or the last."""
        at = self.table.current_row()
        if 0 <= at < len(self.model.lines):
            return self.model.lines[at]
        return self.model.lines[-1] if self.model.lines else None

    def _refused(self, error: Refused | Unavailable) -> None:
        self._posting = False
        self.notice.show_text(texts.sentence(error), "warning")

    # ------------------------------------------------------------ what a person does

    def _head_entered(self) -> bool:
        """Take over what stands above the lines; whether it could be read."""
        answer = self.receiving.answer
        if answer is None:
            return False
        try:
            supplier, number, day = self.head.told()
        except Refused as error:
            self._refused(error)
            return False
        draft = answer.draft
        if (draft.supplier, draft.their_number, draft.their_date) != (supplier, number, day):
            self.receiving.head(supplier=supplier, their_number=number, their_date=day)
        return True

    def _found(self, found: Found, qty: Milli, text: str) -> None:
        self.notice.clear()
        self.receiving.add(found, qty, text)

    def _unknown(self, text: str, qty: Milli) -> None:
        self.notice.show_text(
            not_known_here(text),
            "ask",
            action=_("Add the article"),
            key=shown_key(CommandId.NEW_PART),
            on_action=self.new_article,
        )
        self._unknown_code = text, qty

    def new_article(self) -> None:
        """The code that is not known and asked about becomes an article."""
        if self._unknown_code is not None and self.notice.text() == not_known_here(self._unknown_code[0]):
            self._new_article(*self._unknown_code)

    def _new_article(self, code: str, qty: Milli) -> None:
        self.notice.clear()
        shop, actor = self.desk.shop, self.desk.actor

        def take(name: str, price: Rupiah) -> None:
            def done(found: Found) -> None:
                self.bar.close_bar()
                self.receiving.add(found, qty, code)
                self.desk.announce(Changes(products=True), self)

            self.desk.operations.later(
                Lane.COUNTER,
                lambda: products.add_on_the_spot(shop, actor, name=name, price_idr=price, code=code),
                done,
                owner=self,
                failed=self.bar.say,
            )

        ask_new_article(self.bar, code, take)

    def quantity(self) -> None:
        line, answer = self.line(), self.receiving.answer
        if line is not None and answer is not None:
            key = line.key
            questions.ask_quantity(
                self.bar, answer.draft, line, lambda qty: self.receiving.edit(lambda draft: drafts.set_qty(draft, key, qty), key)
            )

    def cost(self) -> None:
        line, answer = self.line(), self.receiving.answer
        if line is not None and answer is not None:
            key = line.key
            questions.ask_cost(
                self.bar, answer.draft, line, lambda cost: self.receiving.edit(lambda draft: drafts.set_cost(draft, key, cost), key)
            )

    def expiry(self) -> None:
        line = self.line()
        if line is not None:
            key = line.key
            questions.ask_expiry(
                self.bar, line, lambda day, batch: self.receiving.edit(lambda draft: drafts.set_expiry(draft, key, day, batch), key)
            )

    def new_price(self) -> None:
        line = self.line()
        if line is None:
            return
        product, offered = line.product, line.new_price_idr
        if offered is None and product.price_idr and product.last_cost and line.cost and line.cost > product.last_cost:
            offered = drafts.fitting_price(product.price_idr, product.last_cost, line.cost)
        questions.ask_price(self.bar, line, offered, lambda price: self._set_price(line.key, price))

    def _set_price(self, key: int, price_idr: int) -> None:
        self.receiving.edit(lambda draft: drafts.set_price(draft, key, Rupiah(price_idr)), key)

    def invoice(self) -> None:
        answer = self.receiving.answer
        if answer is not None:
            questions.ask_invoice(
                self.bar,
                answer.draft,
                answer.due,
                lambda less, freight, due: self.receiving.head(discount_idr=less, freight_idr=freight, due=due),
            )

    def remove(self) -> None:
        line = self.line()
        if line is not None:
            self.receiving.edit(lambda draft: drafts.remove(draft, line.key))

    def post(self) -> None:
        """Post the draft; goods whose date or cost is missing are asked about once."""
        answer = self.receiving.answer
        if answer is None or not answer.draft.lines or self._posting or self.bar.is_open or not self._head_entered():
            return
        if answer.draft.missing_costs:
            ask(
                self,
                title=_("Some costs are not known"),
                text=_("Goods without a cost come in, but say nothing of their worth until a correction gives it."),
                yes=_("Receive all the same"),
                on_yes=self._post,
                kind=Kind.WARNING,
            )
            return
        self._post()

    def _post(self) -> None:
        self._posting = True
        self.receiving.post(self._refused)

    def _posted(self, posting: Posting) -> None:
        self._posting = False
        paper = posting.document
        said = _("{number} is posted: {total}.").format(number=paper.number, total=formatting.rupiah(paper.total_idr, texts.language()))
        warning, speech = _("{name} came in past its day, {day}."), texts.language()
        past = [warning.format(name=name, day=formatting.day(day, speech)) for name, day in paper.came_past_their_day]
        self.finder.field.setFocus()
        keep = self.side.labels.isChecked()
        self.notice.show_text(
            " ".join([said, *past]),
            "ask" if past else "told",
            action=_("Save the labels") if keep else "",
            on_action=(lambda: self.save_labels(paper.number)) if keep else None,
        )

    def save_labels(self, number: str) -> None:
        """As many labels as pieces came in by the paper."""
        shop = self.desk.shop
        name = _("labels-{number}").format(number=number) + ".pdf"
        self._saver.ask(_("Save the labels"), name, PDF, lambda path: labels.save_pdf(shop, labels.of_document(shop, number), path))


class IconSignCentred(QWidget):
    """A large sign in the middle of an empty card."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setLayout(row(None, IconSign(icon, side=44), None))
