"""Parcels: what each hamper holds, what its parts cost apart, and how many the stock makes."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from pos_app import formatting, texts
from pos_app.domain.money import Rupiah
from pos_app.domain.product import Found, ParcelPart, ProductId
from pos_app.domain.quantity import Milli
from pos_app.errors import Refused
from pos_app.services import parcels, products
from pos_app.services.parcels import Parcel
from pos_app.services.shop import Changes
from pos_app.texts import gettext as _
from pos_app.texts import ngettext
from ui.commands import CommandId, shown_key
from ui.operations import Lane
from ui.panels.new_article import ask_new_article
from ui.panels.scanning_place import ScanningPlace
from ui.theme import Size, Weight
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyPlace
from ui.widgets.entry_bar import Entry
from ui.widgets.fields import QuantityField
from ui.widgets.figures_table import Column, FiguresTable, Line, Said
from ui.widgets.place import Desk
from ui.widgets.surface import Beside, Either, Surface, column, row
from ui.widgets.text import Elided, Text
from ui.widgets.wrapped import Wrapped


class ParcelsState(QObject):
    """Which parcel shows, or the article that is about to become one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.shown: ProductId | None = None
        self.new: Found | None = None


class ParcelsPage(ScanningPlace):
    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, _("Scan what goes into the parcel"), parent)
        self.state = desk.model(ParcelsState)
        self.parcels: tuple[Parcel, ...] = ()
        self._lay_out()
        self._empty.wanted.connect(self.new_parcel)
        self.table.picked.connect(self._picked)
        self.bind(
            {
                CommandId.LIST_QUANTITY: self.quantity,
                CommandId.LIST_REMOVE: self.remove,
                CommandId.NEW_PART: self.new_parcel,
                CommandId.TAKE_BACK: self.dissolve,
            }
        )

    def _lay_out(self) -> None:
        self.table = FiguresTable(
            [Column(_("Parcel")), Column(_("Price"), 100, right=True), Column(_("Parts apart"), 110, right=True, spare=1)]
        )
        new = Button(_("New parcel"), icon="plus", key=shown_key(CommandId.NEW_PART), height=44)
        new.clicked.connect(self.new_parcel)
        left = Surface("card")
        inside = column(row(Text(_("Parcels"), px=Size.PANEL_TITLE, weight=Weight.BOLD), None, new), gap=10, margins=(16, 14, 16, 16))
        inside.addWidget(self.table, 1)
        left.setLayout(inside)
        self._name = Elided(px=Size.PANEL_TITLE, weight=Weight.BOLD)
        self._says = Text(px=Size.LABEL, ink="ink_2", wrap=True)
        self.parts = FiguresTable([Column(_("Part")), Column(_("Quantity"), 90, right=True), Column(_("Price"), 90, right=True)])
        quantity = Button(_("Quantity"), key=shown_key(CommandId.LIST_QUANTITY), height=40)
        quantity.clicked.connect(self.quantity)
        remove = Button(_("Remove"), key=shown_key(CommandId.LIST_REMOVE), height=40)
        remove.clicked.connect(self.remove)
        dissolve = Button(_("Break it up"), key=shown_key(CommandId.TAKE_BACK), height=40)
        dissolve.clicked.connect(self.dissolve)
        right = Surface("card")
        beside = column(self._name, self._says, self.finder, gap=10, margins=(18, 16, 18, 18))
        beside.addWidget(self.parts, 1)
        beside.addWidget(Wrapped((quantity, remove, dissolve), gap=8, at_end=dissolve))
        right.setLayout(beside)
        self._empty = EmptyPlace(
            "gift",
            _("No parcel yet"),
            _("A hamper is sold as one and counted as its parts, each with its own origin and stock."),
            action=_("New parcel"),
            key=shown_key(CommandId.NEW_PART),
        )
        self._either = Either(self._empty, Beside(left, right, fixed=left, wide=520, compact=380))
        whole = column(self.bar, self.notice, gap=12, margins=(18, 14, 18, 16))
        whole.addWidget(self._either, 1)
        self.setLayout(whole)

    # ------------------------------------------------------------ reading

    def changed(self, changes: Changes) -> None:
        if changes.products or changes.stock:
            self._soon.start()

    def read(self) -> None:
        shop = self.desk.shop
        self.desk.operations.later(Lane.SEARCH, lambda: parcels.listed(shop), self._show, owner=self)

    def _show(self, found: tuple[Parcel, ...]) -> None:
        self.parcels = found
        state = self.state
        if state.new is None and self._shown is None:
            state.shown = found[0].product.id if found else None
        self._either.show_that(found or state.new)
        self.table.show_lines([_line(x) for x in found])
        if state.new is None and state.shown is not None:
            self.table.pick(self.table.figures.row_of(state.shown))
        self._show_parts()

    @property
    def _shown(self) -> Parcel | None:
        return next((x for x in self.parcels if x.product.id == self.state.shown), None)

    def _picked(self, at: int) -> None:
        if 0 <= at < len(self.parcels):
            self.state.shown, self.state.new = self.parcels[at].product.id, None
            self._show_parts()

    def _show_parts(self) -> None:
        speech, parcel, new = texts.language(), self._shown, self.state.new
        if new is not None:
            self._name.setText(new.product.name)
            self._says.setText(_("Scan its first part; 2* before it for two."))
            self.parts.show_lines([])
        elif parcel is not None:
            price = _("open price") if parcel.product.price_idr is None else formatting.rupiah(parcel.product.price_idr, speech)
            self._name.setText(parcel.product.name)
            said = _("{code} · {price} · its parts apart {apart}").format(
                code=parcel.product.code, price=price, apart=formatting.rupiah(parcel.apart_idr, speech)
            )
            self._says.setText(f"{said} · {_possible(parcel)}")
            self.parts.show_lines([_part_line(part) for part in parcel.product.parts])
        self.finder.setVisible(new is not None or parcel is not None)

    # ------------------------------------------------------------ what a person does

    def scanned(self, text: str) -> bool:
        return self.finder.isVisible() and super().scanned(text)

    def to_list(self) -> None:
        self.parts.setFocus()

    def new_parcel(self) -> None:
        """Name and price of a new parcel; then its parts are scanned."""
        shop, actor = self.desk.shop, self.desk.actor

        def take(name: str, price: Rupiah) -> None:
            def made(found: Found) -> None:
                self.bar.close_bar()
                self.state.new = found
                self.desk.announce(Changes(products=True), self)
                self._show(self.parcels)
                self.finder.go()

            self.write(lambda: products.add_on_the_spot(shop, actor, name=name, price_idr=price), made)

        ask_new_article(self.bar, "", take)

    def found(self, found: Found, qty: Milli, _text: str) -> None:
        self.notice.clear()
        parcel, new = self._shown, self.state.new
        if new is not None:
            self._define(new.code, [f"{found.code}*{_point(qty)}"])
        elif parcel is not None:
            self._define(parcel.product.code, [*_items(parcel), f"{found.code}*{_point(qty)}"])

    def _marked(self) -> ParcelPart | None:
        parcel, at = self._shown, max(0, self.parts.current_row())
        if self.state.new is not None or parcel is None or at >= len(parcel.product.parts):
            return None
        return parcel.product.parts[at]

    def quantity(self) -> None:
        """F3: how much of the marked part is in each parcel."""
        part, parcel = self._marked(), self._shown
        if part is None or parcel is None:
            return
        field = QuantityField()
        field.set_value(part.qty)

        def take() -> bool:
            qty = field.quantity()
            if qty <= 0:
                raise Refused("quantity_not_positive")
            self._define(
                parcel.product.code, [f"{part.product.code}*{_point(qty)}" if x is part else _item(x) for x in parcel.product.parts]
            )
            return True

        self.bar.ask(part.product.name, [Entry(_("Quantity in {unit}").format(unit=part.product.unit), field)], yes=_("Alter"), take=take)

    def remove(self) -> None:
        """Del: the marked part is not in it."""
        part, parcel = self._marked(), self._shown
        if part is not None and parcel is not None:
            self._define(parcel.product.code, [_item(x) for x in parcel.product.parts if x is not part])

    def dissolve(self) -> None:
        parcel, shop, actor = self._shown, self.desk.shop, self.desk.actor
        if parcel is None or self.state.new is not None:
            return
        code = parcel.product.code
        said = _("{name} is goods again.").format(name=parcel.product.name)
        self.write(lambda: parcels.dissolve(shop, actor, code), lambda _done: self._written(said))

    def _define(self, code: str, items: list[str]) -> None:
        shop, actor = self.desk.shop, self.desk.actor

        def done(made: tuple[Parcel, Changes]) -> None:
            self.state.shown, self.state.new = made[0].product.id, None
            self._written("")

        self.write(lambda: parcels.define(shop, actor, code, items), done)

    def _written(self, said: str) -> None:
        if said:
            self.notice.show_text(said)
        self.desk.announce(Changes(products=True, origins=True), self)
        self.read()


