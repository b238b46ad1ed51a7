"""Members' points: so many rupiah spent bring one, each is worth so many rupiah when paid with.

A return takes back what its sale earned and gives back what it spent, in proportion and in whole points that sum
exactly: so far after this return less so far before it, as with the money.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pos_app.domain.money import Rupiah, half_away
from pos_app.domain.product import Kind
from pos_app.domain.sale import Sale, SaleLine
from pos_app.domain.tender import Means
from pos_app.errors import Refused


@dataclass(frozen=True, slots=True)
class PointRule:
    """`per_idr` rupiah spent earn a point, `value_idr` a point is worth in paying; None: not in this shop."""

    per_idr: Rupiah | None
    value_idr: Rupiah | None

    def earned(self, lines: Sequence[SaleLine], paid_with_points_idr: int) -> int:
        """Whole points for goods and fees, and those of promotions; what was paid with points earns none."""
        extra = sum(line.promotion_points for line in lines)
        if not self.per_idr:
            return extra
        counted = sum(line.amount_idr - line.pass_through_idr for line in lines if line.kind is not Kind.DEPOSIT)
        return extra + max(0, counted - paid_with_points_idr) // self.per_idr

    def spent(self, amount_idr: int) -> int:
        """The points an amount takes.

        Raises:
            Refused: `points_not_in_use`, `points_not_whole`.
        """
        if not amount_idr:
            return 0
        if not self.value_idr:
            raise Refused("points_not_in_use")
        points, rest = divmod(amount_idr, self.value_idr)
        if rest:
            raise Refused("points_not_whole", value_idr=self.value_idr)
        return points


def paid_with_points(sale: Sale) -> int:
    """The rupiah of a document that were paid, or given back, in points."""
    return sum(payment.amount_idr for payment in sale.payments if payment.means is Means.POINTS)


def back(sale: Sale, earlier: Sequence[Sale], document: Sale) -> tuple[int, int]:
    """What a counter-document changes in points: earned and spent, both zero or below.

    Raises:
        Refused: `points_not_of_sale`, where more would be given back in points than the sale took in them.
    """
    if sale.points is None:
        earned = spent = 0
    else:
        earned, spent = sale.points.earned, sale.points.spent
    taken = 0 if sale.points is None else paid_with_points(sale)  # of a sale taken over the ledger knows nothing
    amounts = [-sum(one.total_idr for one in documents) for documents in (earlier, (*earlier, document))]
    paid = [-sum(paid_with_points(one) for one in documents) for documents in (earlier, (*earlier, document))]
    if paid[1] > taken:
        raise Refused("points_not_of_sale", receipt=sale.number)
    return _step(earned, amounts, sale.total_idr), _step(spent, paid, taken)


def _step(points: int, so_far: Sequence[int], whole: int) -> int:
    if not points or not whole:
        return 0
    before, after = (half_away(points * part, whole) for part in so_far)
    return before - after
