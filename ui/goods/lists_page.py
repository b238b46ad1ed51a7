"""The lists a shop keeps in spreadsheets: each goes out to a file, and comes back after a look at what it would change."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from pos_app import files, formatting, texts
from pos_app.domain.actor import Actor
from pos_app.errors import Refused, Unavailable
from pos_app.services import export_products, origin_lists, small_lists, stock_count
from pos_app.services.shop import Changes, Shop
from pos_app.texts import gettext as _
from pos_app.texts import ngettext
from ui.commands import CommandId, shown_key
from ui.operations import Lane
from ui.theme import Size, Weight
from ui.widgets.buttons import Button, Kind
from ui.widgets.figures_table import Column, FiguresTable, Line, Said
from ui.widgets.notice import Notice
from ui.widgets.place import Desk, Place
from ui.widgets.saving import SHEETS, Saver
from ui.widgets.surface import Surface, column, row
from ui.widgets.text import Text

_LEFT: Final = 470
_ENDINGS: Final = "*.csv *.xlsx *.xls *.ods"


@dataclass(frozen=True, slots=True)
class Told:
    """What a list does or did: figures in a sentence, and what there is to say of its rows (row, code, words)."""

    says: str
    rows: tuple[tuple[int, str, str], ...]
    changes: Changes


Take = Callable[[Shop, Actor, Path, bool], Told]
"""Takes a list in; with the flag it only says what would happen."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list with the name of its file, how it goes out, and how it comes in (None: it does not, or by a page of its own)."""

    title: str
    says: str
    file: str
    write: Callable[[Shop, Path], object]
    take: Take | None


def _small(done: small_lists.Taken) -> Told:
    says = _("{taken} new, {updated} changed, {unchanged} as they were, {refused} refused.").format(
        taken=done.taken, updated=done.updated, unchanged=done.unchanged, refused=done.refused
    )
    return Told(says, tuple(done.problems), done.changes)


def _prices(shop: Shop, actor: Actor, path: Path, dry: bool) -> Told:
    return _small(small_lists.take_prices(shop, actor, files.read(path), name=path.name, dry_run=dry))


def _suppliers(shop: Shop, actor: Actor, path: Path, dry: bool) -> Told:
    return _small(small_lists.take_suppliers(shop, actor, files.read(path), name=path.name, dry_run=dry))


def _stock(shop: Shop, actor: Actor, path: Path, dry: bool) -> Told:
    taken, speech = stock_count.take(shop, actor, path, dry_run=dry), texts.language()
    off = [(x.article, x.difference.qty) for x in taken.sheet.differences if x.difference.qty]
    said = _("Differs from the books by {qty} {unit}.")
    rows = [(0, a.code, f"{a.name}: " + said.format(qty=formatting.qty(qty, speech), unit=a.unit)) for a, qty in off]
    twice = [(0, code, _("{code} stands on several rows of the list; they were added up.").format(code=code)) for code in taken.added_up]
    says = ngettext("{n} article counted, {m} differ from the books.", "{n} articles counted, {m} differ from the books.", taken.articles)
    return Told(says.format(n=taken.articles, m=len(off)), tuple(rows + twice), taken.changes)


def _origins(shop: Shop, actor: Actor, path: Path, dry: bool) -> Told:
    taken, changes = origin_lists.take(shop, actor, files.read(path), dry_run=dry)
    says = _("{taken} new, {updated} changed, {unchanged} as they were, {refused} refused.").format(
        **{name: taken.count(name) for name in ("taken", "updated", "unchanged", "refused")}
    )
    return Told(says, tuple((x.row, x.code, x.problem) for x in taken.results if x.problem), changes)


def _template(_shop: Shop, path: Path) -> None:
    small_lists.write_template(path)


def sheets() -> tuple[Sheet, ...]:
    """Every list there is."""
    return (
        Sheet(_("Goods"), _("Every article with codes, packs, prices, suppliers and content"), _("goods"), export_products.write, None),
        Sheet(_("Prices"), _("By code, at once or from a day on; packs too"), _("prices"), small_lists.write_prices, _prices),
        Sheet(_("Stock"), _("What is on hand; counted numbers come back as a stocktake"), _("stock"), small_lists.write_stock, _stock),
        Sheet(_("Suppliers"), _("Names, telephones, terms of payment"), _("suppliers"), small_lists.write_suppliers, _suppliers),
        Sheet(_("Origins of goods"), _("Every piece of evidence with maker and dates"), _("origins"), origin_lists.export, _origins),
        Sheet(_("Empty list"), _("The columns of a list of goods, to fill in"), _("goods-to-fill-in"), _template, None),
    )  # fmt: skip


