"""The receipts: found by number or customer, shown as they were printed, copied, sent, given back, voided, put right."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QScrollArea, QWidget

from pos_app import formatting, texts
from pos_app.domain.actor import Actor
from pos_app.domain.sale import SaleKind
from pos_app.domain.sale_listing import Listed
from pos_app.domain.tender import Means
from pos_app.errors import Refused, Unavailable
from pos_app.services import corrections, receipts, refunds
from pos_app.services.checkout import Committed
from pos_app.services.papers import PagePicture
from pos_app.texts import N_
from pos_app.texts import gettext as _
from ui.commands import CommandId, bind, command, shown_key
from ui.operations import Lane
from ui.panels.owner_pin import as_owner
from ui.theme import Size, Tokens, Weight, font
from ui.till.correction_form import CorrectionForm
from ui.till.messages import ask_telephone
from ui.till.payment_parts import WORDS
from ui.widgets.buttons import Button
from ui.widgets.entry_bar import Entry, EntryBar
from ui.widgets.flick import Flick
from ui.widgets.framed_field import FramedField
from ui.widgets.list_table import ListDelegate, ListHead, ListTable, text, two_lines
from ui.widgets.notice import Notice
from ui.widgets.overlay import Overlay
from ui.widgets.paper_sheet import Sheet
from ui.widgets.place import Desk
from ui.widgets.surface import Surface, column, row
from ui.widgets.text import Text

Index = QModelIndex | QPersistentModelIndex
_NUMBER, _SUM = range(2)
_PAPER = 330
"""Pixels a roll of 80 mm is shown wide."""
_REASONS = (N_("Entered by mistake"), N_("Entered twice"), N_("Changed their mind"))
_KINDS = {
    SaleKind.SALE: N_("sale"), SaleKind.REFUND: N_("return"), SaleKind.VOID: N_("void"), SaleKind.CORRECTION: N_("payment put right"),
}  # fmt: skip


class ReceiptModel(QAbstractTableModel):
    """Documents as they are listed."""

    def __init__(self, zone: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.zone = zone
        self.shown: Sequence[Listed] = ()

    def show(self, found: Sequence[Listed]) -> None:
        self.beginResetModel()
        self.shown = found
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return self.shown[index.row()].number if role == Qt.ItemDataRole.AccessibleTextRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (_("Receipt"), _("Paid"))[section]
        return ListHead.alignment(right=section == _SUM) if role == Qt.ItemDataRole.TextAlignmentRole else None


class _Delegate(ListDelegate):
    def paint_cell(self, painter: QPainter, cell: QRect, index: Index, t: Tokens) -> bool:
        model = index.model()
        if not isinstance(model, ReceiptModel):
            return False
        one, speech = model.shown[index.row()], texts.language()
        if index.column() == _NUMBER:
            below = [formatting.instant(one.at, model.zone, speech), one.person]
            if one.kind is not SaleKind.SALE:
                below.insert(0, _(_KINDS[one.kind]))
            two_lines(painter, cell, one.number, " · ".join(filter(None, below)), t)
            return True
        upper = QRect(cell.left(), cell.top() + 7, cell.width(), 20)
        text(painter, upper, formatting.number(one.paid_idr, speech), font(Size.TEXT, Weight.SEMIBOLD), t.ink, right=True)
        words = " + ".join(_(WORDS[means]) for means in one.means)
        text(painter, QRect(cell.left(), cell.top() + 26, cell.width(), 18), words, font(Size.SMALL), t.ink_2, right=True)
        return True


class ReceiptsPanel(Overlay):
    """`posted` carries a void or a correction that was written here."""

    copy_wanted = Signal(str)
    print_wanted = Signal(str)
    return_wanted = Signal(str)
    posted = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent, wanted=QSize(1100, 680), margin=12)
        self._desk = desk
        self.field = FramedField(_("Number of the receipt, or the customer's number"), icon="search", height=48)
        self.field.typed.connect(self.look_for)
        self.field.moved.connect(self._moved)
        self.field.left.connect(self.left)
        self._correction_uid = ""
        self.model = ReceiptModel(desk.card.zone, self)
        self.table = ListTable(self.model, {_SUM: 150}, stretch=_NUMBER, narrow={_SUM: 130}, below=420)
        self.table.setItemDelegate(_Delegate(self.table))
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.picked.connect(self._picked)
        listed = Surface("card")
        listed.setLayout(column(self.table, margins=(1, 1, 1, 1)))
        self._message = Text(_("No receipt fits what is typed."), ink="ink_2", wrap=True)
        self._message.hide()
        self._paper: Sheet | None = None
        inner = QWidget()
        inner.setProperty("transparent", "true")
        self._papers = column(self._message, None, margins=(12, 14, 12, 14))
        inner.setLayout(self._papers)
        scroll = QScrollArea()
        Flick(scroll)
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll = scroll
        shown = Surface("card")
        shown.setLayout(column(scroll, margins=(1, 1, 1, 1)))
        self.bar = EntryBar()
        self.bar.closed.connect(self._to_field)
        self.correction = CorrectionForm()
        self.correction.left.connect(self._correction_left)
        self.correction.taken.connect(self._correct)
        self.notice = Notice()
        self._acts = {
            CommandId.REPRINT: self._button(CommandId.REPRINT, self.copy),
            CommandId.PRINT: self._button(CommandId.PRINT, self.print_copy),
            CommandId.MESSAGE: self._button(CommandId.MESSAGE, self.send),
            CommandId.RETURN: self._button(CommandId.RETURN, self.take_back),
            CommandId.CORRECT: self._button(CommandId.CORRECT, self.ask_correction),
            CommandId.VOID: self._button(CommandId.VOID, self.ask_void),
        }
        back = Button(_("Back"), key="Esc", height=44)
        back.clicked.connect(self.left)
        body = row(gap=14)
        body.addWidget(listed, 5)
        body.addWidget(shown, 4)
        whole = column(
            Text(_("Receipts"), px=Size.PANEL_TITLE, weight=Weight.BOLD), self.field, self.bar, self.correction, self.notice,
            gap=12, margins=(20, 16, 20, 16),
        )  # fmt: skip
        whole.addLayout(body, 1)
        whole.addLayout(row(back, None, *self._acts.values(), gap=10))
        self.panel.setLayout(whole)
        bind(
            self,
            {
                CommandId.REPRINT: self.copy,
                CommandId.PRINT: self.print_copy,
                CommandId.MESSAGE: self.send,
                CommandId.RETURN: self.take_back,
                CommandId.CORRECT: self.ask_correction,
                CommandId.VOID: self.ask_void,
            },
        )
        self.look_for("")

    def _button(self, which: CommandId, act: Callable[[], None]) -> Button:
        button = Button(_(command(which).word), key=shown_key(which), height=44)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(act)
        return button

    def open(self) -> None:
        super().open()
        self._to_field()

    def _to_field(self) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def scanned(self, code: str) -> None:
        self.field.set_text(code.strip())
        self.look_for(code)

    # ------------------------------------------------------------ the list

    def look_for(self, typed: str) -> None:
        shop = self._desk.shop
        self._desk.operations.later(Lane.SEARCH, lambda: receipts.listed(shop, holds=typed), self._show, owner=self, failed=self._refused)

    def _show(self, found: tuple[Listed, ...]) -> None:
        before = self.current.number if self.current is not None else None
        self.model.show(found)
        at = next((n for n, one in enumerate(found) if one.number == before), 0)
        self.table.pick(at)
        self._message.setVisible(not found)
        if self._paper is not None and not found:
            self._paper.hide()
        self._enable()

    @property
    def current(self) -> Listed | None:
        at = self.table.current_row()
        return self.model.shown[at] if 0 <= at < len(self.model.shown) else None

    def _moved(self, by: int) -> None:
        self.table.pick(max(0, min(len(self.model.shown) - 1, self.table.current_row() + by)))

    def _picked(self, _at: int) -> None:
        self._enable()
        one, shop = self.current, self._desk.shop
        if one is not None:
            number, ratio = one.number, self.devicePixelRatioF()
            self._desk.operations.later(
                Lane.HINT,
                lambda: receipts.picture(shop, number, width=round(_PAPER * ratio)),
                lambda drawn: self._drawn(number, drawn),
                owner=self,
                failed=self._refused,
            )

    def _drawn(self, number: str, drawn: PagePicture) -> None:
        if self.current is None or self.current.number != number:
            return
        if self._paper is not None:
            self._paper.deleteLater()
        self._paper = Sheet(drawn, number)
        self._paper.set_width(min(_PAPER, self._scroll.viewport().width() - 24))
        self._papers.insertWidget(1, self._paper, 0, Qt.AlignmentFlag.AlignHCenter)

    def _enable(self) -> None:
        sale = self.current is not None and self.current.kind is SaleKind.SALE
        for which, button in self._acts.items():
            button.setEnabled(sale or (self.current is not None and which in (CommandId.REPRINT, CommandId.PRINT, CommandId.MESSAGE)))

    # ------------------------------------------------------------ what is done with one

    def copy(self) -> None:
        if self.current is not None:
            self.copy_wanted.emit(self.current.number)
            self.notice.show_text(_("A copy of {number} is made.").format(number=self.current.number), "told")

    def print_copy(self) -> None:
        """A copy on an ordinary printer."""
        if self.current is not None:
            self.print_wanted.emit(self.current.number)

    def send(self) -> None:
        if self.current is not None:
            ask_telephone(self._desk, self.bar, self.current.number)

    def take_back(self) -> None:
        if self.current is not None and self.current.kind is SaleKind.SALE:
            self.return_wanted.emit(self.current.number)

    def ask_void(self) -> None:
        """Undo a whole sale on its own day: asked for the reason."""
        one = self.current
        if one is None or one.kind is not SaleKind.SALE:
            return
        why = QLineEdit()
        why.setMaxLength(200)
        uid = self._desk.shop.new_uid()

        def take() -> bool:
            self._void(one.number, why.text(), self._desk.actor, uid)
            return False

        amount = formatting.rupiah(one.paid_idr, texts.language())
        title = _("Void {number}: all of {amount} is undone").format(number=one.number, amount=amount)
        ready = tuple(_(word) for word in _REASONS)
        self.bar.ask(title, [Entry(_("Why is it undone?"), why, stretch=1, ready=ready)], yes=_("Void"), take=take)

    def _void(self, number: str, why: str, actor: Actor, uid: str) -> None:
        shop = self._desk.shop

        def refused(error: Refused | Unavailable) -> None:
            if error.code in ("refund_above_limit", "owner_only"):
                as_owner(self._desk, self, texts.sentence(error), lambda by: self._void(number, why, by, uid))
            else:
                self.bar.say(error)

        self._desk.operations.later(
            Lane.COUNTER, lambda: refunds.void(shop, actor, number, why=why, uid=uid), self._done, owner=self, failed=refused
        )

    def ask_correction(self) -> None:
        """How it was really paid."""
        one, shop = self.current, self._desk.shop
        if one is not None and one.kind is SaleKind.SALE:
            number, self._correction_uid = one.number, shop.new_uid()
            self._desk.operations.later(
                Lane.COUNTER, lambda: corrections.left(shop, number), lambda left: self.correction.ask(number, left), owner=self,
                failed=self._refused,
            )  # fmt: skip

    def _correct(self, number: str, was: Means, really: Means, why: str) -> None:
        shop, actor, uid = self._desk.shop, self._desk.actor, self._correction_uid
        self._desk.operations.later(
            Lane.COUNTER,
            lambda: corrections.correct(shop, actor, number, was, really, why=why, uid=uid),
            self._done,
            owner=self,
            failed=self.correction.say,
        )

    def _correction_left(self) -> None:
        self._to_field()

    def _done(self, done: Committed) -> None:
        self.bar.close_bar()
        self.correction.hide()
        self._to_field()
        what = (
            _("{number}: {receipt} is voided.")
            if done.sale.kind is SaleKind.VOID
            else _("{number}: the payment of {receipt} is put right.")
        )
        self.notice.show_text(what.format(number=done.sale.number, receipt=done.sale.refunds), "told")
        self.posted.emit(done)
        self.field.set_text("")
        self.look_for("")

    def _refused(self, error: Refused | Unavailable) -> None:
        self.notice.show_text(texts.sentence(error), "warning")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.bar.is_open:
            self.bar.leave()
        elif event.key() == Qt.Key.Key_Escape and not self.correction.isHidden():
            self.correction.leave()
        else:
            super().keyPressEvent(event)
