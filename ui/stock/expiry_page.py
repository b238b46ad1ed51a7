"""What expires: batches past their day or soon to be, the one to sell first marked, read from the ledger."""

from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from pos_app import formatting, texts
from pos_app.domain.batches import Expiring
from pos_app.services import batches
from pos_app.services.shop import Changes
from pos_app.texts import gettext as _
from pos_app.texts import ngettext
from ui.operations import Lane
from ui.theme import Size, Weight
from ui.widgets.empty import EmptyList
from ui.widgets.figures_table import Column, FiguresTable, Line, Said
from ui.widgets.place import Desk, TellingPlace
from ui.widgets.segments import Segments
from ui.widgets.surface import Either, card, column, row
from ui.widgets.text import Text

DAYS = (0, 30, 60, 180)


class ExpiryPage(TellingPlace):
    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        words = [_("Expired")] + [_("{n} days").format(n=n) for n in DAYS[1:]]
        self.within = Segments([(word, "") for word in words], height=40)
        self.within.choose(1)
        self.within.chosen.connect(lambda _at: self.read())
        self._says = Text(px=Size.LABEL, ink="ink_2", wrap=True)
        self.table = FiguresTable(
            [
                Column(_("Article")),
                Column(_("Batch"), 110, spare=2),
                Column(_("Expires"), 130),
                Column(_("Left"), 120, right=True),
                Column(_("Worth"), 110, right=True, spare=1),
            ]
        )
        self._either = Either(EmptyList(_("Nothing on the shelf expires in that time.")), card(self.table))
        head = row(self.within, gap=14)
        head.addWidget(self._says, 1)
        whole = column(self.notice, head, gap=12, margins=(16, 14, 16, 14))
        whole.addWidget(self._either, 1)
        self.setLayout(whole)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.read)

    def entered(self) -> None:
        self.read()
        self.within.setFocus()

    def changed(self, changes: Changes) -> None:
        if changes.stock:
            self._soon.start()

    def read(self) -> None:
        shop, most = self.desk.shop, DAYS[self.within.at]
        self.desk.operations.later(Lane.HEAVY, lambda: batches.expiring(shop, within=most), self._show, owner=self)

    def _show(self, found: tuple[Expiring, ...]) -> None:
        past = [x for x in found if x.days_left < 0]
        shown = past if self.within.at == 0 else list(found)
        speech = texts.language()
        worth = sum(x.worth_idr or 0 for x in shown)
        said = ngettext("{n} batch, worth {amount}; sell it first.", "{n} batches, worth {amount}; sell them first.", len(shown))
        self._says.setText(said.format(n=len(shown), amount=formatting.rupiah(worth, speech)) if shown else "")
        self.table.show_lines([_line(x) for x in shown])
        self._either.show_that(shown)


def _line(batch: Expiring) -> Line:
    speech = texts.language()
    late = batch.days_left < 0
    if late:
        when = ngettext("{n} day ago", "{n} days ago", -batch.days_left).format(n=-batch.days_left)
    elif batch.days_left == 0:
        when = _("today")
    else:
        when = ngettext("in {n} day", "in {n} days", batch.days_left).format(n=batch.days_left)
    hint = _("take it off the shelf") if late else _("sell this first") if batch.first_out else ""
    ink = "warning" if late or batch.days_left <= 7 else "ink"
    return Line(
        (
            Said(batch.name, below=" · ".join(x for x in (batch.code, hint) if x), weight=Weight.SEMIBOLD),
            Said(batch.batch or formatting.DASH),
            Said(_day(batch.expires), below=when, ink=ink, weight=Weight.SEMIBOLD),
            Said(f"{formatting.qty(batch.qty, speech)} {batch.unit}"),
            Said(formatting.DASH if batch.worth_idr is None else formatting.number(batch.worth_idr, speech)),
        ),
        key=(batch.product_id, batch.batch, batch.expires),
    )


def _day(day: date) -> str:
    return formatting.day(day, texts.language())
