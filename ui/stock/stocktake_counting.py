"""The middle of a stocktake: what is scanned into the shown part, blind; the last count large, the others below it."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_app import formatting, texts
from pos_app.domain.stocktake import Part, Progress
from pos_app.services.stocktake_counts import CountRow
from pos_app.texts import gettext as _
from ui.commands import CommandId, shown_key
from ui.panels.article_finder import ArticleFinder
from ui.theme import Radius, Size, Weight, tokens
from ui.widgets.buttons import Button, IconButton, Kind
from ui.widgets.figures_table import Column, FiguresTable, Line, Said
from ui.widgets.place import Desk
from ui.widgets.surface import IconSign, Surface, column, row
from ui.widgets.text import Amount, Elided, Text


def clock_of(counted: CountRow, zone: str) -> str:
    """The time of a count, without the zone's name."""
    return formatting.clock(counted.at, zone, texts.language()).split(" ")[0]


def remark(counted: CountRow) -> str:
    """What there is to say of a count: added up, or of another part."""
    said = []
    if counted.times == 2:
        said.append(_("counted twice, added up"))
    elif counted.times > 2:
        said.append(_("counted {n} times, added up").format(n=counted.times))
    if counted.belongs_to:
        said.append(_("belongs to {part}").format(part=counted.belongs_to))
    return " · ".join(said)


class LastCount(QWidget):
    """The article counted last, its quantity as large as a total."""

    stepped = Signal(int)
    quantity_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = Elided(px=Size.PANEL_TITLE, weight=Weight.SEMIBOLD)
        self._says = Elided(px=Size.SMALL, ink="ink_2")
        self._marked = Text(px=Size.SMALL, weight=Weight.BOLD, ink="unknown")
        less, more = Button("−", height=38, px=Size.FIELD), Button("+", height=38, px=Size.FIELD)
        less.setAccessibleName(_("one less"))
        more.setAccessibleName(_("one more"))
        less.clicked.connect(lambda: self.stepped.emit(-1))
        more.clicked.connect(lambda: self.stepped.emit(1))
        quantity = Button(_("Quantity"), key=shown_key(CommandId.LIST_QUANTITY), height=38)
        quantity.clicked.connect(self.quantity_wanted)
        self._buttons, self._quantity = (less, more), quantity
        self._editable, self._compact = True, False
        self._qty = Amount(px=Size.TOTAL)
        self._qty.setFixedWidth(150)
        self._qty.at_right = True
        self._unit = Text(px=Size.LABEL, ink="ink_2")
        left = column(self._name, self._says, self._marked, row(less, more, quantity, None, gap=8), gap=3)
        right = column(self._qty, self._unit, gap=0)
        right.setAlignment(self._unit, Qt.AlignmentFlag.AlignRight)
        self._whole = row(gap=10, margins=(18, 12, 16, 12))
        self._whole.addLayout(left, 1)
        self._whole.addLayout(right)
        self.setLayout(self._whole)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_compact(self, compact: bool) -> None:
        """Less room beside the quantity; F3 asks for it all the same."""
        self._compact = compact
        self._qty.setFixedWidth(84 if compact else 150)
        self._whole.setContentsMargins(*((14, 8, 8, 8) if compact else (18, 12, 16, 12)))
        self._quantity.setVisible(self._editable and not compact)

    def show_count(self, counted: CountRow, zone: str, *, editable: bool) -> None:
        speech = texts.language()
        self._name.setText(counted.article.name)
        self._says.setText(_("{code} · counted {time}").format(code=counted.article.code, time=clock_of(counted, zone)))
        self._marked.setText(remark(counted))
        self._marked.setVisible(bool(remark(counted)))
        self._qty.show_amount(formatting.qty(counted.qty, speech))
        self._unit.setText(counted.article.unit)
        for button in self._buttons:
            button.setVisible(editable)
        self._editable = editable
        self._quantity.setVisible(editable and not self._compact)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.last_scan))
        painter.drawRoundedRect(QRectF(self.rect()), Radius.BUTTON, Radius.BUTTON)
        painter.fillRect(QRectF(0, 4, 4, self.height() - 8), QColor(t.last_scan_bar))
        painter.end()


