"""The origin desk as a person works at it: scan or arrow, one letter or one 2D code, Enter, the next; and back again."""

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from pos_app.domain.cart import Cart
from pos_app.domain.evidence import Kind
from pos_app.domain.origin import State
from pos_app.domain.tender import Means, Payment
from pos_app.services import checkout, origins, products, tagging
from pos_app.services.origins import Entry
from pos_app.services.shop import OWNER, Shop
from tests import picture_shop
from tests.picture_shop import BISCUIT, OIL, Goods
from tests.ui.conftest import Keyboard, settle, words_in
from ui.app import Session
from ui.origin.desk_page import DeskPage
from ui.origin.origin_view import OriginView
from ui.origin.tagging_model import Column
from ui.panels.evidence_cards import OriginHistory

PENCIL = Goods("8991002000114", "Pensil 2B isi 12", 9_000, "ktk", "Alat tulis", State.UNKNOWN)
BROOM = Goods("8991002000121", "Sapu Ijuk", 25_000, "pcs", "Rumah", State.UNKNOWN)
GREEN = Goods("4901234500013", "Teh Hijau Celup 25", 18_000, "ktk", "Minuman", State.UNKNOWN)
PACKAGE = "(90)MD235628001099(91)281130"


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    """Three articles without origin, of which the pencil sold most, and goods whose origin is known."""
    made = picture_shop.make(tmp_path, goods=(PENCIL, BROOM, GREEN, OIL, BISCUIT))
    cart = Cart()
    for code in (PENCIL.code, PENCIL.code, PENCIL.code, GREEN.code, OIL.code):
        cart = checkout.scan(made, cart, code).cart
    checkout.commit(made, OWNER, cart, [Payment(Means.CASH, 200_000)])
    return made


@pytest.fixture
def desk(session: Session) -> DeskPage:
    session.window.show_place("origin")
    settle(session)
    place = session.window.place_widget("origin")
    assert isinstance(place, OriginView)
    page = place.page("desk")
    assert isinstance(page, DeskPage)
    return page


def names(desk: DeskPage) -> list[str]:
    return [desk.model.tag(row).product.name for row in range(desk.model.rowCount())]


def on_desk(desk: DeskPage) -> str:
    return desk.panel.shown.product.name


def state(shop: Shop, code: str) -> State:
    return products.show(shop, code).product.origin.state


def pieces(shop: Shop, code: str) -> list[tuple[str, str | None]]:
    return [(piece.kind, piece.number) for piece in tagging.look(shop, products.show(shop, code).product.id).pieces]


def test_what_moves_the_figures_most_comes_first(desk: DeskPage) -> None:
    assert names(desk) == [PENCIL.name, GREEN.name, BROOM.name]
    assert on_desk(desk) == PENCIL.name
    assert [desk.model.index(0, column).data() for column in Column] == ["1", PENCIL.name, "Belum diketahui", "27.000", "+39,7%"]
    assert desk.head.known() == "33,8%"
    assert desk.head._promise.text() == "tinggal 3 barang · 3 berikutnya menaikkan ke 100,0%"


def test_one_letter_and_enter_tag_an_article_and_bring_the_next(session: Session, desk: DeskPage, shop: Shop, keyboard: Keyboard) -> None:
    keyboard.type("d")
    settle(session)
    assert "Bukti lemah" in desk.panel.editor.reading.text()
    keyboard.enter()
    settle(session)
    assert state(shop, PENCIL.code) is State.DOMESTIC
    assert on_desk(desk) == GREEN.name
    assert desk.head.known() == "73,5%"
    assert desk.model.index(0, Column.RAISES).data() == "sudah"


def test_ctrl_z_takes_the_last_piece_back_and_the_article_returns(session, desk, shop, keyboard):
    keyboard.type("d")
    settle(session)
    keyboard.enter()
    settle(session)
    keyboard.strike(Qt.Key.Key_Z, "\x1a", modifiers=Qt.KeyboardModifier.ControlModifier)
    settle(session)
    assert state(shop, PENCIL.code) is State.UNKNOWN
    assert on_desk(desk) == PENCIL.name
    assert desk.head.known() == "33,8%"
    assert pieces(shop, PENCIL.code) == []


