"""Counter-documents of a period for the owner: what came back, what was undone, whose payment was put right, by whom and why."""

from typing import Final

from pos_app.domain.behind import Behind
from pos_app.domain.days import Period
from pos_app.domain.figures import Column, Figures, Kind
from pos_app.domain.sale import SaleKind
from pos_app.services.shop import Shop, begun_in
from pos_app.texts import N_

_KINDS: Final = {SaleKind.REFUND: N_("return"), SaleKind.VOID: N_("void"), SaleKind.CORRECTION: N_("payment put right")}


def returns(shop: Shop, period: Period) -> Figures:
    """Returns, voids and corrections one by one; a return without its receipt says so where the receipt would stand."""
    with shop.uow.read() as u:
        begun_in(shop, u, period)
        found = u.sales.counter_documents(period)
    rows = tuple(
        (one.day, one.number, _KINDS[one.kind], one.receipt or N_("without a receipt"), one.person, one.why, one.paid_idr) for one in found
    )
    columns = (
        Column("day", N_("Day"), Kind.DAY),
        Column("number", N_("Number"), Kind.WORD),
        Column("kind", N_("Kind"), Kind.TERM),
        Column("receipt", N_("Receipt"), Kind.TERM),
        Column("person", N_("Person"), Kind.WORD),
        Column("why", N_("Reason"), Kind.WORD),
        Column("paid_idr", N_("Paid back")),
    )
    return Figures(
        "returns",
        N_("Returns, voids and corrections"),
        period,
        columns,
        rows,
        chart=("kind", "paid_idr"),
        behind=tuple(Behind(Period(one.day, one.day), receipt=one.number) for one in found),
        whole=Behind(period, back=True),
        measures=("paid_idr",),
        same=("kind",),
    )
