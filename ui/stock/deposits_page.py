"""Deposits: what is owed for gallons, cylinders and crates, and giving it back against the container."""

from PySide6.QtWidgets import QWidget

from pos_app import formatting, texts
from pos_app.domain.deposit import Deposit, DepositSum
from pos_app.domain.product import Found
from pos_app.domain.quantity import Milli
from pos_app.services import deposits
from pos_app.services.deposits import GivenBack, Owed
from pos_app.services.shop import Changes
from pos_app.texts import gettext as _
from ui.commands import CommandId, shown_key
from ui.operations import Lane
from ui.panels.print_queue import PrintQueue
from ui.panels.scanning_place import ScanningPlace
from ui.theme import Size, Weight
from ui.widgets.buttons import Button, Kind
from ui.widgets.entry_bar import Entry
from ui.widgets.fields import QuantityField
from ui.widgets.figures_table import Column, FiguresTable, Line, Said
from ui.widgets.place import Desk
from ui.widgets.surface import Beside, Surface, card, column, row
from ui.widgets.text import Text


class DepositsPage(ScanningPlace):
    """A scan of the deposit's article gives it back on the oldest receipt; F12 on the marked one."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, _("Container came back: scan or type its deposit"), parent)
        self.owed: Owed | None = None
        self._lay_out()
        self.open.activated_row.connect(lambda _row: self.give_back())
        self.bind({CommandId.FINISH_STEP: self.give_back})

    def _lay_out(self) -> None:
        self.articles = FiguresTable(
            [
                Column(_("Deposit")),
                Column(_("Taken"), 80, right=True, spare=2),
                Column(_("Back"), 90, right=True, spare=1),
                Column(_("Owed"), 80, right=True),
                Column(_("Owed (Rp)"), 110, right=True),
            ]
        )
        self._sum = Text(px=Size.TITLE, weight=Weight.BOLD)
        foot = Surface("foot")
        foot.setLayout(row(Text(_("Deposits owed"), weight=Weight.BOLD), None, self._sum, margins=(16, 10, 16, 12)))
        left = card(self.articles, foot)
        self.open = FiguresTable(
            [
                Column(_("Receipt")),
                Column(_("Customer"), 120, spare=1),
                Column(_("Left"), 80, right=True),
                Column(_("Owed (Rp)"), 110, right=True),
            ]
        )
        self._go = Button(_("Give back the marked one"), kind=Kind.MAIN, key=shown_key(CommandId.FINISH_STEP), height=54, px=Size.NAME)
        self._go.clicked.connect(self.give_back)
        right = Surface("card")
        beside = column(self.finder, gap=12, margins=(18, 16, 18, 18))
        beside.addWidget(self.open, 1)
        beside.addWidget(
            Text(_("Without a receipt it goes back on the oldest one; the drawer pays in cash."), px=Size.LABEL, ink="ink_2", wrap=True)
        )
        beside.addWidget(self._go)
        right.setLayout(beside)
        whole = column(self.bar, self.notice, gap=12, margins=(18, 14, 18, 16))
        whole.addWidget(Beside(left, right, fixed=left, wide=560, compact=420), 1)
        self.setLayout(whole)

    def changed(self, changes: Changes) -> None:
        if changes.sales or changes.products:
            self._soon.start()

    def read(self) -> None:
        shop = self.desk.shop
        self.desk.operations.later(Lane.SEARCH, lambda: deposits.owed(shop), self._show, owner=self)

    def _show(self, owed: Owed) -> None:
        self.owed = owed
        self.articles.show_lines([_sum_line(x) for x in owed.articles])
        self.open.show_lines([_open_line(x) for x in owed.open])
        if self.open.current_row() < 0:
            self.open.pick(0)
        self._sum.setText(formatting.rupiah(owed.left_idr, texts.language()))
        self._go.setEnabled(bool(owed.open))

    def found(self, found: Found, qty: Milli, _text: str) -> None:
        self._ask(found.product.code, found.product.name, qty, None)

    def to_list(self) -> None:
        self.open.setFocus()

    def give_back(self) -> None:
        """The marked receipt's deposit, all that is left of it offered."""
        if self.owed is None or not self.owed.open:
            return
        deposit = self.owed.open[max(0, self.open.current_row())]
        self._ask(deposit.code, deposit.name, deposit.left, deposit.receipt)

    def _ask(self, code: str, name: str, qty: Milli, receipt: str | None) -> None:
        field = QuantityField()
        field.set_value(qty)
        shop, actor, uid = self.desk.shop, self.desk.actor, self.desk.shop.new_uid()

        def take() -> bool:
            size = field.quantity()

            def done(given: GivenBack) -> None:
                self.desk.model(PrintQueue).open_for_cash()
                self.bar.close_bar()
                amount = formatting.rupiah(given.given_idr, texts.language())
                numbers = ", ".join(x.number for x in given.documents)
                self.notice.show_text(_("{amount} given back: {numbers}.").format(amount=amount, numbers=numbers))
                self.desk.announce(given.changes, self)
                self.read()

            self.write(lambda: deposits.give_back(shop, actor, code, size, receipt=receipt, uid=uid), done)
            return False

        title = name if receipt is None else f"{name} · {receipt}"
        self.bar.ask(title, [Entry(_("Containers that came back"), field)], yes=_("Give back in cash"), take=take)


def _sum_line(x: DepositSum) -> Line:
    speech = texts.language()
    return Line(
        (
            Said(x.name, below=x.code, weight=Weight.SEMIBOLD),
            Said(formatting.qty(x.taken, speech), ink="ink_2"),
            Said(formatting.qty(x.back, speech), ink="ink_2"),
            Said(formatting.qty(x.left, speech), weight=Weight.BOLD),
            Said(formatting.number(x.left_idr, speech), weight=Weight.SEMIBOLD),
        ),
        key=x.code,
    )


def _open_line(x: Deposit) -> Line:
    speech = texts.language()
    return Line(
        (
            Said(x.receipt, below=f"{x.name} · {formatting.day(x.day, speech)}", weight=Weight.SEMIBOLD),
            Said(x.customer or formatting.DASH),
            Said(formatting.qty(x.left, speech), beside=f" {x.unit}", weight=Weight.BOLD),
            Said(formatting.number(x.left_idr, speech)),
        ),
        key=(x.receipt, x.product_id),
    )
