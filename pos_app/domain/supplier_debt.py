"""What the shop owes its suppliers: invoices from receivings, less corrections, returns and payments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pos_app.domain.money import Rupiah
from pos_app.domain.supplier import SupplierId
from pos_app.domain.tender import Means
from pos_app.errors import Refused


@dataclass(frozen=True, slots=True)
class Invoice:
    """A paper that is owed, or a credit where its `open_idr` is negative."""

    document_id: int
    number: str
    supplier_id: SupplierId
    supplier: str
    their_number: str | None
    business_day: date
    due: date | None
    total_idr: Rupiah
    corrected_idr: Rupiah
    paid_idr: Rupiah

    @property
    def open_idr(self) -> Rupiah:
        return Rupiah(self.total_idr + self.corrected_idr - self.paid_idr)

    def overdue_days(self, today: date) -> int:
        """Days past its due day; 0 where it is not, or where nothing is open."""
        late = self.due is not None and self.open_idr > 0 and self.due < today
        return (today - self.due).days if late and self.due is not None else 0


@dataclass(frozen=True, slots=True)
class SupplierPayment:
    """Money to a supplier, by the papers it pays; negative where it takes an earlier one back (`counters`).

    `shift_id` is the shift whose drawer the cash came out of.
    """

    uid: str
    number: str
    supplier_id: SupplierId
    supplier: str
    at: datetime
    business_day: date
    person: str
    till: str
    means: Means
    amount_idr: Rupiah
    parts: Mapping[str, Rupiah]
    reference: str | None = None
    counters: str | None = None
    why: str | None = None
    id: int | None = None
    shift_id: int | None = None


@dataclass(frozen=True, slots=True)
class Balance:
    """What one supplier is owed; `next_due` of what is open."""

    supplier_id: SupplierId
    supplier: str
    owed_idr: Rupiah
    overdue_idr: Rupiah
    open_invoices: int
    next_due: date | None


def _by_due(invoice: Invoice) -> tuple[date, int]:
    return invoice.due or invoice.business_day, invoice.document_id


def spread(invoices: Sequence[Invoice], amount: Rupiah, named: Mapping[str, Rupiah]) -> dict[int, Rupiah]:
    """Which papers a payment pays, by their keys: those named, otherwise credits first and then what is due first.

    Raises:
        Refused: `amount_not_positive`, `not_an_open_invoice`, `parts_differ` where the named amounts do not sum to the
            payment, `more_than_owed`.
    """
    if amount <= 0:
        raise Refused("amount_not_positive")
    if named:
        return _as_named(invoices, amount, named)
    due = sorted((x for x in invoices if x.open_idr > 0), key=_by_due)
    parts = {x.document_id: x.open_idr for x in invoices if x.open_idr < 0}
    credit = -sum(parts.values())
    pool, owed = amount + credit, sum(x.open_idr for x in due)
    if pool > owed:
        raise Refused("more_than_owed", owed_idr=max(0, owed - credit))
    for invoice in due:
        if not pool:
            break
        part = min(pool, invoice.open_idr)
        parts[invoice.document_id] = Rupiah(part)
        pool -= part
    return parts


def _as_named(invoices: Sequence[Invoice], amount: Rupiah, named: Mapping[str, Rupiah]) -> dict[int, Rupiah]:
    known = {x.number: x for x in invoices if x.open_idr != 0}
    if sum(named.values()) != amount:
        raise Refused("parts_differ", amount_idr=amount, parts_idr=sum(named.values()))
    parts: dict[int, Rupiah] = {}
    for number, part in named.items():
        if number not in known:
            raise Refused("not_an_open_invoice", number=number)
        if part <= 0:
            raise Refused("amount_not_positive")
        if part > known[number].open_idr:
            raise Refused("more_than_owed", owed_idr=known[number].open_idr)
        parts[known[number].document_id] = part
    return parts


def balances(invoices: Sequence[Invoice], today: date) -> list[Balance]:
    """What each supplier is owed, those with most overdue first."""
    by_supplier: dict[SupplierId, list[Invoice]] = {}
    for invoice in invoices:
        if invoice.open_idr:
            by_supplier.setdefault(invoice.supplier_id, []).append(invoice)
    found = []
    for supplier_id, mine in by_supplier.items():
        due = [x.due for x in mine if x.open_idr > 0 and x.due is not None]
        found.append(
            Balance(
                supplier_id,
                mine[0].supplier,
                Rupiah(sum(x.open_idr for x in mine)),
                Rupiah(sum(x.open_idr for x in mine if x.overdue_days(today))),
                sum(x.open_idr > 0 for x in mine),
                min(due) if due else None,
            )
        )
    return sorted(found, key=lambda x: (-x.overdue_idr, x.next_due or date.max, x.supplier.casefold()))
