"""Whom the shop buys from: everyone with how to reach them and when they are paid, changed in place, put away, brought back."""

from collections.abc import Callable

from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from pos_app import formatting, texts
from pos_app.services import suppliers
from pos_app.services.shop import Changes
from pos_app.services.suppliers import ListedSupplier, Supplier
from pos_app.texts import gettext as _
from pos_app.texts import ngettext
from ui.commands import CommandId, shown_key
from ui.operations import Lane
from ui.panels.new_article import NameField
from ui.theme import Size, Weight
from ui.widgets.buttons import Button
from ui.widgets.chip import Chip
from ui.widgets.empty import EmptyPlace
from ui.widgets.entry_bar import Entry
from ui.widgets.entry_place import EntryPlace
from ui.widgets.figures_table import Column, FiguresTable, Line, Said
from ui.widgets.place import Desk
from ui.widgets.surface import Either, card, column, row
from ui.widgets.text import Text


class SuppliersPage(EntryPlace):
    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.rows: tuple[ListedSupplier, ...] = ()
        self._wanted: str | None = None
        self.bar.closed.connect(self._to_table)
        self.table = FiguresTable(
            [
                Column(_("Supplier")),
                Column(_("Contact"), 220, spare=1),
                Column(_("Phone"), 170),
                Column(_("Paid after"), 120, right=True),
                Column(_("Articles"), 100, right=True, spare=2),
            ]
        )
        self.table.activated_row.connect(lambda _row: self.change())
        self.archived = Chip(_("Archived"))
        self.archived.setCheckable(True)
        self.archived.clicked.connect(lambda _on: self.read())
        self._away = Button("", key=shown_key(CommandId.LIST_REMOVE), height=44)
        self._away.clicked.connect(self.put_away)
        buttons = row(gap=8)
        buttons.addStretch(1)
        for word, key, slot in ((_("New supplier"), "N", self.add), (_("Alter"), "Enter", self.change)):
            button = Button(word, key=key, height=44)
            button.clicked.connect(slot)
            buttons.addWidget(button)
        buttons.addWidget(self._away)
        self._empty = EmptyPlace(
            "truck",
            _("No supplier yet"),
            _("Suppliers come with the first goods in, from a list, or are entered here."),
            action=_("New supplier"),
            key="N",
        )
        self._empty.wanted.connect(self.add)
        self._either = Either(self._empty, card(self.table))
        title = Text(_("Suppliers"), px=Size.TITLE, weight=Weight.BOLD)
        whole = column(row(title, None, self.archived), self.bar, gap=12, margins=(20, 16, 20, 16))
        whole.addWidget(self._either, 1)
        whole.addWidget(self.notice)
        whole.addLayout(buttons)
        self.setLayout(whole)
        self.table.picked.connect(lambda _row: self._show_away())
        self.bind({CommandId.LIST_REMOVE: self.put_away})

    # ------------------------------------------------------------ the place

    def entered(self) -> None:
        self.read()
        self._to_table()

    def changed(self, changes: Changes) -> None:
        if changes.suppliers or changes.products:
            self._soon.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """N enters a new supplier while no text field has the focus."""
        focus = self.focusWidget()
        if event.text().upper() == "N" and not (isinstance(focus, QLineEdit) and focus.hasFocus()):
            self.add()
        else:
            super().keyPressEvent(event)

    def _to_table(self) -> None:
        self.table.setFocus()

    # ------------------------------------------------------------ reading

    def read(self) -> None:
        shop, archived = self.desk.shop, self.archived.isChecked()
        self.desk.operations.later(Lane.SEARCH, lambda: suppliers.listed(shop, archived=archived), self._show, owner=self)

    def _show(self, rows: tuple[ListedSupplier, ...]) -> None:
        self.rows = rows
        self.table.show_lines([_line(x) for x in rows])
        self._either.show_that(rows)
        at = self.table.figures.row_of(self._wanted) if self._wanted is not None else -1
        if rows and (at >= 0 or self.table.current_row() < 0):
            self.table.pick(max(0, at))
        self._show_away()

    def picked(self) -> Supplier | None:
        at = self.table.current_row()
        return self.rows[at].supplier if 0 <= at < len(self.rows) else None

    def _show_away(self) -> None:
        one = self.picked()
        self._away.setEnabled(one is not None)
        self._away.setText(_("Bring back") if one is not None and one.archived else _("Put away"))

    # ------------------------------------------------------------ what a person does

    def add(self) -> None:
        """Ask for a new supplier."""
        self._ask(None)

    def change(self) -> None:
        """Ask what is different about the picked one."""
        one = self.picked()
        if one is not None:
            self._ask(one)

    def _ask(self, known: Supplier | None) -> None:
        name, contact, phone, address, due, note = (NameField() for _n in range(6))
        fields = {"name": name, "contact": contact, "phone": phone, "address": address, "due_days": due, "note": note}
        for field in (contact, phone, address, due, note):
            field.optional = True
        due.setFixedWidth(90)
        due.setValidator(QIntValidator(0, 366, due))
        if known is not None:
            values = (known.name, known.contact, known.phone, known.address, known.due_days, known.note)
            for field, value in zip(fields.values(), values, strict=True):
                field.setText("" if value is None else str(value))
        before = {which: field.text() for which, field in fields.items()}

        def taken() -> bool:
            given = {which: field.text() for which, field in fields.items() if known is None or field.text() != before[which]}
            shop, actor = self.desk.shop, self.desk.actor
            if known is None:
                named = given.pop("name")
                self._send(lambda: suppliers.add(shop, actor, named, given))
            else:
                self._send(lambda: suppliers.change(shop, actor, known.name, given))
            return False

        entries = [
            Entry(_("Name"), name, stretch=3),
            Entry(_("Contact"), contact, stretch=2),
            Entry(_("Phone"), phone, stretch=2),
            Entry(_("Address"), address, stretch=3),
            Entry(_("Paid after (days)"), due),
            Entry(_("Note"), note, stretch=2),
        ]
        self.bar.ask(known.name if known else _("New supplier"), entries, yes=_("Save"), take=taken)

    def put_away(self) -> None:
        """Put the picked one away, or bring it back."""
        one = self.picked()
        if one is not None and not self.bar.is_open:
            shop, actor, given = self.desk.shop, self.desk.actor, {"archived": "no" if one.archived else "yes"}
            self._send(lambda: suppliers.change(shop, actor, one.name, given))

    def _send(self, call: Callable[[], tuple[Supplier, Changes]]) -> None:
        def done(found: tuple[Supplier, Changes]) -> None:
            one, changes = found
            self.bar.close_bar()
            self._wanted = one.name
            self.notice.show_text(_("{name} is saved.").format(name=one.name))
            self.read()
            self.desk.announce(changes, self)

        self.write(call, done)


def _line(listed: ListedSupplier) -> Line:
    one, speech = listed.supplier, texts.language()
    after = "" if one.due_days is None else ngettext("{n} day", "{n} days", one.due_days).format(n=one.due_days)
    ink = "ink_2" if one.archived else "ink"
    return Line(
        (
            Said(one.name, below=_("archived") if one.archived else one.address or "", weight=Weight.SEMIBOLD, ink=ink),
            Said(one.contact or formatting.DASH, below=one.note or ""),
            Said(one.phone or formatting.DASH),
            Said(after or formatting.DASH),
            Said(formatting.number(listed.articles, speech)),
        ),
        key=one.name,
    )
