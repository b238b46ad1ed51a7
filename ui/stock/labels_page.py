"""Labels: goods scanned, of a paper, of a category or with a new price; the sheet as it will be printed beside them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from pos_app import formatting, texts
from pos_app.domain.price_change import PriceChange
from pos_app.domain.product import Found
from pos_app.domain.quantity import Milli
from pos_app.errors import Refused, Unavailable
from pos_app.services import goods_list, labels, prices, settings
from pos_app.services.labels import Line as LabelLine
from pos_app.services.labels import Preview
from pos_app.services.shop import Changes
from pos_app.texts import gettext as _
from pos_app.texts import ngettext
from ui.commands import CommandId
from ui.operations import Lane
from ui.panels.article_finder import ArticleFinder, not_known_here
from ui.panels.new_article import NameField
from ui.stock.labels_side import LabelsSide
from ui.theme import Size, Weight
from ui.widgets.buttons import Button
from ui.widgets.choice import Choice
from ui.widgets.entry_bar import Entry, EntryBar
from ui.widgets.fields import QuantityField
from ui.widgets.figures_table import Column, FiguresTable, Line, Said
from ui.widgets.place import Desk, TellingPlace
from ui.widgets.saving import PDF, Saver
from ui.widgets.surface import Surface, column, row
from ui.widgets.text import Text
from ui.widgets.wrapped import Wrapped

R = TypeVar("R")
_PAUSE_MS = 200
_CHOICE_SIGNS = 10


class LabelsState(QObject):
    """What was gathered, kept over a language switch."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.lines: list[LabelLine] = []
        self.sheet, self.start = labels.DEFAULT_SHEET, 1


