"""A promotion being made: what it gives, on which goods, from when to when."""

from dataclasses import dataclass
from datetime import time
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from pos_app import formatting, texts
from pos_app.domain.money import Rupiah
from pos_app.domain.pricing import Discount
from pos_app.domain.product import Found
from pos_app.domain.promotion import MOST_PIECES, PromotionKind
from pos_app.domain.quantity import ONE, Milli
from pos_app.errors import Refused, Unavailable
from pos_app.services.promotion_words import DAYS
from pos_app.services.promotions import Wish
from pos_app.texts import gettext as _
from ui.commands import CommandId, shown_key
from ui.panels.article_finder import ArticleFinder
from ui.panels.new_article import NameField
from ui.panels.origin_fields import DayField
from ui.theme import Size, Weight
from ui.widgets.buttons import Button, Kind
from ui.widgets.chip import Chip
from ui.widgets.combo import ComboBox
from ui.widgets.fields import DiscountField, MoneyField, QuantityField
from ui.widgets.figures_table import Column, FiguresTable, Line, Said
from ui.widgets.notice import Notice
from ui.widgets.place import Desk
from ui.widgets.roomy import Roomy
from ui.widgets.segments import Segments
from ui.widgets.surface import Surface, column, row
from ui.widgets.text import Text
from ui.widgets.tick import Tick

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

KINDS: Final = (PromotionKind.OFF, PromotionKind.FREE, PromotionKind.BUNDLE, PromotionKind.POINTS)


@dataclass(frozen=True, slots=True)
class Item:
    """What the promotion is for: an article with how much of it belongs to a bundle, or a category."""

    name: str
    code: str = ""
    qty: Milli = ONE