def test_imported_goods_take_their_country(session: Session, desk: DeskPage, shop: Shop, keyboard: Keyboard) -> None:
    keyboard.type("i")
    settle(session)
    country = desk.panel.editor.country
    assert country.isVisibleTo(desk)
    country.setCurrentIndex(country.findText("Tiongkok"))
    desk.panel.editor.source.choose(1)
    desk.table.setFocus()
    keyboard.enter()
    settle(session)
    origin = products.show(shop, PENCIL.code).product.origin
    assert (origin.state, origin.country, origin.evidence_kind) == (State.IMPORTED, "CN", "label")
    assert desk.model.index(0, Column.ORIGIN).data() == "Impor · Tiongkok"


def test_a_2d_code_is_taken_apart_and_enter_records_it(session: Session, desk: DeskPage, shop: Shop, keyboard: Keyboard) -> None:
    keyboard.scan(PACKAGE)
    settle(session)
    said = desk.panel.editor.reading.text()
    assert "BPOM MD 235628001099" in said
    assert "Pangan olahan, dibuat di Indonesia" in said
    assert "30.11.2028" in said
    assert "Bukti kuat: asal menjadi Dalam negeri" in said
    assert desk.panel.editor.tiles.state() is State.DOMESTIC
    assert state(shop, PENCIL.code) is State.UNKNOWN
    keyboard.enter()
    settle(session)
    assert pieces(shop, PENCIL.code) == [("registration", "MD235628001099")]
    assert on_desk(desk) == GREEN.name


def test_a_scanner_alone_is_enough(session: Session, desk: DeskPage, shop: Shop, keyboard: Keyboard) -> None:
    for article, package in ((BROOM.code, "90MD265211001078\x1d91281029"), (GREEN.code, "(90)ML867031004482")):
        keyboard.scan(article)
        settle(session)
        keyboard.scan(package)
        settle(session)
    keyboard.scan(PENCIL.code)
    settle(session)
    assert (state(shop, BROOM.code), state(shop, GREEN.code)) == (State.DOMESTIC, State.IMPORTED)
    assert on_desk(desk) == PENCIL.name


def test_an_expired_code_is_weak_and_a_number_without_origin_proves_nothing(session: Session, desk: DeskPage, keyboard: Keyboard) -> None:
    keyboard.scan("(90)MD235628001099(91)231130")
    settle(session)
    assert "kedaluwarsa" in desk.panel.editor.reading.text()
    assert "Bukti lemah" in desk.panel.editor.reading.text()
    keyboard.scan("(90)NA18221901080(91)290406-1")
    settle(session)
    assert "Tidak membuktikan asal" in desk.panel.editor.reading.text()
    assert desk.panel.editor.tiles.state() is not State.DOMESTIC


def test_a_number_typed_by_hand_with_letters_that_are_commands(session: Session, desk: DeskPage, shop: Shop, keyboard: Keyboard) -> None:
    keyboard.strike(Qt.Key.Key_F2)
    keyboard.type("TI123456789")
    settle(session)
    desk.panel.editor._timer.timeout.emit()
    assert desk.panel.editor.tiles.state() is State.IMPORTED
    assert not desk.panel.editor.certificate.is_open
    keyboard.enter()
    settle(session)
    assert pieces(shop, PENCIL.code) == [("registration", "TI123456789")]


def test_a_number_that_cannot_be_is_refused_in_a_sentence_and_stays(session, desk, shop, keyboard):
    keyboard.strike(Qt.Key.Key_F2)
    keyboard.type("MD 1234")
    keyboard.enter()
    settle(session)
    assert "12 / 15" in desk.panel.editor.reading.text()
    assert on_desk(desk) == PENCIL.name
    assert pieces(shop, PENCIL.code) == []


def test_a_word_against_a_number_is_refused(session: Session, desk: DeskPage, shop: Shop, keyboard: Keyboard) -> None:
    keyboard.scan(PACKAGE)
    settle(session)
    keyboard.type("i")
    settle(session)
    keyboard.enter()
    settle(session)
    assert "MD235628001099" in desk.panel.editor.reading.text()
    assert on_desk(desk) == PENCIL.name
    assert pieces(shop, PENCIL.code) == []


