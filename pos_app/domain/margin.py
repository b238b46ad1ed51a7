"""What is left of a price once the goods are paid for."""

from pos_app.domain.money import COST_SCALE, WHOLE_BP, BasisPoints, Cost, Rupiah, half_away


def margin_bp(price: Rupiah | None, cost: Cost | None, *, tax: Rupiah = Rupiah(0)) -> BasisPoints | None:
    """The share of a price, net of the `tax` within it, that is not cost; None where either is not known or not above zero.

    A cost of 0 was never meant as a cost: a margin of 100 % would only hide that it is missing.
    """
    if price is None or cost is None or cost <= 0 or price - tax <= 0:
        return None
    net = (price - tax) * COST_SCALE
    return BasisPoints(half_away((net - cost) * WHOLE_BP, net))
