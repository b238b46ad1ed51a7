"""The exchange a till is in the middle of, on disk: goods came back and others are being taken; a crash brings it back."""

import json

from pos_app.domain.actor import Actor
from pos_app.domain.quantity import Milli
from pos_app.domain.tender import Means
from pos_app.services import basket
from pos_app.services.exchanges import Given
from pos_app.services.settings import today
from pos_app.services.shop import Shop


def keep(shop: Shop, actor: Actor, given: Given | None) -> None:
    """Keeps what comes back at this till; None: nothing does any more."""
    with shop.uow.write() as u:
        if given is not None:
            u.books.keep_exchange(actor.till, _written(given), at=shop.clock())
        else:
            u.books.drop_exchange(actor.till)
        u.commit()


def kept(shop: Shop, actor: Actor) -> Given | None:
    """The exchange this till was left in the middle of, if any."""
    with shop.uow.read() as u:
        body = u.books.kept_exchange(actor.till)
        if body is None:
            return None
        written = json.loads(body)
        return Given(
            why=written["why"],
            receipt=written["receipt"],
            asked=tuple((code, None if qty is None else Milli(qty)) for code, qty in written["asked"]),
            brought=basket.cart_of(u, written["brought"], day=today(shop, u)) if written["brought"] else None,
            means=Means(written["means"]),
            voucher=written["voucher"],
            allowed_by=written["allowed_by"],
        )


def _written(given: Given) -> str:
    return json.dumps(
        {
            "why": given.why,
            "receipt": given.receipt,
            "asked": given.asked,
            "brought": basket.body_of(given.brought) if given.brought is not None else None,
            "means": given.means,
            "voucher": given.voucher,
            "allowed_by": given.allowed_by,
        }
    )
