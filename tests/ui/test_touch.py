"""The till for fingers: tiles and digits do what the keyboard does, nothing is too small, favourites are the shopkeeper's."""

from dataclasses import replace

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from pos_app.domain.tender import Means
from pos_app.services import checkout, favourites, receipts, shifts
from pos_app.services import settings as shop_settings
from pos_app.services.shop import OWNER
from tests import shots
from tests.picture_shop import ALL, COFFEE, OIL, TEA
from tests.services.counter import basket_of, cash
from tests.ui.conftest import settle
from ui.commands import CommandId
from ui.theme.density import FINGER
from ui.till.touch_board import Tile
from ui.widgets.num_pad import NumPad
from ui.widgets.segments import Segments
from ui.widgets.tabs import Tabs


@pytest.fixture
def touch(shop, sessions):
    favourites.replace(shop, OWNER, [COFFEE.code, TEA.code])
    return sessions(shop, touch="on")


def tap(widget):
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def tiles(till):
    return {tile.text(): tile for tile in till.touch_board.findChildren(Tile) if tile.isVisible()}


def button(widget, word):
    return next(x for x in widget.findChildren(QAbstractButton) if x.isVisible() and x.text() == word)


def pad_keys(widget):
    pad = next(pad for pad in widget.findChildren(NumPad) if pad.isVisible())
    return {key.text() or "back": key for key in pad.findChildren(QAbstractButton)}


CLICKED = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, Segments, Tabs)


def too_small(window: QWidget) -> list[str]:
    """Everything a person can click or type in, in sight and with nothing over it, that a finger would miss."""
    found = []
    for widget in window.findChildren(QWidget):
        if not isinstance(widget, CLICKED) or not widget.isVisible() or widget.visibleRegion().isEmpty():
            continue
        target = widget.parentWidget() if widget.property("bare") == "true" else widget
        above = window.childAt(target.mapTo(window, target.rect().center()))
        if above is not None and above is not target and not target.isAncestorOf(above):
            continue
        if min(target.width(), target.height()) < FINGER:
            said = widget.text() if isinstance(widget, QAbstractButton) else widget.accessibleName()
            found.append(f"{type(widget).__name__} {said!r} {target.width()} x {target.height()}")
    return found


TILL = ("till-unknown", "pay-split", "shift-count", "receipts-void", "training")
OTHERS = (
    *(name for name in shots.WINDOWS if name.startswith(("till", "pay", "return", "exchange", "receipts", "shift", "sign", "customer"))),
    "hold", "held", "held-old", "split", "print-queue", "check", "owner-pin", "people", "keys",
)  # fmt: skip


@pytest.mark.parametrize("name", [*TILL, *(pytest.param(name, marks=pytest.mark.soak) for name in OTHERS if name not in TILL)])
def test_whatever_is_tapped_at_the_till_is_as_large_as_a_finger(shop, sessions, name, expected_warnings):
    if name == "sign-in-pin":
        expected_warnings.append("wrong pin")
    session = sessions(shop, touch="on")
    shots.WINDOWS[name](session)
    settle(session)
    assert too_small(session.window) == []


def test_touch_is_turned_on_without_another_window_and_the_scan_field_keeps_the_keys(shop, sessions):
    session = sessions(shop)
    assert session.window.isActiveWindow()
    session.desk.change_machine(replace(session.desk.machine, touch="on"))
    settle(session)
    assert button(session.window, "Cek harga").isVisible()
    assert session.window.isActiveWindow()


def test_a_drag_moves_the_basket_and_picks_nothing(touch):
    till = touch.window.place_widget("till")
    for item in ALL[:10]:
        touch.window.scanned(item.code)
        settle(touch)
    screen, bar = till.table.viewport(), till.table.verticalScrollBar()
    before, at = bar.value(), QPoint(200, 40)
    QTest.mousePress(screen, Qt.MouseButton.LeftButton, pos=at)
    for step in range(1, 9):
        QTest.mouseMove(screen, at + QPoint(0, 10 * step))
        QTest.qWait(10)
    QTest.mouseRelease(screen, Qt.MouseButton.LeftButton, pos=at + QPoint(0, 80))
    assert bar.value() < before
    assert not till.table.currentIndex().isValid(), "a drag picks nothing"


