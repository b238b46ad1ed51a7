"""The place of the co-op: real snapshots of real shops go in, and what shows is what the books compare."""

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pypdf
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from pos_app.domain import cart as carts
from pos_app.domain import days
from pos_app.domain.cart import Cart
from pos_app.domain.comparison import Measure, heat
from pos_app.domain.evidence import Kind
from pos_app.domain.evidence_entry import Entry
from pos_app.domain.money import Rupiah
from pos_app.domain.origin import State
from pos_app.domain.quantity import Milli
from pos_app.domain.tender import Means, Payment
from pos_app.services import checkout, coop, lookup, origins, seals, settings, snapshots
from pos_app.services.shop import OWNER, Shop
from tests import coop_scene, picture_shop
from tests.ui.conftest import settle, words_in
from ui.app import Session
from ui.coop import coop_words
from ui.coop.coop_view import COMPARISON, DISPUTES, SNAPSHOTS, SUBSTITUTES, CoopView
from ui.widgets.empty import EmptyPlace
from ui.widgets.figures_table import FiguresTable, spoken
from ui.widgets.heat_table import HeatModel, HeatRow, step_of

OCTOBER = days.month("2026-10")
SWEETS = picture_shop.SWEETS._replace(code="8991002000049")
"""With the check digit that makes its code the same article in every shop."""
GOODS = (picture_shop.RICE, picture_shop.BISCUIT, picture_shop.COCONUT, SWEETS)


class Sent(NamedTuple):
    """The snapshots of two member shops."""

    melati: Path
    harapan: Path


@pytest.fixture
def sent(tmp_path: Path) -> Sent:
    """Melati sells rice and the coconut biscuit, Harapan the imported biscuit; each says another thing of the sweets."""
    paths = []
    for name, state, sold in (
        ("Toko Melati", State.DOMESTIC, ((picture_shop.RICE, 3), (picture_shop.COCONUT, 2), (SWEETS, 1))),
        ("Mini Mart Harapan", State.IMPORTED, ((picture_shop.BISCUIT, 4), (picture_shop.RICE, 1))),
    ):
        folder = tmp_path / name
        folder.mkdir()
        shop = picture_shop.make(folder, goods=GOODS)
        settings.new_identity(shop, OWNER, seals.new_keys())
        settings.change(shop, OWNER, {"name": name})
        origins.record(shop, OWNER, SWEETS.code, Entry(Kind.LABEL, state))
        for item, count in sold:
            sell(shop, item, count)
        path = folder / "snapshot.zip"
        snapshots.export(shop, path)
        shop.close()
        paths.append(path)
    return Sent(*paths)


def sell(shop: Shop, item: picture_shop.Goods, count: int) -> None:
    with shop.uow.read() as u:
        found = lookup.find(u, item.code, day=OCTOBER.last)[0]
    cart = carts.add(Cart(), found, qty=Milli(1000 * count))
    checkout.commit(shop, OWNER, cart, [Payment(Means.CASH, Rupiah(1_000_000))], at=days.parse_instant("2026-10-05T10:00", "Asia/Makassar"))


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    """The co-op's own books, with nothing in them."""
    return picture_shop.make(tmp_path, goods=())


def open_coop(session: Session) -> CoopView:
    session.window.show_place("coop")
    settle(session)
    view = session.window.place_widget("coop")
    assert isinstance(view, CoopView)
    return view


def loaded(session: Session, sent: Sent) -> CoopView:
    view = open_coop(session)
    view.load(sent)
    settle(session)
    return view


def column(table: FiguresTable, at: int) -> list[str]:
    return [spoken(line.cells[at]) for line in table.figures.lines]


def test_without_snapshots_there_is_one_sentence_and_one_action(session: Session, sent: Sent, monkeypatch: pytest.MonkeyPatch) -> None:
    view = open_coop(session)
    assert "Belum ada toko untuk dibandingkan" in words_in(view)
    assert not view.tabs.isVisible()
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: ([str(path) for path in sent], ""))
    view.findChild(EmptyPlace).wanted.emit()
    settle(session)
    assert column(view.comparison.shops, 0) == ["Toko Melati", "Mini Mart Harapan"]
    assert view.tabs.isVisible()


def test_shops_stand_side_by_side_as_the_books_compare_them(session: Session, sent: Sent, shop: Shop) -> None:
    view = loaded(session, sent)
    assert view.notice.text() == "2 cuplikan dimuat."
    assert view._status.text() == "2 dari 2 cuplikan Oktober 2026, segel cocok"
    compared = coop.compare(shop, OCTOBER)
    assert view.state.compared == compared, "the last whole month is looked at first"
    assert column(view.comparison.shops, 1) == ["241.700", "119.000"]
    assert column(view.comparison.shops, 3) == ["100,0%", "59,7%"]
    assert column(view.comparison.together, 1) == ["360.700"]
    assert column(view.comparison.together, 3) == ["86,7%"]
    found = heat(compared, Measure.SALES)
    model = view.comparison.heat.heat
    shown = [[model.index(r, c).data() for c in range(1, model.columnCount())] for r in range(model.rowCount())]
    assert shown == [["–" if share is None else str(share) for share in shares] for _row, shares in found.rows]


