"""Favourites and categories to tap: what a tile does is what choosing an article by its name does."""

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QHBoxLayout, QScrollArea, QScroller, QSizePolicy, QWidget

from pos_app import formatting, texts
from pos_app.domain.actor import Actor
from pos_app.domain.origin import State
from pos_app.domain.product import Found, Kind
from pos_app.services import favourites
from pos_app.services.favourites import Board
from pos_app.services.shop import Changes
from pos_app.texts import gettext as _
from ui.operations import Lane
from ui.panels.owner_pin import as_owner
from ui.theme import Radius, Size, Weight, font, icons, tokens
from ui.widgets.badge import paint_flag
from ui.widgets.buttons import Button, IconButton
from ui.widgets.buttons import Kind as ButtonKind
from ui.widgets.surface import Surface, column, row
from ui.widgets.text import Text

if TYPE_CHECKING:
    from ui.till.till_view import TillView

TILE: Final = QSize(148, 84)
_CHIP: Final = 48
_ROWS: Final = 2
"""Of tiles, where there is room for them."""


class Tile(QAbstractButton):
    """Name on two lines, price, the flag of domestic goods; a star while favourites are being chosen."""

    def __init__(self, found: Found, *, star: bool | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.found, self._star = found, star
        self._price = formatting.number(found.price_idr, texts.language()) if found.price_idr else _("open price")
        self.setText(found.product.name)
        self.setAccessibleName(f"{found.product.name} {self._price}")
        self.setToolTip(found.product.name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return TILE

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(t.brand if self._star else t.line), 2 if self._star else 1))
        painter.setBrush(QColor(t.brand_soft if self.isDown() else t.panel))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), Radius.BUTTON, Radius.BUTTON)
        inner = self.rect().adjusted(10, 8, -10, -8)
        painter.setFont(font(Size.LABEL, Weight.SEMIBOLD))
        painter.setPen(QColor(t.ink))
        right = 18 if self._star is not None else 0
        for n, line in enumerate(_two_lines(self.text(), painter, inner.width() - right)):
            painter.drawText(inner.adjusted(0, n * 18, -right, 0), Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, line)
        painter.setFont(font(Size.NAME, Weight.BOLD))
        painter.drawText(inner, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight, self._price)
        product = self.found.product
        if product.kind is Kind.GOODS and product.origin.state is State.DOMESTIC:
            paint_flag(painter, inner.left(), inner.bottom() - 14)
        if self._star is not None:
            ink = t.brand if self._star else t.ink_2
            icons.paint(painter, QRectF(inner.right() - 15, inner.top(), 16, 16), "star", ink)
        painter.end()


def _two_lines(text: str, painter: QPainter, width: int) -> list[str]:
    """As many words as fit on the first line, the rest on the second, cut with an ellipsis."""
    measure, words, first = painter.fontMetrics(), text.split(), ""
    if len(words) > 1 and words[-2].isdecimal() and len(words[-1]) <= 3:
        words[-2:] = [f"{words[-2]} {words[-1]}"]  # `200 g` stays together
    while words and measure.horizontalAdvance(f"{first} {words[0]}".strip()) <= width:
        first = f"{first} {words.pop(0)}".strip()
    if not first:
        return [measure.elidedText(text, Qt.TextElideMode.ElideRight, width)]
    return [first, measure.elidedText(" ".join(words), Qt.TextElideMode.ElideRight, width)] if words else [first]


