"""The document of `report local-content`: every figure and every table of the month's paper."""

from typing import TYPE_CHECKING, Any

from pos_app.domain.local_content import shares

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pos_app.domain.local_content import ArticleRow, CategoryRow, Changed, LocalContent, Offered, Split
    from pos_app.domain.origin import State


def split_document(split: "Split") -> dict[str, Any]:
    """`by_origin` as every document writes it."""
    return {
        state.value: {
            "value_idr": split.value_idr[state],
            "share_bp": split.share_bp[state],
            "articles": split.articles[state],
            "pieces_milli": split.pieces[state],
        }
        for state in split.value_idr
    }


def categories_document(rows: "tuple[CategoryRow, ...]") -> list[dict[str, Any]]:
    """`by_category` as every document writes it."""
    return [
        {"category": row.category, "value_idr": row.total_idr} | {f"{s.value}_idr": v for s, v in row.value_idr.items()} for row in rows
    ]


def local_content_document(report: "LocalContent") -> dict[str, Any]:
    """The document of `report local-content`."""
    now = report.now
    return {
        "month": report.period.month,
        "from": report.period.first.isoformat(),
        "to": report.period.last.isoformat(),
        "receipts": report.receipts,
        "total_idr": now.total_idr,
        "services_idr": now.services_idr,
        "deposits_idr": now.deposits_idr,
        "pass_through_idr": now.pass_through_idr,
        "by_origin": split_document(now.by_origin),
        "tkdn": {
            "covered_idr": now.tkdn.covered_idr,
            "coverage_bp": now.tkdn.coverage_bp,
            "floor_bp": now.tkdn.floor_bp,
            "average_bp": now.tkdn.average_bp,
        },
        "ikm": {"value_idr": now.ikm.value_idr, "share_bp": now.ikm.share_bp},
        "made_here": {"value_idr": now.made_here.value_idr, "share_bp": now.made_here.share_bp} if now.made_here else None,
        "evidence": {f"{s.value}_idr": v for s, v in now.evidence.items() if s.value != "none"},
        "stock": {
            "by_origin": split_document(report.stock),
            "below_zero": report.stock_below_zero,
            "unknown_cost": report.stock_unknown_cost,
        },
        "by_category": categories_document(report.categories),
    } | _more(report)


def _more(report: "LocalContent") -> dict[str, Any]:
    """What the paper says beside the measures."""
    return {
        "target_bp": report.target_bp,
        "before": split_document(report.before.by_origin) if report.before else None,
        "year": {"target_bp": report.year.target_bp, **_parts(report.year.value_idr)} if report.year else None,
        "makers": report.makers,
        "consigned": {
            "articles": report.consigned.articles,
            "pieces_milli": report.consigned.pieces,
            "owed_idr": report.consigned.owed_idr,
        },
        "by_month": [
            {"month": f"{first:%Y-%m}", "target_bp": target, **_parts(split.value_idr)}
            for (first, split), target in zip(report.months, report.targets, strict=True)
        ],
        "by_day": [{"day": row.day.isoformat(), **_parts(row.value_idr)} for row in report.days],
        "by_maker_size": [{"size": row.size.value, **_parts(row.value_idr)} for row in report.sizes],
        "top_domestic": [_article(row) for row in report.top_domestic],
        "top_makers": [
            {"maker": r.maker, "size": r.size.value, "regency": r.regency, "value_idr": r.value_idr, "pieces_milli": r.pieces}
            for r in report.top_makers
        ],
        "top_imported": [_article(row.article) | {"alternative": _offered(row.offered)} for row in report.top_imported],
        "unknown": [_article(row) for row in report.unknown],
        "origin_changes": _changes(report.changed),
        "ending": [
            {
                "code": r.code,
                "name": r.name,
                "kind": r.evidence_kind,
                "number": r.number,
                "tkdn_bp": r.tkdn_bp,
                "last_day": r.last_day.isoformat(),
            }
            for r in report.ending
        ],
        "push": {
            "offered": report.push.offered,
            "taken": report.push.taken,
            "taken_bp": report.push.taken_bp,
            "moved_idr": report.push.moved_idr,
        },
    }


def _parts(values: "Mapping[State, int]") -> dict[str, Any]:
    """Values of the three origins, and the domestic share."""
    share = {state.value: bp for state, bp in shares(values).items()}
    return {f"{state.value}_idr": value for state, value in values.items()} | {"domestic_share_bp": share["domestic"]}


def _article(row: "ArticleRow") -> dict[str, Any]:
    return {
        "code": row.code,
        "name": row.name,
        "category": row.category,
        "value_idr": row.value_idr,
        "pieces_milli": row.pieces,
        "country": row.country,
        "tkdn_bp": row.tkdn_bp,
        "evidence": row.evidence_kind,
        "maker": row.maker,
    }


def _offered(offered: "Offered | None") -> dict[str, Any] | None:
    if offered is None:
        return None
    return {
        "code": offered.code,
        "name": offered.name,
        "on_hand_milli": offered.on_hand,
        "tkdn_bp": offered.tkdn_bp,
        "dearer_bp": offered.dearer_bp,
        "per": offered.per_unit,
    }


def _changes(changed: "Changed") -> dict[str, Any]:
    return {
        "articles": changed.articles,
        "counts": [{"before": a.value, "after": b.value, "articles": n} for (a, b), n in changed.counts.items()],
        "rows": [
            {
                "code": r.code,
                "name": r.name,
                "before": r.before.value,
                "after": r.after.value,
                "day": r.day.isoformat(),
                "person": r.person,
                "evidence": r.evidence_kind,
                "value_idr": r.value_idr,
            }
            for r in changed.rows
        ],
    }
