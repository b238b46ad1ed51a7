"""The lists behind the comparison: snapshots, articles whose origin differs, and what could be bought together."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from pos_app import formatting, texts
from pos_app.domain import days
from pos_app.domain.comparison import Comparison, Member, Substitute
from pos_app.domain.disagreement import Disagreement
from pos_app.texts import gettext as _
from pos_app.texts import ngettext
from ui.commands import CommandId, shown_key
from ui.coop import coop_words as words
from ui.coop.coop_panel import marks_of
from ui.theme import Size, Weight
from ui.widgets.badge import Mark
from ui.widgets.buttons import Button, Kind
from ui.widgets.figure_cards import TitledCard
from ui.widgets.figures_table import Column, FiguresTable, Line, Marks, Said
from ui.widgets.surface import Surface, column, row
from ui.widgets.text import Text


class ListCard(QWidget):
    """A table in a card under one sentence, or that nothing is there."""

    def __init__(self, columns: Sequence[Column], says: str, nothing: str, parent: QWidget | None = None, *, height: int = 52) -> None:
        super().__init__(parent)
        self.table = FiguresTable(columns, height=height)
        card = Surface("card")
        inside = column(gap=0, margins=(1, 1, 1, 1))
        inside.addWidget(self.table, 1)
        card.setLayout(inside)
        empty = Surface("dashed")
        said = Text(nothing, px=Size.TEXT, ink="ink_2")
        empty.setLayout(column(None, row(None, said, None), None))
        self._either = QStackedWidget()
        self._either.addWidget(card)
        self._either.addWidget(empty)
        box = column(Text(says, px=Size.LABEL, ink="ink_2", wrap=True), gap=10)
        box.addWidget(self._either, 1)
        self.setLayout(box)

    def show_lines(self, lines: Sequence[Line]) -> None:
        self.table.show_lines(lines)
        self._either.setCurrentIndex(0 if lines else 1)


class SnapshotsPage(QWidget):
    """What each shop has sent, and where the own one is made."""

    load_wanted = Signal()
    make_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        columns = [
            Column(_("Shop")),
            Column(_("Covers"), 176, spare=2),
            Column(_("Articles"), 76, right=True, spare=3),
            Column(_("Made"), 180, right=True, spare=1),
            Column(_("Loaded"), 100, right=True, spare=4),
            Column(_("Key"), 128, right=True, spare=5),
        ]
        self.list = ListCard(columns, _("Each snapshot was signed by its shop; a changed file or another key is refused."), "", height=44)
        load = Button(_("Load snapshots"), kind=Kind.MAIN, key=shown_key(CommandId.LOAD_SNAPSHOTS), height=54, px=Size.FIELD)
        load.clicked.connect(self.load_wanted)
        make = Button(_("Make this shop's snapshot"), key=shown_key(CommandId.MAKE_SNAPSHOT), icon="share-2", height=44)
        make.clicked.connect(self.make_wanted)
        card = TitledCard(_("Bring shops together"))
        card.setFixedWidth(372)
        card.add(Text(_("Several files can be loaded at once; loading one twice changes nothing."), px=Size.LABEL, ink="ink_2", wrap=True))
        card.add(load)
        says = _("A snapshot holds sums of sales and stock and the list of goods; no customers, no staff, no receipts.")
        card.add(Text(says, px=Size.LABEL, ink="ink_2", wrap=True))
        card.add(make)
        whole = row(gap=14)
        whole.addWidget(self.list, 1)
        whole.addLayout(column(card, None))
        self.setLayout(whole)

    def show_members(self, members: Sequence[Member], zone: str) -> None:
        self.list.show_lines([_member(member, zone) for member in members])


def _member(m: Member, zone: str) -> Line:
    speech = texts.language()
    return Line(
        (
            Said(m.name, weight=Weight.SEMIBOLD),
            Said(words.period_name(m.period)),
            Said(formatting.number(m.articles, speech)),
            Said(formatting.instant(m.made_at, zone, speech), px=Size.LABEL),
            Said(formatting.day(days.business_day(m.loaded_at, zone), speech), px=Size.LABEL),
            Said(f"{m.public_key[:4]} {m.public_key[4:8]} {m.public_key[8:12]}", px=Size.LABEL, ink="ink_2"),
        ),
        key=m.uid,
    )


class DisputesPage(QWidget):
    """Every article whose origin differs; beside it what each shop says of the one that is picked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._compared: Comparison | None = None
        columns = [Column(_("Article")), Column(_("Said by the shops"), 350), Column(_("Sales (Rp)"), 140, right=True, spare=1)]
        self.list = ListCard(
            columns,
            _("The same bar code, called domestic by one shop and imported by another; each shop counts it as its own books say."),
            _("No two shops call the same article domestic and imported."),
        )
        self.list.table.picked.connect(self._picked)
        self.shops = FiguresTable([Column(_("Shop")), Column(_("Origin"), 170)], height=40)
        self._card = TitledCard("", flush=True, wrap=True)
        self._card.setFixedWidth(372)
        self._proof = Text(px=Size.SMALL, ink="ink_2", wrap=True)
        self._card.add(self._proof, inset=True)
        self._card.add(self.shops, stretch=1)
        whole = row(gap=14)
        whole.addWidget(self.list, 1)
        whole.addWidget(self._card)
        self.setLayout(whole)

    def show_comparison(self, compared: Comparison) -> None:
        self._compared = compared
        self.list.show_lines([_disputed(compared, told) for told in compared.disagreements])
        if compared.disagreements and self.list.table.current_row() < 0:
            self.list.table.pick(0)
        self._picked(self.list.table.current_row())

    def _picked(self, at: int) -> None:
        compared = self._compared
        if compared is None:
            return
        self._card.setVisible(0 <= at < len(compared.disagreements))
        if not 0 <= at < len(compared.disagreements):
            return
        told = compared.disagreements[at]
        self._card.title.setText(told.name)
        self._proof.setText(words.proof(compared, told))
        lines = []
        for r in compared.shops:
            if r.uid in told.states:
                state = told.states[r.uid]
                lines.append(Line((Said(r.name, weight=Weight.SEMIBOLD), Marks((Mark(state, words.state_word(state)),))), key=r.uid))
        self.shops.show_lines(lines)