def test_a_certificate_is_entered_with_its_days(session: Session, desk: DeskPage, shop: Shop, keyboard: Keyboard) -> None:
    keyboard.type("t")
    settle(session)
    card = desk.panel.editor.certificate
    keyboard.type("IK-2024-001187")
    settle(session)
    for field, typed in ((card.tkdn, "71,2"), (card.bmp, "6,5"), (card.begins, "15.01.2024"), (card.ends, "14/01/2027")):
        field.setFocus()
        keyboard.type(typed)
        settle(session)
    keyboard.enter()
    settle(session)
    origin = products.show(shop, PENCIL.code).product.origin
    assert (origin.state, origin.tkdn_bp, origin.bmp_bp, origin.certificate) == (State.DOMESTIC, 7120, 650, "IK-2024-001187")
    assert desk.model.index(0, Column.ORIGIN).data() == "Dalam negeri TKDN 71,2%"


def test_a_certificate_without_percentage_or_with_a_wrong_day_is_refused(session, desk, shop, keyboard):
    desk.open_certificate()
    keyboard.type("IK-1")
    keyboard.enter()
    settle(session)
    assert desk.panel.editor.reading.text()
    desk.panel.editor.certificate.tkdn.setFocus()
    keyboard.type("50")
    settle(session)
    desk.panel.editor.certificate.ends.setFocus()
    keyboard.type("31.02.2027")
    keyboard.enter()
    settle(session)
    assert "2027" in desk.panel.editor.reading.text()
    assert pieces(shop, PENCIL.code) == []


def test_disagreeing_evidence_stands_in_the_warning_colour_and_is_settled_with_a_reason(session, desk, shop, keyboard) -> None:
    key = products.show(shop, PENCIL.code).product.id
    tagging.tag(shop, OWNER, key, [Entry(state=State.DOMESTIC), Entry(Kind.REGISTRATION, number="ML867031004482")])
    desk.open_article(key)
    settle(session)
    assert desk.panel.conflict.isVisibleTo(desk)
    assert [card.property("surface") for card in desk.panel._shown_cards] == ["warning", "warning"]
    keyboard.type("i")
    settle(session)
    keyboard.enter()
    settle(session)
    assert state(shop, PENCIL.code) is State.UNKNOWN
    desk.panel.editor.why.setFocus()
    keyboard.type("nama importir pada kotak")
    settle(session)
    keyboard.enter()
    settle(session)
    assert state(shop, PENCIL.code) is State.IMPORTED
    assert on_desk(desk) == GREEN.name


def test_a_piece_that_contradicts_is_said_before_it_is_recorded(session: Session, desk: DeskPage, shop: Shop, keyboard: Keyboard) -> None:
    keyboard.scan(OIL.code)
    settle(session)
    assert on_desk(desk) == OIL.name
    assert desk.model.number(desk.model.row_of(desk.panel.shown.product.id)) == 0
    keyboard.scan("(90)ML867031004482")
    settle(session)
    assert "bertentangan" in desk.panel.editor.reading.text()
    keyboard.scan(PENCIL.code)
    settle(session)
    assert state(shop, OIL.code) is State.DOMESTIC, "what contradicts is never recorded by the next scan"


def test_unknown_takes_the_shops_own_word_back(session: Session, desk: DeskPage, shop: Shop, keyboard: Keyboard) -> None:
    keyboard.scan(BISCUIT.code)
    settle(session)
    keyboard.type("b")
    settle(session)
    keyboard.enter()
    settle(session)
    assert state(shop, BISCUIT.code) is State.UNKNOWN
    desk.undo()
    settle(session)
    assert products.show(shop, BISCUIT.code).product.origin.country == "MY"


def test_enter_with_nothing_entered_goes_on_and_records_nothing(session: Session, desk: DeskPage, shop: Shop, keyboard: Keyboard) -> None:
    keyboard.enter()
    settle(session)
    assert on_desk(desk) == GREEN.name
    assert pieces(shop, PENCIL.code) == []