def test_every_measure_has_its_own_ranking_and_ranking_can_be_turned_off(session: Session, sent: Sent) -> None:
    view = loaded(session, sent)
    view.measure.chosen.emit(2)
    assert column(view.comparison.shops, 1) == ["4", "4"]
    assert column(view.comparison.shops, 3) == ["75,0%", "50,0%"]
    view.ranking.click()
    assert column(view.comparison.shops, 0) == ["Mini Mart Harapan", "Toko Melati"]
    view.ranking.click()
    assert column(view.comparison.shops, 0) == ["Toko Melati", "Mini Mart Harapan"]


def test_disputes_and_substitutes_are_named_with_who_says_what(session: Session, sent: Sent) -> None:
    view = loaded(session, sent)
    assert "1 barang" in words_in(view.comparison.panel)
    view.comparison.panel.one_by_one.click()
    assert view.tabs.at == DISPUTES
    assert column(view.disputes.list.table, 1) == ["Dalam negeri 1, Impor 1"]
    assert column(view.disputes.shops, 1) == ["Dalam negeri", "Impor"]
    view.tabs.choose(SUBSTITUTES)
    row = view.substitutes.list.table.figures.lines[0].cells
    assert spoken(row[0]).startswith("Biskuit Cokelat 140 g")
    assert spoken(row[4]).startswith("Biskuit Kelapa Nusantara 150 g")


def test_a_bad_file_among_good_ones_is_named_and_the_others_are_in(session: Session, sent: Sent, tmp_path: Path) -> None:
    torn = tmp_path / "torn.zip"
    torn.write_bytes(sent.melati.read_bytes()[:-200])
    view = open_coop(session)
    view.load([sent.harapan, torn])
    settle(session)
    first, second = view.notice.text().split("\n")
    assert first == "1 cuplikan dimuat, 1 ditolak."
    assert second.startswith("torn.zip: ")
    assert column(view.comparison.shops, 0) == ["Mini Mart Harapan"]
    view.load([sent.harapan])
    settle(session)
    assert view.notice.text() == "1 sudah pernah dimuat."


def test_the_period_is_chosen_among_the_months_of_the_snapshots(session: Session, sent: Sent, shop: Shop) -> None:
    view = loaded(session, sent)
    assert view.period._words[0] == "Semua bulan"
    assert view.period._words[-1] == "November 2026", "months to come are not offered"
    QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    settle(session)
    assert view.state.compared == coop.compare(shop, days.month("2026-11"))
    assert column(view.comparison.shops, 3) == ["–", "–"]
    view.period._take(0)
    settle(session)
    assert view.state.compared == coop.compare(shop)


