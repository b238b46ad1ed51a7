"""The selected article beside the list: what it is, costs and lies here, its origin and past; Ctrl+S saves, Esc leaves it as it was."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from pos_app import texts
from pos_app.domain.product import Kind as ProductKind
from pos_app.errors import Refused, Unavailable
from pos_app.services.goods_list import Detail
from pos_app.texts import gettext as _
from ui.commands import CommandId, shown_key
from ui.goods.article_form import ArticleForm
from ui.goods.history_page import HistoryPage
from ui.goods.origin_page import OriginPage
from ui.theme import Size, Weight
from ui.widgets.buttons import Button, Kind
from ui.widgets.roomy import Roomy
from ui.widgets.surface import Surface, column, row
from ui.widgets.tabs import Tabs
from ui.widgets.text import Elided, Text

WIDTH, COMPACT_WIDTH = 424, 350
COMPACT_BELOW = 1080
"""A place with fewer pixels across has a narrower panel beside its list."""
GENERAL, PRICES, SHELF, ORIGIN, HISTORY = range(5)


class ArticlePanel(Surface):
    save_wanted = Signal()
    leave_wanted = Signal()

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__("side", parent)
        self.setFixedWidth(WIDTH)
        self._detail: Detail | None = None
        self._above, self._name = Elided(px=Size.SMALL, ink="ink_2"), Text(px=Size.PANEL_TITLE, weight=Weight.BOLD, wrap=True)
        self.tabs = Tabs([_("General"), _("Price"), _("Stock"), _("Origin"), _("History")])
        self.form, self.origin, self.past = ArticleForm(zone, self), OriginPage(zone), HistoryPage()
        self.pages = QStackedWidget()
        for page in (*self.form.pages, self.origin, self.past):
            self.pages.addWidget(_scrolling(page))
        self._wrong = Text(px=Size.LABEL, weight=Weight.SEMIBOLD, ink="warning", wrap=True)
        self._wrong.hide()
        self.leave = Button(_("Cancel"), key="Esc", height=48)
        self.save = Button(_("Save"), kind=Kind.MAIN, key=shown_key(CommandId.SAVE), height=48, px=Size.FIELD)
        foot = Surface("foot")
        buttons = self._buttons = row(self.leave, gap=10)
        buttons.addWidget(self.save, 1)
        foot.setLayout(column(self._wrong, buttons, gap=8, margins=(18, 12, 18, 10)))
        head = column(self._above, self._name, gap=2, margins=(18, 13, 18, 8))
        whole = column(head, self.tabs, gap=0)
        whole.addWidget(self.pages, 1)
        whole.addWidget(foot)
        self.setLayout(whole)
        self.leave.clicked.connect(self.leave_wanted)
        self.save.clicked.connect(self.save_wanted)
        self.tabs.chosen.connect(self._turn)
        self.form.edited.connect(self._name_buttons)
        self.origin.editor.changed.connect(self._name_buttons)
        self.origin.editor.submitted.connect(self.save_wanted)
        self.origin.editor.left.connect(self.leave_wanted)
        self._name_buttons()

    def set_compact(self, compact: bool) -> None:
        """On a small screen the panel is narrower and its buttons stand below each other."""
        self.setFixedWidth(COMPACT_WIDTH if compact else WIDTH)
        self._buttons.setDirection(QBoxLayout.Direction.BottomToTop if compact else QBoxLayout.Direction.LeftToRight)

    @property
    def shown(self) -> Detail | None:
        return self._detail

    @property
    def is_edited(self) -> bool:
        """Whether something was entered that is not saved."""
        return self.form.is_edited or (self.origin.is_entering and not self.origin.editor.is_empty)

    def show_detail(self, detail: Detail) -> None:
        self._detail = detail
        product = detail.product
        self._above.setText(" · ".join(part for part in (product.code, product.category) if part))
        self._name.setText(product.name)
        self.form.show_detail(detail)
        self.origin.show_detail(detail)
        self.past.show_detail(detail)
        self.say(None)
        self._name_buttons()

    def say(self, error: Refused | Unavailable | None) -> None:
        """Why what was entered cannot be saved: beside its field, or above the buttons where it belongs to none."""
        self.form.clear_marks()
        if isinstance(error, Refused) and (at := self.form.mark(error)) is not None:
            self.tabs.choose(at)
            self.form.mark(error)
            self._wrong.hide()
            return
        self._wrong.setText("" if error is None else texts.sentence(error))
        self._wrong.setVisible(error is not None)

    def enter_evidence(self) -> None:
        """Open the editor of a new piece, where the article can have an origin."""
        if self._detail is not None and self._detail.product.kind is ProductKind.GOODS:
            self.tabs.choose(ORIGIN)
            self.origin.enter_evidence()
            self._name_buttons()

    def leave_editor(self) -> None:
        self.origin.leave_editor()
        self._name_buttons()

    def _turn(self, at: int) -> None:
        self.pages.setCurrentIndex(at)

    def _name_buttons(self) -> None:
        entering = self.origin.is_entering
        self.save.setText(_("Save evidence") if entering else _("Save"))
        self.save.setEnabled(self.is_edited)
        self.leave.setEnabled(self.is_edited or entering)


def _scrolling(page: QWidget) -> Roomy:
    inner = QWidget()
    inner.setLayout(column(page, margins=(18, 12, 18, 12)))
    return Roomy(inner)
