"""The stocktake: parts on the left, blind counting in the middle, differences of closed parts on the right; F12 goes on."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from pos_app import formatting, texts
from pos_app.domain.product import Found
from pos_app.domain.quantity import ONE, Milli
from pos_app.domain.stocktake import Progress, Sheet, State, Uncounted
from pos_app.errors import Refused
from pos_app.services import stocktake, stocktake_counts
from pos_app.services.shop import Changes
from pos_app.services.stocktake_counts import CountRow
from pos_app.texts import gettext as _
from pos_app.texts import ngettext
from ui.commands import CommandId, shown_key
from ui.operations import Lane
from ui.panels.article_finder import not_known_here
from ui.stock import stocktake_questions as questions
from ui.stock.count_lists import CountLists
from ui.stock.stocktake_counting import CountingPanel
from ui.stock.stocktake_differences import DifferencesPanel
from ui.stock.stocktake_parts import PartsColumn, ProgressBar
from ui.theme import Size, Weight
from ui.widgets.buttons import Button, Kind
from ui.widgets.empty import EmptyPlace
from ui.widgets.entry_place import EntryPlace
from ui.widgets.place import Desk
from ui.widgets.surface import Either, column, row
from ui.widgets.text import Elided, Text

_COMPACT_BELOW = 1080
_RIGHT, _RIGHT_COMPACT = 446, 286
_AFTER_SCAN_MS = 250
"""Progress is read once scanning pauses; the count itself shows at once."""
Shown = tuple[Sheet | None, tuple[CountRow, ...], str]


class StocktakeState(QObject):
    """Which part shows, kept over a language switch."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.part = ""


