"""What a stocktake asks: its name, a new part, a quantity, and what becomes of articles nobody counted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QCompleter, QWidget

from pos_app import formatting, texts
from pos_app.domain.quantity import Milli
from pos_app.domain.stocktake import Scope, Sheet, Uncounted
from pos_app.domain.words import one_line
from pos_app.services.stocktake_counts import CountRow
from pos_app.texts import gettext as _
from pos_app.texts import ngettext
from ui.panels.new_article import NameField
from ui.theme import Size, Weight
from ui.widgets.buttons import Button, Kind
from ui.widgets.entry_bar import Entry, EntryBar
from ui.widgets.fields import QuantityField
from ui.widgets.overlay import Overlay
from ui.widgets.surface import column, row
from ui.widgets.text import Text

_LONGEST: Final = 80


@dataclass(frozen=True, slots=True)
class NewPart:
    name: str
    person: str
    scope: Scope


def ask_start(bar: EntryBar, now: datetime, zone: str, take: Callable[[str], None]) -> None:
    """The name of a new stocktake; the month is offered."""
    name = NameField()
    name.setMaxLength(_LONGEST)
    month = formatting.month_name(now.astimezone(ZoneInfo(zone)).month, texts.language())
    name.setText(_("Stocktake {month}").format(month=month))

    def taken() -> bool:
        take(name.text())
        return False

    bar.ask(_("New stocktake"), [Entry(_("Name"), name, stretch=1)], yes=_("Start"), take=taken)


def ask_part(bar: EntryBar, person: str, kinds: tuple[tuple[str, ...], tuple[str, ...]], take: Callable[[NewPart], None]) -> None:
    """A part: who counts it, and the category or shelf whose articles it is to count, if any."""
    name, who = NameField(), NameField()
    name.setMaxLength(_LONGEST)
    who.setText(person)
    categories, shelves = kinds
    category, shelf = _offered(categories), _offered(shelves)
    entries = [Entry(_("Name of the part"), name, stretch=2), Entry(_("Person"), who, stretch=1)]
    if categories:
        entries.append(Entry(_("Only this category"), category, stretch=1))
    if shelves:
        entries.append(Entry(_("Only this shelf"), shelf, stretch=1))

    def taken() -> bool:
        scope = Scope(category.text().strip() or None, shelf.text().strip() or None)
        take(NewPart(one_line(name.text()), who.text(), scope))
        return False

    bar.ask(_("New part"), entries, yes=_("Add"), take=taken)


def _offered(words: Sequence[str]) -> NameField:
    """A field that may stay empty and offers what there is."""
    field = NameField()
    field.optional = True
    completer = QCompleter(list(words), field)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    field.setCompleter(completer)
    return field


def ask_quantity(bar: EntryBar, counted: CountRow, take: Callable[[Milli], None]) -> None:
    """How much of an article there is in the part."""
    field = QuantityField()
    field.set_value(counted.qty)

    def taken() -> bool:
        take(field.quantity())
        return False

    word = _("Quantity in {unit}").format(unit=counted.article.unit)
    bar.ask(counted.article.name, [Entry(word, field)], yes=_("Alter"), take=taken)


def ask_post(parent: QWidget, sheet: Sheet, take: Callable[[Uncounted], None]) -> Overlay:
    """Says what is booked; where articles were not counted it asks what becomes of them. Esc books nothing."""
    overlay = Overlay(parent.window(), wanted=QSize(600, 260 if sheet.uncounted else 200))
    speech = texts.language()
    differ = sum(1 for x in sheet.differences if x.difference.qty)
    booked = ngettext("{n} difference is booked, worth {value}.", "{n} differences are booked, worth {value}.", differ)
    says = [booked.format(n=formatting.number(differ, speech), value=formatting.rupiah(sheet.sums.net_idr, speech))]
    says.append(_("Afterwards the stocktake is only read."))
    again = sum(1 for x in sheet.differences if x.difference.moved_between)
    if again:
        sold = ngettext(
            "{n} article was sold between two counts and should be counted again.",
            "{n} articles were sold between two counts and should be counted again.",
            again,
        )
        says.append(sold.format(n=formatting.number(again, speech)))
    whole = column(
        Text(_("Post the stocktake?"), px=Size.PANEL_TITLE, weight=Weight.BOLD, wrap=True),
        Text(" ".join(says), ink="ink_2", wrap=True),
        gap=10,
        margins=(22, 20, 22, 20),
    )
    back = Button(_("Back"), key="Esc", height=48)

    def answer(how: Uncounted) -> None:
        overlay.close_overlay()
        take(how)

    if sheet.uncounted:
        asked = ngettext(
            "{n} article with stock was not counted. What becomes of it?",
            "{n} articles with stock were not counted. What becomes of them?",
            sheet.uncounted,
        )
        whole.addWidget(Text(asked.format(n=formatting.number(sheet.uncounted, speech)), weight=Weight.SEMIBOLD, wrap=True))
        leave = Button(_("Leave them alone"), kind=Kind.MAIN, height=48)
        zero = Button(_("Count them as 0"), kind=Kind.WARNING, height=48)
        leave.clicked.connect(lambda: answer(Uncounted.LEAVE))
        zero.clicked.connect(lambda: answer(Uncounted.ZERO))
        whole.addStretch(1)
        whole.addLayout(row(back, None, zero, leave))
    else:
        go = Button(_("Post"), kind=Kind.MAIN, height=48)
        go.clicked.connect(lambda: answer(Uncounted.LEAVE))
        whole.addStretch(1)
        whole.addLayout(row(back, None, go))
    back.clicked.connect(overlay.close_overlay)
    overlay.left.connect(overlay.close_overlay)
    overlay.panel.setLayout(whole)
    overlay.open()
    back.setFocus()
    return overlay