class CountingPanel(Surface):
    """`close_wanted` and `reopen_wanted` are the part's; the finder says what was scanned."""

    close_wanted = Signal()
    reopen_wanted = Signal()
    list_wanted = Signal()
    read_wanted = Signal()

    def __init__(self, desk: Desk, over: QWidget, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._zone = desk.card.zone
        self.rows: tuple[CountRow, ...] = ()
        self._progress: Progress | None = None
        self._title = Elided(px=Size.PANEL_TITLE, weight=Weight.BOLD)
        self._person = Text(px=Size.LABEL, ink="ink_2")
        self.finder = ArticleFinder(desk, over, _("Scan the next article · 12* before it for a dozen"))
        self.last = LastCount()
        self.table = FiguresTable([Column(_("Article")), Column(_("Counted"), 110, right=True), Column(_("Time"), 70, right=True, spare=1)])
        self.table.horizontalHeader().hide()
        self._blind = Surface("dashed")
        blind = Text(_("Blind count: what the books have shows once this part is closed."), px=Size.LABEL, ink="ink_2", wrap=True)
        self._blind.setLayout(row(IconSign("eye-off", side=18), blind, gap=10, margins=(14, 8, 14, 8)))
        self._lists = QWidget()
        to_list = Button(_("Count list"), icon="printer", key=shown_key(CommandId.SAVE_PDF), height=36)
        to_list.clicked.connect(self.list_wanted)
        read = Button(_("Read a filled-in list"), icon="file-up", key=shown_key(CommandId.IMPORT_LIST), height=36)
        read.clicked.connect(self.read_wanted)
        self._lists.setLayout(row(to_list, read, None, gap=8))
        self._signs = [IconButton(sign, f"{word} ({shown_key(key)})") for sign, word, key in (
            ("printer", _("Count list"), CommandId.SAVE_PDF), ("file-up", _("Read a filled-in list"), CommandId.IMPORT_LIST)
        )]  # fmt: skip
        for sign, wanted in zip(self._signs, (self.list_wanted, self.read_wanted), strict=True):
            sign.clicked.connect(wanted)
        self._compact = self._counting = False
        self._go = Button("", kind=Kind.MAIN, key=shown_key(CommandId.FINISH_STEP), height=54, px=Size.NAME)
        self._go.setMinimumWidth(120)
        self._go.clicked.connect(self.close_wanted)
        self._again = Button(_("Open this part again"), icon="lock-open", key=shown_key(CommandId.TAKE_BACK), height=44)
        self._again.clicked.connect(self.reopen_wanted)
        head = row(gap=12)
        head.addWidget(self._title, 1)
        head.addWidget(self._person)
        for sign in self._signs:
            head.addWidget(sign)
        self._whole = column(head, self.finder, self.last, gap=12, margins=(18, 16, 18, 18))
        self._whole.addWidget(self.table, 1)
        for widget in (self._lists, self._blind, self._go, self._again):
            self._whole.addWidget(widget)
        self.setLayout(self._whole)
        self.set_compact(False)

    def set_compact(self, compact: bool) -> None:
        """On a small screen the lists are signs in the head, and the counts keep their rows."""
        self._compact = compact
        self.last.set_compact(compact)
        self._go.set_height(44 if compact else 54, Size.LABEL if compact else Size.NAME)
        self._name_go()
        self._whole.setContentsMargins(*((12, 10, 12, 12) if compact else (18, 16, 18, 18)))
        self._whole.setSpacing(8 if compact else 12)
        self._show_lists()

    def _show_lists(self) -> None:
        self._blind.setVisible(self._counting and not self._compact)
        self._lists.setVisible(self._counting and not self._compact)
        for sign in self._signs:
            sign.setVisible(self._counting and self._compact)

    def show_part(self, progress: Progress, rows: tuple[CountRow, ...], *, editable: bool) -> None:
        """`editable` while the stocktake is open."""
        part: Part = progress.part
        self._progress, self.rows = progress, rows
        counting = editable and part.is_open
        self._title.setText(part.name)
        self._person.setText(part.person)
        self.finder.setVisible(counting)
        self.last.setVisible(bool(rows))
        if rows:
            self.last.show_count(rows[0], self._zone, editable=counting)
        self.table.show_lines([_line(x, self._zone) for x in rows[1:]])
        self._counting = counting
        self._show_lists()
        self._go.setVisible(counting)
        self._name_go()
        self._again.setVisible(editable and not part.is_open)

    def _name_go(self) -> None:
        """What closing the part is called, as much of it as there is room for."""
        if self._progress is not None:
            word = _("Close {part}") if self._compact else _("Close {part}, look at the differences")
            self._go.setText(word.format(part=self._progress.part.name))

    def put(self, counted: CountRow) -> None:
        """Show a count that has just been made, before the rest is read again."""
        if self._progress is not None:
            rest = tuple(x for x in self.rows if x.article.id != counted.article.id)
            self.show_part(self._progress, (counted, *rest), editable=True)

    def picked(self) -> CountRow | None:
        """The row the keys mean: the marked one, else the last count."""
        at = self.table.current_row()
        if self.table.hasFocus() and 0 <= at < len(self.rows) - 1:
            return self.rows[at + 1]
        return self.rows[0] if self.rows else None


def _line(counted: CountRow, zone: str) -> Line:
    said = remark(counted)
    code = counted.article.code + (" · " if said else "")
    return Line(
        (
            Said(counted.article.name, below=code, marked=said, marked_ink="unknown", weight=Weight.SEMIBOLD, px=Size.NAME),
            Said(formatting.qty(counted.qty, texts.language()), beside=f" {counted.article.unit}", weight=Weight.BOLD, px=Size.NAME),
            Said(clock_of(counted, zone), px=Size.SMALL, ink="ink_2"),
        ),
        key=counted.article.id,
    )
