"""Repacking: scan what is opened, then what it becomes; what it costs and what is lost shows before F12 books it."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from pos_app import formatting, texts
from pos_app.domain.product import Found
from pos_app.domain.quantity import Milli
from pos_app.domain.stock_document import DocumentKind, StockDocument, StockLine
from pos_app.errors import Refused
from pos_app.services import repacking, stock_corrections, stock_documents
from pos_app.services.repacking import Made, Planned, Repacked
from pos_app.services.shop import Changes
from pos_app.texts import gettext as _
from ui.commands import CommandId, shown_key
from ui.operations import Lane
from ui.panels.new_article import NameField
from ui.panels.scanning_place import ScanningPlace
from ui.theme import Size, Weight
from ui.widgets.buttons import Button, Kind
from ui.widgets.empty import EmptyList
from ui.widgets.entry_bar import Entry
from ui.widgets.fields import QuantityField
from ui.widgets.figures_table import Column, FiguresTable, Line, Said
from ui.widgets.place import Desk
from ui.widgets.surface import Beside, Either, Surface, column, row
from ui.widgets.text import Text

_MOST = 100


@dataclass(frozen=True, slots=True)
class Row:
    """An article with its quantity; `takes` is what all of it takes of the source, None for the rest."""

    found: Found
    qty: Milli
    takes: Milli | None = None


class RepackingState(QObject):
    """What has been entered, kept over a language switch."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.source: Row | None = None
        self.made: tuple[Row, ...] = ()
        self.lost: Milli | None = None
        self.uid = desk.shop.new_uid()
        """Of the paper it becomes: where an answer was lost, the next try books nothing twice."""


