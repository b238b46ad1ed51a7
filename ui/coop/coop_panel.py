"""Beside the comparison: where shops disagree about an origin, and what they could buy together."""

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from pos_app import formatting, texts
from pos_app.domain.comparison import Comparison, Substitute
from pos_app.domain.disagreement import Disagreement
from pos_app.texts import gettext as _
from pos_app.texts import ngettext
from ui.coop import coop_words as words
from ui.theme import Size, Weight
from ui.widgets.badge import SMALL_HEIGHT, Flag, Mark, paint_badge, width_of
from ui.widgets.buttons import Button, Kind
from ui.widgets.share_bar import ORDER
from ui.widgets.surface import Surface, column, emptied, row, rule
from ui.widgets.text import Elided, Text

_SHOWN: Final = 3
_WIDTH: Final = 372


def marks_of(told: Disagreement) -> tuple[Mark, ...]:
    """A badge for each origin that some shop names, the most often named first."""
    counts = [(state, told.count(state)) for state in ORDER]
    counts.sort(key=lambda found: -found[1])
    return tuple(Mark(state, words.mark_text(state, n)) for state, n in counts if n)


class MarkRow(QWidget):
    """Badges beside each other."""

    def __init__(self, marks: tuple[Mark, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks = marks
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(", ".join(mark.word for mark in marks))

    def sizeHint(self) -> QSize:
        return QSize(sum(width_of(mark, small=True) + 7 for mark in self._marks), SMALL_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, SMALL_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        left = 0.0
        for mark in self._marks:
            if self.width() - left >= SMALL_HEIGHT:
                left = paint_badge(painter, left, self.height() / 2, mark, room=self.width() - left, small=True) + 7
        painter.end()


class CoopPanel(Surface):
    disputes_wanted = Signal()
    substitutes_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self.setFixedWidth(_WIDTH)
        self._disputes, self._substitutes = column(gap=0), column(gap=0)
        self._all_disputes = Button("", kind=Kind.LINK, height=22)
        self._all_disputes.clicked.connect(self.disputes_wanted)
        self._all_substitutes = Button("", kind=Kind.LINK, height=22)
        self._all_substitutes.clicked.connect(self.substitutes_wanted)
        self.one_by_one = Button(_("Look at them one by one"), key="Enter", height=40)
        self.one_by_one.clicked.connect(self.disputes_wanted)
        around = column(self.one_by_one, margins=(16, 2, 16, 12))
        foot = Text(_("Percent: difference in price by content, against the imported article."), px=Size.SMALL, ink="ink_2", wrap=True)
        foot.setContentsMargins(16, 8, 16, 12)
        box = column(gap=0, margins=(1, 1, 1, 1))
        box.addLayout(_head(_("Origins that differ"), self._all_disputes))
        box.addWidget(rule())
        box.addLayout(self._disputes)
        box.addLayout(around)
        box.addWidget(rule())
        box.addLayout(_head(_("Buying together"), self._all_substitutes))
        box.addWidget(rule())
        box.addLayout(self._substitutes)
        box.addStretch(1)
        box.addWidget(foot)
        self.setLayout(box)

    def show_comparison(self, compared: Comparison) -> None:
        speech = texts.language()
        emptied(self._disputes)
        emptied(self._substitutes)
        n, m = len(compared.disagreements), len(compared.substitutes)
        self._all_disputes.setText(ngettext("{n} article", "{n} articles", n).format(n=formatting.number(n, speech)))
        self._all_substitutes.setText(ngettext("{n} substitute", "{n} substitutes", m).format(n=formatting.number(m, speech)))
        self._all_disputes.setVisible(n > 0)
        self._all_substitutes.setVisible(m > 0)
        self.one_by_one.setVisible(n > 0)
        for told in compared.disagreements[:_SHOWN]:
            self._disputes.addWidget(_dispute(compared, told))
        if not n:
            self._disputes.addWidget(_nothing(_("No two shops call the same article domestic and imported.")))
        for found in compared.substitutes[:_SHOWN]:
            self._substitutes.addWidget(_substitute(found))
        if not m:
            self._substitutes.addWidget(_nothing(_("No shop stocks a domestic article in place of another's imported one.")))


def _head(title: str, behind: QWidget) -> QVBoxLayout:
    return column(row(Text(title, px=Size.NAME, weight=Weight.BOLD), None, behind, margins=(16, 10, 16, 9)))


def _nothing(said: str) -> Text:
    made = Text(said, px=Size.LABEL, ink="ink_2", wrap=True)
    made.setContentsMargins(16, 12, 16, 12)
    return made


def _dispute(compared: Comparison, told: Disagreement) -> QWidget:
    name = Elided(told.name, px=Size.TEXT, weight=Weight.SEMIBOLD)
    proof = Elided(words.proof(compared, told), px=Size.SMALL, ink="ink_2")
    return _entry(column(name, MarkRow(marks_of(told)), proof, gap=3, margins=(16, 7, 16, 8)))


def _substitute(found: Substitute) -> QWidget:
    of = Elided(_("{article}, imported").format(article=found.name), px=Size.SMALL, ink="ink_2")
    sold = Text(words.shops_and_value(found), px=Size.SMALL, ink="ink_2")
    upper, lower = row(gap=10), row(gap=8)
    upper.addWidget(of, 1)
    upper.addWidget(sold)
    lower.addWidget(Flag(), 0, Qt.AlignmentFlag.AlignVCenter)
    lower.addWidget(Elided(found.alternative_name, px=Size.TEXT, weight=Weight.SEMIBOLD), 1)
    lower.addWidget(Text(words.dearer(found.dearer_bp), px=Size.TEXT, weight=Weight.BOLD))
    return _entry(column(upper, lower, gap=4, margins=(16, 8, 16, 8)))


def _entry(box: QVBoxLayout) -> QWidget:
    made = QWidget()
    inside = column(gap=0)
    inside.addLayout(box)
    inside.addWidget(rule())
    made.setLayout(inside)
    return made
