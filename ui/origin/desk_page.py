"""The tagging desk: scan or choose an article, say where it was made, Enter, the next; every step can be undone."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from pos_app import formatting, texts
from pos_app.domain.origin import State
from pos_app.domain.product import ProductId
from pos_app.errors import Refused, Unavailable
from pos_app.services import origins, tagging
from pos_app.services.shop import Changes
from pos_app.services.tagging import Meter, Open, Tagged
from pos_app.texts import gettext as _
from ui.commands import CommandId
from ui.operations import Lane
from ui.origin.desk_looks import DeskLooks
from ui.origin.desk_scans import DeskScans
from ui.origin.desk_withdrawals import DeskWithdrawals
from ui.origin.meter_head import EmptyDesk, MeterHead
from ui.origin.tagging_model import Column, TaggingDelegate, TaggingModel
from ui.origin.tagging_panel import COMPACT_WIDTH, WIDTH, TaggingPanel
from ui.origin.turns import Turns
from ui.panels import origin_words
from ui.panels.state_tiles import LETTERS
from ui.widgets.entry_bar import EntryBar
from ui.widgets.list_table import ListTable
from ui.widgets.place import Desk, TellingPlace
from ui.widgets.surface import Surface, column, row

_SLOW_MS = 500
_WIDTHS: dict[int, int] = {Column.NUMBER: 54, Column.ORIGIN: 174, Column.VALUE: 112, Column.RAISES: 108}
_NARROW: dict[int, int] = {Column.NUMBER: 46, Column.ORIGIN: 0, Column.VALUE: 0, Column.RAISES: 108}
_COMPACT_BELOW = 1080


class DeskPage(TellingPlace):
    """The page where goods get their origin, one article after another."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.model = TaggingModel(self)
        self.table = ListTable(self.model, _WIDTHS, stretch=Column.NAME, narrow=_NARROW)
        self.table.setItemDelegate(TaggingDelegate(self.table))
        self.panel = TaggingPanel()
        self.bar = EntryBar()
        self.turns = Turns(self.table)
        self._left = 0
        self._meter = Meter(dict.fromkeys(State, 0))
        self._loaded = False
        self._due = True
        self._wanted: ProductId | None = None
        self._slow = QTimer(self, singleShot=True, interval=_SLOW_MS)
        self._slow.timeout.connect(lambda: self.table.show_bars(True))
        self._scans, self._looks, self._withdrawals = DeskScans(self), DeskLooks(self), DeskWithdrawals(self)
        self._lay_out()
        self._connect()

    # ------------------------------------------------------------ building

    def _lay_out(self) -> None:
        self.head = MeterHead()
        card = Surface("card")
        card.setLayout(column(self.table, margins=(1, 1, 1, 1)))
        self.pages = QStackedWidget()
        self._empty = EmptyDesk(lambda: self.desk.go("goods"))
        self.pages.addWidget(card)
        self.pages.addWidget(self._empty)
        left = column(self.bar, gap=12)
        left.addWidget(self.pages, 1)
        left.addWidget(self.notice)
        body = row(gap=16)
        body.addLayout(left, 1)
        body.addWidget(self.panel)
        whole = column(self.head, gap=16, margins=(20, 16, 20, 18))
        whole.addLayout(body, 1)
        self.setLayout(whole)
        self.panel.hide()

    def _connect(self) -> None:
        self.table.picked.connect(lambda _row: self._open_current())
        self.table.activated_row.connect(lambda _row: self.save())
        self.panel.save_wanted.connect(self.save)
        self.panel.withdraw_wanted.connect(self._withdrawals.withdraw)
        self.panel.editor.submitted.connect(self.save)
        self.panel.editor.left.connect(self.leave)
        self.bar.closed.connect(self.table.setFocus)
        self.desk.operations.broke.connect(self._broke)
        self.bind(
            {
                CommandId.TYPE_NUMBER: self.go_to_number,
                CommandId.ORIGIN_DOMESTIC: lambda: self.choose(State.DOMESTIC),
                CommandId.ORIGIN_IMPORTED: lambda: self.choose(State.IMPORTED),
                CommandId.ORIGIN_UNKNOWN: lambda: self.choose(State.UNKNOWN),
                CommandId.CERTIFICATE: self.open_certificate,
                CommandId.SAVE_NEXT: self.save,
                CommandId.DOMESTIC_NEXT: lambda: self.choose_and_go(State.DOMESTIC),
                CommandId.IMPORTED_NEXT: lambda: self.choose_and_go(State.IMPORTED),
                CommandId.SAID_BY: self.next_source,
                CommandId.ATTACH_FILE: self.attach,
                CommandId.UNDO: self.undo,
            }
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        compact = self.width() < _COMPACT_BELOW
        self.panel.setFixedWidth(COMPACT_WIDTH if compact else WIDTH)
        self.head.set_compact(compact)

    # ------------------------------------------------------------ reading

    def entered(self) -> None:
        shown, tag = self.panel.shown, self.model.tag(self.table.current_row())
        if self._due:
            self.load()
        elif tag is not None and (shown is None or shown.product.id != tag.product.id):
            self._open_current()
        self.table.setFocus()

    def changed(self, changes: Changes) -> None:
        if changes.products or changes.origins or changes.sales or changes.stock:
            self.load()

    def load(self) -> None:
        """Read the desk anew; the article that is open stays open."""
        shop = self.desk.shop
        shown = self.panel.shown
        self._due = True
        self._wanted = shown.product.id if shown else None
        if not self._loaded:
            self._slow.start()
        self.desk.operations.later(Lane.SEARCH, lambda: tagging.desk(shop), self._show_desk, owner=self)

    def _load_more(self) -> None:
        """Read the desk anew because its list is worked through; the next key is meant for its first article."""
        shop = self.desk.shop
        self._wanted = None
        self.turns.hold()

        def done(found: tagging.Desk) -> None:
            self._show_desk(found)
            self.turns.release()

        self.desk.operations.later(Lane.COUNTER, lambda: tagging.desk(shop), done, owner=self, failed=self.left_out)

    def _show_desk(self, found: tagging.Desk) -> None:
        self._loaded, self._due = True, False
        self._slow.stop()
        self.table.show_bars(False)
        self._left, self._meter = found.left, found.meter
        self.model.show(found.tags, found.meter)
        self._show_meter()
        if self.model.rowCount() == 0:
            self._show_empty()
            return
        self.pages.setCurrentIndex(0)
        at = self.model.row_of(self._wanted) if self._wanted is not None else 0
        self.table.pick(max(0, at))

    def _show_empty(self) -> None:
        anything = any(self._meter.values.values())
        self._empty.show_for(done=anything)
        self.pages.setCurrentIndex(1)
        self.panel.setVisible(self.panel.shown is not None and anything)

    def _show_meter(self) -> None:
        self.head.show_meter(self._meter, self._left, self.model.upcoming(tagging.NEXT))

    def _open_current(self) -> None:
        tag = self.model.tag(self.table.current_row())
        if tag is not None:
            self._looks.open(tag.product.id)

    def left_out(self, error: Refused | Unavailable) -> None:
        """What was begun has failed; what was struck after it was meant for what would have come of it."""
        self.notice.show_text(texts.sentence(error), "warning")
        self.turns.drop()
        self.turns.release()

    def _broke(self) -> None:
        self._looks.end()
        self.turns.end()

    def show_open(self, opened: Open) -> None:
        row = self.model.row_of(opened.product.id)
        number = self.model.number(row)
        speech = texts.language()
        place = _("Scanned article")
        if number:
            of = max(self._left, number)
            place = _("Article {n} of {of}").format(n=formatting.number(number, speech), of=formatting.number(of, speech))
        self.panel.show_open(opened, place)
        self.panel.show()

    # ------------------------------------------------------------ what a person does

    def go_to_number(self) -> None:
        self.panel.editor.number.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def choose(self, state: State) -> None:
        self._with_article(lambda: self.panel.editor.take_state(state))

    def open_certificate(self) -> None:
        self._with_article(self.panel.editor.certificate.open_card)

    def next_source(self) -> None:
        self._with_article(self.panel.editor.next_source)

    def _with_article(self, act: Callable[[], object]) -> None:
        """Do something with the article that shows, or that shows next where one is on its way."""
        self.turns.take(lambda: act() if self.panel.shown is not None else None)

    def leave(self) -> None:
        """Esc: what was entered is dropped, the list has the focus again."""
        if self.panel.shown is not None and not self.panel.editor.is_empty:
            self.panel.show_open(self.panel.shown, self.panel.place)
        self.table.setFocus()

    def open_article(self, product_id: ProductId) -> None:
        """Bring an article to the desk from another page."""
        self._scans.bring(product_id)

    def choose_and_go(self, state: State) -> None:
        """One key for one article: the state by the evidence chosen last, recorded, and the next."""
        self.choose(state)
        self.save()

    def attach(self) -> None:
        """Ask for a photo or PDF of what is entered."""
        self._with_article(self.panel.editor.file.choose)

    def save(self) -> None:
        """Record what was entered, and go to the next article."""
        self.turns.take(self._save)

    def _save(self) -> None:
        opened = self.panel.shown
        if opened is None:
            return
        if self.panel.editor.is_empty:
            self._go_on(opened.product.id)
            return
        self.record(lambda: self._go_on(opened.product.id))

    def record(self, then: Callable[[], None]) -> None:
        """Record what was entered, if it can be."""
        opened, editor = self.panel.shown, self.panel.editor
        if opened is None:
            return
        try:
            entries = editor.entries()
        except Refused as error:
            editor.say(error)
            self.turns.drop()
            return
        reason, path = editor.reason(), editor.file.path()
        shop, actor, key = self.desk.shop, self.desk.actor, opened.product.id
        field = self.focusWidget()
        self.table.setFocus()  # what is struck meanwhile is meant for the next article, not for the field that is recorded
        self.turns.hold()

        def done(tagged: Tagged) -> None:
            self._tagged(tagged)
            if tagged.open.origin.conflict:
                self.turns.drop()
                self.show_in_list(tagged.open)
            else:
                then()
            self.turns.release()

        def refused(error: Refused | Unavailable) -> None:
            if isinstance(error, Refused):
                editor.say(error)
                self.turns.drop()
                self.turns.release()
            else:
                self.left_out(error)
            if self.table.hasFocus():
                field.setFocus()

        self.desk.operations.later(
            Lane.COUNTER,
            lambda: tagging.tag(shop, actor, key, entries, resolves=reason, file=origins.file_of(path)),
            done,
            owner=self,
            failed=refused,
        )

    def _tagged(self, tagged: Tagged) -> None:
        if tagged.recorded:
            self._withdrawals.can_take_back(tagged)
        self.take_over(tagged)
        state = tagged.open.origin.state
        name = tagged.open.product.name
        if tagged.open.origin.conflict:
            self.notice.show_text(_("{name}: the evidence disagrees, the origin is unknown.").format(name=name), "warning")
        elif tagged.recorded:
            said = _("{name}: {state}").format(name=name, state=origin_words.state_word(state))
            self.notice.show_text(said, action=_("Undo"), key="Ctrl+Z", on_action=self.undo)

    def take_over(self, tagged: Tagged) -> None:
        """The list, the meter and the other places follow what was recorded."""
        before, after = tagged.before, tagged.open.origin.state
        self.model.put(tagged.open.tag)
        if before is not after:
            self._meter = self._meter.moved(tagged.open.tag, before, after)
            self._left += (after is State.UNKNOWN) - (before is State.UNKNOWN)
        self._show_meter()
        self.desk.announce(tagged.changes, self)

    def _go_on(self, product_id: ProductId) -> None:
        """To the next article that is not tagged; where none is left in the list, it is read anew."""
        self.table.setFocus()
        at = self.model.row_of(product_id)
        following = self.model.next_untagged(at)
        if following >= 0:
            self.table.pick(following)
        elif self._left == 0:
            self._looks.open(product_id)
            self.notice.show_text(_("Every article of the list has an origin."))
        elif self.model.upcoming(1):
            self._looks.open(product_id)
        else:
            self._load_more()

    def undo(self) -> None:
        """Take the last piece back; the article comes back to the desk."""
        self._withdrawals.undo()

    def show_at_desk(self, opened: Open) -> None:
        """An article that was asked for, in the list or not."""
        self.show_in_list(opened)
        self.show_open(opened)

    def show_in_list(self, opened: Open) -> None:
        """An article at its place in the list, where it has one."""
        self.pages.setCurrentIndex(0)
        at = self.model.put(opened.tag)
        if at == self.table.current_row():
            self.show_open(opened)
        else:
            self.table.pick(at)

    # ------------------------------------------------------------ scans and keys

    def scanned(self, text: str) -> bool:
        """An article's code brings it to the desk; a package's 2D code is evidence for what lies there."""
        self._scans.take(text)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters are commands while no text field has the focus."""
        focus = self.focusWidget()
        if isinstance(focus, QLineEdit) and focus.hasFocus():
            super().keyPressEvent(event)
            return
        letter = event.text().upper()
        state = next((state for state, key in LETTERS.items() if key == letter), None)
        if state in (State.DOMESTIC, State.IMPORTED) and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.choose_and_go(state)
        elif state is not None:
            self.choose(state)
        elif letter == "S":
            self.next_source()
        elif letter == "T":
            self.open_certificate()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.save()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)