class RepackingPage(ScanningPlace):
    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, _("Scan what is opened, then what it becomes"), parent)
        self.state = desk.model(RepackingState)
        self.plan: Planned | None = None
        self.papers: tuple[StockDocument, ...] = ()
        self._lay_out()
        self.bind(
            {
                CommandId.LIST_QUANTITY: self.quantity,
                CommandId.LIST_REMOVE: self.remove,
                CommandId.LIST_LOSS: self.loss,
                CommandId.TAKE_BACK: self.take_back,
                CommandId.FINISH_STEP: self.finish,
            }
        )

    def _lay_out(self) -> None:
        self.table = FiguresTable(
            [
                Column(_("Article")),
                Column(_("Quantity"), 110, right=True),
                Column(_("Takes"), 110, right=True, spare=2),
                Column(_("Cost each"), 100, right=True, spare=1),
                Column(_("Value (Rp)"), 100, right=True),
            ]
        )
        self._says = Text(ink="ink_2", wrap=True)
        self._lost = Button(_("What is lost"), key=shown_key(CommandId.LIST_LOSS), height=44)
        self._lost.clicked.connect(self.loss)
        self._quantity = Button(_("Quantity"), key=shown_key(CommandId.LIST_QUANTITY), height=44)
        self._quantity.clicked.connect(self.quantity)
        self._go = Button(_("Repack"), kind=Kind.MAIN, key=shown_key(CommandId.FINISH_STEP), height=54, px=Size.NAME)
        self._go.clicked.connect(self.finish)
        hint = _("A sack into bags, a carton into pieces: scan the sack first. Cost and origin go along, what is lost is booked.")
        self._either = Either(EmptyList(hint), self.table)
        left = Surface("card")
        inside = column(self.finder, gap=12, margins=(18, 16, 18, 18))
        inside.addWidget(self._either, 1)
        inside.addWidget(self._says)
        inside.addLayout(row(self._quantity, self._lost, None, gap=8))
        inside.addWidget(self._go)
        left.setLayout(inside)
        self.list = FiguresTable([Column(_("Paper")), Column(_("Lost (Rp)"), 100, right=True)])
        self._back = Button(_("Take this paper back"), icon="undo-2", key=shown_key(CommandId.TAKE_BACK), height=44)
        self._back.clicked.connect(self.take_back)
        right = Surface("card")
        beside = column(Text(_("Repacked so far"), px=Size.NAME, weight=Weight.BOLD), gap=10, margins=(16, 14, 16, 16))
        beside.addWidget(self.list, 1)
        beside.addWidget(self._back)
        right.setLayout(beside)
        whole = column(self.bar, self.notice, gap=12, margins=(18, 14, 18, 16))
        whole.addWidget(Beside(left, right, fixed=right, wide=440, compact=320), 1)
        self.setLayout(whole)

    # ------------------------------------------------------------ reading

    def changed(self, changes: Changes) -> None:
        if changes.stock or changes.products:
            self._soon.start()

    def read(self) -> None:
        """The papers, and what the entries would do."""
        shop, state = self.desk.shop, self.state
        source, made, lost = state.source, state.made, state.lost

        def load() -> tuple[tuple[StockDocument, ...], Planned | Refused | None]:
            papers = stock_documents.listed(shop, kinds=[DocumentKind.REPACK], most=_MOST)
            if source is None or not made:
                return papers, None
            try:
                asked = [Made(x.found.code, x.qty, x.takes) for x in made]
                return papers, repacking.preview(shop, source.found.code, source.qty, asked, lost=lost)
            except Refused as no:
                return papers, no

        self.desk.operations.later(Lane.SEARCH, load, self._show, owner=self)

    def _show(self, loaded: tuple[tuple[StockDocument, ...], Planned | Refused | None]) -> None:
        self.papers, plan = loaded
        self.plan = plan if isinstance(plan, Planned) else None
        self.list.show_lines([_paper_line(x, self.desk.card.zone) for x in self.papers])
        self._back.setEnabled(bool(self.papers))
        state = self.state
        self._either.show_that(state.source)
        lines = {x.product_id: x for x in self.plan.lines if x.base_qty > 0} if self.plan else {}
        shown = [_source_line(state.source, self.plan)] if state.source else []
        shown += [_made_line(x, lines.get(x.found.product.id)) for x in state.made]
        self.table.show_lines(shown)
        self._says.setText(self._told(plan))
        self._says.set_ink("warning" if isinstance(plan, Refused) else "ink_2")
        for button in (self._quantity, self._lost):
            button.setVisible(state.source is not None)
        self._go.setEnabled(self.plan is not None)

    def _told(self, plan: Planned | Refused | None) -> str:
        if isinstance(plan, Refused):
            return texts.sentence(plan)
        if plan is None:
            return "" if self.state.source is None else _("Now scan what it becomes.")
        if not plan.lost:
            return _("Nothing is lost.")
        speech = texts.language()
        return _("{qty} {unit} are lost, worth {value}.").format(
            qty=formatting.qty(plan.lost, speech), unit=plan.source.unit, value=formatting.rupiah(plan.lost_idr, speech)
        )

    # ------------------------------------------------------------ entering

    def to_list(self) -> None:
        self.table.setFocus()

    def found(self, found: Found, qty: Milli, _text: str) -> None:
        self.notice.clear()
        state = self.state
        if state.source is None:
            state.source = Row(found, qty)
        elif any(x.found.product.id == found.product.id for x in state.made):
            state.made = tuple(
                replace(x, qty=Milli(x.qty + qty)) if x.found.product.id == found.product.id else x for x in state.made
            )  # fmt: skip
        else:
            state.made = (*state.made, Row(found, qty))
        self.read()

    def _picked(self) -> int:
        """0 is the source, the others what it becomes."""
        at = self.table.current_row()
        return at if 0 <= at <= len(self.state.made) else len(self.state.made)

    def quantity(self) -> None:
        """F3: how much of the marked row, and how much of the source it takes."""
        state, at = self.state, self._picked()
        if state.source is None:
            return
        entry = state.source if at == 0 else state.made[at - 1]
        qty, takes = QuantityField(), QuantityField()
        qty.set_value(entry.qty)
        takes.set_value(entry.takes)
        takes.optional = True
        fields = [Entry(_("Quantity in {unit}").format(unit=entry.found.unit), qty)]
        if at:
            fields.append(Entry(_("Takes of it, in {unit} (nothing: the rest)").format(unit=state.source.found.product.unit), takes))

        def take() -> bool:
            part = takes.value_or_none()
            changed = replace(entry, qty=qty.quantity(), takes=None if part is None else Milli(part))
            if at == 0:
                state.source = changed
            else:
                state.made = tuple(changed if n == at - 1 else x for n, x in enumerate(state.made))
            self.read()
            return True

        self.bar.ask(entry.found.product.name, fields, yes=_("Alter"), take=take)

    def loss(self) -> None:
        """How much of the source is lost."""
        state = self.state
        if state.source is None:
            return
        field = QuantityField()
        field.set_value(state.lost if state.lost is not None else self.plan.lost if self.plan else 0)

        def take() -> bool:
            state.lost = field.quantity()
            self.read()
            return True

        word = _("Lost, in {unit}").format(unit=state.source.found.product.unit)
        self.bar.ask(_("What is lost"), [Entry(word, field)], yes=_("Alter"), take=take)

    def remove(self) -> None:
        """Del: the marked row; without what is opened all of it goes."""
        state, at = self.state, self._picked()
        if at == 0:
            state.source, state.made, state.lost = None, (), None
        else:
            state.made = tuple(x for n, x in enumerate(state.made) if n != at - 1)
        self.read()

    # ------------------------------------------------------------ writing

    def finish(self) -> None:
        """F12: book it."""
        shop, actor, state = self.desk.shop, self.desk.actor, self.state
        source, lost, uid = state.source, state.lost, state.uid
        if source is None or self.plan is None or self.desk.operations.busy_in(Lane.COUNTER):
            return
        asked = [Made(x.found.code, x.qty, x.takes) for x in state.made]

        def done(made: Repacked) -> None:
            state.source, state.made, state.lost, state.uid = None, (), None, shop.new_uid()
            self._say_done(made)
            self.desk.announce(made.changes, self)
            self.read()
            self.finder.go()

        self.write(lambda: repacking.repack(shop, actor, source.found.code, source.qty, asked, lost=lost, uid=uid), done)

    def _say_done(self, made: Repacked) -> None:
        said = [_("{number} is booked.").format(number=made.document.number)]
        said += [_("{name} has its source's origin now.").format(name=name) for name in made.given]
        said += [_("{name} keeps an origin of its own, another than its source's.").format(name=name) for name in made.differing]
        said += [_("{name}: stock is now below zero.").format(name=name) for name in made.short]
        self.notice.show_text(" ".join(said), "ask" if made.differing or made.short else "told")

    def take_back(self) -> None:
        """The marked paper, by a counter-paper with a reason."""
        at = max(0, self.list.current_row())
        if at >= len(self.papers):
            return
        number, shop, actor, why = self.papers[at].number, self.desk.shop, self.desk.actor, NameField()

        def take() -> bool:
            def done(_posting: object) -> None:
                self.bar.close_bar()
                self.notice.show_text(_("{number} is taken back.").format(number=number))
                self.desk.announce(Changes(stock=True, products=True), self)
                self.read()

            self.write(lambda: stock_corrections.correct(shop, actor, number, why=why.text()), done)
            return False

        title = _("Take {number} back").format(number=number)
        self.bar.ask(title, [Entry(_("Why"), why, stretch=1)], yes=_("Take back"), take=take)