class ListsPage(QWidget):
    """`left` says that the page can go, `goods_wanted` that a list of goods is to come in, `written` carries what was changed."""

    left = Signal()
    goods_wanted = Signal()
    written = Signal(object)

    def __init__(self, desk: Desk, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.sheets = sheets()
        self._open: tuple[Sheet, Path] | None = None
        self.is_busy = False
        desk.operations.broke.connect(self._broke)
        self.notice = Notice()
        self.saver = Saver(place, self.notice)
        self.table = FiguresTable([Column(_("List"))], height=60)
        self.table.horizontalHeader().hide()
        self.table.picked.connect(lambda _row: self._picked())
        self.save_button = Button(_("Save as a file"), key="S", height=48)
        self.save_button.clicked.connect(self.save)
        self.take_button = Button(_("Take a file in"), key="Enter", height=48)
        self.take_button.clicked.connect(self.ask_file)
        self.table.activated_row.connect(lambda _row: self.ask_file())
        self._title = Text(px=Size.PANEL_TITLE, weight=Weight.BOLD)
        self._says = Text(px=Size.LABEL, ink="ink_2", wrap=True)
        self.problems = FiguresTable([Column(_("Row"), 64, right=True), Column(_("Remark"))])
        self.go = Button(_("Take it in"), kind=Kind.MAIN, key=shown_key(CommandId.FINISH_STEP), height=54, px=Size.FIELD)
        self.go.clicked.connect(self.take_in)
        self._lay_out()
        self.table.show_lines([Line((Said(x.title, below=x.says, weight=Weight.SEMIBOLD),), key=x.title) for x in self.sheets])
        self.table.pick(0)
        self._picked()

    def _lay_out(self) -> None:
        left, right = Surface("card"), Surface("card")
        left.setFixedWidth(_LEFT)
        inside = column(gap=0, margins=(1, 1, 1, 1))
        inside.addWidget(self.table, 1)
        inside.addLayout(row(self.save_button, self.take_button, None, gap=8, margins=(14, 10, 14, 12)))
        left.setLayout(inside)
        beside = column(column(self._title, self._says, gap=4, margins=(16, 14, 16, 10)), gap=0, margins=(1, 1, 1, 1))
        beside.addWidget(self.problems, 1)
        right.setLayout(beside)
        both = row(gap=14)
        both.addWidget(left)
        both.addWidget(right, 1)
        title = Text(_("Lists in and out"), px=Size.TITLE, weight=Weight.BOLD)
        whole = column(title, gap=12, margins=(20, 16, 20, 16))
        whole.addLayout(both, 1)
        whole.addWidget(self.notice)
        back = Button(_("Back"), key="Esc", height=54)
        back.clicked.connect(self.left)
        whole.addLayout(row(back, None, self.go))
        self.setLayout(whole)

    def open(self) -> None:
        self.table.setFocus()

    def picked(self) -> Sheet:
        return self.sheets[max(0, self.table.current_row())]

    def _picked(self) -> None:
        sheet = self.picked()
        self.take_button.setEnabled(sheet.take is not None or sheet is self.sheets[0])
        self._forget(sheet)

    def _forget(self, sheet: Sheet) -> None:
        self._open = None
        self._title.setText(sheet.title)
        self._says.setText(_("A file that comes in is looked at first; nothing is written before you say so."))
        self.problems.show_lines([])
        self.go.setEnabled(False)

    # ------------------------------------------------------------ what a person does

    def save(self) -> None:
        """Write the picked list to a file."""
        sheet, shop = self.picked(), self._desk.shop
        self.saver.ask(_("Save the list"), f"{sheet.file}.xlsx", SHEETS, lambda path: sheet.write(shop, path))

    def ask_file(self) -> None:
        """Ask for a file in the system's own dialog; goods have a page of their own."""
        sheet = self.picked()
        if sheet is self.sheets[0]:
            self.goods_wanted.emit()
        elif sheet.take is not None:
            kinds = ";;".join((_("Lists") + f" ({_ENDINGS})", _("All files") + " (*)"))
            name, _kind = QFileDialog.getOpenFileName(self, _("Choose a list"), "", kinds)
            if name:
                self.look_at(Path(name))

    def look_at(self, path: Path) -> None:
        """Say what a file would change."""
        sheet = self.picked()

        def done(told: Told) -> None:
            self._open = sheet, path
            self._title.setText(path.name)
            self._show(told)
            self.go.setEnabled(True)

        self._run(sheet, path, True, done)

    def take_in(self) -> None:
        """F12: take in what was looked at."""
        if self._open is None:
            return
        sheet, path = self._open

        def done(told: Told) -> None:
            self._forget(sheet)
            self._title.setText(path.name)
            self._show(told)
            self.notice.show_text(_("{name} is taken in.").format(name=path.name))
            self.written.emit(told.changes)

        self._run(sheet, path, False, done)

    def _run(self, sheet: Sheet, path: Path, dry: bool, done: Callable[[Told], None]) -> None:
        take = sheet.take
        if self.is_busy or take is None:
            return
        self.is_busy = True
        shop, actor = self._desk.shop, self._desk.actor

        def answered(told: Told) -> None:
            self.is_busy = False
            done(told)

        def failed(error: Refused | Unavailable) -> None:
            self.is_busy = False
            self._forget(sheet)
            self.notice.show_text(texts.sentence(error), "warning")

        self.notice.clear()
        self._desk.operations.later(Lane.HEAVY, lambda: take(shop, actor, path, dry), answered, owner=self, failed=failed)

    def _broke(self) -> None:
        self.is_busy = False

    def _show(self, told: Told) -> None:
        self._says.setText(told.says)
        rows = [(Said(str(n) if n else ""), Said(words, below=code, px=Size.LABEL)) for n, code, words in told.rows]
        self.problems.show_lines([Line(cells, key=at) for at, cells in enumerate(rows)])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.text().upper() == "S":
            self.save()
        else:
            super().keyPressEvent(event)