def _disputed(compared: Comparison, told: Disagreement) -> Line:
    sold = Said(formatting.number(told.sales_idr, texts.language()), weight=Weight.SEMIBOLD)
    name = Said(told.name, below=f"{told.code} · {words.proof(compared, told)}", weight=Weight.SEMIBOLD)
    return Line((name, Marks(marks_of(told)), sold), key=told.code)


class SubstitutesPage(QWidget):
    """Every imported article for which another member stocks a domestic one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        columns = [
            Column(_("Imported article")),
            Column(_("Sales (Rp)"), 130, right=True),
            Column(_("Shops"), 70, right=True, spare=2),
            Column("", 24),
            Column(_("Domestic alternative"), 330),
            Column(_("Stocked by"), 210, spare=1),
            Column(_("Price difference"), 126, right=True),
        ]
        self.list = ListCard(
            columns,
            _("Imported goods for which another member shop stocks a domestic one of the same category, at a comparable price."),
            _("No shop stocks a domestic article in place of another's imported one."),
        )
        box = column(gap=0)
        box.addWidget(self.list, 1)
        self.setLayout(box)

    def show_comparison(self, compared: Comparison) -> None:
        self.list.show_lines([_replaceable(compared, found) for found in compared.substitutes])


def _replaceable(compared: Comparison, s: Substitute) -> Line:
    speech = texts.language()
    price, other = formatting.rupiah(s.price_idr, speech), formatting.rupiah(s.alternative_price_idr, speech)
    tkdn = "" if s.alternative_tkdn_bp is None else f"TKDN {formatting.share(s.alternative_tkdn_bp, speech, decimals=0)}"
    stocked = [compared.row(uid).name for uid in s.stocked_by]
    more = len(stocked) - 1
    others = ngettext("and {n} more", "and {n} more", more).format(n=formatting.number(more, speech)) if more > 0 else ""
    return Line(
        (
            Said(s.name, below=f"{price} · {words.category_name(s.category)}", weight=Weight.SEMIBOLD),
            Said(formatting.number(s.value_idr, speech), weight=Weight.SEMIBOLD),
            Said(formatting.number(len(s.shops), speech)),
            Said(""),
            Said(s.alternative_name, below=" · ".join(p for p in (other, tkdn) if p), weight=Weight.SEMIBOLD, flag=True),
            Said(stocked[0] if stocked else formatting.DASH, below=others),
            Said(words.dearer(s.dearer_bp), weight=Weight.BOLD, ink="ok" if s.dearer_bp < 0 else "ink"),
        ),
        key=(s.code, s.alternative_code),
    )
