"""Discounts as a person gives them (whole rupiah or a percentage, never more than there is), and what promotions do to a line."""

from dataclasses import dataclass

from pos_app.domain.money import WHOLE_BP, BasisPoints, Rupiah, percent_of
from pos_app.errors import Refused


@dataclass(frozen=True, slots=True)
class Discount:
    """Either rupiah off or a share off; exactly one of the two.

    Raises:
        Refused: `discount_negative`, `discount_above_all`.
    """

    amount_idr: Rupiah | None = None
    share_bp: BasisPoints | None = None

    def __post_init__(self) -> None:
        if (self.amount_idr is None) == (self.share_bp is None):
            raise ValueError("a discount is rupiah or a percentage")
        if (self.amount_idr or 0) < 0 or (self.share_bp or 0) < 0:
            raise Refused("discount_negative")
        if self.share_bp is not None and self.share_bp > WHOLE_BP:
            raise Refused("discount_above_all")

    def off(self, amount: Rupiah) -> Rupiah:
        """What is taken off `amount`.

        Raises:
            Refused: `discount_above_all`, where more rupiah would be taken off than there are.
        """
        if self.share_bp is not None:
            return percent_of(amount, self.share_bp)
        if self.amount_idr is None or self.amount_idr > amount:
            raise Refused("discount_above_all")
        return self.amount_idr


@dataclass(frozen=True, slots=True)
class Applied:
    """What one promotion does to one line: rupiah off, and points on top; `promotion` is its key in the books."""

    promotion: int
    name: str
    off_idr: Rupiah = Rupiah(0)
    points: int = 0


@dataclass(frozen=True, slots=True)
class Approval:
    """An owner's word for reductions up to `share_bp` of what the goods cost by rule."""

    person: str
    share_bp: BasisPoints
