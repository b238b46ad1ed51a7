"""The right side of a receiving: the last scan taken apart, what its cost means for the margin, the invoice's total, posting."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pos_app import formatting, texts
from pos_app.domain.barcode import read_scan
from pos_app.domain.gs1 import spaced
from pos_app.domain.margin import margin_bp
from pos_app.domain.money import Rupiah
from pos_app.domain.origin import UNKNOWN, Origin
from pos_app.domain.receiving import ReceivingLine, fitting_price
from pos_app.texts import gettext as _
from ui.commands import CommandId, shown_key
from ui.panels.origin_words import family_title, strength_word
from ui.stock.receiving_desk import Answer
from ui.stock.receiving_model import change_word
from ui.theme import Size, Weight
from ui.widgets.badge import Badge
from ui.widgets.buttons import Button, Kind
from ui.widgets.roomy import Roomy
from ui.widgets.surface import IconSign, Surface, column, row, rule
from ui.widgets.text import Amount, Text
from ui.widgets.tick import Tick

_WIDTH, _COMPACT = 352, 290


class ReceivingSide(Surface):
    post_wanted = Signal()
    price_kept = Signal(int)
    """The line whose selling price stays."""
    price_wanted = Signal(int, int)
    """A line and the selling price it is to have."""
    invoice_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("side", parent)
        self._line: ReceivingLine | None = None
        self._name = Text(px=Size.PANEL_TITLE, weight=Weight.BOLD, wrap=True)
        self._head = Text(_("Scanned last"), px=Size.SMALL, ink="ink_2")
        self.code = _CodeCard()
        self.cost = _CostCard()
        self.cost.kept.connect(self._keep)
        self.cost.wanted.connect(self._want)
        self._goods, self._less, self._freight = (Text(px=Size.LABEL, weight=Weight.SEMIBOLD) for _n in range(3))
        self.invoice = Button(_("Discount, freight, due day"), icon="receipt-text", key=shown_key(CommandId.LIST_INVOICE), height=36)
        self.invoice.clicked.connect(self.invoice_wanted)
        self._due = Text(px=Size.SMALL, ink="ink_2")
        self._total = Amount(px=Size.SIDE_TOTAL)
        self.labels = Tick("")
        self.labels.setChecked(True)
        self.post = Button(_("Receive goods"), kind=Kind.MAIN, key=shown_key(CommandId.FINISH_STEP), height=54, px=Size.FIELD)
        self.post.clicked.connect(self.post_wanted)
        self._sums = QWidget()
        sums = column(
            row(Text(_("Goods"), px=Size.LABEL, ink="ink_2"), None, self._goods),
            row(Text(_("Discount of the invoice"), px=Size.LABEL, ink="ink_2"), None, self._less),
            row(Text(_("Freight, booked as expense"), px=Size.LABEL, ink="ink_2"), None, self._freight),
            gap=6,
        )
        self._sums.setLayout(sums)
        scanned = QWidget()
        self._upper = column(column(self._head, self._name, gap=2), self.code, self.cost, None, gap=10)
        scanned.setLayout(self._upper)
        self._box = column(
            Roomy(scanned),
            self.invoice,
            self._sums,
            rule(),
            row(Text(_("Invoice total"), px=Size.LABEL, weight=Weight.SEMIBOLD), None, self._due),
            self._total,
            self.labels,
            self.post,
            gap=10,
            margins=(18, 16, 18, 16),
        )
        self.setLayout(self._box)
        self.set_compact(False)

    def set_compact(self, compact: bool) -> None:
        """Fewer pixels around the same things, for small or magnified screens."""
        self.setFixedWidth(_COMPACT if compact else _WIDTH)
        margin = 12 if compact else 18
        self._box.setContentsMargins(margin, 10 if compact else 12, margin, 10 if compact else 14)
        for box in (self._box, self._upper):
            box.setSpacing(6 if compact else 8)
        self.code.set_compact(compact)
        self.cost.set_compact(compact)
        self._sums.setHidden(compact)

    def show_answer(self, answer: Answer, line: ReceivingLine | None) -> None:
        draft, speech = answer.draft, texts.language()
        self._line = line
        self._head.setVisible(line is not None)
        self._name.setText(line.product.name if line else "")
        self.code.show_line(line)
        self.cost.show_line(line)
        self._goods.setText(formatting.number(draft.goods_idr, speech))
        self._less.setText(formatting.number(-draft.discount_idr, speech))
        self._freight.setText(formatting.number(draft.freight_idr, speech))
        self._total.show_amount(formatting.rupiah(draft.total_idr, speech))
        due = answer.due
        self._due.setText(_("due {day}").format(day=formatting.day(due, speech)) if due else "")
        pieces = formatting.qty(draft.base_qty // 1000 * 1000, speech)
        self.labels.show_words(_("Labels for {n} pieces").format(n=pieces))
        self.labels.setVisible(bool(draft.lines))
        self.post.setEnabled(bool(draft.lines))

    def _keep(self) -> None:
        if self._line is not None:
            self.price_kept.emit(self._line.key)

    def _want(self, price_idr: int) -> None:
        if self._line is not None:
            self.price_wanted.emit(self._line.key, price_idr)


class _CodeCard(Surface):
    """The 2D code of the package, taken apart."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._code = Text(px=Size.SMALL, ink="ink_2", wrap=True)
        self._badge = Badge(UNKNOWN, small=True)
        self._proof, self._batch, self._expires = (Text(px=Size.LABEL, weight=Weight.SEMIBOLD, wrap=True) for _n in range(3))
        box = column(self._code, gap=7, margins=(13, 11, 13, 11))
        self._lines: list[QWidget] = []
        for word, value in (
            (_("Origin"), self._badge), (_("Evidence"), self._proof), (_("Batch"), self._batch), (_("Expires"), self._expires),
        ):  # fmt: skip
            held = QWidget()
            name = Text(word, px=Size.SMALL, ink="ink_2")
            name.setFixedWidth(92)
            inside = row(name, gap=8)
            inside.addWidget(value, 0 if value is self._badge else 1)
            if value is self._badge:
                inside.addStretch(1)
            held.setLayout(inside)
            box.addWidget(held)
            self._lines.append(held)
        self.setLayout(box)
        self._compact = False

    def set_compact(self, compact: bool) -> None:
        """Where there is little room only batch and date are said."""
        self._compact = compact

    def show_line(self, line: ReceivingLine | None) -> None:
        scan = read_scan(line.by_scan) if line and line.by_scan else None
        read = scan.registration if scan else None
        self.setVisible(line is not None and (read is not None or bool(line.batch or line.expires)))
        if line is None:
            return
        self._code.setText(spaced(line.by_scan).replace("(", "\N{ZERO WIDTH SPACE}(").lstrip("\N{ZERO WIDTH SPACE}"))
        self._code.setHidden(self._compact or not line.by_scan)
        for held, shown in zip(self._lines, (read, read, line.batch, line.expires), strict=True):
            held.setVisible(bool(shown) and not (self._compact and shown is read))
        if read is not None:
            self._badge.show_origin(Origin(read.state, read.country, read.strength))
            self._proof.setText(f"{family_title(read.family)} · {strength_word(read.strength)}")
        self._batch.setText(line.batch or "")
        self._expires.setText(formatting.day(line.expires, texts.language()) if line.expires else "")


