"""The origin of one article: state and maker, evidence as cards, what was said and when; or the editor of a new piece."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from pos_app import formatting, texts
from pos_app.domain.product import Kind
from pos_app.services.goods_list import Detail
from pos_app.texts import gettext as _
from pos_app.texts import ngettext
from ui.panels import origin_words
from ui.panels.evidence_cards import EvidenceCard, HintCard, OriginHistory
from ui.panels.evidence_editor import EvidenceEditor
from ui.theme import Radius, Size, Weight, font, icons, tokens
from ui.widgets import keys
from ui.widgets.badge import Badge
from ui.widgets.surface import column, row
from ui.widgets.text import Text


class AddButton(QAbstractButton):
    """The dashed way to a new piece of evidence."""

    def __init__(self, text: str, key: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key, self._icon = key, icon
        self.setText(text)
        self.setFont(font(Size.LABEL, Weight.SEMIBOLD))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(self.font()).horizontalAdvance(self.text()) + 90, 40)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QPen(QColor(t.focus if self.hasFocus() else t.line_2), 2 if self.hasFocus() else 1)
        if not self.hasFocus():
            edge.setDashPattern([4, 3])
        painter.setPen(edge)
        painter.setBrush(QColor(t.raised))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), Radius.BUTTON, Radius.BUTTON)
        word, cap = QFontMetrics(self.font()).horizontalAdvance(self.text()), keys.width_of(self._key)
        left, middle = (self.width() - word - cap - 34) / 2, self.height() / 2
        icons.paint(painter, QRectF(left, middle - 9, 18, 18), self._icon, t.ink)
        painter.setFont(self.font())
        painter.setPen(QColor(t.ink))
        painter.drawText(QRectF(left + 26, 0, word + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text())
        keys.paint_key(painter, QRectF(left + 34 + word, middle - 10, cap, 20), self._key)
        painter.end()


class OriginPage(QStackedWidget):
    """`add_wanted`, `withdraw_wanted` and the editor's own signals say what the person wants."""

    add_wanted = Signal()
    withdraw_wanted = Signal(object)

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self._badge: Badge | None = None
        self._cards: list[EvidenceCard] = []
        self._head = row(gap=12)
        self._maker = Text(px=Size.SMALL, ink="ink_2", wrap=True)
        self._degree = Text(px=Size.TITLE, weight=Weight.BOLD)
        self._degree.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._degree_word = Text("TKDN", px=Size.SMALL, ink="ink_2")
        self._degree_word.setAlignment(Qt.AlignmentFlag.AlignRight)
        said = _("The evidence disagrees, so the origin counts as unknown. Press A, choose, and say why.")
        self._conflict = Text(said, px=Size.LABEL, weight=Weight.SEMIBOLD, ink="warning", wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(9)
        self.add = AddButton(_("Scan a 2D code or add evidence"), "A", "scan-barcode")
        self.add.clicked.connect(self.add_wanted)
        self._history_word = Text(_("History of the origin"), px=Size.LABEL, weight=Weight.BOLD)
        self._entries = Text(px=Size.SMALL, ink="ink_2")
        self.history = OriginHistory()
        self.hint = HintCard()
        shown = QWidget()
        shown.setProperty("transparent", "true")
        past = column(row(self._history_word, None, self._entries), self.history, gap=6)
        shown.setLayout(column(self._head, self._conflict, self._list, self.add, past, None, self.hint, gap=10))
        self.editor = EvidenceEditor()
        entering = QWidget()
        entering.setProperty("transparent", "true")
        self._title = Text(_("New evidence"), px=Size.NAME, weight=Weight.BOLD)
        entering.setLayout(column(self._title, self.editor, None, gap=10))
        self.addWidget(shown)
        self.addWidget(entering)

    @property
    def is_entering(self) -> bool:
        return self.currentIndex() == 1

    def show_detail(self, detail: Detail) -> None:
        product, origin = detail.product, detail.origin
        if self._badge is None:
            self._badge = Badge(origin, with_tkdn=False)
            self._head.addWidget(self._badge)
            self._head.addWidget(self._maker, 1)
            self._head.addLayout(column(self._degree_word, self._degree, gap=0))
        self._badge.show_origin(origin)
        size = origin_words.SIZES.get(product.maker.size) if product.maker else None
        made = "\n".join(part for part in (product.maker.name if product.maker else "", _(size) if size else "") if part)
        goods = product.kind is Kind.GOODS
        self._badge.setVisible(goods)
        outside = _("Services and deposits have no origin and stand outside every share.")
        self._maker.setText(made or _("Maker not known") if goods else outside)
        degree = origin.tkdn_bp
        self._degree.setText("" if degree is None else formatting.share(degree, texts.language(), decimals=2))
        self._degree_word.setVisible(degree is not None)
        self._conflict.setVisible(origin.conflict)
        self._show_cards(detail)
        n = len(detail.history)
        self._history_word.setVisible(n > 0)
        self._entries.setText(ngettext("{n} entry", "{n} entries", n).format(n=n) if n else "")
        self.history.show_events(detail.history, self._zone)
        self.add.setVisible(goods)
        self.hint.show_text("\n".join(detail.hints))
        self.editor.show_known(detail.pieces, origin, detail.day)
        self.setCurrentIndex(0)

    def _show_cards(self, detail: Detail) -> None:
        for old in self._cards:
            self._list.removeWidget(old)
            old.deleteLater()
        self._cards = [EvidenceCard(piece, detail.day, conflict=detail.origin.conflict) for piece in detail.pieces]
        for card in self._cards:
            card.withdraw_wanted.connect(self.withdraw_wanted)
            self._list.addWidget(card)

    def enter_evidence(self) -> None:
        self.setCurrentIndex(1)
        self.editor.number.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave_editor(self) -> None:
        self.setCurrentIndex(0)