class TouchBoard(QWidget):
    """`tapped` carries the article of a tile."""

    tapped = Signal(object)

    def __init__(self, till: "TillView") -> None:
        super().__init__(till)
        self._till, self._desk = till, till.desk
        self._board = Board((), kept=False, categories=())
        self._category = ""
        self._found: tuple[Found, ...] = ()
        self._page, self._rows = 0, _ROWS
        self._choosing = False
        self._chips = QHBoxLayout()
        self._chips.setContentsMargins(0, 0, 0, 0)
        self._chips.setSpacing(6)
        strip = QWidget()
        strip.setProperty("transparent", "true")
        strip.setLayout(self._chips)
        scroll = QScrollArea()
        scroll.setWidget(strip)
        scroll.setWidgetResizable(True)
        scroll.setFixedHeight(_CHIP)
        scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        QScroller.grabGesture(scroll.viewport(), QScroller.ScrollerGestureType.LeftMouseButtonGesture)
        self._back, self._on = (
            IconButton(icon, says, side=_CHIP) for icon, says in (("chevron-left", _("Back")), ("chevron-right", _("More")))
        )
        self._star = IconButton("star", _("Choose favourites"), side=_CHIP)
        for button, act in ((self._back, partial(self._turn, -1)), (self._on, partial(self._turn, 1)), (self._star, self._choose)):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(act)
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        head = row(gap=6)
        head.addWidget(scroll, 1)
        for button in (self._back, self._on, self._star):
            head.addWidget(button)
        self.setLayout(column(head, self._grid, gap=8))
        self.set_low(False)
        self._desk.announced.connect(self._changed)
        self._desk.machine_changed.connect(self.set_up)
        self.set_up()

    # ------------------------------------------------------------ reading

    def read(self) -> None:
        """Read favourites and categories again, and what the category that shows holds."""
        shop, category = self._desk.shop, self._category

        def found() -> tuple[Board, tuple[Found, ...]]:
            return favourites.board(shop), favourites.in_category(shop, category) if category else ()

        self._desk.operations.later(Lane.HEAVY, found, lambda answer: self._show_board(*answer), owner=self)

    def set_up(self) -> None:
        """There in touch mode only."""
        self.setVisible(self._desk.machine.touch == "on")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.read()

    def _changed(self, changes: Changes, initiator: QObject) -> None:
        if initiator is not self and self.isVisible() and (changes.settings or changes.products or changes.origins):
            self.read()

    def _show_board(self, board: Board, within: tuple[Found, ...]) -> None:
        self._board = board
        if self._category and self._category not in board.categories:
            self._category = ""
        self._fill_chips()
        self._show(within if self._category else board.favourites, page=self._page)

    def _fill_chips(self) -> None:
        while (item := self._chips.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        first = _("Favourites") if self._board.kept else _("Sells most")
        for name, word in (("", first), *((name, name) for name in self._board.categories)):
            chip = Button(word, kind=ButtonKind.CHOICE, height=_CHIP, px=Size.LABEL)
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            chip.setMinimumWidth(max(_CHIP, chip.sizeHint().width()))
            chip.setChecked(name == self._category)
            chip.clicked.connect(partial(self._go, name))
            self._chips.addWidget(chip)
        self._chips.addStretch(1)

    # ------------------------------------------------------------ showing

    def set_low(self, low: bool) -> None:
        """One row of tiles where the window is low."""
        rows = 1 if low else _ROWS
        self.setFixedHeight(_CHIP + 8 + rows * TILE.height() + (rows - 1) * 8)
        if rows != self._rows:
            self._rows = rows
            self._show(self._found, page=self._page)

    def _across(self) -> int:
        return max(2, (self.width() + 8) // (TILE.width() + 8))

    def _show(self, found: tuple[Found, ...], *, page: int = 0) -> None:
        self._found = found
        room = self._across() * self._rows
        pages = max(1, -(-len(found) // room))
        self._page = max(0, min(page, pages - 1))
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        kept = {x.product.id for x in self._board.favourites} if self._board.kept else set()
        for at, one in enumerate(found[self._page * room : (self._page + 1) * room]):
            tile = Tile(one, star=one.product.id in kept if self._choosing else None)
            tile.clicked.connect(partial(self._tap, one))
            self._grid.addWidget(tile, at // self._across(), at % self._across())
        for across in range(self._across()):
            self._grid.setColumnStretch(across, 1)
        for down in range(_ROWS):
            self._grid.setRowMinimumHeight(down, TILE.height() if down < self._rows else 0)
        if not found:
            says = _("What sells most often stands here after the first sales; with the star you keep your own favourites.")
            empty = Surface("dashed")
            empty.setLayout(column(None, Text(says, ink="ink_2", wrap=True), None, margins=(20, 12, 20, 12)))
            self._grid.addWidget(empty, 0, 0, self._rows, self._across())
        self._back.setEnabled(self._page > 0)
        self._on.setEnabled(self._page < pages - 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show(self._found, page=self._page)

    # ------------------------------------------------------------ what a person does

    def _go(self, category: str, _checked: bool = False) -> None:
        self._category, self._page = category, 0
        self.read()

    def _turn(self, by: int, _checked: bool = False) -> None:
        self._show(self._found, page=self._page + by)

    def _choose(self, _checked: bool = False) -> None:
        """Tiles are marked as favourites instead of being sold, until the star is tapped again."""
        self._choosing = not self._choosing
        self._till.tell(
            _("Tap the goods that are to be favourites; the star ends it.") if self._choosing else _("Tiles sell again."), "told"
        )
        self._show(self._found, page=self._page)

    def _tap(self, found: Found, _checked: bool = False) -> None:
        if not self._choosing:
            self.tapped.emit(found)
            return
        shop, product_id, operations = self._desk.shop, found.product.id, self._desk.operations
        on = not (self._board.kept and any(x.product.id == product_id for x in self._board.favourites))

        def act(actor: Actor) -> None:
            turn = partial(favourites.turn, shop, actor, product_id, on=on)
            operations.later(Lane.HEAVY, turn, self._turned, owner=self, failed=self._till.counter.refused.emit)

        as_owner(self._desk, self, _("Change the favourites"), act)

    def _turned(self, changes: Changes) -> None:
        self._desk.announce(changes, self)
        self.read()
