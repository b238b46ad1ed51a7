"""What to buy: how fast goods sold, how long the next delivery takes, what the shop wants to have, in whole packs."""

from dataclasses import dataclass

from pos_app.domain.money import Cost, Rupiah, cost_of
from pos_app.domain.product import ProductId
from pos_app.domain.quantity import ONE, Milli
from pos_app.errors import Refused


@dataclass(frozen=True, slots=True)
class Plan:
    """`days` of sales are looked at; goods come `lead` days after they are ordered and are to last `cover` days."""

    days: int = 30
    lead: int = 7
    cover: int = 14

    def __post_init__(self) -> None:
        for name, value, least in (("days", self.days, 1), ("lead", self.lead, 0), ("cover", self.cover, 1)):
            if not least <= value <= 366:
                raise Refused("plan_out_of_range", name=name, least=least)


@dataclass(frozen=True, slots=True)
class Shelf:
    """An article as buying sees it; `sold` in the days looked at, returns taken off; a pack the supplier brings it in."""

    product_id: ProductId
    uid: str
    code: str
    name: str
    unit: str
    on_hand: Milli
    sold: Milli
    least: Milli | None = None
    target: Milli | None = None
    supplier: str | None = None
    their_code: str | None = None
    pack: str | None = None
    pack_holds: Milli = ONE
    pack_cost: Cost | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Buy `packs` (thousandths) of the supplier's unit; `lasts_days` is how long the stock lasts now, None where nothing sold."""

    shelf: Shelf
    packs: Milli
    base_qty: Milli
    lasts_days: int | None
    amount_idr: Rupiah | None


def suggest(shelf: Shelf, plan: Plan) -> Suggestion | None:
    """What to buy of an article; None while there is enough.

    It is time once the stock is no more than what sells until a delivery, or than the shop's least. Then so much is
    bought that it lasts beyond the delivery for the days to cover, and at least up to the target; in whole packs.
    """
    there, sold = max(0, shelf.on_hand), max(0, shelf.sold)
    point = max(shelf.least or 0, -(-sold * plan.lead // plan.days))
    wanted = max(shelf.target or 0, point + -(-sold * plan.cover // plan.days))
    if there > point or wanted <= there or (shelf.least is None and shelf.target is None and not sold):
        return None
    base = -(-(wanted - there) // shelf.pack_holds) * shelf.pack_holds
    packs = Milli(base * 1000 // shelf.pack_holds)
    amount = None if shelf.pack_cost is None else cost_of(shelf.pack_cost, packs)
    return Suggestion(shelf, packs, Milli(base), None if not sold else there * plan.days // sold, amount)