def test_esc_drops_what_was_entered(session: Session, desk: DeskPage, shop: Shop, keyboard: Keyboard) -> None:
    keyboard.type("d")
    settle(session)
    keyboard.strike(Qt.Key.Key_Escape)
    settle(session)
    assert desk.panel.editor.is_empty
    assert desk.panel.save.text() == "Barang berikutnya"


def test_a_code_nobody_knows_and_a_package_without_its_article_are_said(session: Session, desk: DeskPage, keyboard: Keyboard) -> None:
    keyboard.scan("8990000099999")
    settle(session)
    assert "8990000099999" in desk.notice.text()


def test_hints_are_said_to_be_no_evidence(session: Session, desk: DeskPage, keyboard: Keyboard) -> None:
    keyboard.scan(GREEN.code)
    settle(session)
    assert "bukan bukti" in desk.panel.hint.text()
    assert "Jepang" in desk.panel.hint.text()
    assert desk.panel.shown.origin.state is State.UNKNOWN
    named = replace(desk.panel.shown.product, name="Cokelat diimpor oleh PT Contoh")
    tag = replace(desk.panel.shown.tag, product=named)
    desk.panel.show_open(replace(desk.panel.shown, tag=tag, coop={State.DOMESTIC: 2}), "")
    said = desk.panel.hint.text().splitlines()
    assert [line.split(":")[0] for line in said] == ["Petunjuk, bukan bukti"] * 2
    assert ("diimpor oleh PT Contoh" in said[0], "2 toko koperasi" in said[1]) == (True, True)


def test_when_everything_is_tagged_the_desk_says_so(session: Session, desk: DeskPage, keyboard: Keyboard) -> None:
    for _n in range(3):
        keyboard.type("d")
        settle(session)
        keyboard.enter()
        settle(session)
    assert desk.head._promise.text() == "tinggal 0 barang"
    assert "Semua barang" in desk.notice.text()


def test_without_goods_the_desk_leads_to_the_goods(tmp_path: Path, sessions: Callable[..., Session]) -> None:
    (tmp_path / "other").mkdir()
    session = sessions(picture_shop.make(tmp_path / "other", goods=()))
    session.window.show_place("origin")
    settle(session)
    desk = session.window.place_widget("origin").page("desk")
    assert "Belum ada barang" in words_in(desk)
    assert desk.panel.isHidden()


def test_a_sale_elsewhere_moves_the_order_when_the_desk_is_entered_again(session: Session, desk: DeskPage, shop: Shop) -> None:
    session.window.show_place("till")
    cart = Cart()
    for _n in range(4):
        cart = checkout.scan(shop, cart, BROOM.code).cart
    committed = checkout.commit(shop, OWNER, cart, [Payment(Means.CASH, 200_000)])
    session.desk.announce(committed.changes, session)
    session.window.show_place("origin")
    settle(session)
    assert names(desk)[0] == BROOM.name


def test_evidence_that_disagrees_keeps_its_article_on_the_desk(session: Session, desk: DeskPage, shop: Shop) -> None:
    for number in ("MD235628001099", "ML867031004482"):
        desk.panel.editor.take_scan(number)
        desk.save()
        settle(session)
        desk._looks.open(products.show(shop, PENCIL.code).product.id)
        settle(session)
    assert products.show(shop, PENCIL.code).product.origin.conflict
    assert on_desk(desk) == PENCIL.name
    assert "bertentangan" in desk.notice.text()


def test_shift_with_a_letter_tags_and_brings_the_next_by_the_source_chosen_last(session, desk, shop, keyboard) -> None:
    keyboard.type("s")
    settle(session)
    keyboard.strike(Qt.Key.Key_D, "D", modifiers=Qt.KeyboardModifier.ShiftModifier)
    settle(session)
    assert on_desk(desk) == GREEN.name
    keyboard.strike(Qt.Key.Key_I, "I", modifiers=Qt.KeyboardModifier.ShiftModifier)
    settle(session)
    assert on_desk(desk) == BROOM.name
    assert pieces(shop, PENCIL.code) == pieces(shop, GREEN.code) == [("label", None)]
    assert (state(shop, PENCIL.code), state(shop, GREEN.code)) == (State.DOMESTIC, State.IMPORTED)