def _source_line(source: Row, plan: Planned | None) -> Line:
    speech = texts.language()
    value = formatting.DASH if plan is None else formatting.number(-plan.out_idr, speech)
    cost = plan.source.average_cost if plan is not None else source.found.product.average_cost
    return Line(
        (
            Said(source.found.product.name, below=_("is opened"), weight=Weight.BOLD),
            Said(f"−{formatting.qty(source.qty, speech)}", beside=f" {source.found.unit}", weight=Weight.BOLD),
            Said(""),
            Said(formatting.DASH if cost is None else formatting.cost(cost, speech)),
            Said(value, weight=Weight.SEMIBOLD),
        ),
        key="source",
        strong=True,
    )


def _made_line(made: Row, line: StockLine | None) -> Line:
    speech = texts.language()
    takes = _("the rest") if made.takes is None else formatting.qty(made.takes, speech)
    cost = formatting.DASH if line is None or line.cost is None else formatting.cost(line.cost, speech)
    value = formatting.DASH if line is None else f"+{formatting.number(line.amount_idr, speech)}"
    return Line(
        (
            Said(made.found.product.name, below=made.found.code, weight=Weight.SEMIBOLD),
            Said(f"+{formatting.qty(made.qty, speech)}", beside=f" {made.found.unit}", weight=Weight.SEMIBOLD),
            Said(takes, ink="ink_2"),
            Said(cost),
            Said(value, weight=Weight.SEMIBOLD),
        ),
        key=made.found.product.id,
    )


def _paper_line(paper: StockDocument, zone: str) -> Line:
    speech = texts.language()
    names = " → ".join((paper.lines[0].name, ", ".join(x.name for x in paper.lines if x.base_qty > 0)))
    lost = formatting.number(-paper.total_idr, speech) if paper.total_idr else formatting.DASH
    return Line(
        (Said(names, below=f"{paper.number} · {formatting.instant(paper.at, zone, speech)}"), Said(lost)),
        key=paper.number,
    )
