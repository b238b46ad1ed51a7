"""The command that tells today and this month at a glance."""

from typing import TYPE_CHECKING, Any

from pos_app import formatting, texts
from pos_app.cli.main import Answer, Call, Commands
from pos_app.texts import gettext as _
from pos_app.texts import ngettext

if TYPE_CHECKING:
    from pos_app.services.dashboard import Duties, Glance, Profit


def register(commands: Commands) -> None:
    """Adds the group's command."""
    commands.add("dashboard", _dashboard, text=_("today and this month at a glance: sales, profit, share, what to do"))


def _dashboard(call: Call) -> Answer:
    from pos_app.services import dashboard

    with call.shop() as shop:
        glance, duties = dashboard.look(shop), dashboard.duties(shop)
    return Answer(_document(glance, duties), _lines(glance, duties))


def _document(glance: "Glance", duties: "Duties") -> dict[str, Any]:
    from pos_app.domain import days
    from pos_app.domain.local_content import shares
    from pos_app.domain.origin import State
    from pos_app.services.dashboard import best_to_know

    share, before, year = glance.now.by_origin.share_bp, glance.before.share_bp, shares(glance.year.value_idr)
    return {
        "at": days.stamp(glance.at),
        "day": glance.day.isoformat(),
        "today": {
            "receipts": glance.receipts,
            "sales_idr": glance.sales_idr,
            "week_before_idr": glance.week_before_idr,
            "by_hour": [{"hour": hour, "sales_idr": total} for hour, total in glance.hours],
            **_profit(duties.today),
        },
        "month": {
            "month": glance.month.month,
            "sales_idr": glance.month_sales_idr,
            "goods_idr": glance.now.total_idr,
            "domestic_share_bp": share[State.DOMESTIC],
            "imported_share_bp": share[State.IMPORTED],
            "unknown_share_bp": share[State.UNKNOWN],
            "domestic_share_before_bp": before[State.DOMESTIC],
            "target_bp": glance.target_bp,
            "ikm_share_bp": glance.now.ikm.share_bp,
            **_profit(duties.month),
        },
        "year": {"year": glance.day.year, "domestic_share_bp": year[State.DOMESTIC], "target_bp": glance.year.target_bp},
        "to_tag": {
            "articles": glance.unknown_articles,
            "untagged": glance.untagged,
            "first": [{"code": row.code, "name": row.name, "value_idr": row.value_idr, "share_bp": bp} for row, bp in best_to_know(glance)],
        },
        "to_buy": {
            "articles": duties.buy_count,
            "first": [
                {
                    "code": x.shelf.code,
                    "name": x.shelf.name,
                    "on_hand_milli": x.shelf.on_hand,
                    "base_qty_milli": x.base_qty,
                    "packs_milli": x.packs,
                    "pack": x.shelf.pack or x.shelf.unit,
                    "lasts_days": x.lasts_days,
                    "supplier": x.shelf.supplier,
                }
                for x in duties.buy
            ],
        },
        "expiring": {
            "batches": duties.expiring_count,
            "worth_idr": duties.expiring_idr,
            "first": [
                {"code": x.code, "name": x.name, "batch": x.batch, "expires": x.expires.isoformat(), "qty_milli": x.qty}
                for x in duties.expiring
            ],
        },
        "to_pay": {"invoices": duties.due_count, "amount_idr": duties.due_idr},
    }


def _profit(profit: "Profit") -> dict[str, Any]:
    return {"profit_idr": profit.profit_idr, "profit_share_bp": profit.share_bp, "without_cost_idr": profit.without_cost_idr}


def _lines(glance: "Glance", duties: "Duties") -> list[str]:
    from pos_app.domain.origin import State

    speech = texts.language()

    def money(value: int | None) -> str:
        return formatting.DASH if value is None else formatting.rupiah(value, speech)

    domestic = glance.now.by_origin.share_bp[State.DOMESTIC]
    said = _("Domestic goods in {month}: {share}").format(
        month=formatting.month(glance.month.first, speech), share=formatting.share(domestic, speech)
    )
    if glance.target_bp is not None:
        said += " · " + _("target {share}").format(share=formatting.share(glance.target_bp, speech))
    today = _("Sales today: {amount}").format(amount=money(glance.sales_idr))
    receipts = ngettext("{n} receipt", "{n} receipts", glance.receipts).format(n=formatting.number(glance.receipts, speech))
    month = _("Sales this month: {amount}").format(amount=money(glance.month_sales_idr))
    profit = _("gross profit {amount}")
    names = ", ".join(row.name for row in glance.unknown) or _unsold(glance)
    return [
        said,
        f"{today} · {receipts} · {profit.format(amount=money(duties.today.profit_idr))}",
        f"{month} · {profit.format(amount=money(duties.month.profit_idr))}",
        _("To tag: {n}").format(n=formatting.number(glance.unknown_articles, speech)) + (f" · {names}" if names else ""),
        _("To buy: {n}").format(n=formatting.number(duties.buy_count, speech)) + "".join(f" · {x.shelf.name}" for x in duties.buy),
        _("Expires within a week: {n}").format(n=formatting.number(duties.expiring_count, speech)) + f" · {money(duties.expiring_idr)}",
        _("To pay within a week: {n}").format(n=formatting.number(duties.due_count, speech)) + f" · {money(duties.due_idr)}",
    ]


def _unsold(glance: "Glance") -> str:
    """What waits at the tagging desk of a shop that sold none of it this month."""
    said = ngettext(
        "{n} article is of unknown origin, not sold this month", "{n} articles are of unknown origin, not sold this month", glance.untagged
    )
    return said.format(n=formatting.number(glance.untagged, texts.language())) if glance.untagged else ""
