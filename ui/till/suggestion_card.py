"""One domestic article in place of an imported line, taken over with one key."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from pos_app import formatting, texts
from pos_app.services.checkout import Suggestion
from pos_app.texts import gettext as _
from ui.commands import CommandId, command, shown_key
from ui.theme import Size, Weight
from ui.till.basket_model import per_text
from ui.widgets.badge import Badge
from ui.widgets.keys import KeyCap
from ui.widgets.surface import Surface, column, row
from ui.widgets.text import Elided, Text


class SuggestionCard(Surface):
    """A click takes it over, as F8 does; one on the number of the others shows the next, as Shift+F8 does."""

    taken, other_wanted = Signal(), Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("domestic", parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._for = Elided(px=Size.SMALL, ink="ink_2")
        self._others = Text(px=Size.SMALL, weight=Weight.SEMIBOLD, ink="domestic")
        self._name = Elided(px=Size.NAME, weight=Weight.BOLD)
        self._badge: Badge | None = None
        self._compact = False
        self._shown: Suggestion | None = None
        self._badge_row = row(gap=6)
        word = Text(_(command(CommandId.SWAP).word), px=Size.LABEL, weight=Weight.SEMIBOLD)
        self._facts = Elided(px=Size.LABEL, ink="ink_2")
        self._difference = Text(px=Size.LABEL, weight=Weight.SEMIBOLD, ink="ok")
        swap = row(self._badge_row, None, word, KeyCap(shown_key(CommandId.SWAP)), gap=6)
        head = row(gap=8)
        head.addWidget(self._for, 1)
        head.addWidget(self._others)
        self.setLayout(column(head, self._name, swap, row(self._facts, self._difference, gap=8), gap=7, margins=(14, 12, 14, 12)))
        self.hide()

    def set_compact(self, compact: bool) -> None:
        if compact != self._compact:
            self._compact = compact
            self._fill(self._shown)

    def show_suggestion(self, suggestion: Suggestion | None) -> None:
        """Every scan answers with one; the same again is not built and painted again."""
        if suggestion != self._shown:
            self._fill(suggestion)

    def _fill(self, suggestion: Suggestion | None) -> None:
        self._shown = suggestion
        self.setVisible(suggestion is not None)
        if suggestion is None:
            return
        speech, product = texts.language(), suggestion.found.product
        self._for.setText(_("Domestic in place of {name}").format(name=suggestion.instead_of.shown_name))
        self._others.setVisible(suggestion.of > 1)
        self._others.setText(
            _("{place} of {of} · {key}").format(place=suggestion.place, of=suggestion.of, key=shown_key(CommandId.OTHER_SWAP))
        )
        self._name.setText(product.name)
        if self._badge is not None:
            self._badge.hide()
            self._badge.deleteLater()
        self._badge = Badge(product.origin, small=self._compact, with_tkdn=not self._compact)
        self._badge_row.addWidget(self._badge)
        facts = []
        if suggestion.alternative.per is not None:
            facts.append(per_text(suggestion.alternative.per))
        else:
            facts.append(formatting.rupiah(product.price_idr or 0, speech))
        if product.on_hand is not None:
            facts.append(_("stock {qty}").format(qty=formatting.qty(product.on_hand, speech)))
        self._facts.setText(" · ".join(facts))
        self._difference.setText(difference_words(suggestion.alternative.difference_idr))
        self._difference.set_ink("ink_2" if suggestion.alternative.difference_idr > 0 else "ok")
        self.setAccessibleName(f"{self._for.text()}: {product.name}")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if event.button() is not Qt.MouseButton.LeftButton or not self.rect().contains(at):
            return
        on_others = self._others.isVisible() and self._others.geometry().adjusted(-8, -12, 14, 6).contains(at)
        (self.other_wanted if on_others else self.taken).emit()


def difference_words(value_idr: int) -> str:
    """`Rp2.000 cheaper`, for one unit."""
    speech = texts.language()
    if value_idr < 0:
        return _("{amount} cheaper").format(amount=formatting.rupiah(-value_idr, speech))
    if value_idr > 0:
        return _("{amount} dearer").format(amount=formatting.rupiah(value_idr, speech))
    return _("same price")
