"""Goods of others (titip jual): who brings them, what is owed, notes for what comes and goes, and what has lain too long."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from pos_app import formatting, texts
from pos_app.domain import days
from pos_app.domain.consignment import Consignor, Paper, PaperKind, Side
from pos_app.domain.tender import Means
from pos_app.errors import Refused, Unavailable
from pos_app.services import consignment, consignment_papers, consignors
from pos_app.services.consignors import Standing, Unsold
from pos_app.services.shop import Changes
from pos_app.texts import gettext as _
from ui.commands import CommandId
from ui.operations import Lane
from ui.panels.new_article import NameField
from ui.panels.print_queue import PrintQueue
from ui.stock.consigned_goods import ConsignedGoods, Goods
from ui.stock.consignment_form import ConsignmentForm, Item
from ui.stock.consignment_side import ConsignmentSide
from ui.stock.consignment_words import standing_line, unsold_line
from ui.stock.consignor_questions import TERMS, ask_consignor
from ui.stock.receiving_questions import WordField
from ui.stock.stock_words import cash_source
from ui.theme import Size, Weight
from ui.widgets.empty import EmptyPlace
from ui.widgets.entry_bar import Entry, EntryBar
from ui.widgets.fields import MoneyField
from ui.widgets.figures_table import Column, FiguresTable
from ui.widgets.place import Desk, TellingPlace
from ui.widgets.saving import PDF, Saver
from ui.widgets.segments import Segments
from ui.widgets.surface import Surface, card, column, row
from ui.widgets.text import Text

R = TypeVar("R")
_LETTERS = {"T": PaperKind.DELIVERY, "K": PaperKind.RETURN, "R": PaperKind.SPOILT, "L": PaperKind.SETTLEMENT}


class ConsignmentPage(TellingPlace):
    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._rows: Sequence[Standing] = ()
        self._unsold: Sequence[Unsold] = ()
        self._old = True
        self.bar = EntryBar()
        self.bar.closed.connect(self._to_table)
        self._saver = Saver(self, self.notice)
        self.pages = QStackedWidget()
        self.form = ConsignmentForm(desk, self)
        self.form.left.connect(self.leave_form)
        self.form.posted.connect(self._write)
        self._empty = EmptyPlace(
            "hand-coins",
            _("Nobody brings goods yet"),
            _("Goods of small makers stay theirs until they are sold; the shop owes for what it sold."),
            action=_("New consignor"),
            key="N",
        )
        self._empty.wanted.connect(lambda: self.new_consignor())
        for page in (self._list_page(), self.form, self._empty):
            self.pages.addWidget(page)
        whole = column(self.bar, gap=10, margins=(20, 16, 20, 18))
        whole.addWidget(self.pages, 1)
        whole.addWidget(self.notice)
        self.setLayout(whole)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.read)
        self.bind(
            {
                CommandId.FINISH_STEP: self.form.post,
                CommandId.SAVE_PDF: self.save_statement,
                CommandId.OTHER_PDF: self.save_agreement,
                CommandId.NEW_CONSIGNOR: lambda: self.new_consignor(),
                CommandId.CONSIGN_IN: lambda: self.begin(PaperKind.DELIVERY),
                CommandId.CONSIGN_BACK: lambda: self.begin(PaperKind.RETURN),
                CommandId.CONSIGN_SPOILT: lambda: self.begin(PaperKind.SPOILT),
                CommandId.SETTLE: self.settle,
                CommandId.CONSIGN_TERMS: self.ask_terms,
            }
        )

    def _list_page(self) -> QWidget:
        title = Text(_("Consigned goods"), px=Size.TITLE, weight=Weight.BOLD)
        self.which = Segments([(_("Consignors"), ""), (_("Goods"), ""), (_("Unsold too long"), "")], height=40)
        self.which.chosen.connect(self._which_chosen)
        self.table = FiguresTable(
            [
                Column(_("Consignor")),
                Column(_("Here"), 130, right=True, spare=1),
                Column(_("Settled"), 150, right=True, spare=2),
                Column(_("Payable (Rp)"), 130, right=True),
            ]
        )
        self.table.picked.connect(lambda _row: self._show_side())
        self.table.activated_row.connect(lambda _row: self.begin(PaperKind.DELIVERY))
        whose, left, since = Column(_("Consignor"), 190, spare=1), Column(_("Left"), 110, right=True), Column(_("Since"), 150, right=True)
        self.unsold = FiguresTable([Column(_("Article")), whose, left, since])
        self._lists = QStackedWidget()
        self.goods = ConsignedGoods()
        self.goods.release_wanted.connect(self.release)
        nothing = Surface("dashed")
        nothing.setLayout(column(None, row(None, Text(_("Nothing has lain here too long."), ink="ink_2"), None), None))
        for widget in (card(self.table), self.goods, card(self.unsold), nothing):
            self._lists.addWidget(widget)
        self.side = ConsignmentSide()
        self.side.begin_wanted.connect(self.begin)
        self.side.settle_wanted.connect(self.settle)
        self.side.new_wanted.connect(lambda: self.new_consignor())
        self.side.terms_wanted.connect(self.ask_terms)
        self.side.statement_wanted.connect(self.save_statement)
        self.side.agreement_wanted.connect(self.save_agreement)
        self.side.paper_wanted.connect(self.save_paper)
        self.side.back_wanted.connect(self.take_back)
        body = row(gap=16)
        body.addWidget(self._lists, 1)
        body.addWidget(self.side)
        made = QWidget()
        box = column(row(title, None, self.which), gap=14)
        box.addLayout(body, 1)
        made.setLayout(box)
        return made

    # ------------------------------------------------------------ the place

    def entered(self) -> None:
        self._to_table()
        if self._old:
            self.read()

    def changed(self, changes: Changes) -> None:
        if changes.consignment or changes.sales or changes.products:
            self._old = True
            if self.isVisible():
                self._soon.start()

    def scanned(self, text: str) -> bool:
        if self.is_entering:
            self.form.finder.scan(text)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text().upper()
        if self.is_entering:
            super().keyPressEvent(event)
        elif letter == "N":
            self.new_consignor()
        elif letter == "L":
            self.settle()
        elif letter in _LETTERS:
            self.begin(_LETTERS[letter])
        else:
            super().keyPressEvent(event)

    @property
    def is_entering(self) -> bool:
        return self.pages.currentWidget() is self.form

    def _to_table(self) -> None:
        (self.form.finder.field if self.is_entering else self.table).setFocus()

    # ------------------------------------------------------------ reading

    def _later(
        self, call: Callable[[], R], done: Callable[[R], None], failed: Callable[[Refused | Unavailable], None] | None = None
    ) -> None:
        def refused(error: Refused | Unavailable) -> None:
            self.notice.show_text(texts.sentence(error), "warning")

        self.desk.operations.later(Lane.COUNTER, call, done, owner=self, failed=failed or refused)

    def read(self) -> None:
        """Read who brings goods and what has lain too long anew."""
        shop = self.desk.shop
        self._old = False
        self._later(lambda: (consignors.listed(shop), consignors.unsold(shop)), self._show)

    def _show(self, found: tuple[list[Standing], list[Unsold]]) -> None:
        self._rows, self._unsold = found
        self.table.show_lines([standing_line(one) for one in self._rows])
        self.unsold.show_lines([unsold_line(one) for one in self._unsold])
        if self._rows and self.table.current_row() < 0:
            self.table.pick(0)
        if not self.is_entering:
            self.pages.setCurrentIndex(0 if self._rows else 2)
        self._which_chosen(self.which.at)
        self._show_side()

    def _which_chosen(self, at: int) -> None:
        self._lists.setCurrentIndex(3 if at == 2 and not self._unsold else at)

    def picked(self) -> Standing | None:
        at = self.table.current_row()
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def _show_side(self) -> None:
        one = self.picked()
        self.side.setVisible(one is not None)
        if one is None:
            return
        self.side.show_standing(one)
        shop, name = self.desk.shop, one.who.name

        def show(found: tuple[list[Paper], Goods]) -> None:
            now = self.picked()
            if now is not None and now.who.name == name:
                self.side.show_papers(found[0])
                self.goods.show_goods(name, found[1])

        def read() -> tuple[list[Paper], Goods]:
            return consignors.papers(shop, name, most=20), consignors.goods_of(shop, name)

        self.desk.operations.later(Lane.SEARCH, read, show, owner=self)

    # ------------------------------------------------------------ what a person does

    def ask_terms(self) -> None:
        """F4: terms of the picked line of a note, or of the picked consignor."""
        item, one = self.form.picked(), self.picked()
        if not self.is_entering:
            if one is not None:
                self.new_consignor(one.who)
            return
        if item is None:
            return
        field = NameField()
        field.setPlaceholderText(_(TERMS))

        def taken() -> bool:
            self.form.set_terms(item, consignors.read_terms(field.text(), texts.language()))
            return True

        word = _("Percent, consignment price, or -commission")
        self.bar.ask(item.found.product.name, [Entry(word, field, stretch=1)], yes=_("Alter"), take=taken)

    def new_consignor(self, known: Consignor | None = None) -> None:
        """Ask whom goods come from, and on what terms; or other terms with one who is known."""
        if self.is_entering:
            return
        shop, actor = self.desk.shop, self.desk.actor

        def agree(who: Consignor) -> None:
            self._later(lambda: consignors.agree(shop, actor, who), self._agreed, self.bar.say)

        ask_consignor(self.bar, known, today=days.business_day(shop.clock(), self.desk.card.zone), agree=agree)

    def _agreed(self, done: tuple[Consignor, Changes]) -> None:
        self.bar.close_bar()
        self.notice.show_text(_("{name} brings goods now.").format(name=done[0].name))
        self.desk.announce(done[1], self)
        self.read()

    def begin(self, kind: PaperKind) -> None:
        """Open the note for goods that come, go back or are spoilt."""
        one = self.picked()
        if one is None or self.is_entering or self.bar.is_open:
            return
        self.form.begin(kind, one.who)
        self.pages.setCurrentWidget(self.form)
        self._to_table()

    def leave_form(self) -> None:
        self.pages.setCurrentIndex(0)
        self._to_table()

    def _write(self, kind: PaperKind, who: Consignor, items: tuple[Item, ...], theirs: str, said: str, side: Side) -> None:
        shop, actor, name, uid = self.desk.shop, self.desk.actor, who.name, self.form.uid
        asked = [item.asked for item in items]
        agreed = {item.found.code: item.agreed for item in items if item.agreed is not None}

        def call() -> tuple[Paper, Changes]:
            if kind is PaperKind.DELIVERY:
                return consignment.deliver(shop, actor, name, asked, agreed=agreed, their_number=theirs, note=said, uid=uid)
            if kind is PaperKind.RETURN:
                return consignment.give_back(shop, actor, name, asked, note=said, uid=uid)
            return consignment.spoil(shop, actor, name, asked, why=said, whose=side, uid=uid)

        self._later(call, self._written, self.form.say)

    def _written(self, done: tuple[Paper, Changes]) -> None:
        paper, changes = done
        self.bar.close_bar()
        if self.is_entering:
            self.leave_form()
        said = _("{number} is written.").format(number=paper.number)
        self.notice.show_text(said, action=_("Save as PDF"), on_action=lambda: self.save_paper(paper.number))
        self.desk.announce(changes, self)
        self.read()

    def settle(self) -> None:
        """Ask how much is paid; all that is owed stands there already."""
        one = self.picked()
        if one is None or self.is_entering:
            return
        if one.owed_idr <= 0:
            self.notice.show_text(texts.sentence(Refused("nothing_owed", name=one.who.name)), "ask")
            return
        amount, person = MoneyField(), NameField()
        amount.set_value(one.owed_idr)
        person.setText(one.who.name)
        means, source, uid = self.side.means(), cash_source(), self.desk.shop.new_uid()

        def settled(done: tuple[Paper, Changes]) -> None:
            if means is Means.CASH and source.at == 0:
                self.desk.model(PrintQueue).open_for_cash()
            self._written(done)

        def taken() -> bool:
            shop, actor, paid, signs, from_safe = self.desk.shop, self.desk.actor, amount.amount(), person.text(), source.at == 1
            self._later(
                lambda: consignment.settle(shop, actor, one.who.name, paid, means=means, their_person=signs, from_safe=from_safe, uid=uid),
                settled,
                self.bar.say,
            )
            return False

        owed = formatting.rupiah(one.owed_idr, texts.language())
        title = _("{name} is owed {amount}").format(name=one.who.name, amount=owed)
        word = {Means.CASH: _("Paid in cash"), Means.TRANSFER: _("Paid by transfer")}.get(means, _("Paid by QRIS"))
        fields = [Entry(word, amount), Entry(_("Received by"), person, stretch=1)]
        if means is Means.CASH:
            fields.insert(1, Entry(_("Cash from"), source))
        self.bar.ask(title, fields, yes=_("Settle"), take=taken)

    def take_back(self, number: str) -> None:
        """Ask why a settlement is taken back; what it paid is owed again."""
        why, uid = WordField(), self.desk.shop.new_uid()
        why.setMaxLength(120)

        def taken() -> bool:
            shop, actor, said = self.desk.shop, self.desk.actor, why.text()
            self._later(lambda: consignment.take_back(shop, actor, number, why=said, uid=uid), self._written, self.bar.say)
            return False

        self.bar.ask(_("Take {number} back").format(number=number), [Entry(_("Reason"), why, stretch=1)], yes=_("Take back"), take=taken)

    def release(self, code: str) -> None:
        """Make an article the shop's own again."""

        def done(changes: Changes) -> None:
            self.notice.show_text(_("{code} is the shop's own from now on.").format(code=code))
            self.desk.announce(changes, self)
            self.read()

        shop, actor = self.desk.shop, self.desk.actor
        self._later(lambda: consignment.release(shop, actor, code), done)

    # ------------------------------------------------------------ papers

    def _save(self, title: str, name: str, body: Callable[[], bytes]) -> None:
        self._saver.ask(title, name, PDF, lambda path: consignment_papers.save(Path(path), body()))

    def save_statement(self) -> None:
        """What was sold and is owed since the last settlement, as PDF."""
        one = self.picked()
        if one is None or self.is_entering:
            return
        shop, name = self.desk.shop, one.who.name
        file = _("consignment {name}").format(name=name) + ".pdf"
        self._save(_("Save the statement"), file, lambda: consignment_papers.statement(shop, name, consignors.since_settled(shop, name)))

    def save_agreement(self) -> None:
        one = self.picked()
        if one is not None and not self.is_entering:
            shop, name = self.desk.shop, one.who.name
            self._save(_("Save the agreement"), f"{name}.pdf", lambda: consignment_papers.agreement(shop, name))

    def save_paper(self, number: object) -> None:
        shop = self.desk.shop
        self._save(_("Save the note"), f"{number}.pdf", lambda: consignment_papers.note(shop, str(number)))
