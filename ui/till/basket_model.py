"""The basket as a table: frozen rows, exact changes."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from pos_app import formatting, texts
from pos_app.domain import content_size
from pos_app.domain.cart import Cart, CartLine
from pos_app.domain.content_size import Per
from pos_app.domain.origin import MakerSize
from pos_app.domain.pricing import Applied
from pos_app.domain.product import Kind, Product
from pos_app.texts import gettext as _
from pos_app.texts import ngettext
from ui.widgets.badge import mark, tkdn

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()


class Column(IntEnum):
    NUMBER = 0
    NAME = 1
    ORIGIN = 2
    QUANTITY = 3
    PRICE = 4
    TOTAL = 5


@dataclass(frozen=True, slots=True)
class Row:
    line: CartLine
    last: bool


def per_content(line: CartLine) -> str:
    """`Rp11.500 per liter` where the content is known, or nothing."""
    size = line.found.content
    per = content_size.price_per(line.unit_price_idr, size) if size else None
    return per_text(per) if per else ""


def per_text(per: content_size.PricePer) -> str:
    unit = {Per.KILOGRAM: _("kg"), Per.HUNDRED_GRAM: _("100 g"), Per.LITRE: _("litre"), Per.HUNDRED_MILLILITRE: _("100 ml")}[per.per]
    return _("{price} per {unit}").format(price=formatting.rupiah(per.price_idr, texts.language()), unit=unit)


def said_below(line: CartLine) -> str:
    """The second line under a name: why it costs what it does, price by content, a small maker."""
    parts = [texts.price_reason(line.price_kind, line.found.price_idr, line.unit_price_idr), *map(_promoted, line.applied)]
    if line.given_gross_idr is None:
        parts.append(per_content(line))
    if line.found.pack is not None:
        holds = formatting.qty(line.found.holds, texts.language())
        parts.append(_("{unit} of {holds} {base}").format(unit=line.found.unit, holds=holds, base=line.product.unit))
    if line.price_kind is None and line.found.price_idr not in (None, 0, line.unit_price_idr):
        parts.append(_("price changed"))
    if line.swapped_for:
        parts.append(_("swapped for domestic"))
    if line.product.maker is not None and line.product.maker.size is MakerSize.MICRO:
        parts.append(_("micro maker"))
    if line.product.kind is not Kind.GOODS:
        parts.append(_outside(line.product))
    return " · ".join(part for part in parts if part) or line.found.code


def _promoted(one: Applied) -> str:
    return (
        ngettext("{promotion}: {n} point", "{promotion}: {n} points", one.points).format(promotion=one.name, n=one.points)
        if one.points
        else one.name
    )


def _outside(product: Product) -> str:
    """What is no goods of its own, in words."""
    if product.kind is Kind.PARCEL:
        return ngettext("parcel of {n} kind", "parcel of {n} kinds", len(product.parts)).format(n=len(product.parts))
    return _("service, outside the share") if product.kind is Kind.SERVICE else _("deposit, outside the share")


class BasketModel(QAbstractTableModel):
    """Rows named by the line's key; a line that is scanned again moves to the end, as the basket says."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(Column)

    def line(self, row: int) -> CartLine | None:
        return self._rows[row].line if 0 <= row < len(self._rows) else None

    def is_last(self, row: int) -> bool:
        """Whether the row's line changed last."""
        return 0 <= row < len(self._rows) and self._rows[row].last

    def row_of(self, key: int | None) -> int:
        """The row of a line, or -1."""
        return next((at for at, row in enumerate(self._rows) if row.line.key == key), -1)

    def show(self, cart: Cart, last_key: int | None) -> None:
        """Become the basket, telling views exactly what changed."""
        wanted = [Row(line, line.key == last_key) for line in cart.lines]
        keys = {row.line.key for row in wanted}
        for at in range(len(self._rows) - 1, -1, -1):
            if self._rows[at].line.key not in keys:
                self.beginRemoveRows(_NOWHERE, at, at)
                del self._rows[at]
                self.endRemoveRows()
        for at, row in enumerate(wanted):
            was = self.row_of(row.line.key)
            if was < 0:
                self.beginInsertRows(_NOWHERE, at, at)
                self._rows.insert(at, row)
                self.endInsertRows()
            elif was != at:
                self.beginMoveRows(_NOWHERE, was, was, _NOWHERE, at)
                self._rows.insert(at, self._rows.pop(was))
                self.endMoveRows()
            if self._rows[at] != row:
                self._rows[at] = row
                self.dataChanged.emit(self.index(at, 0), self.index(at, len(Column) - 1))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == Column.NUMBER:
            return str(index.row() + 1)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.text(row.line, Column(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == Column.NAME:
            return f"{row.line.shown_name}\n{said_below(row.line)}\n{row.line.found.code}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_alignment(Column(index.column())))
        return None

    def text(self, line: CartLine, column: Column) -> str | None:
        speech = texts.language()
        match column:
            case Column.NUMBER:
                return None  # a row's place is no part of what it holds: it changes with the rows above
            case Column.NAME:
                return line.shown_name
            case Column.ORIGIN:
                return f"{mark(line.product.origin).word} {tkdn(line.product.origin)}".strip() if line.product.kind is Kind.GOODS else ""
            case Column.QUANTITY:
                return f"{formatting.qty(line.qty, speech)} {line.found.unit}".strip()
            case Column.PRICE:
                return formatting.number(line.unit_price_idr, speech)
            case Column.TOTAL:
                return formatting.number(line.net_idr, speech)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return ("#", _("Article"), _("Origin"), _("Quantity"), _("Price"), _("Total"))[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_alignment(Column(section)))
        return None


def _alignment(column: Column) -> Qt.AlignmentFlag:
    right = column in (Column.QUANTITY, Column.PRICE, Column.TOTAL)
    return (Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter
