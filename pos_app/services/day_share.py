"""The share of domestic goods in what the shop sold today, for the customers to see."""

from pos_app.domain.cart import BasketShare, share_of
from pos_app.domain.days import Period
from pos_app.services.settings import today
from pos_app.services.shop import Shop


def of_today(shop: Shop) -> BasketShare:
    """What was sold today by origin, returns taken off."""
    with shop.uow.read() as u:
        day = today(shop, u)
        groups = u.sums.groups(Period(day, day))
    return share_of([(group.kind, group.state, group.value_idr) for group in groups])
