"""Several articles changed together: what is filled in is shown article by article before it is saved."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from pos_app import formatting, texts
from pos_app.domain.price_rule import STEPS, By, PriceRule, Towards
from pos_app.errors import Refused, Unavailable
from pos_app.services.bulk import Bulk, Row, Value
from pos_app.services.goods_list import Names
from pos_app.texts import N_, ngettext
from pos_app.texts import gettext as _
from ui.commands import CommandId, shown_key
from ui.goods.field_page import FieldPage, decimal, grid, offers
from ui.goods.general_page import TAXES
from ui.panels.origin_fields import DayField
from ui.theme import Size, Weight
from ui.widgets.buttons import Button, Kind
from ui.widgets.choice import Choice
from ui.widgets.fields import QuantityField
from ui.widgets.roomy import Roomy
from ui.widgets.surface import Surface, column, row
from ui.widgets.text import Text
from ui.widgets.tick import Tick

T = TypeVar("T")
_BY = {By.PERCENT: N_("by percent"), By.RUPIAH: N_("by rupiah"), By.TO: N_("to the amount")}
_TOWARDS = {Towards.NEAREST: N_("nearest"), Towards.UP: N_("up"), Towards.DOWN: N_("down")}
_FIELDS = {
    "category": N_("Category"), "maker": N_("Maker"), "supplier": N_("Supplier"), "tax": N_("Tax"), "min_stock": N_("Least stock"),
    "target_stock": N_("Target stock"), "sellable": N_("For sale"), "archived": N_("Archived"), "price": N_("Price"),
    "member_price": N_("Member price"),
}  # fmt: skip
_SHOWN = 40


class BulkPanel(Surface):
    """`edited` asks for a preview; `save_wanted` and `leave_wanted` are what the person does next."""

    edited = Signal()
    save_wanted = Signal()
    leave_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("side", parent)
        self.title = Text(px=Size.PANEL_TITLE, weight=Weight.BOLD, wrap=True)
        self.page = _BulkPage()
        self.preview = Text(px=Size.SMALL, ink="ink_2", wrap=True)
        self._wrong = Text(px=Size.LABEL, weight=Weight.SEMIBOLD, ink="warning", wrap=True)
        self._wrong.hide()
        self.leave = Button(_("Cancel"), key="Esc", height=48)
        self.save = Button(_("Change all"), kind=Kind.MAIN, key=shown_key(CommandId.SAVE), height=48, px=Size.FIELD)
        inner = QWidget()
        heading = Text(_("What becomes of them"), px=Size.LABEL, weight=Weight.BOLD)
        inner.setLayout(column(self.page, heading, self.preview, None, gap=12, margins=(18, 12, 18, 12)))
        foot = Surface("foot")
        buttons = row(self.leave, gap=10)
        buttons.addWidget(self.save, 1)
        foot.setLayout(column(self._wrong, buttons, gap=8, margins=(18, 12, 18, 10)))
        whole = column(column(self.title, margins=(18, 13, 18, 8)), gap=0)
        whole.addWidget(Roomy(inner), 1)
        whole.addWidget(foot)
        self.setLayout(whole)
        self.page.edited.connect(self.edited)
        self.leave.clicked.connect(self.leave_wanted)
        self.save.clicked.connect(self.save_wanted)

    def begin(self, count: int, names: Names) -> None:
        """Begin with empty fields for so many articles."""
        self.title.setText(
            ngettext("Change {n} article", "Change {n} articles", count).format(n=formatting.number(count, texts.language()))
        )
        self.page.begin(names)
        self.show_preview(())
        self.say(None)

    def bulk(self) -> Bulk:
        """What is filled in.

        Raises:
            Refused: what a field holds cannot be.
        """
        return self.page.bulk()

    def show_preview(self, rows: tuple[Row, ...]) -> None:
        changed = [x for x in rows if x.changed]
        named = [x for x in rows if x.problem is not None]
        told = [f"{x.product.name}: {texts.sentence(x.problem)}" for x in named if x.problem is not None][:_SHOWN]
        told += [f"{x.product.name}: " + ", ".join(_said(*change) for change in x.changed) for x in changed[: _SHOWN - len(told)]]
        if rows:
            n = len(changed)
            head = ngettext("{n} article changes.", "{n} articles change.", n).format(n=formatting.number(n, texts.language()))
            more = len(changed) + len(named) - len(told)
            told = [head, *told] + ([_("and {n} more").format(n=formatting.number(more, texts.language()))] if more > 0 else [])
        self.preview.setText("\n".join(told) or _("Fill in what is to be alike; empty fields stay as they are."))
        self.save.setEnabled(bool(changed))

    def say(self, error: Refused | Unavailable | None) -> None:
        """What cannot be, beside its field or above the buttons."""
        self.page.clear_marks()
        self._wrong.hide()
        if error is None or (isinstance(error, Refused) and error.code == "nothing_to_change"):
            return
        if isinstance(error, Refused) and self.page.mark(error):
            return
        self._wrong.setText(texts.sentence(error))
        self._wrong.show()


class _BulkPage(FieldPage):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.category, self.maker, self.supplier = QLineEdit(), QLineEdit(), QLineEdit()
        self.tax, self.which, self.by, self.step, self.towards = Choice(), Choice(), Choice(), Choice(), Choice()
        self.least, self.target = QuantityField(), QuantityField()
        self.figure, self.valid_from = QLineEdit(), DayField(_("Counts from the day"))
        self.archived = Tick(_("Archive them"))
        self.tax.addItem(_("as it is"), "")
        for tax, word in TAXES.items():
            self.tax.addItem(_(word), tax.value)
        for name in ("price", "member_price"):
            self.which.addItem(_(_FIELDS[name]), name)
        for by, word in _BY.items():
            self.by.addItem(_(word), by)
        for step in STEPS:
            self.step.addItem(_("whole rupiah") if step == 1 else formatting.rupiah(step, texts.language()), step)
        for towards, word in _TOWARDS.items():
            self.towards.addItem(_(word), towards)
        self.figure.setPlaceholderText(_("for instance 5 or -2,5"))
        self.field("archived", _("Archive them"), self.archived)
        self.setLayout(
            column(
                grid(
                    [self.field("category", _("Category"), self.category), self.field("maker", _("Maker"), self.maker)],
                    [self.field("supplier", _("Supplier"), self.supplier), self.field("tax", _("Tax"), self.tax)],
                    [self.field("min_stock", _("Least stock"), self.least), self.field("target_stock", _("Target stock"), self.target)],
                    [self.field("which", _("Which price"), self.which), self.field("by", _("How it changes"), self.by)],
                    [
                        self.field("figure", _("By how much"), self.figure),
                        self.field("valid_from", _("Counts from the day"), self.valid_from),
                    ],
                    [self.field("step", _("Rounded to"), self.step), self.field("towards", _("Which way"), self.towards)],
                ),
                self.archived,
                gap=10,
            )
        )

    def begin(self, names: Names) -> None:
        for field in (self.category, self.maker, self.supplier, self.least, self.target, self.figure, self.valid_from):
            field.clear()
        for choice in (self.tax, self.which, self.by, self.step, self.towards):
            choice.setCurrentIndex(0)
        self.archived.setChecked(False)
        offers(self.category, names.categories)
        offers(self.maker, names.makers)
        offers(self.supplier, names.suppliers)
        self.filled_in()
        self.category.setFocus(Qt.FocusReason.OtherFocusReason)

    def bulk(self) -> Bulk:
        given = {}
        for name, field in (("category", self.category), ("maker", self.maker), ("supplier", self.supplier)):
            if field.text().strip():
                given[name] = field.text().strip()
        for name, level in (("min_stock", self.least), ("target_stock", self.target)):
            if level.text().strip():
                given[name] = decimal(_asked(name, level.value), 1000, 3)
        if self.tax.currentData():
            given["tax"] = str(self.tax.currentData())
        if self.archived.isChecked():
            given["archived"] = "yes"
        rule = _asked("figure", self._rule)
        of_members = self.which.currentData() == "member_price"
        day = _asked("valid_from", self.valid_from.day)
        return Bulk(given, None if of_members else rule, rule if of_members else None, day)

    def _rule(self) -> PriceRule | None:
        text = self.figure.text().strip()
        if not text:
            return None
        speech, by = texts.language(), By(self.by.currentData())
        minus = text[0] in ("-", formatting.MINUS)
        bare = text[1:].strip() if minus else text.removeprefix("+").strip()
        figure = formatting.parse_percent(bare, speech) if by is By.PERCENT else formatting.parse_rupiah(bare, speech)
        return PriceRule(by, -figure if minus else figure, int(self.step.currentData()), Towards(self.towards.currentData()))


def _asked(name: str, call: Callable[[], T]) -> T:
    """What a field holds; a refusal says which field it is about."""
    try:
        return call()
    except Refused as error:
        error.fields["about"] = name
        raise


def _said(name: str, before: Value, after: Value) -> str:
    """`Price 10.000 → 10.500`."""
    return f"{_(_FIELDS[name])} {_value(name, before)} → {_value(name, after)}"


def _value(name: str, value: Value) -> str:
    speech = texts.language()
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value is None or value == "":
        return formatting.DASH
    if isinstance(value, int):
        return formatting.qty(value, speech) if name.endswith("stock") else formatting.number(value, speech)
    return next((_(word) for tax, word in TAXES.items() if name == "tax" and tax.value == value), str(value))
