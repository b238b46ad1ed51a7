"""What a cashier does, in one word each."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import event

from pos_app.domain import cart as carts
from pos_app.domain.cart import Cart
from pos_app.domain.money import Rupiah
from pos_app.domain.sale import Sale
from pos_app.domain.tender import Means, Payment
from pos_app.services import checkout, lookup, settings
from pos_app.services.shop import OWNER

if TYPE_CHECKING:
    from pos_app.services.shop import Shop


def cash(amount: int) -> list[Payment]:
    return [Payment(Means.CASH, Rupiah(amount))]


def pay(**amounts: int) -> list[Payment]:
    return [Payment(Means(means), Rupiah(amount)) for means, amount in amounts.items()]


def basket_of(shop: "Shop", *items: str, customer: str | None = None) -> Cart:
    """A basket of `CODE` or `CODE*QTY`, each on a line of its own."""
    cart = Cart(customer=customer)
    with shop.uow.read() as u:
        day = settings.today(shop, u)
        for item in items:
            found, qty = lookup.with_quantity(u, item, day=day)
            cart = carts.add(cart, found, qty=qty, separate=True)
    return cart


def sell(shop: "Shop", *items: str, payments: list[Payment] | None = None, at=None, customer: str | None = None) -> Sale:
    """Sells for a million in cash, or as `payments` say."""
    return checkout.commit(shop, OWNER, basket_of(shop, *items, customer=customer), payments or cash(1_000_000), at=at).sale


def on_hand(shop: "Shop", code: str) -> int | None:
    with shop.uow.read() as u:
        return lookup.one(u, code, day=settings.today(shop, u)).product.on_hand


@contextmanager
def statements(shop: "Shop") -> Iterator[list[str]]:
    """What is sent to the database meanwhile."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        sent.append(statement)

    event.listen(shop.uow._engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(shop.uow._engine, "before_cursor_execute", note)
