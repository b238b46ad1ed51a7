"""The tree of categories: new ones, other names, another place in the tree, and empty ones taken away."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from pos_app import formatting, texts
from pos_app.domain.category import SEPARATOR
from pos_app.domain.words import one_line
from pos_app.errors import Refused, Unavailable
from pos_app.services import categories
from pos_app.services.categories import Branch
from pos_app.services.shop import Changes
from pos_app.texts import gettext as _
from ui.commands import CommandId, bind, shown_key
from ui.operations import Lane
from ui.panels.new_article import NameField
from ui.theme import Size, Weight
from ui.widgets.buttons import Button
from ui.widgets.entry_bar import Entry, EntryBar
from ui.widgets.figures_table import Column, FiguresTable, Line, Said
from ui.widgets.notice import Notice
from ui.widgets.place import Desk
from ui.widgets.surface import Surface, column, row
from ui.widgets.text import Text

_STEP = "      "


class CategoriesPage(QWidget):
    """`left` says that the page can go, `written` carries what was changed."""

    left = Signal()
    written = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.branches: tuple[Branch, ...] = ()
        self._wanted: str | None = None
        self.notice, self.bar = Notice(), EntryBar()
        self.bar.closed.connect(self._to_table)
        self.table = FiguresTable(
            [Column(_("Category")), Column(_("Articles"), 130, right=True), Column(_("With those inside"), 170, right=True, spare=1)],
            height=44,
        )
        self.table.activated_row.connect(lambda _row: self.rename())
        title = Text(_("Categories"), px=Size.TITLE, weight=Weight.BOLD)
        says = Text(
            _("What is renamed or moved takes all inside along; under a name that is there already the two become one."),
            px=Size.LABEL, ink="ink_2", wrap=True,
        )  # fmt: skip
        buttons = row(gap=8)
        back = Button(_("Back"), key="Esc", height=44)
        back.clicked.connect(self.leave)
        buttons.addWidget(back)
        buttons.addStretch(1)
        for word, key, slot in (
            (_("New category"), "N", self.add),
            (_("Another name"), "Enter", self.rename),
            (_("Move"), "P", self.move_branch),
            (_("Remove"), shown_key(CommandId.LIST_REMOVE), self.drop),
        ):
            button = Button(word, key=key, height=44)
            button.clicked.connect(slot)
            buttons.addWidget(button)
        card = Surface("card")
        inside = column(margins=(1, 1, 1, 1))
        inside.addWidget(self.table, 1)
        card.setLayout(inside)
        whole = column(title, says, self.bar, gap=10, margins=(20, 16, 20, 16))
        whole.addWidget(card, 1)
        whole.addWidget(self.notice)
        whole.addLayout(buttons)
        self.setLayout(whole)
        bind(self, {CommandId.LIST_REMOVE: self.drop})

    def open(self) -> None:
        """Read the tree and take the focus."""
        self.read()
        self.table.setFocus()

    def _to_table(self) -> None:
        self.table.setFocus()

    def read(self) -> None:
        shop = self._desk.shop
        self._desk.operations.later(Lane.COUNTER, lambda: categories.tree(shop), self._show, owner=self)

    def _show(self, branches: tuple[Branch, ...]) -> None:
        self.branches = branches
        self.table.show_lines([_line(x) for x in branches])
        at = self.table.figures.row_of(self._wanted) if self._wanted is not None else -1
        if branches and (at >= 0 or self.table.current_row() < 0):
            self.table.pick(max(0, at))

    def picked(self) -> str:
        """The path of the picked category; empty where none is."""
        at = self.table.current_row()
        return self.branches[at].path if 0 <= at < len(self.branches) else ""

    # ------------------------------------------------------------ what a person does

    def add(self) -> None:
        """A new category, inside the picked one where it is named so."""
        name, inside = NameField(), self.picked()
        if inside:
            name.setPlaceholderText(_("for instance {path}").format(path=f"{inside}{SEPARATOR}…"))

        def taken() -> bool:
            path = name.text()
            self._send(lambda: categories.add(self._desk.shop, self._desk.actor, path), path)
            return False

        word = _("Name; “ > ” stands between a category and what is in it")
        self.bar.ask(_("New category"), [Entry(word, name, stretch=1)], yes=_("Save"), take=taken)

    def rename(self) -> None:
        """Another name for the last part of the picked path."""
        path = self.picked()
        if path:
            above, _sign, last = path.rpartition(SEPARATOR)
            title = _("Another name for {path}").format(path=path)
            self._ask_path(path, title, last, lambda text: f"{above}{SEPARATOR}{text}" if above else text)

    def move_branch(self) -> None:
        """Another category to stand in; nothing typed is the top."""
        path = self.picked()
        if path:
            above, _sign, last = path.rpartition(SEPARATOR)
            title = _("Where does {path} belong? Nothing typed is the top.").format(path=path)
            self._ask_path(path, title, above, lambda text: f"{text}{SEPARATOR}{last}" if text else last, optional=True)

    def _ask_path(self, path: str, title: str, known: str, made: Callable[[str], str], *, optional: bool = False) -> None:
        field = NameField()
        field.setText(known)
        field.optional = optional

        def taken() -> bool:
            to = made(one_line(field.text()))
            shop, actor = self._desk.shop, self._desk.actor
            self._send(lambda: categories.rename(shop, actor, path, to)[1], to)
            return False

        self.bar.ask(title, [Entry(_("Category"), field, stretch=1)], yes=_("Save"), take=taken)

    def drop(self) -> None:
        """Take the picked category away, where nothing stands in it."""
        path = self.picked()
        if path:
            self._send(lambda: categories.drop(self._desk.shop, self._desk.actor, path), None)

    def _send(self, call: Callable[[], Changes], wanted: str | None) -> None:
        def done(changes: Changes) -> None:
            self.bar.close_bar()
            self.notice.clear()
            self._wanted = wanted
            self.read()
            self.written.emit(changes)

        def failed(error: Refused | Unavailable) -> None:
            if self.bar.is_open:
                self.bar.say(error)
            else:
                self.notice.show_text(texts.sentence(error), "warning")

        self._desk.operations.later(Lane.COUNTER, call, done, owner=self, failed=failed)

    def leave(self) -> None:
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters are commands while no text field has the focus."""
        focus = self.focusWidget()
        letter = "" if isinstance(focus, QLineEdit) and focus.hasFocus() else event.text().upper()
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif letter == "N":
            self.add()
        elif letter == "P":
            self.move_branch()
        else:
            super().keyPressEvent(event)


def _line(branch: Branch) -> Line:
    speech = texts.language()
    levels = branch.path.split(SEPARATOR)
    name = _STEP * (len(levels) - 1) + levels[-1] if branch.path else _("without a category")
    return Line(
        (
            Said(name, weight=Weight.SEMIBOLD if len(levels) == 1 else Weight.REGULAR),
            Said(formatting.number(branch.own, speech) if branch.own else formatting.DASH),
            Said(formatting.number(branch.articles, speech) if branch.articles else formatting.DASH, ink="ink_2"),
        ),
        key=branch.path,
    )
