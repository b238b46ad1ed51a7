"""Gift vouchers: sold as an article of kind deposit, so that the money is owed and no turnover until goods are bought with it."""

from collections.abc import Sequence

from pos_app import texts
from pos_app.domain import cart as carts
from pos_app.domain.actor import Actor
from pos_app.domain.cart import Cart
from pos_app.domain.money import Rupiah
from pos_app.domain.product import Found, Kind
from pos_app.domain.tender import Payment
from pos_app.domain.voucher import ARTICLE_CODE
from pos_app.errors import Refused
from pos_app.services import checkout, products
from pos_app.services.checkout import Committed
from pos_app.services.settings import card_in, today
from pos_app.services.shop import Shop
from pos_app.texts import gettext as _


def article(shop: Shop, actor: Actor) -> Found:
    """The article gift vouchers are sold by, made when the first one is; a line of it is one voucher of its amount."""
    with shop.uow.read() as u:
        known, language = u.products.by_code(ARTICLE_CODE, day=today(shop, u)), card_in(u).language
    if known:
        return known[0]
    with texts.speaking(language):  # it stands on receipts
        return products.add_on_the_spot(shop, actor, name=_("Gift voucher"), price_idr=None, code=ARTICLE_CODE, kind=Kind.DEPOSIT)


def sell(
    shop: Shop, actor: Actor, amount_idr: Rupiah, payments: Sequence[Payment], *, customer: str | None = None
) -> tuple[Committed, str]:
    """Sells one by itself: the sale, and the voucher's code.

    Raises:
        Refused: `price_not_positive`, and as `checkout.commit`.
    """
    if amount_idr <= 0:
        raise Refused("price_not_positive")
    cart = carts.add(Cart(customer=customer), article(shop, actor), price_idr=amount_idr)
    done = checkout.commit(shop, actor, cart, payments)
    with shop.uow.read() as u:
        stored = u.sales.by_number(done.sale.number)
        code = u.vouchers.sold_on(stored.id)[1] if stored is not None else ""
    return done, code
