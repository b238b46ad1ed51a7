"""The shift's figures beside the count: what was sold, by which means it came in, the share of domestic goods."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from pos_app import formatting, texts
from pos_app.domain.local_content import shares
from pos_app.domain.origin import State
from pos_app.domain.sale import share_bp
from pos_app.domain.shift import MoveKind, ShiftReport
from pos_app.texts import gettext as _
from ui.theme import Size, Weight
from ui.till.payment_parts import WORDS
from ui.widgets.share_bar import ShareBar, ShareLegend
from ui.widgets.surface import Surface, column, emptied, row, rule
from ui.widgets.text import Elided, Text

_AMOUNT: Final = 96
"""So wide an amount is where a count stands before it, so that the counts stand below each other."""


class Rows(QWidget):
    """Words on the left, figures on the right, a rule where a sum follows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(7)

    def clear(self) -> None:
        emptied(self._box)

    def add(self, word: str, amount: str, *, times: int | None = None, strong: bool = False) -> None:
        holder = QWidget()
        weight = Weight.BOLD if strong else Weight.REGULAR
        left = Elided(word, px=Size.TEXT, weight=weight, ink="ink" if strong else "ink_2")
        figure = Text(amount, px=Size.FIELD if strong else Size.TEXT, weight=Weight.BOLD if strong else Weight.SEMIBOLD)
        line = row(gap=10)
        line.addWidget(left, 1)
        if times is not None:
            line.addWidget(Text(f"{times} ×", px=Size.SMALL, ink="ink_2"))
            figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            figure.setMinimumWidth(_AMOUNT)
        line.addWidget(figure)
        holder.setLayout(line)
        self._box.addWidget(holder)

    def line(self) -> None:
        self._box.addWidget(rule())


def drawer_rows(rows: Rows, report: ShiftReport) -> None:
    """How the expected sum comes about."""
    speech = texts.language()

    def signed(value: int) -> str:
        return ("+" if value > 0 else "") + formatting.number(value, speech)

    rows.clear()
    rows.add(_("Opening float"), formatting.number(report.float_idr, speech))
    cash = report.expected_idr - report.float_idr - report.in_idr + report.out_idr
    rows.add(_("Cash sales, after change and returns"), signed(cash))
    for move in report.moves:
        amount = move.amount_idr if move.kind is MoveKind.IN else -move.amount_idr
        rows.add(" · ".join(filter(None, (move_word(move.kind), move.why))), signed(amount))
    rows.line()
    rows.add(_("Should be in the drawer"), formatting.number(report.expected_idr, speech), strong=True)


def move_word(kind: MoveKind) -> str:
    return {MoveKind.IN: _("Cash in"), MoveKind.OUT: _("Cash out"), MoveKind.DROP: _("To the safe")}[kind]


class SummaryCard(Surface):
    """The figures of an X or Z report."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._title = Text(px=Size.NAME, weight=Weight.BOLD)
        self._count = Text(px=Size.SMALL, ink="ink_2")
        self._rows = Rows()
        self._share = Text(px=Size.LABEL, weight=Weight.BOLD)
        self._bar, self._legend = ShareBar(height=14), ShareLegend()
        self._offers = Rows()
        self._trace = QGridLayout()
        self._trace.setColumnStretch(0, 1)
        self._trace.setVerticalSpacing(2)
        whole = column(row(self._title, None, self._count), self._rows, gap=10, margins=(18, 14, 18, 14))
        whole.addLayout(row(Text(_("Domestic goods"), px=Size.LABEL, weight=Weight.SEMIBOLD), None, self._share))
        whole.addWidget(self._bar)
        whole.addWidget(self._legend)
        whole.addWidget(self._offers)
        whole.addStretch(1)
        whole.addWidget(rule())
        whole.addLayout(self._trace)
        self.setLayout(whole)

    def show_report(self, report: ShiftReport) -> None:
        speech, told, rows = texts.language(), report.summary, self._rows
        self._title.setText(_("Summary {number}").format(number=report.number))
        self._count.setText(texts.ngettext("{n} document", "{n} documents", told.documents).format(n=told.documents))
        rows.clear()
        rows.add(_("Gross sales"), formatting.number(told.gross_idr, speech))
        rows.add(_("Discounts"), formatting.number(-told.discount_idr, speech))
        rows.add(_("Returns"), formatting.number(told.returns_idr, speech), times=told.returns)
        rows.line()
        rows.add(_("Net sales"), formatting.number(told.net_idr, speech), strong=True)
        rows.add(_("Cash rounding"), formatting.number(told.rounding_idr, speech))
        rows.line()
        for part in told.received:
            rows.add(_(WORDS[part.means]), formatting.number(part.amount_idr, speech), times=part.documents)
        rows.line()
        rows.add(_("Received"), formatting.number(sum(x.amount_idr for x in told.received), speech), strong=True)
        for paid in told.account_paid:
            said = _("Account paid, {means}").format(means=_(WORDS[paid.means]))
            rows.add(said, formatting.number(paid.amount_idr, speech), times=paid.documents)
        values = {State.DOMESTIC: told.share.domestic_idr, State.IMPORTED: told.share.imported_idr, State.UNKNOWN: told.share.unknown_idr}
        domestic = shares(values, 1000)[State.DOMESTIC]
        self._share.setText(formatting.share(None if domestic is None else domestic * 10, speech))
        self._bar.show_values(values)
        self._legend.show_values(values)
        self._show_offers(report)
        self._show_trace(report)

    def _show_offers(self, report: ShiftReport) -> None:
        """Whether offering domestic goods works; nothing where nothing was offered."""
        told, speech = report.summary, texts.language()
        self._offers.clear()
        self._offers.setVisible(bool(told.offered))
        if told.offered:
            self._offers.add(_("Domestic goods offered instead"), formatting.number(told.offered, speech))
            part = formatting.share(share_bp(told.taken, told.offered), speech)
            self._offers.add(_("Taken by customers"), f"{formatting.number(told.taken, speech)} ({part})")

    def _show_trace(self, report: ShiftReport) -> None:
        emptied(self._trace)
        told = report.summary
        if told.first and told.last:
            last = told.last.rpartition("-")[2] if told.last.rpartition("-")[0] == told.first.rpartition("-")[0] else told.last
            self._said(0, f"{told.first} – {last}", _("{n} voided").format(n=told.voids))
        self._said(1, _("Drawer opened without a sale"), f"{told.drawer_openings} ×")
        if report.chain:
            self._said(2, _("Chain of shifts"), " ".join(report.chain[at : at + 4] for at in (0, 4, 8)))

    def _said(self, at: int, left: str, right: str) -> None:
        self._trace.addWidget(Elided(left, px=Size.SMALL, ink="ink_2"), at, 0)
        figure = Text(right, px=Size.SMALL, ink="ink_2")
        figure.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._trace.addWidget(figure, at, 1)
