"""What can be changed of an article by hand; only what a person changed is saved."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QGridLayout, QLineEdit, QWidget

from pos_app import formatting, texts
from pos_app.domain.money import COST_SCALE
from pos_app.domain.origin import MakerSize
from pos_app.domain.product import Kind
from pos_app.services.goods_list import Detail
from pos_app.texts import gettext as _
from ui.goods.goods_model import stock_text
from ui.panels.origin_words import SIZES
from ui.theme import Size, Weight, font
from ui.widgets.choice import Choice
from ui.widgets.fields import MoneyField, QuantityField, ValueField
from ui.widgets.surface import column, row
from ui.widgets.text import Elided, Text

_SIZES = (MakerSize.UNKNOWN, *SIZES)


class CostField(ValueField):
    """Rupiah with at most four decimals, by the unit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(formatting.parse_cost, formatting.cost, parent, allowed="0123456789.,", optional=True)


class ArticleForm(QWidget):
    """`edited` says that a person changed something; `changes` raises what cannot be."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._detail: Detail | None = None
        self.name, self.category, self.unit, self.maker = QLineEdit(), QLineEdit(), QLineEdit(), QLineEdit()
        self.price, self.cost, self.least = MoneyField(optional=True), CostField(), QuantityField()
        self.maker_size = Choice()
        for size in _SIZES:
            self.maker_size.addItem(_(SIZES[size]) if size in SIZES else _("size not known"))
        self.code = QLineEdit()
        self.code.setPlaceholderText(_("Scan or type one more code"))
        self._codes = Text(px=Size.SMALL, ink="ink_2", wrap=True)
        self._facts = Elided(px=Size.SMALL, ink="ink_2")
        self._lay_out()
        for field in (self.name, self.category, self.unit, self.maker, self.code, self.price, self.cost, self.least):
            field.textEdited.connect(lambda _text: self.edited.emit())
        self.maker_size.activated.connect(lambda _at: self.edited.emit())

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(9)
        places: Sequence[tuple[str, QWidget, int, int, int]] = (
            (_("Name"), self.name, 0, 0, 2),
            (_("Price"), self.price, 1, 0, 1),
            (_("Cost of one unit"), self.cost, 1, 1, 1),
            (_("Category"), self.category, 2, 0, 1),
            (_("Unit"), self.unit, 2, 1, 1),
            (_("Maker"), self.maker, 3, 0, 1),
            (_("Size of the maker"), self.maker_size, 3, 1, 1),
            (_("Least stock"), self.least, 4, 0, 1),
            (_("One more code"), self.code, 4, 1, 1),
        )
        for word, field, line, at, wide in places:
            label = Text(word, px=Size.SMALL, weight=Weight.SEMIBOLD, ink="ink_2")
            label.setBuddy(field)
            field.setAccessibleName(word)
            if isinstance(field, QLineEdit) and not isinstance(field, ValueField):
                field.setFont(font(Size.TEXT))
                field.setMaxLength(120)
            grid.addLayout(column(label, field, gap=4), line, at, 1, wide)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        codes = row(Text(_("Codes"), px=Size.SMALL, weight=Weight.SEMIBOLD, ink="ink_2"), gap=10)
        codes.addWidget(self._codes, 1)
        self.setLayout(column(grid, codes, self._facts, None, gap=10))

    def show_categories(self, names: Sequence[str]) -> None:
        """Names to choose a category from while it is typed."""
        made = QCompleter(list(names), self)
        made.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        made.setFilterMode(Qt.MatchFlag.MatchContains)
        self.category.setCompleter(made)

    def show_detail(self, detail: Detail) -> None:
        """Fill in an article; what is filled in reads back as no change."""
        self._detail = detail
        product = detail.product
        self.name.setText(product.name)
        self.category.setText(product.category)
        self.unit.setText(product.unit)
        self.maker.setText(product.maker.name if product.maker else "")
        self.maker_size.setCurrentIndex(_SIZES.index(product.maker.size if product.maker else MakerSize.UNKNOWN))
        self.price.set_value(product.price_idr)
        self.cost.set_value(product.average_cost)
        self.least.set_value(detail.listed.min_stock)
        self.least.setEnabled(product.kind is Kind.GOODS)
        self.code.clear()
        for field in (self.name, self.category, self.unit, self.maker):
            field.setCursorPosition(0)
        self._codes.setText(" · ".join(detail.codes))
        self._facts.setText(self._said(detail))

    def _said(self, detail: Detail) -> str:
        speech, product = texts.language(), detail.product
        parts = [_("Stock {qty}").format(qty=stock_text(product))] if product.on_hand is not None else []
        if detail.listed.margin_bp is not None:
            parts.append(_("margin {share}").format(share=formatting.share(detail.listed.margin_bp, speech)))
        if product.last_cost is not None and product.last_cost != product.average_cost:
            parts.append(_("last cost {cost}").format(cost=formatting.cost(product.last_cost, speech)))
        return " · ".join(parts)

    @property
    def is_edited(self) -> bool:
        """Whether anything stands otherwise than it was filled in."""
        return bool(self._written())

    def changes(self) -> dict[str, str]:
        """Fields that were changed, as `products.change` takes them.

        Raises:
            Refused: what a field holds is no amount, cost or quantity.
        """
        written = self._written()
        readers: dict[str, tuple[ValueField, Callable[[int], str]]] = {
            "price": (self.price, str),
            "cost": (self.cost, lambda value: _decimal(value, COST_SCALE, 4)),
            "min_stock": (self.least, lambda value: _decimal(value, 1000, 3)),
        }
        for name, (field, shown) in readers.items():
            if name in written:
                value = field.value_or_none()
                written[name] = "" if value is None else shown(value)
        return written

    def _written(self) -> dict[str, str]:
        """What stands in the changed fields, as it stands there."""
        if self._detail is None:
            return {}
        product, speech = self._detail.product, texts.language()
        maker, least = product.maker.name if product.maker else "", self._detail.listed.min_stock
        known = {
            "name": (self.name, product.name),
            "category": (self.category, product.category),
            "unit": (self.unit, product.unit),
            "maker": (self.maker, maker),
            "code": (self.code, ""),
            "price": (self.price, "" if product.price_idr is None else formatting.number(product.price_idr, speech)),
            "cost": (self.cost, "" if product.average_cost is None else formatting.cost(product.average_cost, speech)),
            "min_stock": (self.least, "" if least is None else formatting.qty(least, speech)),
        }
        found = {name: field.text().strip() for name, (field, old) in known.items() if field.text().strip() != old.strip()}
        size = _SIZES[max(0, self.maker_size.currentIndex())]
        if size is not (product.maker.size if product.maker else MakerSize.UNKNOWN):
            found["maker_size"] = size.value
        return found


def _decimal(value: int, scale: int, digits: int) -> str:
    """A scaled integer with a decimal point, as the services read it."""
    whole, rest = divmod(value, scale)
    return f"{whole}.{rest:0{digits}d}".rstrip("0").rstrip(".") if rest else str(whole)
