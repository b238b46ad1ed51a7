"""The pages of the stock place stand in groups: each by its keys, by the words of the bar, and as they were after a new window."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.ui.conftest import settle, words_in
from ui.stock.stock_view import GROUPS, StockView

CTRL = Qt.KeyboardModifier.ControlModifier


def shown(view) -> str:
    return [page.id for group in GROUPS for page in group.pages][view.state.page]


def test_every_page_is_reached_by_its_group_s_key_and_by_the_words_in_the_bar(session, keyboard):
    session.window.show_place("stock")
    view = session.window.place_widget("stock")
    assert isinstance(view, StockView)
    settle(session)

    def press(key):
        keyboard.strike(key, modifiers=CTRL)
        settle(session)
        return shown(view)

    assert shown(view) == "receiving"
    assert [press(Qt.Key.Key_1) for _n in range(4)] == ["buying", "debts", "suppliers", "receiving"]
    reached = {shown(view), press(Qt.Key.Key_2)}
    assert not view._line.isVisible()
    assert shown(view) == "outgoing"
    for key, pages in ((Qt.Key.Key_3, 4), (Qt.Key.Key_4, 2), (Qt.Key.Key_5, 3)):
        reached |= {press(key) for _n in range(pages)}
    assert reached | {"buying", "debts", "suppliers"} == {page.id for group in GROUPS for page in group.pages}
    assert view._line.isVisible()

    assert (shown(view), press(Qt.Key.Key_PageDown), press(Qt.Key.Key_PageUp)) == ("labels", "receiving", "labels")
    assert (view.tabs.at, view.lines[4].at) == (4, 2)

    QTest.mouseClick(view.tabs, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    settle(session)
    assert shown(view) == "receiving"
    QTest.mouseClick(view.lines[0], Qt.MouseButton.LeftButton, pos=QPoint(view.lines[0].sizeHint().width() - 20, 20))
    settle(session)
    assert (shown(view), view.page("suppliers").isVisible()) == ("suppliers", True)

    session.window.show_help()
    settle(session)
    assert "Stok opname; lagi: kedaluwarsa, kartu, dokumen" in words_in(session.window)