class StocktakePage(EntryPlace):
    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.state = desk.model(StocktakeState)
        self.sheet: Sheet | None = None
        self.lists = CountLists(desk, self, self.notice)
        self.parts, self.counting, self.differences = PartsColumn(), CountingPanel(desk, self), DifferencesPanel()
        self._after_scan = QTimer(self, singleShot=True, interval=_AFTER_SCAN_MS)
        self._after_scan.timeout.connect(self.read)
        self._lay_out()
        self._connect()

    # ------------------------------------------------------------ building

    def _lay_out(self) -> None:
        self._name = Elided(px=Size.TITLE, weight=Weight.BOLD)
        self._name.setMinimumWidth(180)
        self._far = Elided(px=Size.SMALL, ink="ink_2")
        self._share = Text(px=Size.LABEL, weight=Weight.BOLD)
        self._progress = ProgressBar()
        self._result = Button(_("Result as PDF"), icon="printer", key=shown_key(CommandId.OTHER_PDF), height=44)
        self._post = Button("", kind=Kind.MAIN, height=44, px=Size.TEXT)
        self._start = Button(_("New stocktake"), icon="plus", height=44)
        beside = row(gap=8)
        beside.addWidget(self._far, 1)
        beside.addWidget(self._share)
        head = row(gap=16)
        head.addWidget(self._name, 1)
        head.addLayout(column(beside, self._progress, gap=5), 2)
        for button in (self._result, self._post, self._start):
            head.addWidget(button)
        self._no_part = EmptyPlace(
            "clipboard-list",
            _("No part yet"),
            _("A part is a shelf, a room or a kind of goods that one person counts."),
            action=_("New part"),
            key=shown_key(CommandId.NEW_PART),
        )
        self._middle = Either(self._no_part, self.counting)
        self._body = row(self.parts, gap=14)
        self._body.addWidget(self._middle, 1)
        self._body.addWidget(self.differences)
        shown = QWidget()
        inside = column(head, gap=12)
        inside.addLayout(self._body, 1)
        shown.setLayout(inside)
        self._empty = EmptyPlace(
            "clipboard-list",
            _("Count the shop while it sells"),
            _("In parts, by scanner or on paper; what is sold meanwhile does no harm."),
            action=_("Start a stocktake"),
            key=shown_key(CommandId.FINISH_STEP),
        )
        self._pages = Either(self._empty, shown)
        self._whole = column(self.bar, self.notice, gap=12, margins=(18, 14, 18, 16))
        self._whole.addWidget(self._pages, 1)
        self.setLayout(self._whole)

    def _connect(self) -> None:
        self.parts.chosen.connect(self.choose)
        self.parts.new_wanted.connect(self.new_part)
        self._no_part.wanted.connect(self.new_part)
        self._empty.wanted.connect(self.start)
        self._start.clicked.connect(self.start)
        self._post.clicked.connect(self.post)
        self._result.clicked.connect(self.save_result)
        counting = self.counting
        counting.close_wanted.connect(self.finish)
        counting.reopen_wanted.connect(self.reopen)
        counting.list_wanted.connect(self.save_list)
        counting.read_wanted.connect(self.read_list)
        counting.last.stepped.connect(self._step)
        counting.last.quantity_wanted.connect(self.quantity)
        counting.finder.found.connect(self._found)
        counting.finder.unknown.connect(self._unknown)
        counting.finder.moved.connect(lambda _by: counting.table.setFocus())
        self.bar.closed.connect(self._focus)
        self.lists.counted.connect(self._counted)
        self.bind(
            {
                CommandId.LIST_FIND: counting.finder.go,
                CommandId.LIST_QUANTITY: self.quantity,
                CommandId.LIST_REMOVE: self.remove,
                CommandId.NEW_PART: self.new_part,
                CommandId.PART_BEFORE: lambda: self._other_part(-1),
                CommandId.PART_AFTER: lambda: self._other_part(1),
                CommandId.SAVE_PDF: self.save_list,
                CommandId.OTHER_PDF: self.save_result,
                CommandId.TAKE_BACK: self.reopen,
                CommandId.IMPORT_LIST: self.read_list,
                CommandId.FINISH_STEP: self.finish,
            }
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        compact = self.width() < _COMPACT_BELOW
        self.differences.setFixedWidth(_RIGHT_COMPACT if compact else _RIGHT)
        self.parts.set_compact(compact)
        self.counting.set_compact(compact)
        self._body.setSpacing(10 if compact else 14)
        self._whole.setContentsMargins(*((10, 10, 10, 10) if compact else (18, 14, 18, 16)))

    # ------------------------------------------------------------ reading

    def entered(self) -> None:
        self.read()

    def changed(self, changes: Changes) -> None:
        if changes.stock or changes.sales or changes.products:
            self._soon.start()

    def read(self) -> None:
        """Read the stocktake anew, with the counts of the part that shows."""
        shop, wanted = self.desk.shop, self.state.part

        def load() -> Shown:
            try:
                sheet = stocktake.sheet(shop)
            except Refused:
                return None, (), ""
            names = [progress.part.name for progress in sheet.parts]
            part = wanted if wanted in names else next((p.part.name for p in sheet.parts if p.part.is_open), names[0] if names else "")
            rows = stocktake_counts.counted_in(shop, part, number=sheet.stocktake.number) if part else ()
            return sheet, rows, part

        self.desk.operations.later(Lane.SEARCH, load, self._show, owner=self)

    def _show(self, found: Shown) -> None:
        sheet, rows, part = found
        self.sheet, self.state.part = sheet, part
        self._pages.show_that(sheet)
        if sheet is None:
            return
        take, speech = sheet.stocktake, texts.language()
        is_open = take.state is State.OPEN
        self._name.setText(take.name)
        began = formatting.instant(take.started_at, self.desk.card.zone, speech)
        far = _("{counted} of {articles} articles counted · begun {when}").format(
            counted=formatting.number(sheet.counted, speech), articles=formatting.number(sheet.articles, speech), when=began
        )
        self._far.setText({State.POSTED: _("Posted"), State.DISCARDED: _("Discarded")}.get(take.state, far))
        share = sheet.counted * 10_000 // sheet.articles if sheet.articles else None
        self._share.setText(formatting.share(share, speech))
        self._progress.show_progress(sheet.counted, sheet.articles)
        waits = sum(1 for progress in sheet.parts if progress.part.is_open)
        after = ngettext("Post, after {n} part", "Post, after {n} parts", waits).format(n=waits)
        self._post.setText(after if waits else _("Post the stocktake"))
        self._post.set_key("" if waits else shown_key(CommandId.FINISH_STEP))
        self._post.setEnabled(is_open and not waits and sheet.counted > 0)
        self._post.setVisible(is_open and bool(sheet.parts))
        self._start.setVisible(not is_open)
        self.parts.show_sheet(sheet, part)
        self.differences.show_sheet(sheet)
        progress = self._progress_of(part)
        if progress is not None:
            self.counting.show_part(progress, rows, editable=is_open)
        self._middle.show_that(progress)
        self._focus()

    def _progress_of(self, name: str) -> Progress | None:
        return next((p for p in self.sheet.parts if p.part.name == name), None) if self.sheet is not None else None

    def _focus(self) -> None:
        if not self.bar.is_open and not self.counting.table.hasFocus() and self.counting.finder.isVisible():
            self.counting.finder.field.setFocus()

    @property
    def _open_part(self) -> str | None:
        """The part that can be counted into now."""
        progress = self._progress_of(self.state.part)
        is_open = self.sheet is not None and self.sheet.stocktake.state is State.OPEN
        return progress.part.name if progress is not None and is_open and progress.part.is_open else None

    # ------------------------------------------------------------ writing

    def _write(self, call: Callable[[], object], done: Callable[[], None] | None = None) -> None:
        """Write, then read anew."""

        def written(_result: object) -> None:
            self.bar.close_bar()
            if done is not None:
                done()
            self._counted()

        self.write(call, written)

    def _counted(self) -> None:
        self.desk.announce(Changes(stock=True), self)
        self.read()

    def _count(self, call: Callable[[], CountRow]) -> None:
        """Count on the counter's lane; what was counted shows at once, the progress a little later."""
        part = self.state.part

        def counted(made: CountRow) -> None:
            self.bar.close_bar()
            if part == self.state.part:
                self.counting.put(made)
            self._after_scan.start()

        self.write(call, counted)

    def start(self) -> None:
        """Ask for the name, then begin."""
        shop, actor = self.desk.shop, self.desk.actor
        self._pages.show_that(self.bar)
        questions.ask_start(
            self.bar, shop.clock(), self.desk.card.zone, lambda name: self._write(lambda: stocktake.start(shop, actor, name))
        )

    def new_part(self) -> None:
        shop, actor = self.desk.shop, self.desk.actor
        if self.sheet is None or self.sheet.stocktake.state is not State.OPEN:
            return

        def asked(kinds: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
            questions.ask_part(self.bar, actor.person, kinds, self._add_part)

        self.desk.operations.later(Lane.COUNTER, lambda: stocktake.scopes(shop), asked, owner=self)

    def _add_part(self, wanted: questions.NewPart) -> None:
        shop, actor = self.desk.shop, self.desk.actor

        def shown() -> None:
            self.state.part = wanted.name

        self._write(lambda: stocktake.add_part(shop, actor, wanted.name, person=wanted.person, scope=wanted.scope), shown)

    def choose(self, name: str) -> None:
        self.state.part = name
        self.read()

    def _other_part(self, by: int) -> None:
        names = [p.part.name for p in self.sheet.parts] if self.sheet is not None else []
        if self.state.part in names:
            self.choose(names[(names.index(self.state.part) + by) % len(names)])

    def _found(self, found: Found, qty: Milli, _text: str) -> None:
        shop, actor, part = self.desk.shop, self.desk.actor, self._open_part
        if part is None:
            self.notice.show_text(_("This part is closed; open it again to count in it."), "ask")
            return
        self.notice.clear()
        self._count(lambda: stocktake_counts.count_found(shop, actor, part, found, qty=qty))

    def _unknown(self, code: str, _qty: Milli) -> None:
        self.notice.show_text(not_known_here(code), "ask")

    def quantity(self) -> None:
        """F3: how much there is of the marked or the last article."""
        counted, part = self.counting.picked(), self._open_part
        if counted is not None and part is not None:
            questions.ask_quantity(self.bar, counted, lambda qty: self._set(part, counted, qty))

    def _step(self, by: int) -> None:
        part, rows = self._open_part, self.counting.rows
        if part is not None and rows:
            self._set(part, rows[0], Milli(max(0, rows[0].qty + by * ONE)))

    def _set(self, part: str, counted: CountRow, qty: Milli) -> None:
        shop, actor, article = self.desk.shop, self.desk.actor, counted.article.id
        self._count(lambda: stocktake_counts.set_qty(shop, actor, part, article, qty))

    def remove(self) -> None:
        """Del: the marked or the last article was not counted here."""
        counted, part = self.counting.picked(), self._open_part
        if counted is None or part is None:
            return
        shop, actor, name = self.desk.shop, self.desk.actor, counted.article.name

        def said() -> None:
            self.notice.show_text(_("{name} is no longer counted here.").format(name=name))

        self._write(lambda: stocktake_counts.remove(shop, actor, part, counted.article.id), said)

    def finish(self) -> None:
        """F12: start, close the part that shows, or post once all are closed."""
        if self.sheet is None:
            self.start()
            return
        part = self._open_part
        if part is None:
            self.post()
            return
        shop, actor = self.desk.shop, self.desk.actor
        self._write(lambda: stocktake.close_part(shop, actor, part))

    def reopen(self) -> None:
        """The part that shows, where it is closed."""
        if self.sheet is None or self._open_part is not None:
            return
        shop, actor, part = self.desk.shop, self.desk.actor, self.state.part
        self._write(lambda: stocktake.reopen_part(shop, actor, part))

    def post(self) -> None:
        """Ask about articles nobody counted, then book the differences."""
        if self.sheet is None or not self._post.isEnabled() or not self._post.isVisible():
            return
        questions.ask_post(self, self.sheet, self._posted)

    def _posted(self, uncounted: Uncounted) -> None:
        shop, actor = self.desk.shop, self.desk.actor
        said = _("The stocktake is posted; the stock is what was counted.")
        self._write(lambda: stocktake.post(shop, actor, uncounted=uncounted), lambda: self.notice.show_text(said))

    # ------------------------------------------------------------ lists and papers

    def save_list(self) -> None:
        """The list of the part that shows; once it is closed, the result."""
        if (part := self._open_part) is not None:
            self.lists.save(part)
        else:
            self.save_result()

    def save_result(self) -> None:
        if self.sheet is not None:
            self.lists.save_result(self.sheet.stocktake.number)

    def read_list(self) -> None:
        """A filled-in list comes in."""
        if (part := self._open_part) is not None:
            self.lists.ask(part)

    # ------------------------------------------------------------ the place

    def scanned(self, text: str) -> bool:
        if self._open_part is None:
            self.notice.show_text(_("This part is closed; open it again to count in it."), "ask")
            return True
        self.counting.finder.scan(text)
        return True
