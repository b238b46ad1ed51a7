"""What to buy, by supplier, from how fast goods sold; saved as a list to order by."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from pos_app import formatting, texts
from pos_app.domain.purchasing import Plan, Suggestion
from pos_app.errors import Refused
from pos_app.services import purchasing
from pos_app.services.shop import Changes
from pos_app.texts import gettext as _
from pos_app.texts import ngettext
from ui.commands import CommandId, shown_key
from ui.operations import Lane
from ui.theme import Size, Weight
from ui.widgets.buttons import Button
from ui.widgets.combo import ComboBox
from ui.widgets.empty import EmptyList
from ui.widgets.fields import QuantityField
from ui.widgets.figures_table import Column, FiguresTable, Line, Said
from ui.widgets.place import Desk, TellingPlace
from ui.widgets.saving import XLSX, Saver
from ui.widgets.surface import Either, card, column, row
from ui.widgets.text import Text


class BuyingPage(TellingPlace):
    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._all: tuple[Suggestion, ...] = ()
        self._saver = Saver(self, self.notice)
        self.days, self.lead, self.cover = (_days(x) for x in (purchasing.USUAL.days, purchasing.USUAL.lead, purchasing.USUAL.cover))
        self.supplier = ComboBox()
        self.supplier.setMinimumContentsLength(12)
        self.supplier.setAccessibleName(_("Supplier"))
        self.supplier.currentIndexChanged.connect(lambda _at: self._show_some())
        self._says = Text(px=Size.LABEL, ink="ink_2", wrap=True)
        self._save = Button(_("xlsx"), key=shown_key(CommandId.SAVE_SHEETS), icon="file-spreadsheet", height=44)
        self._save.clicked.connect(self.save)
        head = row(gap=10)
        for word, field in ((_("Days looked at"), self.days), (_("Days to deliver"), self.lead), (_("Days to last"), self.cover)):
            name = Text(word, px=Size.SMALL, weight=Weight.SEMIBOLD, ink="ink_2")
            name.setBuddy(field)
            field.setAccessibleName(word)
            field.editingFinished.connect(self.read)
            head.addLayout(column(name, field, gap=4))
        head.addLayout(column(Text(_("Supplier"), px=Size.SMALL, weight=Weight.SEMIBOLD, ink="ink_2"), self.supplier, gap=4), 1)
        head.addLayout(column(None, self._save))
        self.table = FiguresTable(
            [
                Column(_("Article")),
                Column(_("Stock"), 96, right=True),
                Column(_("Sold"), 84, right=True, spare=2),
                Column(_("Lasts"), 84, right=True, spare=1),
                Column(_("Buy"), 120, right=True),
                Column(_("Amount"), 112, right=True, spare=3),
            ]
        )
        self._either = Either(EmptyList(_("There is enough of everything.")), card(self.table))
        whole = column(self.notice, head, self._says, gap=12, margins=(16, 14, 16, 14))
        whole.addWidget(self._either, 1)
        self.setLayout(whole)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.read)
        self.bind({CommandId.SAVE_SHEETS: self.save})

    def entered(self) -> None:
        self.read()
        self.table.setFocus()

    def changed(self, changes: Changes) -> None:
        if changes.stock or changes.products or changes.suppliers:
            self._soon.start()

    def read(self) -> None:
        """Read for the days that are entered."""
        try:
            plan = Plan(*(field.quantity() // 1000 for field in (self.days, self.lead, self.cover)))
        except Refused as error:
            self.notice.show_text(texts.sentence(error), "warning")
            return
        shop = self.desk.shop
        self.desk.operations.later(Lane.HEAVY, lambda: purchasing.suggestions(shop, plan), self._show, owner=self)

    def _show(self, found: tuple[Suggestion, ...]) -> None:
        self._all = found
        chosen = self.supplier.currentData()
        names = list(dict.fromkeys(x.shelf.supplier for x in found))
        self.supplier.blockSignals(True)
        self.supplier.clear()
        self.supplier.addItem(_("All suppliers"), "")
        for name in names:
            self.supplier.addItem(name or _("no supplier"), name or "-")
        at = self.supplier.findData(chosen)
        self.supplier.setCurrentIndex(max(0, at))
        self.supplier.blockSignals(False)
        self._show_some()

    def chosen(self) -> tuple[Suggestion, ...]:
        """The suggestions of the supplier that is chosen."""
        which = self.supplier.currentData()
        return tuple(x for x in self._all if not which or (x.shelf.supplier or "-") == which)

    def _show_some(self) -> None:
        found, speech = self.chosen(), texts.language()
        self._either.show_that(found)
        worth = sum(x.amount_idr or 0 for x in found)
        said = ngettext("{n} article to buy, {amount}", "{n} articles to buy, {amount}", len(found))
        self._says.setText(said.format(n=len(found), amount=formatting.rupiah(worth, speech)) if found else "")
        self.table.show_lines([_line(x) for x in found])

    def save(self) -> None:
        """Save what shows as a list to order by."""
        found = self.chosen()
        if found:
            self._saver.ask(_("Save the list to order by"), _("to-buy") + ".xlsx", XLSX, lambda path: purchasing.write(found, path))


def _days(value: int) -> QuantityField:
    field = QuantityField()
    field.set_value(value * 1000)
    field.setFixedWidth(110)
    return field


def _line(suggested: Suggestion) -> Line:
    speech, shelf = texts.language(), suggested.shelf
    lasts = formatting.DASH
    if suggested.lasts_days is not None:
        lasts = ngettext("{n} day", "{n} days", suggested.lasts_days).format(n=suggested.lasts_days)
    pack = f"= {formatting.qty(suggested.base_qty, speech)} {shelf.unit}" if shelf.pack else ""
    below = " · ".join(x for x in (shelf.supplier or _("no supplier"), shelf.their_code or shelf.code) if x)
    return Line(
        (
            Said(shelf.name, below=below, weight=Weight.SEMIBOLD),
            Said(f"{formatting.qty(shelf.on_hand, speech)} {shelf.unit}", ink="warning" if shelf.on_hand <= 0 else "ink"),
            Said(formatting.qty(shelf.sold, speech)),
            Said(lasts),
            Said(f"{formatting.qty(suggested.packs, speech)} {shelf.pack or shelf.unit}", below=pack, weight=Weight.BOLD),
            Said(formatting.DASH if suggested.amount_idr is None else formatting.number(suggested.amount_idr, speech)),
        ),
        key=shelf.product_id,
    )
