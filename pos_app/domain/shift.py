"""A shift's cash: opening float, what came in and went out, what should be in the drawer, what was counted."""

from collections.abc import Sequence
from dataclasses import dataclass

from pos_app.domain.money import Rupiah
from pos_app.domain.tender import Means


@dataclass(frozen=True, slots=True)
class ShiftReport:
    """`sales` and `refunds` are net of change by means; `expected = float + cash kept + in - out`."""

    till: str
    float_idr: Rupiah
    sales: Sequence[tuple[Means, Rupiah]]
    refunds: Sequence[tuple[Means, Rupiah]]
    in_idr: Rupiah = Rupiah(0)
    out_idr: Rupiah = Rupiah(0)
    counted_idr: Rupiah | None = None

    @property
    def expected_idr(self) -> Rupiah:
        cash = sum(amount for means, amount in (*self.sales, *self.refunds) if means is Means.CASH)
        return Rupiah(self.float_idr + cash + self.in_idr - self.out_idr)

    @property
    def difference_idr(self) -> Rupiah | None:
        """Counted less expected: negative where cash is short."""
        return None if self.counted_idr is None else Rupiah(self.counted_idr - self.expected_idr)