class PromotionForm(QWidget):
    """`wanted` carries the promotion as it is described; what was typed stays until it is made or given up."""

    wanted = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk, over: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.items: list[Item] = []
        self.wrong = Notice()
        self.name = NameField()
        self.name.setPlaceholderText(_("as the receipt prints it, for instance Jam hemat"))
        kinds = [(_("Money off"), "badge-percent"), (_("Some free"), "gift"), (_("Together"), "package"), (_("Points"), "star")]
        self.kind = Segments(kinds)
        self.kind.choose(0)
        self.kind.chosen.connect(self._show_kind)
        self.off, self.price = DiscountField(), MoneyField()
        self.buy, self.free, self.of, self.points = (_count() for _n in range(4))
        self._gives = QStackedWidget()
        for page in (
            _field(_("Off each, in rupiah or percent (500 or 10%)"), self.off),
            row(_field(_("Buy"), self.buy), _field(_("Get free"), self.free), None, gap=12),
            row(_field(_("Price together"), self.price), _field(_("Of any so many (empty: one set)"), self.of), None, gap=12),
            _field(_("Points for each"), self.points),
        ):
            self._gives.addWidget(_held(page))
        self.finder = ArticleFinder(desk, over, _("Scan goods, or type a name · 2* for two"))
        self.finder.found.connect(self._found)
        self.finder.unknown.connect(lambda text, _qty: self.wrong.show_text(_("{code} is not known here.").format(code=text), "ask"))
        self.finder.left.connect(self.left)
        self.category = ComboBox()
        self.category.activated.connect(self._take_category)
        self.domestic = Tick(_("Only goods that are domestic on evidence"))
        self.table = FiguresTable([Column(_("For")), Column(_("In a set"), 110, right=True)], height=44)
        self._says = Text(px=Size.SMALL, ink="ink_2", wrap=True)
        self.first, self.last = DayField(_("From")), DayField(_("Until"))
        self.days = [Chip(_(word)) for word in DAYS]
        self.begin, self.end = HourField(_("Hours from")), HourField(_("Hours until"))
        self._lay_out()
        self.begin_new()

    def _lay_out(self) -> None:
        save = Button(_("Make the promotion"), kind=Kind.MAIN, key=shown_key(CommandId.FINISH_STEP), height=54, px=Size.FIELD)
        save.clicked.connect(self.make)
        back = Button(_("Back"), key="Esc", height=54)
        back.clicked.connect(self.left)
        for field, width in ((self.first, 140), (self.last, 140), (self.begin, 96), (self.end, 96)):
            field.setFixedWidth(width)
        what = _card(_field(_("Name"), self.name), self.kind, self._gives, None)
        when = _card(
            row(_field(_("From (empty: today)"), self.first), _field(_("Until (empty: open)"), self.last), None, gap=12),
            column(_word(_("Days (none: every day)")), row(*self.days, None, gap=6), gap=4),
            row(_field(_("Hours from"), self.begin), _field(_("Hours until"), self.end), None, gap=12),
            None,
        )
        inside = column(gap=0, margins=(1, 1, 1, 1))
        inside.addWidget(self.table, 1)
        listed = Surface("card")
        listed.setLayout(inside)
        goods = column(self.finder, row(self.category, None), row(self.domestic, None), gap=10)
        goods.addWidget(listed, 1)
        goods.addWidget(self._says)
        left = column(what, when, gap=12)
        left.setStretch(0, 1)
        left.setStretch(1, 1)
        fields = QWidget()
        fields.setLayout(left)
        sides = row(gap=14)
        sides.addWidget(Roomy(fields), 5)
        sides.addLayout(goods, 4)
        whole = column(Text(_("New promotion"), px=Size.TITLE, weight=Weight.BOLD), self.wrong, gap=12)
        whole.addLayout(sides, 1)
        whole.addLayout(row(back, None, save, gap=12))
        self.setLayout(whole)

    # ------------------------------------------------------------ filling in

    def begin_new(self) -> None:
        """An empty promotion."""
        self.items = []
        for field in (
            self.name,
            self.off,
            self.price,
            self.buy,
            self.free,
            self.of,
            self.points,
            self.first,
            self.last,
            self.begin,
            self.end,
        ):
            field.clear()
        for day in self.days:
            day.setChecked(False)
        self.domestic.setChecked(False)
        self.offer_categories(())
        self.wrong.clear()
        self.kind.choose(0)
        self._show_kind(0)

    def offer_categories(self, names: tuple[str, ...]) -> None:
        """The categories of the shop to choose from."""
        self.category.clear()
        self.category.addItem(_("Add a category"), "")
        for name in names:
            self.category.addItem(name, name)
        self.category.setEnabled(bool(names))
        self.category.setAccessibleName(_("Add a category"))

    def _show_kind(self, at: int) -> None:
        self._gives.setCurrentIndex(at)
        said = {
            PromotionKind.OFF: _("Nothing named: for everything. A promotion counts from the price the customer has; the best one wins."),
            PromotionKind.FREE: _("The cheapest pieces are free. Packs and weighed goods are not counted."),
            PromotionKind.BUNDLE: _("Each of the goods in its quantity for one price, or so many of any of them."),
            PromotionKind.POINTS: _("For members, on top of the points for what they spend."),
        }
        self._says.setText(said[KINDS[at]])
        self._show_items()

    def scanned(self, text: str) -> None:
        self.finder.scan(text)

    def _found(self, found: Found, qty: Milli, _text: str) -> None:
        self.wrong.clear()
        self._add(Item(found.product.name, found.code, qty))

    def _take_category(self, at: int) -> None:
        if name := self.category.itemData(at):
            self._add(Item(name))
        self.category.setCurrentIndex(0)

    def _add(self, item: Item) -> None:
        same = [n for n, known in enumerate(self.items) if (known.code, known.name) == (item.code, item.name)]
        if same:
            self.items[same[0]] = item
        else:
            self.items.append(item)
        self._show_items()

    def remove(self) -> None:
        """Take the picked row out."""
        at = self.table.current_row()
        if self.isVisible() and 0 <= at < len(self.items):
            del self.items[at]
            self._show_items()

    def _show_items(self) -> None:
        speech, sets = texts.language(), KINDS[self.kind.at] is PromotionKind.BUNDLE
        lines = []
        for item in self.items:
            many = f"{formatting.qty(item.qty, speech)} ×" if sets and item.code else ""
            lines.append(Line((Said(item.name, below=item.code or _("category"), weight=Weight.SEMIBOLD), Said(many)), key=item.name))
        self.table.show_lines(lines)

    # ------------------------------------------------------------ reading

    def make(self) -> None:
        """F12: make it, if what was typed can be."""
        if not self.isVisible():
            return
        try:
            wish = self._wish()
        except Refused as error:
            self.say(error)
            return
        self.wrong.clear()
        self.wanted.emit(wish)

    def _wish(self) -> Wish:
        kind = KINDS[self.kind.at]
        chosen: Mapping[PromotionKind, Callable[[], dict[str, Any]]] = {
            PromotionKind.OFF: lambda: {"off": self.off.discount() or Discount(Rupiah(0))},
            PromotionKind.FREE: lambda: {"buy": _number(self.buy), "free": _number(self.free)},
            PromotionKind.BUNDLE: lambda: {"price_idr": self.price.amount(), "buy": _number(self.of)},
            PromotionKind.POINTS: lambda: {"points": _number(self.points)},
        }
        begin, end = self.begin.time(), self.end.time()
        return Wish(
            name=self.name.text(),
            kind=kind,
            goods=[(item.code, item.qty if kind is PromotionKind.BUNDLE else ONE) for item in self.items if item.code],
            categories=[item.name for item in self.items if not item.code],
            domestic=self.domestic.isChecked(),
            first=self.first.day(),
            last=self.last.day(),
            weekdays=tuple(n for n, day in enumerate(self.days) if day.isChecked()),
            begin=begin,
            end=end,
            **chosen[kind](),
        )

    def say(self, error: Refused | Unavailable) -> None:
        """Why it cannot be made; what was typed stays."""
        self.wrong.show_text(texts.sentence(error), "warning")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class HourField(QLineEdit):
    """A time of day as people write it, `15.00` or `15:00`; it stays empty for the whole day."""

    def __init__(self, word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("15:00" if texts.language() == "en" else "15.00")
        self.setAccessibleName(word)

    def time(self) -> time | None:
        """The time.

        Raises:
            Refused: `not_hours`.
        """
        text = self.text().strip()
        if not text:
            return None
        hour, _point, minute = text.replace(":", ".").partition(".")
        try:
            return time(int(hour), int(minute or "0"))
        except ValueError:
            raise Refused("not_hours", text=text) from None


def _count() -> QuantityField:
    field = QuantityField()
    field.setFixedWidth(110)
    return field


def _number(field: QuantityField) -> int:
    """A whole number; 0 where nothing is typed.

    Raises:
        Refused: `promotion_pieces`, or no quantity.
    """
    value = field.value_or_none() or 0
    if value % ONE:
        raise Refused("promotion_pieces", most=MOST_PIECES)
    return value // ONE


def _word(text: str) -> Text:
    return Text(text, px=Size.SMALL, weight=Weight.SEMIBOLD, ink="ink_2")


def _field(word: str, field: QLineEdit) -> QVBoxLayout:
    name = _word(word)
    name.setBuddy(field)
    field.setAccessibleName(word)
    return column(name, field, gap=4)


def _held(layout: QBoxLayout) -> QWidget:
    holder = QWidget()
    holder.setLayout(layout)
    return holder


def _card(*items: object) -> Surface:
    card = Surface("card")
    card.setLayout(column(*items, gap=14, margins=(16, 14, 16, 14)))  # type: ignore[arg-type]
    return card