def test_a_sale_is_tapped_from_the_first_tile_to_the_last_key(touch):
    till = touch.window.place_widget("till")
    assert list(tiles(till)) == [COFFEE.name, TEA.name]
    small = [
        (button.text(), button.width(), button.height())
        for holder in (till.touch_board, *till.side.findChildren(NumPad))
        for button in holder.findChildren(QAbstractButton)
        if button.isVisible() and (button.height() < 44 or button.width() < 44)
    ]
    assert small == []
    tap(tiles(till)[COFFEE.name])
    settle(touch)
    keys = pad_keys(till.side)
    tap(keys["2"])
    tap(keys["×"])
    assert till.search.text() == "2*"
    tap(tiles(till)[TEA.name])
    settle(touch)
    assert [(x.product.name, x.qty) for x in till.counter.cart.lines] == [(COFFEE.name, 1000), (TEA.name, 2000)]
    tap(button(till.touch_board, "Minyak"))
    settle(touch)
    assert list(tiles(till)) == [OIL.name]
    tap(till.side.pay)
    settle(touch)
    tap(button(till.payment, "Kartu"))
    assert (till.payment.state.current, till.payment._right._kind.isVisible()) == (Means.DEBIT, True)
    tap(button(till.payment, "Tunai"))
    tap(button(till.payment, "50.000"))
    assert (till.payment.state.received_idr, till.payment.state.parts) == (50_000, ())
    tap(button(till.payment, "Tunai"))
    keys = pad_keys(till.payment)
    for sign in ("5", "0", "000"):
        tap(keys[sign])
    assert till.payment.state.received_idr == 50_000
    tap(keys["back"])
    assert till.payment.state.received_idr == 5000
    tap(keys["0"])
    tap(next(key for word, key in keys.items() if word in ("Masuk", "Enter")))
    settle(touch)
    assert till.counter.saved.sale.change_idr == 50_000 - 31_000 - 15_800
    tap(button(touch.window, "Barang"))
    settle(touch)
    assert touch.window.place_widget("goods").isVisible()


def test_a_shift_is_opened_goods_come_back_and_it_is_closed_without_a_key(touch):
    till, shop = touch.window.place_widget("till"), touch.desk.shop

    def tapped(*widgets):
        for widget in widgets:
            tap(widget)
            settle(touch)

    tapped(button(till, "Laci"))
    panel = till.drawer.panel
    panel.count.fields[50_000].setFocus(Qt.FocusReason.MouseFocusReason)
    tapped(pad_keys(panel)["2"], panel.go)
    assert shifts.show(shop, OWNER).float_idr == 100_000
    sold = checkout.commit(shop, OWNER, basket_of(shop, f"{OIL.code}*3"), cash(69_000)).sale
    till.returning.open(sold.number)
    settle(touch)
    panel = till.returning.panel
    [more] = [x for x in panel.findChildren(QAbstractButton) if x.toolTip() == f"Tambah satu {OIL.name}"]
    for _n in range(4):
        more.click()
        settle(touch)
    assert panel._sum.text() == "Rp69.000", "no more than the receipt has"
    tapped(pad_keys(panel)["2"])
    assert (panel._sum.text(), panel._why.text()) == ("Rp46.000", "")
    tapped(button(panel, "Rusak"), panel._go)
    assert next((x.paid_idr, x.kind.value) for x in receipts.listed(shop)) == (-46_000, "refund")
    wrong = checkout.commit(shop, OWNER, basket_of(shop, TEA.code), cash(7_900)).sale
    till.after.open()
    settle(touch)
    panel = till.after.panel
    tapped(button(panel, "Batalkan"))
    tapped(button(panel.bar, "Tercatat dua kali"), button(panel.bar, "Batalkan"))
    voided = receipts.read(shop, receipts.listed(shop)[0].number)[0]
    assert (voided.refunds, voided.why) == (wrong.number, "Tercatat dua kali")
    tapped(button(panel, "Kembali"))
    tapped(button(till, "Laci"))
    panel = till.drawer.panel
    keys = pad_keys(panel)
    tapped(keys["5"], keys["000"])
    assert panel.moves.amount.value() == 5_000, "the field had the focus before the digits showed"
    panel.moves.kind.choose(1)
    for act in (button(panel, "Belanja toko"), panel.moves.book, panel.go):
        act.click()
        settle(touch)
    panel.count.fields[100_000].setFocus(Qt.FocusReason.MouseFocusReason)
    tapped(keys["1"], panel.go)
    assert (panel.closing.left.value(), panel.closing.why.text()) == (100_000, "")
    panel.closing.reasons.buttons[0].click()
    panel.closing.left.setFocus(Qt.FocusReason.MouseFocusReason)
    settle(touch)
    tapped(keys["0"], panel.go)
    shift = shifts.latest(shop)[0]
    assert (shift.counted_idr, shift.left_idr, shift.why, shift.moves[0].why) == (100_000, 0, "Salah kembalian", "Belanja toko")


