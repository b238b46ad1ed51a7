"""A maker's goods beside what it has signed: exceptions stand first and in the warning colour, and are never confirmed with the rest."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pos_app import formatting, texts
from pos_app.services.makers import Proposal, Proposed, Reviewed
from pos_app.texts import N_, ngettext
from pos_app.texts import gettext as _
from ui.commands import CommandId, shown_key
from ui.panels import origin_words
from ui.theme import Size, Weight
from ui.widgets.badge import mark
from ui.widgets.buttons import Button, Kind
from ui.widgets.figures_table import Column, FiguresTable, Line, Marks, Said
from ui.widgets.surface import Surface, column, row
from ui.widgets.text import Elided, Text

_STANDS: Final = {
    Proposal.DIFFERS: N_("other evidence says otherwise"),
    Proposal.OPEN: N_("nothing proves it yet"),
    Proposal.AGREES: N_("other evidence agrees"),
    Proposal.CONFIRMED: N_("confirmed"),
}


class StatementReview(QWidget):
    """`confirm_wanted` carries the keys of one article, or None for all that nothing contradicts."""

    confirm_wanted = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown: Reviewed | None = None
        self._title = Elided(px=Size.TITLE, weight=Weight.BOLD)
        self._says = Text(px=Size.LABEL, ink="ink_2", wrap=True)
        self.table = FiguresTable(
            [Column(_("Article")), Column(_("Origin now"), 180), Column(_("Evidence"), 250, spare=1), Column("", 250)]
        )
        self.table.activated_row.connect(lambda _row: self.confirm_row())
        card = Surface("card")
        inside = column(gap=0, margins=(1, 1, 1, 1))
        inside.addWidget(self.table, 1)
        card.setLayout(inside)
        back = Button(_("Back"), key="Esc", height=54)
        back.clicked.connect(self.left)
        one = Button(_("Confirm this article"), key="Enter", height=54)
        one.clicked.connect(self.confirm_row)
        self.all = Button(_("Confirm all"), kind=Kind.MAIN, key=shown_key(CommandId.FINISH_STEP), height=54, px=Size.FIELD)
        self.all.clicked.connect(lambda: self.confirm_wanted.emit(None))
        whole = column(self._title, self._says, gap=8)
        whole.addWidget(card, 1)
        whole.addLayout(row(back, None, one, self.all, gap=12))
        self.setLayout(whole)

    def show_reviewed(self, reviewed: Reviewed) -> None:
        self.shown = reviewed
        said, speech = reviewed.statement, texts.language()
        self._title.setText(f"{said.maker} · {said.document}")
        told = _("{state}, signed by {person} on {day}.").format(
            state=origin_words.state_word(said.state), person=said.signed_by, day=formatting.day(said.signed_on, speech)
        )
        differ = reviewed.count(Proposal.DIFFERS)
        if differ:
            told += " " + ngettext(
                "{n} article has other evidence and stays out of the whole.",
                "{n} articles have other evidence and stay out of the whole.",
                differ,
            ).format(n=differ)
        self._says.setText(told)
        self.table.show_lines([_line(one) for one in reviewed.goods])
        n = len(reviewed.open_ids)
        self.all.setText(ngettext("Confirm {n} article", "Confirm {n} articles", n).format(n=n))
        self.all.setEnabled(n > 0)
        if reviewed.goods and self.table.current_row() < 0:
            self.table.pick(0)

    def confirm_row(self) -> None:
        """The picked article alone, an exception too: it then is a conflict that a person settles at the desk."""
        at = self.table.current_row()
        if self.shown is not None and 0 <= at < len(self.shown.goods):
            self.confirm_wanted.emit([self.shown.goods[at].product.id])


def _line(one: Proposed) -> Line:
    odd = one.stands is Proposal.DIFFERS
    evidence = " · ".join(origin_words.piece_title(piece) for piece in one.pieces)
    ink = "warning" if odd else "ok" if one.stands is Proposal.CONFIRMED else "ink_2"
    return Line(
        (
            Said(one.product.name, below=one.product.code, weight=Weight.SEMIBOLD, px=Size.NAME),
            Marks((mark(one.origin),)),
            Said(evidence, ink="ink_2", px=Size.LABEL),
            Said(_(_STANDS[one.stands]), ink=ink, weight=Weight.SEMIBOLD if odd else Weight.REGULAR),
        ),
        key=one.product.id,
    )