class LabelsPage(TellingPlace):
    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.state = desk.model(LabelsState)
        self.bar = EntryBar()
        self._saver = Saver(self, self.notice)
        self._barless: frozenset[str] = frozenset()
        self.table = FiguresTable(
            [
                Column(_("Article")),
                Column(_("Code"), 190, spare=1),
                Column(_("Price"), 120, right=True),
                Column(_("Labels"), 90, right=True),
            ]
        )
        self.finder = ArticleFinder(desk, self, _("Scan goods, or type a name · 12* before it for a dozen labels"))
        self.finder.found.connect(self._found)
        self.finder.unknown.connect(self._unknown)
        self.finder.moved.connect(lambda _by: self.table.setFocus())
        self.bar.closed.connect(self.finder.field.setFocus)
        card, empty = Surface("card"), Surface("dashed")
        inside = column(gap=0, margins=(1, 1, 1, 1))
        inside.addWidget(self.table, 1)
        card.setLayout(inside)
        says = _("Scan the goods that need a label, or take what came in and what changed its price.")
        said = Text(says, ink="ink_2", wrap=True)
        said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        empty.setLayout(column(None, said, None, margins=(16, 0, 16, 0)))
        self._either = QStackedWidget()
        for widget in (empty, card):
            self._either.addWidget(widget)
        self.category = Choice(low=True)
        self.category.setMinimumContentsLength(_CHOICE_SIGNS)
        self.category.activated.connect(self._category_chosen)
        received = Button(_("Of a paper"), icon="package-plus")
        received.clicked.connect(self.ask_paper)
        self.new_prices = Choice(low=True)
        self.new_prices.setMinimumContentsLength(_CHOICE_SIGNS)
        self.new_prices.activated.connect(self._prices_chosen)
        clear = Button(_("Empty the list"), icon="x")
        clear.clicked.connect(self.clear)
        self.side = LabelsSide(self.state.sheet, self.state.start)
        self.side.changed.connect(self._plan_changed)
        self.side.offset_wanted.connect(self._set_offset)
        self.side.pdf_wanted.connect(self.save_pdf)
        self.side.print_wanted.connect(lambda: self.print_instead(self.save_pdf))
        self.side.code_wanted.connect(self.give_code)
        title = Text(_("Labels"), px=Size.TITLE, weight=Weight.BOLD)
        left = column(title, Wrapped((received, self.new_prices, self.category, clear), gap=8), self.bar, self.finder, gap=12)
        left.addWidget(self._either, 1)
        left.addWidget(self.notice)
        whole = row(gap=16, margins=(20, 16, 20, 18))
        whole.addLayout(left, 1)
        whole.addWidget(self.side)
        self.setLayout(whole)
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._soon.timeout.connect(self._draw)
        self._lists_old = True
        self.bind(
            {
                CommandId.LIST_FIND: self.finder.go,
                CommandId.LIST_QUANTITY: self.ask_copies,
                CommandId.LIST_REMOVE: self.remove,
                CommandId.SAVE_PDF: self.save_pdf,
                CommandId.OWN_CODE: self.give_code,
            }
        )

    # ------------------------------------------------------------ the place

    def entered(self) -> None:
        self.finder.field.setFocus()
        if self._lists_old:
            self._read_lists()
        self._show()

    def changed(self, changes: Changes) -> None:
        if changes.products:
            self._lists_old = True
        if (changes.products or changes.origins or changes.settings) and self.state.lines:
            self._soon.start()

    def scanned(self, text: str) -> bool:
        self.finder.scan(text)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Plus and minus change how many labels the picked article gets."""
        if event.text() in ("+", "-", "="):
            self.more(-1 if event.text() == "-" else 1)
        else:
            super().keyPressEvent(event)

    def _later(self, lane: Lane, call: Callable[[], R], done: Callable[[R], None]) -> None:
        def failed(error: Refused | Unavailable) -> None:
            self.notice.show_text(texts.sentence(error), "warning")

        self.desk.operations.later(lane, call, done, owner=self, failed=failed)

    # ------------------------------------------------------------ which goods

    def _found(self, found: Found, qty: Milli, _text: str) -> None:
        self.notice.clear()
        self.add([LabelLine(found, max(1, qty // 1000))])

    def _unknown(self, text: str, _qty: Milli) -> None:
        self.notice.show_text(not_known_here(text), "ask")

    def add(self, lines: Sequence[LabelLine]) -> None:
        """Put goods on the list; what stands there already gets so many labels more."""
        at = len(self.state.lines)
        for line in lines:
            key = (line.found.product.id, line.found.code)
            same = next((n for n, x in enumerate(self.state.lines) if (x.found.product.id, x.found.code) == key), -1)
            if same >= 0:
                known = self.state.lines[same]
                self.state.lines[same] = replace(line, copies=known.copies + line.copies, day=line.day or known.day)
                at = same
            else:
                self.state.lines.append(line)
                at = len(self.state.lines) - 1
        self._show()
        self.table.pick(at)

    def ask_paper(self) -> None:
        """Ask for the number of a paper goods came in by."""
        number = NameField()

        def taken() -> bool:
            shop, wanted = self.desk.shop, number.text()
            self._later(Lane.COUNTER, lambda: labels.of_document(shop, wanted), self._paper_read)
            return False

        self.bar.ask(_("Labels for what came in"), [Entry(_("Number of the paper"), number, stretch=1)], yes=_("Add"), take=taken)

    def _paper_read(self, lines: list[LabelLine]) -> None:
        self.bar.close_bar()
        self.add(lines)

    def add_prices(self, day: date | None = None) -> None:
        """Everything whose price is another from a day on, today where none is given, at its new price."""
        shop = self.desk.shop

        def done(lines: list[LabelLine]) -> None:
            if not lines:
                self.notice.show_text(_("No price changes today."), "ask")
            self.add(lines)

        self._later(Lane.COUNTER, lambda: labels.of_prices(shop, day), done)

    def _read_lists(self) -> None:
        shop = self.desk.shop
        self._lists_old = False
        self._later(Lane.HEAVY, lambda: goods_list.overview(shop, goods_list.Filter()), self._show_categories)
        self._later(Lane.COUNTER, lambda: prices.waiting(shop), self._show_days)

    def _show_days(self, waiting: Sequence[PriceChange]) -> None:
        """Today, and every day on which prices wait."""
        self.new_prices.clear()
        self.new_prices.addItem(_("New prices…"), None)
        self.new_prices.addItem(_("Today"), "")
        for day in dict.fromkeys(change.valid_from for change in waiting):
            self.new_prices.addItem(formatting.day(day, texts.language()), day.isoformat())

    def _prices_chosen(self, at: int) -> None:
        which = self.new_prices.itemData(at)
        self.new_prices.setCurrentIndex(0)
        if which is not None:
            self.add_prices(date.fromisoformat(which) if which else None)

    def _show_categories(self, overview: goods_list.Overview) -> None:
        self.category.clear()
        self.category.addItem(_("Category…"), None)
        self.category.addItem(_("All goods"), "*")
        for name, _n in overview.counts.categories:
            if name:
                self.category.addItem(name, name)

    def _category_chosen(self, at: int) -> None:
        which = self.category.itemData(at)
        self.category.setCurrentIndex(0)
        if which is None:
            return
        shop, chosen = self.desk.shop, goods_list.Filter(category=None if which == "*" else str(which))
        self._later(Lane.HEAVY, lambda: labels.of_goods(shop, chosen), self.add)

    def picked(self) -> int:
        """The row that is picked, or -1."""
        at = self.table.current_row()
        return at if 0 <= at < len(self.state.lines) else -1

    def more(self, by: int) -> None:
        """More or fewer labels of the picked article."""
        at = self.picked()
        if at >= 0:
            line = self.state.lines[at]
            self.state.lines[at] = replace(line, copies=max(1, line.copies + by))
            self._show()

    def ask_copies(self) -> None:
        """Ask how many labels the picked article gets."""
        at = self.picked()
        if at < 0:
            return
        line, copies = self.state.lines[at], QuantityField()
        copies.set_value(Milli(line.copies * 1000))

        def taken() -> bool:
            wanted = copies.quantity()
            if wanted <= 0 or wanted % 1000:
                raise Refused("copies_not_whole", text=copies.text())
            if at < len(self.state.lines) and self.state.lines[at] is line:
                self.state.lines[at] = replace(line, copies=wanted // 1000)
                self._show()
            return True

        self.bar.ask(line.found.product.name, [Entry(_("Labels"), copies)], yes=_("Alter"), take=taken)

    def remove(self) -> None:
        at = self.picked()
        if at >= 0:
            del self.state.lines[at]
            self._show()

    def clear(self) -> None:
        self.state.lines.clear()
        self._show()

    def give_code(self) -> None:
        """A code of the shop's own range for the picked article."""
        at = self.picked()
        if at < 0:
            return
        shop, actor, line = self.desk.shop, self.desk.actor, self.state.lines[at]

        def done(given: tuple[Found, Changes]) -> None:
            found, changes = given
            if at < len(self.state.lines) and self.state.lines[at] is line:
                self.state.lines[at] = replace(line, found=found)
            self.notice.show_text(_("{name} has the code {code}.").format(name=found.product.name, code=found.code))
            self.desk.announce(changes, self)
            self._show()

        self._later(Lane.COUNTER, lambda: labels.give_code(shop, actor, line.found.product.id), done)

    # ------------------------------------------------------------ the sheet

    def _plan_changed(self, sheet: str, start: int) -> None:
        self.state.sheet, self.state.start = sheet, start
        self._soon.start()

    def _set_offset(self, offset: str) -> None:
        shop, actor = self.desk.shop, self.desk.actor

        def done(changes: Changes) -> None:
            self.desk.announce(changes, self)
            self._soon.start()

        self._later(Lane.COUNTER, lambda: settings.change(shop, actor, {"label_offset_mm": offset}), done)

    def _show(self) -> None:
        self.table.show_lines([_line(line, self._barless) for line in self.state.lines])
        self._either.setCurrentIndex(1 if self.state.lines else 0)
        if self.state.lines:
            self._soon.start()
        else:
            self.side.show_nothing()

    def _draw(self) -> None:
        """Draw the first sheet beside the window; the newest question is answered."""
        shop, lines, sheet, start = self.desk.shop, list(self.state.lines), self.state.sheet, self.state.start
        if not lines:
            return
        width = round(self.side.picture_width() * max(1.0, self.devicePixelRatioF()))

        def call() -> tuple[Preview, str]:
            return labels.preview(shop, lines, sheet=sheet, start=start, width=width), settings.show(shop)["label_offset_mm"]

        self._later(Lane.SEARCH, call, self._drawn)

    def _drawn(self, made: tuple[Preview, str]) -> None:
        told, offset = made
        self.side.show_preview(told, offset)
        barless = frozenset(told.without_bars)
        if barless != self._barless:
            self._barless = barless
            self.table.show_lines([_line(line, barless) for line in self.state.lines])

    def save_pdf(self) -> None:
        """Ask where the sheets go, then write them."""
        if not self.state.lines:
            self.notice.show_text(texts.sentence(Refused("no_labels")), "ask")
            return
        shop, lines, sheet, start = self.desk.shop, list(self.state.lines), self.state.sheet, self.state.start
        name = _("labels {sheet}").format(sheet=sheet) + ".pdf"
        self._saver.ask(_("Save the labels"), name, PDF, lambda path: labels.save_pdf(shop, lines, path, sheet=sheet, start=start))


def _line(line: LabelLine, barless: frozenset[str]) -> Line:
    speech, found = texts.language(), line.found
    price = formatting.DASH if found.price_idr is None else formatting.number(found.price_idr, speech)
    plain = _("as text, too long for bars") if found.code in barless else ""
    n = ngettext("{n} label", "{n} labels", line.copies).format(n=formatting.number(line.copies, speech))
    return Line(
        (
            Said(found.product.name, below=found.unit if found.pack else "", weight=Weight.SEMIBOLD, px=Size.NAME),
            Said(found.code, below=plain, ink="warning" if plain else "ink"),
            Said(price),
            Said(n, weight=Weight.BOLD),
        ),
        key=(found.product.id, found.code),
    )