def test_favourites_are_chosen_with_the_star_and_the_mode_ends_at_once(touch):
    till, shop = touch.window.place_widget("till"), touch.desk.shop
    board = till.touch_board
    board._go("Minyak")
    settle(touch)
    tap(board._star)
    settle(touch)
    tap(tiles(till)[OIL.name])
    settle(touch)
    assert [x.product.name for x in favourites.board(shop).favourites] == [COFFEE.name, TEA.name, OIL.name]
    tap(tiles(till)[OIL.name])
    settle(touch)
    tap(board._star)
    board._go("")
    settle(touch)
    assert list(tiles(till)) == [COFFEE.name, TEA.name]
    assert not till.counter.cart.lines
    touch.desk.change_machine(replace(touch.desk.machine, touch="off"))
    assert not board.isVisible()
    assert [pad for pad in till.side.findChildren(NumPad) if pad.isVisible()] == []


def test_the_devices_page_keeps_addresses_logo_and_labels(session, tmp_path):
    session.window.show_place("settings")
    view = session.window.place_widget("settings")
    view.show_page("devices")
    page = view.page("devices")
    settle(session)
    page.fields["scale"].setText("somewhere")
    page.set_address("scale")
    assert session.desk.machine.scale == ""
    page.fields["scale"].setText("tcp:127.0.0.1:1")
    page.set_address("scale")
    assert session.desk.machine.scale == "tcp:127.0.0.1:1"
    page.weigh()
    settle(session)
    assert "tcp:127.0.0.1:1" in page._notice.text()
    picture = tmp_path / "logo.png"
    Image.new("L", (500, 200), 0).save(picture)
    page.keep_logo(picture)
    settle(session)
    assert not page.preview.pixmap().isNull()
    page.layout_field.setText("20=berat")
    page.keep_layout()
    page._set_bars(1)
    settle(session)
    kept = shop_settings.show(session.desk.shop)
    assert (kept["scale_layout"], kept["escpos_barcode"]) == ("20=weight", "command")
    assert page.layout_field.text() == "20=berat", "in the window's language"
    page.drop_logo()
    settle(session)
    assert page.preview.pixmap().isNull()


def test_a_tap_on_the_customers_screen_shows_the_way_back(touch):
    till = touch.window.place_widget("till")
    tap(till.buttons.below[CommandId.PRICE_CHECK])
    till.checking.shown.screen_wanted.emit()
    settle(touch)
    screen = till.checking.shown
    back = screen.findChild(QAbstractButton)
    assert not back.isVisible()
    tap(screen)
    assert back.isVisible()
    tap(back)
    settle(touch)
    assert till.checking.shown is None
