"""The way to an article from any list: scan, code or name, `12*` in front; several on one code are asked about."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from pos_app import texts
from pos_app.domain.gs1 import spaced
from pos_app.domain.product import Found
from pos_app.domain.quantity import ONE, Milli
from pos_app.errors import Refused
from pos_app.services import find
from pos_app.texts import gettext as _
from ui.operations import Lane
from ui.panels.names import Names
from ui.widgets.article_list import ArticlePopup
from ui.widgets.place import Desk
from ui.widgets.scan_field import ScanField
from ui.widgets.surface import column


def not_known_here(code: str) -> str:
    return _("{code} is not known here.").format(code=spaced(code))


class ArticleFinder(QWidget):
    """`found` carries the article, the quantity typed before it and the text it was found by; `unknown` the text nobody knows.

    `over` is the page the popups are laid over.
    """

    found = Signal(object, object, str)
    unknown = Signal(str, object)
    moved = Signal(int)
    left = Signal()

    def __init__(self, desk: Desk, over: QWidget, says: str, parent: QWidget | None = None, *, hint: tuple[str, str] | None = None) -> None:
        super().__init__(parent)
        self._desk, self._over = desk, over
        self._names = desk.model(Names)
        self._asked: tuple[str, Milli] = ("", ONE)
        self.field = ScanField(says, icon="scan-barcode", hint=hint)
        self.setFocusProxy(self.field)
        self.setLayout(column(self.field))
        self.popup = ArticlePopup(over)
        self.chooser = ArticlePopup(over, numbered=True)
        self.chooser.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.chooser.installEventFilter(self)
        self.field.typed.connect(self._typed)
        self.field.entered.connect(self._entered)
        self.field.moved.connect(self._moved)
        self.field.left.connect(self._left)
        self.popup.list.taken.connect(self._taken)
        self.chooser.list.taken.connect(self._chosen)

    def scan(self, text: str) -> None:
        """Look up what was scanned, with the quantity that stands in the field."""
        self.popup.hide()
        try:
            qty = self.field.used_up()[0] or ONE
        except Refused as error:
            self._desk.tell(texts.sentence(error), "warning")
            return
        self._look_up(text, qty)

    def go(self) -> None:
        """The focus to the field, what stands in it marked."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.line.selectAll()

    def close_popups(self) -> None:
        self.popup.hide()
        self.chooser.hide()

    def _look_up(self, text: str, qty: Milli) -> None:
        shop = self._desk.shop
        self._desk.operations.later(
            Lane.COUNTER, lambda: find.by_code(shop, text), lambda found: self._answered(text, qty, found), owner=self
        )

    def _answered(self, text: str, qty: Milli, found: tuple[Found, ...]) -> None:
        if not found:
            self.unknown.emit(text, qty)
        elif len(found) == 1:
            self.found.emit(found[0], qty, text)
        else:
            self._ask_which(text, qty, found)

    def _ask_which(self, text: str, qty: Milli, found: tuple[Found, ...]) -> None:
        self._asked = (text, qty)
        self.chooser.list.show_articles(found)
        said = _("{code} stands on {n} articles. Which one is it?").format(code=spaced(text), n=len(found))
        self.chooser.title.setText(said)
        self.chooser.title.show()
        self.chooser.foot.setText(_("Enter or a number takes one · arrows move · Esc leaves"))
        self.chooser.show_under(self.field, room=self._room())
        self.chooser.setFocus(Qt.FocusReason.OtherFocusReason)

    def _room(self) -> int:
        return self._over.height() - self.field.mapTo(self._over, self.field.rect().bottomLeft()).y() - 20

    # ------------------------------------------------------------ typing

    def _typed(self, _text: str) -> None:
        bare = self.field.sought()
        if not bare or bare.endswith("*"):
            self.popup.hide()
            return
        self._names.search(bare, self._named, owner=self)

    def _named(self, found: tuple[Found, ...]) -> None:
        if not self.field.text() or not self.field.line.hasFocus():
            return
        self.popup.list.show_articles(found)
        if not found:
            self.popup.hide()
            return
        self.popup.foot.setText(_("Enter takes the marked article · arrows move · Esc closes"))
        self.popup.show_under(self.field, room=self._room())

    def _entered(self) -> None:
        asked = self._asked_for()
        if asked is None or not asked[1]:
            return
        qty, rest = asked
        if self.popup.isVisible() and not _looks_like_code(rest):
            self.popup.list.take()
            return
        self.popup.hide()
        self.field.clear()
        self._look_up(rest, qty)

    def _asked_for(self) -> tuple[Milli, str] | None:
        """`12*CODE` as a quantity and a code, a text that is none of it as it is; None where the quantity is none, which is said."""
        try:
            qty, rest = self.field.meant()
        except Refused as error:
            self._desk.tell(texts.sentence(error), "warning")
            return None
        return qty or ONE, rest

    def _taken(self, found: Found) -> None:
        self.popup.hide()
        if (asked := self._asked_for()) is None:
            return
        self.field.clear()
        self.field.setFocus()
        self.found.emit(found, asked[0], found.code)

    def _moved(self, by: int) -> None:
        if self.popup.isVisible():
            self.popup.list.move_current(by)
        else:
            self.moved.emit(by)

    def _left(self) -> None:
        if self.popup.isVisible() or self.field.text():
            self.popup.hide()
            self.field.clear()
        else:
            self.left.emit()

    # ------------------------------------------------------------ one of several

    def _chosen(self, found: Found) -> None:
        self.chooser.hide()
        self.field.setFocus()
        text, qty = self._asked
        self.found.emit(found, qty, text)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        listed, key = self.chooser.list, event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            listed.take()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            listed.move_current(1 if key == Qt.Key.Key_Down else -1)
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            listed.take(key - Qt.Key.Key_1)
        elif key == Qt.Key.Key_Escape:
            self.chooser.hide()
            self.field.setFocus()
        else:
            return False
        return True


def _looks_like_code(text: str) -> bool:
    return sum(sign.isdigit() for sign in text) >= 5 and " " not in text