class _CostCard(Surface):
    """What a cost that went up means, and the selling price that would make up for it."""

    kept = Signal()
    wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("warning", parent)
        self._title = Text(px=Size.TEXT, weight=Weight.BOLD, ink="warning", wrap=True)
        self._says = Text(px=Size.LABEL, wrap=True)
        self._keep = Button("", kind=Kind.PANEL, height=36)
        self._take = Button("", kind=Kind.PANEL, key="H", height=36)
        self._price = 0
        self._keep.clicked.connect(self.kept)
        self._take.clicked.connect(lambda: self.wanted.emit(self._price))
        head = row(IconSign("triangle-alert", side=18, ink="warning"), gap=8)
        head.addWidget(self._title, 1)
        buttons = row(self._keep, self._take, gap=8)
        self.setLayout(column(head, self._says, buttons, gap=8, margins=(13, 11, 13, 12)))

    def set_compact(self, compact: bool) -> None:
        """Where there is little room, what it means for the margin shows on hover."""
        self._says.setHidden(compact)
        self._keep.setHidden(compact)

    def show_line(self, line: ReceivingLine | None) -> None:
        product = line.product if line else None
        went_up = line is not None and (line.cost_change_bp or 0) > 0 and product is not None and product.price_idr
        self.setVisible(bool(went_up))
        if line is None or product is None or not product.price_idr or product.last_cost is None or line.cost is None or not went_up:
            return
        speech = texts.language()
        now = line.new_price_idr or product.price_idr
        fitting = fitting_price(product.price_idr, product.last_cost, line.cost)
        before, after = margin_bp(product.price_idr, product.last_cost), margin_bp(product.price_idr, line.cost)
        better = margin_bp(Rupiah(fitting), line.cost)
        self._title.setText(_("Cost is {change}").format(change=change_word(line)))
        if line.new_price_idr is not None and line.new_price_idr != product.price_idr:
            said = _("The selling price becomes {price} with the posting; margin {share}.")
            share = formatting.share(margin_bp(now, line.cost), speech)
            self._says.setText(said.format(price=formatting.rupiah(now, speech), share=share))
        else:
            said = _("The margin falls from {before} to {after}. At a selling price of {price} it is {better}.")
            self._says.setText(
                said.format(
                    before=formatting.share(before, speech),
                    after=formatting.share(after, speech),
                    price=formatting.rupiah(fitting, speech),
                    better=formatting.share(better, speech),
                )
            )
        self.setToolTip(self._says.text())
        self._price = int(fitting)
        self._keep.setText(_("Keep {price}").format(price=formatting.number(product.price_idr, speech)))
        self._take.setText(_("Make it {price}").format(price=formatting.number(fitting, speech)))
