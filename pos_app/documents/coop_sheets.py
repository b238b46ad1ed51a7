"""The comparison's tables as a workbook: every shop, category, disagreement and substitute, figures as numbers."""

from typing import TYPE_CHECKING

from pos_app import texts
from pos_app.documents import coop_words as words
from pos_app.documents.kit.book import Share, Value, written
from pos_app.documents.month_words import evidence_name
from pos_app.domain.comparison import Comparison, Measure, Row
from pos_app.formatting import Language
from pos_app.texts import gettext as _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pos_app.domain.origin import State


def render(compared: Comparison, *, language: Language) -> bytes:
    """The workbook: one sheet a table, its head kept in sight."""
    with texts.speaking(language):
        return written(
            [
                (_("Shops"), _shops(compared, language)),
                (_("Categories"), _categories(compared)),
                (_("Different origins"), _disputed(compared)),
                (_("Substitutes"), _substitutes(compared)),
            ]
        )


def _shops(compared: Comparison, language: Language) -> list[list[Value]]:
    names = [words.states()[state] for state in words.ORDER]
    top: list[Value] = [_("Shop"), _("Months"), _("Receipts"), _("Lines")]
    for measure in Measure:
        head = words.amount_head(measure)
        top += [head, *(f"{head}: {name}" for name in names), *(f"{head}: {name}, %" for name in names)]
    top += [
        _("TKDN, floor"),
        _("Certified"),
        _("Average"),
        _("Micro, small, medium"),
        _("Strong (Rp)"),
        _("Medium (Rp)"),
        _("Weak (Rp)"),
        "uid",
    ]
    return [top, *(_shop(row, language) for row in (*compared.shops, compared.together))]


def _shop(row: Row, language: Language) -> list[Value]:
    cells: list[Value] = [words.shop_name(row), words.months(row.period, language) if row.period else "", row.receipts, row.lines]
    for measure in Measure:
        cells += [row.figures.total(measure), *_in_order(row.figures.values(measure))]
        shares = row.figures.shares(measure)
        cells += [Share(shares[state]) for state in words.ORDER]
    cells += [Share(bp) for bp in (row.tkdn.floor_bp, row.tkdn.coverage_bp, row.tkdn.average_bp, row.ikm.share_bp)]
    return [*cells, *row.evidence.values(), row.uid]


def _in_order(values: "Mapping[State, int]") -> list[int]:
    return [values[state] for state in words.ORDER]


def _categories(compared: Comparison) -> list[list[Value]]:
    names = [words.states()[state] for state in words.ORDER]
    top: list[Value] = [_("Shop"), _("Category")]
    for measure in Measure:
        head = words.amount_head(measure)
        top += [*(f"{head}: {name}" for name in names), f"{head}: {names[0]}, %"]
    rows = [top]
    for row in (*compared.shops, compared.together):
        for category in row.categories:
            cells: list[Value] = [words.shop_name(row), words.category_name(category.name)]
            for measure in Measure:
                cells += [*_in_order(category.figures.values(measure)), Share(category.figures.domestic(measure))]
            rows.append(cells)
    return rows


def _disputed(compared: Comparison) -> list[list[Value]]:
    names = words.states()
    top: list[Value] = [_("Code"), _("Article"), *(names[s] for s in words.ORDER)]
    rows = [[*top, _("Best proof"), _("Shop of the proof"), _("Sales (Rp)"), *_each_shop(compared)]]
    for told in compared.disagreements:
        best = told.strongest
        states: list[Value] = [names[told.states[row.uid]] if row.uid in told.states else "" for row in _columns(compared)]
        counts = [told.count(state) for state in words.ORDER]
        proof = [evidence_name(best.evidence_kind), compared.row(best.shop_uid).name]
        rows.append([told.code, told.name, *counts, *proof, told.sales_idr, *states])
    return rows


def _columns(compared: Comparison) -> tuple[Row, ...]:
    """Shops that have a column of their own: as many as a person still reads across."""
    return compared.shops[:60]


def _each_shop(compared: Comparison) -> list[str]:
    return [row.name for row in _columns(compared)]


def _substitutes(compared: Comparison) -> list[list[Value]]:
    top: list[Value] = [
        _("Code"), _("Imported article"), _("Category"), _("Shops"), _("Sales (Rp)"), _("Price (Rp)"), _("Code of the alternative"),
        _("Domestic alternative"), _("Shops that stock it"), _("Price (Rp)"), "TKDN", _("Price difference"),
    ]  # fmt: skip
    rows = [top]
    for s in compared.substitutes:
        found: list[Value] = [s.code, s.name, s.category, len(s.shops), s.value_idr, s.price_idr, s.alternative_code, s.alternative_name]
        rows.append([*found, len(s.stocked_by), s.alternative_price_idr, Share(s.alternative_tkdn_bp), Share(s.dearer_bp)])
    return rows