def test_a_photo_is_kept_with_what_is_recorded_and_one_that_cannot_be_is_said(session, desk, shop, keyboard, tmp_path) -> None:
    photo = tmp_path / "kemasan.png"
    photo.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(20))
    note = tmp_path / "catatan.txt"
    note.write_text("halo")
    keyboard.type("d")
    settle(session)
    desk.panel.editor.file.take(note)
    keyboard.enter()
    settle(session)
    assert "catatan.txt" in desk.panel.editor.reading.text()
    assert pieces(shop, PENCIL.code) == []
    desk.panel.editor.file.take(photo)
    desk.table.setFocus()
    keyboard.enter()
    settle(session)
    [piece] = tagging.look(shop, products.show(shop, PENCIL.code).product.id).pieces
    assert piece.attachment is not None
    assert desk.panel.editor.file.path() is None, "the next article begins without a file"


def test_keys_and_scans_faster_than_the_books_each_reach_the_article_they_were_meant_for(
    session: Session, desk: DeskPage, shop: Shop, keyboard: Keyboard
) -> None:
    """Nothing is waited for between them: a second key must not be taken for the first one's article."""
    keyboard.strike(Qt.Key.Key_D, "D", modifiers=Qt.KeyboardModifier.ShiftModifier)
    keyboard.strike(Qt.Key.Key_Down)
    keyboard.strike(Qt.Key.Key_D, "D", modifiers=Qt.KeyboardModifier.ShiftModifier)
    keyboard.strike(Qt.Key.Key_I, "I", modifiers=Qt.KeyboardModifier.ShiftModifier)
    settle(session)
    assert [state(shop, x.code) for x in (PENCIL, GREEN, BROOM)] == [State.DOMESTIC, State.IMPORTED, State.DOMESTIC]
    for scan in (BROOM.code, "(90)MD235628001099(91)281130", GREEN.code, "(90)ML867031004482", PENCIL.code):
        session.window.scanned(scan)
    settle(session)
    assert on_desk(desk) == PENCIL.name
    assert ("registration", "MD235628001099") in pieces(shop, BROOM.code)
    assert ("registration", "ML867031004482") in pieces(shop, GREEN.code)
    assert [kind for kind, _number in pieces(shop, PENCIL.code)] == ["shop"]
    for scan in ("(90)ML867031004482", BROOM.code):
        session.window.scanned(scan)
    settle(session)
    assert [kind for kind, _number in pieces(shop, PENCIL.code)] == ["shop"]
    assert PENCIL.name in desk.notice.text()


def test_a_letter_struck_while_a_typed_number_is_recorded_is_meant_for_the_next_article(session, desk, keyboard, monkeypatch):
    tag, booked = tagging.tag, threading.Event()
    monkeypatch.setattr(tagging, "tag", lambda *given, **more: tag(*given, **more) if booked.wait(5) else None)
    desk.go_to_number()
    keyboard.type("ML867031004482")
    keyboard.enter()
    keyboard.strike(Qt.Key.Key_I, "i")
    QTest.qWait(150)
    booked.set()
    settle(session)
    assert (on_desk(desk), desk.panel.editor.tiles.state()) == (GREEN.name, State.IMPORTED)


def test_the_history_cuts_off_neither_who_nor_why(session: Session, shop: Shop) -> None:
    key = products.show(shop, PENCIL.code).product.id
    tagging.tag(shop, OWNER, key, [Entry(Kind.REGISTRATION, number="ML867031004482")])
    origins.withdraw(shop, OWNER, key, Kind.REGISTRATION, number="ML867031004482", why="nomor salah ketik, dilihat lagi bersama pemasok")
    shown = OriginHistory()
    shown.resize(380, 10)
    shown.show_events(origins.history(shop, PENCIL.code)[1], "Asia/Makassar")
    narrow = shown.sizeHint().height()
    shown.resize(1600, 10)
    assert narrow > shown.sizeHint().height() + 20
