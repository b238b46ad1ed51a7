"""One article as a customer asks about it: price, price per content, where it was made and why we say so, the domestic one.

Painted as a whole, so that the same sheet fills a panel at the till and a screen in the aisle.
"""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from pos_app import formatting, texts
from pos_app.domain.alternatives import Alternative
from pos_app.domain.gs1 import spaced
from pos_app.domain.product import Kind
from pos_app.domain.shop import ShopCard
from pos_app.services.price_check import Checked
from pos_app.texts import gettext as _
from ui.panels import origin_words
from ui.theme import Weight, font, icons
from ui.till.basket_model import per_text
from ui.till.suggestion_card import difference_words
from ui.widgets.badge import tkdn
from ui.widgets.canvas import LEAST, TALL, Canvas

_EDGE: Final = 32
_ASIDE: Final = 430
_HEAD: Final = 64
_MOST_PIECES: Final = 3
_MOST_PRICES: Final = 4


class CheckSheet(QWidget):
    """`show_found` takes what a scan can mean; an empty answer says that nobody knows the code.

    With the shop's card it has a head and speaks the shop's language, as what customers read does; without, it is the
    cashier's and tells the stock too.
    """

    def __init__(self, card: ShopCard | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card = card
        self.found: tuple[Checked, ...] | None = None
        self._code = ""
        self.setMinimumSize(320, 180)

    def show_nothing(self) -> None:
        """Wait for a scan."""
        self.found = None
        self.setAccessibleDescription("")
        self.update()

    def show_found(self, code: str, found: Sequence[Checked]) -> None:
        self.found, self._code = tuple(found), spaced(code)
        said = [f"{one.found.product.name} {_price(one)}" for one in found]
        self.setAccessibleDescription(", ".join(said) or _("{code} is not known here.").format(code=self._code))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        with texts.speaking(self._card.language if self._card is not None else texts.language()):
            drawing = _Drawing(painter, self, tall=TALL if self._card is not None else TALL - _HEAD)
            drawing.show(self._card.name if self._card is not None else "", self.found, self._code)
        painter.end()


def _price(checked: Checked) -> str:
    return _("ask at the till") if checked.price_idr is None else formatting.rupiah(checked.price_idr, texts.language())


class _Drawing(Canvas):
    def show(self, shop: str, found: tuple[Checked, ...] | None, code: str) -> None:
        self.p.fillRect(QRectF(0, 0, self.wide, self.tall), QColor(self.t.panel))
        top = _HEAD if shop else 0
        if shop:
            self.head(shop, _("Price check"), edge=_EDGE, height=_HEAD)
        whole = QRectF(0, top, self.wide, self.tall - top)
        if found is None:
            self._empty(whole, "scan-barcode", _("Scan an article"), _("Its price, its origin and a domestic alternative are shown here."))
        elif not found:
            self._empty(whole, "circle-question-mark", _("{code} is not known here.").format(code=code), _("Please ask at the till."))
        elif len(found) > 1:
            self._several(whole, found)
        else:
            self._one(whole, found[0], with_stock=not shop)

    def _empty(self, box: QRectF, icon: str, title: str, below: str) -> None:
        middle = box.center().y()
        icons.paint(self.p, QRectF(box.center().x() - 55, middle - 130, 110, 110), icon, self.t.brand)
        inner = box.adjusted(_EDGE, 0, -_EDGE, 0)
        self.text(QRectF(inner.left(), middle + 6, inner.width(), 56), title, 40, Weight.EXTRABOLD, "ink", middle=True, least=26)
        self.paragraph(QRectF(inner.left() + 60, middle + 72, inner.width() - 120, 90), below, 26, Weight.REGULAR, "ink_2", middle=True)

    def _several(self, box: QRectF, found: tuple[Checked, ...]) -> None:
        inner = box.adjusted(_EDGE, 26, -_EDGE, -20)
        self.text(QRectF(inner.left(), inner.top(), inner.width(), 44), _("This code stands on several articles"), 30, Weight.BOLD, "ink")
        top = inner.top() + 64
        for checked in found[: int((inner.height() - 64) // 84)]:
            row = QRectF(inner.left(), top, inner.width(), 70)
            taken = self.text(row, _price(checked), 40, Weight.EXTRABOLD, "ink", right=True)
            name = QRectF(row.left(), row.top(), row.width() - taken - 24, row.height())
            self.text(name, checked.found.product.name, 28, Weight.SEMIBOLD, "ink", least=LEAST)
            self.line(inner.left(), top + 76, inner.width())
            top += 84

    def _one(self, box: QRectF, checked: Checked, *, with_stock: bool) -> None:
        aside = QRectF(self.wide - _ASIDE, box.top(), _ASIDE, box.height())
        self.p.fillRect(aside, QColor(self.t.raised))
        self.p.fillRect(QRectF(aside.left(), aside.top(), 1, aside.height()), QColor(self.t.line))
        others = _other_prices(checked)[:_MOST_PRICES]
        if with_stock and checked.found.product.on_hand is not None:
            unit = checked.found.product.unit
            others.append((_("Stock"), f"{formatting.qty(checked.found.product.on_hand, self.speech)} {unit}".strip()))
        self._price_side(QRectF(_EDGE, box.top() + 24, self.wide - _ASIDE - 2 * _EDGE, box.height() - 44), checked, others)
        inner = aside.adjusted(24, 24, -24, -20)
        used = self._origin(inner, checked)
        if checked.instead is not None:
            tall = 274 if checked.instead.per is not None else 240
            self._instead(QRectF(inner.left(), inner.top() + used + 20, inner.width(), tall), checked.instead)

    def _price_side(self, box: QRectF, checked: Checked, others: list[tuple[str, str]]) -> None:
        """Category, name, price and other prices; what room is left stands more below them than above."""
        product = checked.found.product
        self.p.setFont(font(38, Weight.BOLD, tracking=-38 * 0.015))
        name = self.p.fontMetrics().boundingRect(box.toRect(), Qt.TextFlag.TextWordWrap, product.name).height()
        needed = (36 if product.category else 0) + name + 130 + (46 if checked.per is not None else 0) + 46 * len(others)
        top = box.top() + max(0.0, (box.height() - needed) * 0.35)
        if product.category:
            self.text(QRectF(box.left(), top, box.width(), 30), product.category, LEAST, Weight.SEMIBOLD, "ink_2")
            top += 36
        top += self.paragraph(QRectF(box.left(), top, box.width(), 150), product.name, 38, Weight.BOLD, "ink") + 18
        unit = f"/ {checked.found.unit}" if checked.found.unit and checked.found.measured is None else ""
        price = _price(checked)
        room = box.width() - (110 if unit else 0)
        px = 92 if checked.price_idr else 44
        wide = self.text(QRectF(box.left() - 4, top, room + 4, 104), price, px, Weight.EXTRABOLD, "ink", least=40)
        self.text(QRectF(box.left() + wide + 12, top + 36, box.width() - wide - 12, 50), unit, 28, Weight.SEMIBOLD, "ink_2")
        top += 112
        if checked.per is not None:
            self.text(QRectF(box.left(), top, box.width(), 38), per_text(checked.per), 28, Weight.SEMIBOLD, "ink_2")
            top += 46
        for words, amount in others:
            if top + 42 > box.bottom():
                break
            taken = self.text(QRectF(box.left(), top, box.width(), 40), amount, 26, Weight.BOLD, "ink", right=True)
            self.text(QRectF(box.left(), top, box.width() - taken - 16, 40), words, LEAST, Weight.REGULAR, "ink_2")
            self.line(box.left(), top + 42, box.width())
            top += 46

    def _origin(self, box: QRectF, checked: Checked) -> float:
        """Badge and what it rests on; the height it took."""
        product = checked.found.product
        if product.kind is not Kind.GOODS:
            return 0
        top = box.top()
        self.text(QRectF(box.left(), top, box.width(), 30), _("Where it was made"), LEAST, Weight.SEMIBOLD, "ink_2")
        top += 40
        right = self.badge(box.left(), top + 22, box.width(), product.origin)
        self.text(QRectF(right + 14, top, box.right() - right - 14, 44), tkdn(product.origin), 24, Weight.BOLD, "ink")
        top += 56
        room = _MOST_PIECES if checked.instead is None else 1
        for piece in checked.pieces[:room]:
            whole = QRectF(box.left(), top, box.width(), 64)
            top += max(32, self.paragraph(whole, origin_words.piece_title(piece), LEAST, Weight.SEMIBOLD, "ink"))
            standing = origin_words.standing(piece, checked.day)
            told = [origin_words.says(piece), standing.text if standing is not None else ""]
            self.text(QRectF(box.left(), top - 1, box.width(), 30), " · ".join(x for x in told if x), LEAST, Weight.REGULAR, "ink_2")
            top += 40
        if not checked.pieces:
            self.text(QRectF(box.left(), top, box.width(), 32), _("Nothing is recorded about it yet."), LEAST, Weight.REGULAR, "ink_2")
            top += 40
        return top - box.top()

    def _instead(self, box: QRectF, instead: Alternative) -> None:
        product = instead.product
        self.card(box, "domestic_soft", "domestic")
        inner = box.adjusted(20, 14, -20, -14)
        self.text(QRectF(inner.left(), inner.top(), inner.width(), 30), _("Made in Indonesia"), LEAST, Weight.SEMIBOLD, "domestic")
        self.text(QRectF(inner.left(), inner.top() + 34, inner.width(), 38), product.name, 28, Weight.BOLD, "ink", least=LEAST)
        right = self.badge(inner.left(), inner.top() + 98, inner.width(), product.origin)
        self.text(QRectF(right + 12, inner.top() + 78, inner.right() - right - 12, 40), tkdn(product.origin), LEAST, Weight.BOLD, "ink")
        foot = QRectF(inner.left(), inner.top() + 126, inner.width(), 50)
        self.text(foot, formatting.rupiah(product.price_idr or 0, self.speech), 36, Weight.EXTRABOLD, "ink")
        below = QRectF(foot.left(), foot.bottom() + 2, foot.width(), 32)
        if instead.per is not None:
            self.text(below, per_text(instead.per), LEAST, Weight.REGULAR, "ink_2")
            below.translate(0, 34)
        ink = "ok" if instead.difference_idr < 0 else "ink_2"
        self.text(below, difference_words(instead.difference_idr), LEAST, Weight.SEMIBOLD, ink)


def _other_prices(checked: Checked) -> list[tuple[str, str]]:
    """By quantity, for members, by the pack."""
    speech, product, found = texts.language(), checked.found.product, checked.found
    lines = []
    if found.pack is None:
        for qty, price in product.quantity_prices:
            words = _("from {qty} {unit} on, each").format(qty=formatting.qty(qty, speech), unit=product.unit)
            lines.append((words, formatting.rupiah(price, speech)))
        if product.member_price_idr is not None:
            lines.append((_("members"), formatting.rupiah(product.member_price_idr, speech)))
    elif product.price_idr:
        lines.append((_("one {unit}").format(unit=product.unit), formatting.rupiah(product.price_idr, speech)))
    for pack in checked.packs:
        words = _("{unit} of {holds} {base}").format(unit=pack.unit, holds=formatting.qty(pack.holds, speech), base=product.unit)
        lines.append((words, formatting.rupiah(pack.price_idr or 0, speech)))
    return lines
