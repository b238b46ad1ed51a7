"""The audit list: who did what, when, at which till, in the trade's words."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from pos_app.domain import days
from pos_app.domain.behind import Behind
from pos_app.domain.days import Period
from pos_app.domain.figures import Column, Figures, Kind, Value
from pos_app.domain.sale import SaleKind
from pos_app.services.move_words import REASONS
from pos_app.services.shop import Shop, begun_in
from pos_app.texts import N_

EVENTS: Final[Mapping[str, str]] = {
    **REASONS,
    "allowed": N_("Allowed by the owner"),
    "basket_dropped": N_("Kept basket dropped"),
    "basket_held": N_("Basket kept"),
    "basket_merged": N_("Baskets put together"),
    "basket_recalled": N_("Kept basket called back"),
    "brand_made_by": N_("Maker of a brand's goods told"),
    "brand_merged": N_("Brands merged"),
    "cash_drop": N_("Money to the safe"),
    "cash_in": N_("Money into the drawer"),
    "cash_out": N_("Money out of the drawer"),
    "category_added": N_("Category added"),
    "category_dropped": N_("Category dropped"),
    "category_renamed": N_("Category renamed"),
    "code_given": N_("Code given"),
    "consignment_agreed": N_("Consignment agreed"),
    "consignment_ended": N_("Consigned article made the shop's own"),
    "consignment_settlement": N_("Consignor paid"),
    "consignment_settlement_back": N_("Payment to a consignor taken back"),
    "coop_load": N_("Snapshot of a shop loaded"),
    "correction": N_("Payment or paper put right"),
    "credit_paid": N_("Account paid"),
    "customer_added": N_("Customer added"),
    "customer_changed": N_("Customer changed"),
    "draft_discarded": N_("Draft thrown away"),
    "drawer_opened": N_("Drawer opened"),
    "history_posted": N_("Earlier sales taken in"),
    "maker_merged": N_("Makers merged"),
    "maker_place": N_("Maker's place changed"),
    "maker_statement": N_("Maker's statement recorded"),
    "maker_statement_withdrawn": N_("Maker's statement withdrawn"),
    "month_closed": N_("Month closed"),
    "month_reopened": N_("Month opened again"),
    "new_identity": N_("New identity of the shop"),
    "origin_resolve": N_("Contradicting origins decided"),
    "origin_set": N_("Origin recorded"),
    "origin_withdraw": N_("Evidence of origin withdrawn"),
    "parcel": N_("Parcel put together"),
    "person_added": N_("Person added"),
    "person_back": N_("Person back"),
    "person_left": N_("Person left"),
    "pin_dropped": N_("PIN dropped"),
    "pin_set": N_("PIN set"),
    "price_withdrawn": N_("Price change withdrawn"),
    "prices_imported": N_("Prices taken in"),
    "print_cancelled": N_("Printing cancelled"),
    "product_added": N_("Article added"),
    "product_changed": N_("Article changed"),
    "product_merged": N_("Articles merged"),
    "products_imported": N_("List of goods taken in"),
    "promotion_added": N_("Promotion added"),
    "promotion_ended": N_("Promotion ended"),
    "settings": N_("Settings changed"),
    "shift_closed": N_("Shift closed"),
    "shift_opened": N_("Shift opened"),
    "signed_in": N_("Signed in"),
    "stocktake_discarded": N_("Stocktake thrown away"),
    "stocktake_list": N_("Counted list taken in"),
    "stocktake_started": N_("Stocktake begun"),
    "stocktake_part_closed": N_("Part of a stocktake closed"),
    "stocktake_part_reopened": N_("Part of a stocktake opened again"),
    "stocktake_uncounted": N_("What was not counted settled"),
    "supplier_added": N_("Supplier added"),
    "supplier_changed": N_("Supplier changed"),
    "supplier_paid": N_("Supplier paid"),
    "supplier_payment_back": N_("Supplier's payment taken back"),
    "suppliers_imported": N_("Suppliers taken in"),
    "wrong_pin": N_("Wrong PIN"),
}
"""What the books call an event, in words."""


def audit(shop: Shop, period: Period) -> Figures:
    """Every row of the books' own trace and every step of an origin; an article is named by its code and name."""
    with shop.uow.read() as u:
        zone = ZoneInfo(begun_in(shop, u, period))
        first, end = (days.stamp(at) for at in days.bounds(period, zone.key))
        found = u.trade.audit(first, end)
        steps = u.trade.origin_steps(first, end)
        found += [(at, who, till, f"origin_{action}", uid, _step(told)) for at, who, till, action, uid, told in steps]
        found.sort(key=lambda row: row[0])
        articles = u.trade.named_by_uid({subject for _at, _who, _till, _event, subject, _detail in found})
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (
            datetime.fromisoformat(at).astimezone(UTC).astimezone(zone).strftime("%Y-%m-%d %H:%M:%S"), person, till,
            EVENTS.get(event, event), articles.get(subject, subject), _detail(detail),
        )
        for at, person, till, event, subject, detail in found
    )  # fmt: skip
    columns = (
        Column("at", N_("When"), Kind.TIME),
        Column("person", N_("Person"), Kind.WORD),
        Column("till", N_("Till"), Kind.WORD),
        Column("event", N_("Event"), Kind.TERM),
        Column("subject", N_("About"), Kind.WORD),
        Column("detail", N_("Detail"), Kind.DETAIL),
    )
    behind = tuple(_receipt(event, subject) for _at, _who, _till, event, subject, _detail in found)
    return Figures("audit", N_("Audit list"), period, columns, rows, chart=("event", None), behind=behind)


def _receipt(event: str, subject: str) -> Behind | None:
    """The lines of a sale or of what undid one; its number holds its business day."""
    if event not in (SaleKind.SALE, SaleKind.REFUND, SaleKind.VOID):
        return None
    day = date.fromisoformat(subject.split("-")[-2])
    return Behind(Period(day, day), receipt=subject)


def _step(told: Mapping[str, str | None]) -> str:
    same = told["state_before"] == told["state"]
    return json.dumps({key: value for key, value in told.items() if not (same and key == "state_before")})


def _detail(body: str) -> str:
    """What is told beside the event, without what is empty."""
    told = {key: value for key, value in json.loads(body).items() if value not in (None, "", [], {})}
    return json.dumps(told, ensure_ascii=False) if told else ""
