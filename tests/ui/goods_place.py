"""What a person does at the goods, in one word each."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from pos_app.services import products
from pos_app.services.shop import Shop
from tests.ui.conftest import Keyboard, settle
from ui.app import Session
from ui.goods.goods_model import Column
from ui.goods.goods_view import GoodsView

CTRL = Qt.KeyboardModifier.ControlModifier


def opened(session: Session) -> GoodsView:
    session.window.show_place("goods")
    settle(session)
    place = session.window.place_widget("goods")
    assert isinstance(place, GoodsView)
    return place


def listed(goods: GoodsView) -> list[str]:
    model = goods.page.model
    return [str(model.index(row, Column.NAME).data()) for row in range(model.rowCount())]


def pick(session: Session, goods: GoodsView, name: str) -> None:
    goods.page.table.pick(listed(goods).index(name))
    goods.page.table.setFocus()
    settle(session)


def known(shop: Shop, code: str) -> products.Shown:
    return products.show(shop, code)


def typed(session: Session, keyboard: Keyboard, field: QLineEdit, text: str) -> None:
    """A person goes to a field and types over what is there."""
    field.setFocus()
    field.selectAll()
    if text:
        keyboard.type(text)
    else:
        keyboard.strike(Qt.Key.Key_Delete)
    settle(session)


def save(session: Session, keyboard: Keyboard) -> None:
    keyboard.strike(Qt.Key.Key_S, "\x13", modifiers=CTRL)
    settle(session)
