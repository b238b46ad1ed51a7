"""A note being written: goods of a consignor that come in, go back or are spoilt, scanned one after another."""

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from pos_app import formatting, texts
from pos_app.domain.consignment import Agreed, Consignor, PaperKind
from pos_app.domain.product import Found, base_qty
from pos_app.domain.quantity import Milli
from pos_app.errors import Refused, Unavailable
from pos_app.texts import N_, ngettext
from pos_app.texts import gettext as _
from ui.commands import CommandId, bind, shown_key
from ui.panels.article_finder import ArticleFinder
from ui.panels.new_article import NameField
from ui.stock.consignment_words import terms
from ui.stock.stock_words import SIDES, side_choice
from ui.theme import Size, Weight
from ui.widgets.buttons import Button, Kind
from ui.widgets.figures_table import Column, FiguresTable, Line, Said
from ui.widgets.notice import Notice
from ui.widgets.place import Desk
from ui.widgets.surface import Surface, column, row
from ui.widgets.text import Elided, Text

_TITLES = {
    PaperKind.DELIVERY: N_("Goods from {name}"),
    PaperKind.RETURN: N_("Goods back to {name}"),
    PaperKind.SPOILT: N_("Spoilt goods of {name}"),
}


@dataclass(frozen=True, slots=True)
class Item:
    found: Found
    qty: Milli
    agreed: Agreed | None = None
    """Terms of its own; None for those of the consignor."""

    @property
    def asked(self) -> str:
        """`CODE*QTY` as the services take it."""
        whole, rest = divmod(self.qty, 1000)
        return f"{self.found.code}*{whole}" + (f".{rest:03d}" if rest else "")


