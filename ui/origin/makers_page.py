"""Makers and brands: names that may be one, what a maker has signed, and its goods reviewed before anything is recorded."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from pos_app import formatting, texts
from pos_app.domain.words import one_line
from pos_app.errors import Refused, Unavailable
from pos_app.services import makers, origins
from pos_app.services.makers import Alike, MakerRow, Named, Reviewed, Statement
from pos_app.services.shop import Changes
from pos_app.texts import gettext as _
from pos_app.texts import ngettext
from ui.commands import CommandId, shown_key
from ui.operations import Lane
from ui.origin.statement_form import ask_statement
from ui.origin.statement_review import StatementReview
from ui.panels.new_article import NameField
from ui.theme import Size, Weight
from ui.widgets.buttons import Button, Kind
from ui.widgets.entry_bar import Entry, EntryBar
from ui.widgets.figure_cards import TitledCard
from ui.widgets.figures_table import Column, FiguresTable, Line, Parts, Said
from ui.widgets.place import Desk, TellingPlace
from ui.widgets.segments import Segments
from ui.widgets.surface import Surface, column, row
from ui.widgets.text import Text

R = TypeVar("R")
_SIDE, _LOW, _LOWEST = 380, 500, 330
_ROW = 52


class LowSide(QWidget):
    """A column that says how to stand whenever it is resized: low columns have lower buttons, that lists keep their rows."""

    def __init__(self, fit: Callable[[bool], None]) -> None:
        super().__init__()
        self._fit = fit

    def hasHeightForWidth(self) -> bool:
        return False

    def minimumSizeHint(self) -> QSize:
        return QSize(_SIDE, _LOWEST)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(self.height() < _LOW)


class MakersPage(TellingPlace):
    """Nothing is merged and nothing recorded until a person says so."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.kind = Named.MAKER
        self._rows: Sequence[MakerRow] = ()
        self._alike: Sequence[Alike] = ()
        self._statements: Sequence[Statement] = ()
        self._old = True
        self.bar = EntryBar()
        self.bar.closed.connect(self._to_table)
        self.pages = QStackedWidget()
        self.pages.addWidget(self._list_page())
        self.review = StatementReview()
        self.review.left.connect(self.leave_review)
        self.review.confirm_wanted.connect(self.confirm)
        self.pages.addWidget(self.review)
        whole = column(self.bar, self.notice, gap=10, margins=(20, 16, 20, 18))
        whole.insertWidget(1, self.pages, 1)
        self.setLayout(whole)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.read)
        self.bind(
            {
                CommandId.MERGE_NAMES: self.merge,
                CommandId.NEW_STATEMENT: self.new_statement,
                CommandId.MAKER_PLACE: self.ask_place,
                CommandId.FINISH_STEP: self.confirm_all,
            }
        )

    def _list_page(self) -> QWidget:
        title = Text(_("Makers and brands"), px=Size.TITLE, weight=Weight.BOLD)
        self._place = Button(_("Village or place"), key=shown_key(CommandId.MAKER_PLACE), icon="store", height=40)
        self._place.clicked.connect(self.ask_place)
        self.which = Segments([(_("Makers"), ""), (_("Brands"), "")], height=40)
        self.which.chosen.connect(self._kind_chosen)
        self.table = FiguresTable(
            [
                Column(_("Name")),
                Column(_("Articles"), 90, right=True),
                Column("", 240, legend=True, spare=1),
                Column(_("Signed"), 90, right=True),
            ],
            height=44,
        )
        self.table.picked.connect(lambda _row: self._show_statements())
        self.table.activated_row.connect(lambda _row: self.open_review())
        card = Surface("card")
        nobody = _("No article has a maker yet. Look at the brands and say who makes them, or type the maker at the article.")
        self._nobody = Text(nobody, ink="ink_2", wrap=True)
        self._nobody.setContentsMargins(16, 14, 16, 14)
        self._nobody.hide()
        inside = column(self._nobody, gap=0, margins=(1, 1, 1, 1))
        inside.addWidget(self.table, 1)
        card.setLayout(inside)
        self.alike = FiguresTable([Column("")], height=_ROW)
        merge = self._merge = Button(_("Make them one name"), key=shown_key(CommandId.MERGE_NAMES), icon="check-check", height=44)
        self._merge.clicked.connect(self.merge)
        self._no_alike = Text(_("No two names look like one."), px=Size.LABEL, ink="ink_2", wrap=True)
        names = TitledCard(_("Written in many ways"), flush=True)
        names.add(self._no_alike, inset=True)
        names.add(self.alike, stretch=1)
        names.add(self._merge, inset=True)
        self.statements = FiguresTable([Column("")], height=_ROW)
        for table in (self.alike, self.statements):
            table.horizontalHeader().hide()
            table.setMinimumHeight(_ROW)
        self.statements.activated_row.connect(lambda _row: self.open_review())
        self._signed = TitledCard(_("Signed by the maker"), flush=True)
        said = _("A statement proves nothing by itself: it proposes the origin of the maker's goods, and you confirm them.")
        why = Text(said, px=Size.LABEL, ink="ink_2", wrap=True)
        self._signed.add(why, inset=True)
        self._signed.add(self.statements, stretch=1)
        self._open = Button(_("Review its goods"), kind=Kind.MAIN, key="Enter", height=54, px=Size.FIELD)
        self._open.clicked.connect(self.open_review)
        new = Button(_("New statement"), key=shown_key(CommandId.NEW_STATEMENT), icon="plus", height=44)
        new.clicked.connect(self.new_statement)
        self._signed.add(new, inset=True)
        self._signed.add(self._open, inset=True)

        def low(is_low: bool) -> None:
            why.setVisible(not is_low)
            for button in (merge, new):
                button.set_height(34 if is_low else 44, Size.LABEL)
            self._open.set_height(42 if is_low else 54, Size.FIELD)
            both.setStretch(0, 5 if is_low else 4)
            both.setStretch(1, 7 if is_low else 5)

        both = column(gap=14)
        side = LowSide(low)
        side.setFixedWidth(_SIDE)
        both.addWidget(names, 4)
        both.addWidget(self._signed, 5)
        side.setLayout(both)
        body = row(gap=16)
        body.addWidget(card, 1)
        body.addWidget(side)
        made = QWidget()
        box = column(row(title, None, self._place, self.which), gap=14)
        box.addLayout(body, 1)
        made.setLayout(box)
        return made

    # ------------------------------------------------------------ the place

    def entered(self) -> None:
        self._to_table()
        if self._old:
            self.read()

    def changed(self, changes: Changes) -> None:
        if changes.products or changes.origins:
            self._old = True
            if self.isVisible():
                self._soon.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text().upper()
        if letter == "G":
            self.merge()
        elif letter == "D":
            self.ask_place()
        elif letter == "P":
            self.new_statement()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.review.confirm_row() if self.is_reviewing else self.open_review()
        elif event.key() == Qt.Key.Key_Escape and self.is_reviewing:
            self.leave_review()
        else:
            super().keyPressEvent(event)

    @property
    def is_reviewing(self) -> bool:
        return self.pages.currentIndex() == 1

    def _to_table(self) -> None:
        (self.review.table if self.is_reviewing else self.table).setFocus()

    # ------------------------------------------------------------ reading

    def _later(self, call: Callable[[], R], done: Callable[[R], None]) -> None:
        def failed(error: Refused | Unavailable) -> None:
            self.notice.show_text(texts.sentence(error), "warning")

        self.desk.operations.later(Lane.HEAVY, call, done, owner=self, failed=failed)

    def read(self) -> None:
        """Read names, what may be one, and every statement anew."""
        shop, kind = self.desk.shop, self.kind
        self._old = False
        self._later(lambda: (makers.listed(shop, kind), makers.alike(shop, kind), makers.statements(shop)), self._show)

    def _show(self, found: tuple[list[MakerRow], list[Alike], list[Statement]]) -> None:
        self._rows, self._alike, self._statements = found
        self.table.show_lines([_row_line(one) for one in self._rows])
        self.alike.show_lines([_alike_line(one) for one in self._alike])
        self.alike.setVisible(bool(self._alike))
        self._merge.setVisible(bool(self._alike))
        self._no_alike.setVisible(not self._alike)
        if self._alike and self.alike.current_row() < 0:
            self.alike.pick(0)
        if self._rows and self.table.current_row() < 0:
            self.table.pick(0)
        self._nobody.setVisible(self.kind is Named.MAKER and not self._rows)
        self._signed.setVisible(self.kind is Named.MAKER)
        self._place.setText(_("Village or place") if self.kind is Named.MAKER else _("Who makes them"))
        self._show_statements()

    def _kind_chosen(self, at: int) -> None:
        self.kind = (Named.MAKER, Named.BRAND)[at]
        self.read()

    def maker(self) -> str | None:
        """The maker that is picked."""
        at = self.table.current_row()
        return self._rows[at].name if self.kind is Named.MAKER and 0 <= at < len(self._rows) else None

    def _show_statements(self) -> None:
        mine = [one for one in self._statements if one.maker == self.maker()]
        self.statements.show_lines([_statement_line(one) for one in mine])
        self._open.setVisible(bool(mine))
        if mine and self.statements.current_row() < 0:
            self.statements.pick(0)

    # ------------------------------------------------------------ what a person does

    def merge(self) -> None:
        """Make the picked spellings one."""
        at = self.alike.current_row()
        if self.is_reviewing or not 0 <= at < len(self._alike):
            return
        shop, actor, one, kind = self.desk.shop, self.desk.actor, self._alike[at], self.kind

        def done(merged: tuple[int, Changes]) -> None:
            self.notice.show_text(
                ngettext("{n} article is now of {name}.", "{n} articles are now of {name}.", merged[0]).format(
                    n=merged[0], name=one.keep.name
                )
            )
            self.desk.announce(merged[1], self)
            self.read()

        self._later(lambda: makers.merge(shop, actor, one.keep.name, [other.name for other in one.others], kind=kind), done)

    def ask_made_by(self) -> None:
        """Ask who makes the goods of the picked brand; often it is called as its maker is."""
        at = self.table.current_row()
        if self.is_reviewing or not 0 <= at < len(self._rows):
            return
        shop, actor, brand, field = self.desk.shop, self.desk.actor, self._rows[at].name, NameField()
        field.setText(brand)
        field.selectAll()

        def done(told: tuple[int, Changes]) -> None:
            self.bar.close_bar()
            said = ngettext("{n} article is now of {name}.", "{n} articles are now of {name}.", told[0])
            self.notice.show_text(said.format(n=told[0], name=one_line(field.text())))
            self.desk.announce(told[1], self)

        def taken() -> bool:
            maker = field.text()
            self.desk.operations.later(
                Lane.COUNTER, lambda: makers.made_by(shop, actor, brand, maker), done, owner=self, failed=self.bar.say
            )
            return False

        title = _("Who makes the goods of {brand}?").format(brand=brand)
        self.bar.ask(title, [Entry(_("Maker"), field, stretch=1)], yes=_("Keep it"), take=taken)

    def ask_place(self) -> None:
        """Ask in which village or place the maker is, as the catalogue and the maker's page say it; of a brand, who makes it."""
        if self.kind is Named.BRAND:
            self.ask_made_by()
            return
        maker = self.maker()
        if maker is None or self.is_reviewing:
            return
        shop, actor, field = self.desk.shop, self.desk.actor, NameField()
        field.setText(self._rows[self.table.current_row()].place or "")
        field.optional = True

        def done(changes: Changes) -> None:
            self.bar.close_bar()
            self.desk.announce(changes, self)
            self.read()

        def taken() -> bool:
            place = field.text()
            self.desk.operations.later(
                Lane.COUNTER, lambda: makers.set_place(shop, actor, maker, place), done, owner=self, failed=self.bar.say
            )
            return False

        title = _("Where is {maker}?").format(maker=maker)
        self.bar.ask(title, [Entry(_("Village or place"), field, stretch=1)], yes=_("Keep it"), take=taken)

    def new_statement(self) -> None:
        """Ask for what the maker has signed."""
        maker = self.maker()
        if maker is not None and not self.is_reviewing:
            ask_statement(self.bar, maker, self._record)

    def _record(self, maker: str, given: dict[str, object], path: Path | None) -> None:
        shop, actor = self.desk.shop, self.desk.actor

        def record() -> Reviewed:
            return makers.state_goods(shop, actor, maker, **given, file=origins.file_of(path))  # type: ignore[arg-type]

        def done(reviewed: Reviewed) -> None:
            self.bar.close_bar()
            self._show_review(reviewed)
            self.read()

        def failed(error: Refused | Unavailable) -> None:
            self.bar.say(error)

        self.desk.operations.later(Lane.COUNTER, record, done, owner=self, failed=failed)

    def open_review(self) -> None:
        """The goods of the picked statement."""
        maker, at = self.maker(), self.statements.current_row()
        mine = [one for one in self._statements if one.maker == maker]
        if maker is not None and 0 <= at < len(mine):
            shop, document = self.desk.shop, mine[at].document
            self._later(lambda: makers.review(shop, maker, document), self._show_review)

    def _show_review(self, reviewed: Reviewed) -> None:
        self.review.show_reviewed(reviewed)
        self.pages.setCurrentIndex(1)
        self._to_table()

    def leave_review(self) -> None:
        self.pages.setCurrentIndex(0)
        self._to_table()

    def confirm_all(self) -> None:
        """Everything that nothing contradicts."""
        if self.is_reviewing:
            self.confirm(None)

    def confirm(self, ids: object) -> None:
        reviewed = self.review.shown
        if reviewed is None:
            return
        shop, actor, said = self.desk.shop, self.desk.actor, reviewed.statement
        wanted = ids if isinstance(ids, list) else None

        def done(confirmed: tuple[int, Reviewed, Changes]) -> None:
            n, after, changes = confirmed
            self.review.show_reviewed(after)
            self.notice.show_text(ngettext("{n} article confirmed.", "{n} articles confirmed.", n).format(n=n))
            self.desk.announce(changes, self)
            self._old = True

        self._later(lambda: makers.confirm(shop, actor, said.maker, said.document, wanted), done)


def _row_line(one: MakerRow) -> Line:
    speech = texts.language()
    signed = formatting.number(one.statements, speech) if one.statements else ""
    return Line(
        (
            Said(one.name, below=one.place or "", weight=Weight.SEMIBOLD),
            Said(formatting.number(one.articles, speech)),
            Parts(one.states),
            Said(signed),
        ),
        key=one.name,
    )


def _alike_line(one: Alike) -> Line:
    return Line((Said(one.keep.name, below=" · ".join(other.name for other in one.others), weight=Weight.SEMIBOLD),), key=one.keep.name)


def _statement_line(one: Statement) -> Line:
    day = formatting.day(one.signed_on, texts.language())
    return Line((Said(one.document, below=f"{one.signed_by} · {day}", weight=Weight.SEMIBOLD),), key=one.document)