def test_the_comparison_is_saved_as_paper_and_tables(
    session: Session, sent: Sent, shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = loaded(session, sent)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "paper.pdf"), ""))
    QTest.keyClick(view, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    settle(session)
    said = "".join(page.extract_text() for page in pypdf.PdfReader(tmp_path / "paper.pdf").pages)
    assert "PB-2026-10-0001" in said
    assert "86,7%" in said
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "tables.xlsx"), ""))
    QTest.keyClick(view, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    settle(session)
    first = openpyxl.load_workbook(tmp_path / "tables.xlsx").worksheets[0]
    assert [row[0] for row in first.iter_rows(min_row=2, values_only=True)] == ["Toko Melati", "Mini Mart Harapan", "Semua toko"]


def test_without_shops_no_paper_is_asked_for(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    view = open_coop(session)
    asked = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: asked.append(args) or ("", ""))
    view.save_pdf()
    settle(session)
    assert view.notice.text()
    assert not asked


def test_the_own_snapshot_is_one_that_a_co_op_can_load(
    session: Session, sent: Sent, shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = loaded(session, sent)
    wanted = []

    def ask(_parent: object, _title: str, name: str, _kind: str) -> tuple[str, str]:
        wanted.append(Path(name).name)
        return str(tmp_path / "own"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    view.tabs.choose(SNAPSHOTS)
    view.snapshots.make_wanted.emit()
    settle(session)
    assert wanted == ["toko-sumber-rejeki-2026-11-24.zip"]
    view.load([tmp_path / "own.zip"])
    settle(session)
    assert column(view.snapshots.list.table, 0) == ["Mini Mart Harapan", "Toko Melati", "Toko Sumber Rejeki"]


def test_a_shop_is_opened_by_enter_and_left_by_escape(session: Session, sent: Sent) -> None:
    view = loaded(session, sent)
    view.comparison.shops.setFocus()
    view.comparison.shops.pick(1)
    QTest.keyClick(view.comparison.shops, Qt.Key.Key_Return)
    panel = view.comparison.shop_panel
    assert view.comparison.is_shop_open
    assert panel.name.text() == "Mini Mart Harapan"
    assert column(panel.figures, 1)[:4] == ["119.000", "71.000", "48.000", "0"]
    view.comparison.shops.pick(0)
    assert panel.name.text() == "Toko Melati"
    QTest.keyClick(view.comparison.shops, Qt.Key.Key_Escape)
    assert not view.comparison.is_shop_open


def test_a_figure_of_the_heat_opens_its_articles_by_click_and_by_enter(session: Session, sent: Sent) -> None:
    view = loaded(session, sent)
    page = view.comparison
    heads = [page.heat.heat.headerData(c, Qt.Orientation.Horizontal) for c in range(page.heat.heat.columnCount())]
    rows = [page.heat.heat.index(r, 0).data() for r in range(page.heat.heat.rowCount())]
    page.heat.clicked.emit(page.heat.heat.index(rows.index("Mini Mart Harapan"), heads.index("Biskuit")))
    settle(session)
    assert page.is_category_open
    assert page.category_panel.name.text() == "Biskuit"
    imported, domestic = "Biskuit Cokelat 140 g Impor · Malaysia", "Biskuit Kelapa Nusantara 150 g Dalam negeri · TKDN 71%"
    assert column(page.category_panel.goods, 0) == [imported, domestic]
    assert column(page.category_panel.goods, 1) == ["48.000", "0"]
    page.heat.setFocus()
    page.heat.setCurrentIndex(page.heat.heat.index(rows.index("Semua toko"), heads.index("Biskuit")))
    QTest.keyClick(page.heat, Qt.Key.Key_Return)
    settle(session)
    assert column(page.category_panel.goods, 0)[0] == f"{imported} · Mini Mart Harapan"
    view.measure.chosen.emit(1)
    settle(session)
    assert sorted(column(page.category_panel.goods, 1)) == ["20 pcs", "22 pcs", "24 pcs", "24 pcs"], "stock says what there is"
    QTest.keyClick(page.heat, Qt.Key.Key_Escape)
    assert not page.is_category_open
    assert view.tabs.at == COMPARISON


def test_enter_and_digits_open_the_pages(session: Session, sent: Sent) -> None:
    view = loaded(session, sent)
    for key, page in ((Qt.Key.Key_Return, DISPUTES), (Qt.Key.Key_4, SUBSTITUTES), (Qt.Key.Key_2, SNAPSHOTS), (Qt.Key.Key_1, COMPARISON)):
        view.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, chr(key) if key < 128 else "\r"))
        assert view.tabs.at == page


def test_every_model_keeps_the_rules_of_models(session: Session, sent: Sent) -> None:
    view = open_coop(session)
    models = [table.figures for table in view.findChildren(FiguresTable)] + [view.comparison.heat.heat]
    assert len(models) == 9
    kept = [QAbstractItemModelTester(m, QAbstractItemModelTester.FailureReportingMode.Warning) for m in models]
    view.load(sent)
    settle(session)
    for measure in (1, 2, 0):
        view.measure.chosen.emit(measure)
    scene = coop_scene.comparison()
    view.show_comparison(scene.members, scene)
    assert len(kept) == len(models)


def test_many_shops_leave_the_heat_in_sight_and_the_sums_under_their_columns(session: Session) -> None:
    view = open_coop(session)
    scene = coop_scene.comparison()
    rows = tuple(scene.shops[n % 6] for n in range(60))
    view.show_comparison(scene.members, replace(scene, shops=rows))
    for _n in range(3):
        QApplication.processEvents()
    page = view.comparison
    assert page.heat.height() > 150
    assert page.shops.verticalScrollBar().isVisible()
    assert page.shops.columnViewportPosition(5) == page.together.columnViewportPosition(5)


def test_heat_has_five_steps_each_with_its_number() -> None:
    assert [step_of(share) for share in (0, 39, 40, 54, 55, 69, 70, 84, 85, 100)] == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]
    model = HeatModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show(["Minuman", "Sabun"], [HeatRow("Toko Melati", (85, None))])
    assert [model.index(0, at).data() for at in range(3)] == ["Toko Melati", "85", "–"]
    assert model.index(0, 1).data(Qt.ItemDataRole.ToolTipRole) == "Toko Melati, Minuman: 85%"
    assert tester.model() is model


def test_a_snapshot_that_does_not_cover_the_month_is_said() -> None:
    scene = coop_scene.comparison()
    shops = (replace(scene.shops[0], period=None), *scene.shops[1:])
    short = replace(scene, shops=shops)
    assert coop_words.status(short) == ("5 dari 6 cuplikan Oktober 2026, segel cocok", False)
