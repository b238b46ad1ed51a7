"""What one customer bought, month by month and receipt by receipt."""

from dataclasses import dataclass
from datetime import date

from pos_app.domain.credit import Customer
from pos_app.domain.days import Period
from pos_app.domain.money import Rupiah


@dataclass(frozen=True, slots=True)
class Statement:
    """`months` are those of the year up to the period's end: month, documents, turnover, margin; `receipts` those of the period."""

    customer: Customer
    period: Period
    months: tuple[tuple[str, int, int, int], ...]
    receipts: tuple[tuple[str, date, Rupiah], ...]

    @property
    def turnover_idr(self) -> Rupiah:
        return Rupiah(sum(turnover for _month, _count, turnover, _margin in self.months))

    @property
    def margin_idr(self) -> Rupiah:
        return Rupiah(sum(margin for *_more, margin in self.months))
