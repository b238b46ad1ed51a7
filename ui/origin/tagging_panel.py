"""The article on the desk: who it is, what is known of it, what is entered, and the way to the next."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos_app.domain.evidence import Evidence
from pos_app.domain.origin import State
from pos_app.services import origin_hints
from pos_app.services.tagging import Open
from pos_app.texts import gettext as _
from pos_app.texts import ngettext
from ui.panels import origin_words
from ui.panels.evidence_cards import EvidenceCard, HintCard
from ui.panels.evidence_editor import EvidenceEditor
from ui.theme import Size, Weight
from ui.widgets.badge import Badge
from ui.widgets.buttons import Button, Kind
from ui.widgets.roomy import Roomy
from ui.widgets.surface import Surface, column, row
from ui.widgets.text import Elided, Text

WIDTH, COMPACT_WIDTH = 430, 356


class TaggingPanel(Surface):
    """Signals say what the person wants; the place does it."""

    save_wanted = Signal()
    withdraw_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self.setFixedWidth(WIDTH)
        self._open: Open | None = None
        self._place = Text(px=Size.SMALL, ink="ink_2")
        self._name = Text(px=Size.PANEL_TITLE, weight=Weight.BOLD, wrap=True)
        self._badge: Badge | None = None
        self._badge_row = row(gap=10)
        self._below = Elided(px=Size.SMALL, ink="ink_2")
        self.conflict = Text(px=Size.LABEL, weight=Weight.SEMIBOLD, ink="warning", wrap=True)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(8)
        self._shown_cards: list[EvidenceCard] = []
        self.editor = EvidenceEditor()
        self.hint = HintCard()
        self.save = Button(_("Save, next article"), kind=Kind.MAIN, key="Enter", height=54, px=Size.FIELD)
        self.save.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.save.clicked.connect(self.save_wanted)
        self.editor.changed.connect(self._name_the_button)
        inner = QWidget()
        inner.setLayout(column(self.conflict, self._cards, self.editor, self.hint, None, gap=13, margins=(0, 0, 2, 0)))
        head = column(self._place, self._name, self._badge_row, gap=3)
        whole = column(head, 6, gap=7, margins=(18, 16, 16, 18))
        whole.addWidget(Roomy(inner), 1)
        whole.addWidget(self.save)
        self.setLayout(whole)

    @property
    def shown(self) -> Open | None:
        return self._open

    @property
    def place(self) -> str:
        """Where in the order of effect the article stands, in words."""
        return self._place.text()

    def show_open(self, opened: Open, place: str) -> None:
        """Begin with an article."""
        self._open = opened
        self._place.setText(place)
        self._name.setText(opened.product.name)
        self._show_badge(opened)
        self._show_cards(opened)
        self.editor.show_known(opened.pieces, opened.origin, opened.day)
        self.hint.show_text(_hint(opened))
        self._name_the_button()

    def _show_badge(self, opened: Open) -> None:
        maker = opened.product.maker.name if opened.product.maker else ""
        self._below.setText(" · ".join(part for part in (opened.product.code, opened.product.category, maker) if part))
        if self._badge is None:
            self._badge = Badge(opened.origin, small=True)
            self._badge_row.addWidget(self._badge)
            self._badge_row.addWidget(self._below, 1)
        else:
            self._badge.show_origin(opened.origin)

    def _show_cards(self, opened: Open) -> None:
        for old in self._shown_cards:
            self._cards.removeWidget(old)
            old.deleteLater()
        self._shown_cards = []
        disagree = opened.origin.conflict
        self.conflict.setVisible(disagree)
        self.conflict.setText(
            _("The evidence disagrees, so the origin counts as unknown. Look at the package, choose, and say why.") if disagree else ""
        )
        for piece in opened.pieces:
            card = EvidenceCard(piece, opened.day, conflict=disagree)
            card.withdraw_wanted.connect(self._withdraw)
            self._cards.addWidget(card)
            self._shown_cards.append(card)

    def _withdraw(self, piece: Evidence) -> None:
        self.withdraw_wanted.emit(piece)

    def _name_the_button(self) -> None:
        nothing = self.editor.is_empty
        self.save.setText(_("Next article") if nothing else _("Save, next article"))
        self.save.update()


def _hint(opened: Open) -> str:
    """What may help to look, and proves nothing: an importer in the name, other shops, the maker's other goods, the code's prefix."""
    known = {state: n for state, n in opened.siblings.items() if n and state is not State.UNKNOWN}
    of_maker = ""
    if known:
        state, n = max(known.items(), key=lambda pair: pair[1])
        said = ngettext(
            "A hint, not evidence: {n} other article of this maker is tagged {state}.",
            "A hint, not evidence: {n} other articles of this maker are tagged {state}.",
            n,
        )
        of_maker = said.format(n=n, state=origin_words.state_word(state))
    hints = [origin_hints.importer(opened.product.name), origin_hints.others(opened.coop), of_maker]
    return "\n".join(hint for hint in hints if hint) or origin_hints.prefix(opened.product.code)