def _point(qty: Milli) -> str:
    """A quantity as `lookup.quantity` reads it."""
    return f"{qty // 1000}.{qty % 1000:03d}"


def _item(part: ParcelPart) -> str:
    return f"{part.product.code}*{_point(part.qty)}"


def _items(parcel: Parcel) -> list[str]:
    return [_item(part) for part in parcel.product.parts]


def _possible(parcel: Parcel) -> str:
    return ngettext("{n} can be made from the stock", "{n} can be made from the stock", parcel.possible).format(
        n=formatting.number(parcel.possible, texts.language())
    )


def _line(parcel: Parcel) -> Line:
    speech = texts.language()
    price = _("open price") if parcel.product.price_idr is None else formatting.number(parcel.product.price_idr, speech)
    return Line(
        (
            Said(parcel.product.name, below=_possible(parcel), weight=Weight.SEMIBOLD),
            Said(price, weight=Weight.SEMIBOLD),
            Said(formatting.number(parcel.apart_idr, speech), ink="ink_2"),
        ),
        key=parcel.product.id,
    )


def _part_line(part: ParcelPart) -> Line:
    speech = texts.language()
    price = formatting.DASH if part.product.price_idr is None else formatting.number(part.product.price_idr, speech)
    stock = _("Stock {qty}").format(qty=formatting.qty(part.product.on_hand or 0, speech))
    return Line(
        (
            Said(part.product.name, below=f"{part.product.code} · {stock}", weight=Weight.SEMIBOLD),
            Said(formatting.qty(part.qty, speech), beside=f" {part.product.unit}", weight=Weight.BOLD),
            Said(price),
        ),
        key=part.product.id,
    )