class ConsignmentForm(QWidget):
    """`posted` carries kind, consignor, its lines, the number of their note, what was said, and whose loss spoilt goods are."""

    posted = Signal(object, object, object, str, str, object)
    left = Signal()

    def __init__(self, desk: Desk, over: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._new_uid = desk.shop.new_uid
        self._kind = PaperKind.DELIVERY
        self._who: Consignor | None = None
        self.uid = ""
        """Of the note that is written, until it is in the books: where an answer was lost, the next try is the same note."""
        self.items: list[Item] = []
        self._title = Elided(px=Size.TITLE, weight=Weight.BOLD)
        self._terms = Text(px=Size.LABEL, ink="ink_2")
        self.wrong = Notice()
        self.finder = ArticleFinder(desk, over, _("Scan goods, or type a name · 12* before it for a dozen"))
        self.finder.found.connect(self._found)
        self.finder.unknown.connect(lambda text, _qty: self.wrong.show_text(_("{code} is not known here.").format(code=text), "ask"))
        self.finder.left.connect(self.left)
        self.table = FiguresTable(
            [
                Column(_("Article")),
                Column(_("Terms"), 220, spare=1),
                Column(_("Price"), 130, right=True),
                Column(_("Quantity"), 150, right=True),
            ]
        )
        card = Surface("card")
        inside = column(gap=0, margins=(1, 1, 1, 1))
        inside.addWidget(self.table, 1)
        card.setLayout(inside)
        self.theirs, self.said = NameField(), NameField()
        self._theirs_word = Text(_("Number of their note"), px=Size.SMALL, weight=Weight.SEMIBOLD, ink="ink_2")
        self._said_word = Text(px=Size.SMALL, weight=Weight.SEMIBOLD, ink="ink_2")
        self.whose = side_choice()
        self._whose_word = Text(_("Whose loss"), px=Size.SMALL, weight=Weight.SEMIBOLD, ink="ink_2")
        self._whose_word.setBuddy(self.whose)
        self._post = Button("", kind=Kind.MAIN, key=shown_key(CommandId.FINISH_STEP), height=54, px=Size.FIELD)
        self._post.clicked.connect(self.post)
        back = Button(_("Back"), key="Esc", height=54)
        back.clicked.connect(self.left)
        self._count = Text(px=Size.LABEL, ink="ink_2")
        fields = self._fields = row(gap=12)
        fields.addLayout(column(self._theirs_word, self.theirs, gap=4), 1)
        fields.addLayout(column(self._said_word, self.said, gap=4), 2)
        fields.addLayout(column(self._whose_word, self.whose, gap=4))
        whole = column(self._title, self._terms, self.finder, self.wrong, gap=10)
        whole.addWidget(card, 1)
        whole.addLayout(fields)
        whole.addLayout(row(back, self._count, None, self._post, gap=12))
        self.setLayout(whole)
        bind(self, {CommandId.LIST_REMOVE: self.remove})

    def begin(self, kind: PaperKind, who: Consignor) -> None:
        """An empty note."""
        self._kind, self._who = kind, who
        self.uid = self._new_uid()
        self.items = []
        self._title.setText(_(_TITLES[kind]).format(name=who.name))
        self._terms.setText(terms(who.agreed))
        for field in (self.theirs, self.said):
            field.clear()
        incoming = kind is PaperKind.DELIVERY
        self.theirs.setVisible(incoming)
        self._theirs_word.setVisible(incoming)
        self._fields.setStretch(0, 1 if incoming else 0)
        spoilt = kind is PaperKind.SPOILT
        self.whose.choose(SIDES.index(who.spoilt_by))
        self.whose.setVisible(spoilt)
        self._whose_word.setVisible(spoilt)
        self._said_word.setText(_("Why") if spoilt else _("Note"))
        self._post.setText({PaperKind.DELIVERY: _("Take in"), PaperKind.RETURN: _("Give back")}.get(kind, _("Write off")))
        self.wrong.clear()
        self._show()

    def _found(self, found: Found, qty: Milli, _text: str) -> None:
        self.wrong.clear()
        try:
            base_qty(found, qty)
        except Refused as error:
            self.wrong.show_text(texts.sentence(error), "ask")
            return
        at = next((n for n, item in enumerate(self.items) if item.found.code == found.code), -1)
        if at >= 0:
            self.items[at] = replace(self.items[at], qty=Milli(self.items[at].qty + qty))
        else:
            self.items.append(Item(found, qty))
        self._show()
        self.table.pick(at if at >= 0 else len(self.items) - 1)

    def picked(self) -> Item | None:
        """The line that is picked, of goods that come in: only those take terms."""
        at = self.table.current_row()
        return self.items[at] if self._kind is PaperKind.DELIVERY and 0 <= at < len(self.items) else None

    def set_terms(self, item: Item, agreed: Agreed) -> None:
        """Terms of its own for a line."""
        if item in self.items:
            self.items[self.items.index(item)] = replace(item, agreed=agreed)
            self._show()

    def remove(self) -> None:
        """Take the picked line off the note."""
        at = self.table.current_row()
        if 0 <= at < len(self.items):
            del self.items[at]
            self._show()

    def _show(self) -> None:
        speech = texts.language()
        self.table.show_lines(
            [
                Line(
                    (
                        Said(item.found.product.name, below=item.found.code, weight=Weight.SEMIBOLD, px=Size.NAME),
                        Said(terms(item.agreed) if item.agreed else "", ink="ink_2"),
                        Said(formatting.DASH if item.found.price_idr is None else formatting.rupiah(item.found.price_idr, speech)),
                        Said(f"{formatting.qty(item.qty, speech)} {item.found.unit}", weight=Weight.BOLD),
                    ),
                    key=item.found.code,
                )
                for item in self.items
            ]
        )
        n = len(self.items)
        self._count.setText(ngettext("{n} article", "{n} articles", n).format(n=n))
        self._post.setEnabled(n > 0)

    def post(self) -> None:
        """F12: write the note."""
        if not self.isVisible() or self._who is None:
            return
        if not self.items:
            self.say(Refused("paper_empty"))
            return
        theirs, said, side = self.theirs.text().strip(), self.said.text().strip(), SIDES[self.whose.at]
        self.posted.emit(self._kind, self._who, tuple(self.items), theirs, said, side)

    def say(self, error: Refused | Unavailable) -> None:
        """Why the note was refused; what was scanned stays."""
        self.wrong.show_text(texts.sentence(error), "warning")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
