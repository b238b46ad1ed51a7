"""What the shop and this machine are set to: language, theme and printer at once, the shop's own words after saving."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QWidget

from pos_app import texts
from pos_app.errors import Refused, Unavailable
from pos_app.services import due_papers, printing
from pos_app.services import settings as shop_settings
from pos_app.services.shop import Changes
from pos_app.texts import gettext as _
from ui.commands import CommandId, shown_key
from ui.operations import Lane
from ui.settings.cards import CardsPage, card, choice, kept_field
from ui.settings.limits_card import change_settings
from ui.theme import Size
from ui.widgets.buttons import Button, Kind
from ui.widgets.combo import ComboBox
from ui.widgets.place import Desk
from ui.widgets.surface import row

_LANGUAGES = ("id", "en")
_THEMES = ("light", "dark", "system")
_RECEIPTS = ("printer", "pdf", "none")


class Draft(QObject):
    """What was typed and not saved yet: it outlives a window that is built anew in another language."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.values: dict[str, str] = {}


class ShopPage(CardsPage):
    """Machine settings act at once; the shop's are saved together, all or none."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._fields: dict[str, QLineEdit | QComboBox] = {}
        self._draft = desk.model(Draft).values
        save = Button(_("Save"), kind=Kind.MAIN, key="Ctrl+S", height=54, px=Size.FIELD)
        save.clicked.connect(self.save)
        help_ = Button(_("Keys and help"), key=shown_key(CommandId.HELP), kind=Kind.PANEL)
        help_.clicked.connect(lambda: desk.help_wanted.emit())
        self.lay_out(_("Settings"), self._shop(save), self._machine(), beside_title=help_)
        self.bind({CommandId.SAVE: self.save})

    def _machine(self) -> QWidget:
        machine = self.desk.machine
        language = choice([("Bahasa Indonesia", ""), ("English", "")], _LANGUAGES.index(machine.language), self._speak)
        themes = [(_("Light"), "sun"), (_("Dark"), "moon"), (_("As the system"), "monitor")]
        theme = choice(themes, _THEMES.index(machine.theme) if machine.theme in _THEMES else 2, self._paint)
        receipts = [(_("Printer"), "printer"), (_("PDF"), "file-text"), (_("None"), "ban")]
        receipt = choice(receipts, _RECEIPTS.index(machine.receipt), self._keep_receipt)
        rows = [
            (_("Language"), language),
            (_("Theme"), theme),
            (_("Receipt after a sale"), receipt),
            (_("Receipt printer"), self._printer()),
            (_("Month's report into"), self._report_folder()),
            (_("Training"), self._training()),
        ]
        return card(_("This machine"), _("Acts at once."), rows)

    def _printer(self) -> QWidget:
        self.printer = QLineEdit(self.desk.machine.printer)
        self.printer.setPlaceholderText("tcp:192.168.1.50:9100")
        self.printer.setToolTip("tcp:HOST:9100 · usb:04b8:0e15 · serial:COM3:9600 · windows:NAME · file:/dev/usb/lp0")
        self.printer.setAccessibleName(_("Receipt printer"))
        return kept_field(self.printer, self.set_printer)

    def _report_folder(self) -> QWidget:
        self.report_folder = QLineEdit(self.desk.machine.report_folder)
        self.report_folder.setPlaceholderText(_("no folder"))
        self.report_folder.setToolTip(_("Made by itself on the first day of the next month, once; an empty folder means not at all."))
        self.report_folder.setAccessibleName(_("Month's report into"))
        self.report_folder.returnPressed.connect(self.set_report_folder)
        choose = Button(_("Choose"), icon="folder-open", height=44)
        choose.clicked.connect(self.choose_report_folder)
        holder = QWidget()
        box = row(gap=8)
        box.addWidget(self.report_folder, 1)
        box.addWidget(choose)
        holder.setLayout(box)
        return holder

    def choose_report_folder(self) -> None:
        """Let the person point at a folder, and keep it."""
        chosen = QFileDialog.getExistingDirectory(self, _("Where does the month's report go?"), self.report_folder.text())
        if chosen:
            self.report_folder.setText(chosen)
            self.set_report_folder()

    def set_report_folder(self) -> None:
        """Keep where this machine puts the month's report; an empty folder means that none is made by itself."""
        folder = self.report_folder.text().strip()

        def kept(_path: object) -> None:
            self.desk.change_machine(replace(self.desk.machine, report_folder=folder))
            told = _("The month's report goes into {folder}.").format(folder=folder)
            self._notice.show_text(told if folder else _("No report is made by itself."), "told")

        def failed(error: Refused | Unavailable) -> None:
            self._notice.show_text(texts.sentence(error), "warning")

        if not folder:
            kept(None)
            return
        self.desk.operations.later(Lane.HEAVY, lambda: due_papers.folder_of(Path(folder), ""), kept, owner=self, failed=failed)

    def _training(self) -> QWidget:
        begin = Button(_("Train on a copy of the shop"), icon="notebook-pen", height=44)
        begin.clicked.connect(self.desk.training_wanted)
        begin.setEnabled(not self.desk.card.training)
        holder = QWidget()
        holder.setLayout(row(begin, None))
        return holder

    def set_printer(self) -> None:
        """Keep the printer's address of this machine; an empty one means that there is none."""
        address = self.printer.text().strip()
        try:
            if address:
                printing.printer(address)
        except Refused as error:
            self._notice.show_text(texts.sentence(error), "warning")
            return
        self.desk.change_machine(replace(self.desk.machine, printer=address))
        self._notice.show_text(_("Slips go to {printer}.").format(printer=address) if address else _("No printer is set."), "told")

    def _speak(self, at: int) -> None:
        self.desk.change_machine(replace(self.desk.machine, language=_LANGUAGES[at]))

    def _paint(self, at: int) -> None:
        self.desk.change_machine(replace(self.desk.machine, theme=_THEMES[at]))

    def _keep_receipt(self, at: int) -> None:
        self.desk.change_machine(replace(self.desk.machine, receipt=_RECEIPTS[at]))

    def _shop(self, save: QWidget) -> QWidget:
        lines = [
            ("name", _("Name of the shop")),
            ("address", _("Address")),
            ("phone", _("Telephone")),
            ("receipt_footer", _("Last line of the receipt")),
            ("own_brands", _("Brands of our own")),
        ]
        rows: list[tuple[str, QWidget]] = []
        for key, word in lines:
            field = QLineEdit()
            field.setMaxLength(200)
            field.setAccessibleName(word)
            if key == "own_brands":
                field.setPlaceholderText(_("with commas between; their labels name the maker"))
            field.textEdited.connect(partial(self._draft.__setitem__, key))
            self._fields[key] = field
            rows.append((word, field))
        choices = {
            "zone": (_("Time zone"), [("Asia/Jakarta", "WIB"), ("Asia/Makassar", "WITA"), ("Asia/Jayapura", "WIT")]),
            "cash_rounding": (
                _("Rounding of cash"),
                [
                    ("down-100", _("down to 100")),
                    ("nearest-100", _("to the nearest 100")),
                    ("down-50", _("down to 50")),
                    ("nearest-50", _("to the nearest 50")),
                    ("off", _("none")),
                ],
            ),
            "voucher_days": (
                _("Vouchers are good for"),
                [("", _("ever")), *((str(n), texts.ngettext("{n} day", "{n} days", n).format(n=n)) for n in (30, 90, 180, 365))],
            ),
            "scanner_suffix": (_("Key behind a scan"), [("enter", "Enter"), ("tab", "Tab"), ("none", _("none"))]),
        }
        for key, (word, offered) in choices.items():
            box = ComboBox()
            for value, text in offered:
                box.addItem(text, value)
            box.setAccessibleName(word)
            box.activated.connect(partial(self._chose, key))
            self._fields[key] = box
            rows.append((word, box))
        return card(_("The shop"), _("Saved together."), rows, below=save)

    def _chose(self, key: str, _at: int) -> None:
        self._draft[key] = self._value(key)

    def _value(self, key: str) -> str:
        field = self._fields[key]
        return str(field.currentData()) if isinstance(field, QComboBox) else field.text()

    def entered(self) -> None:
        self.setFocus()
        shop = self.desk.shop
        self.desk.operations.later(Lane.HEAVY, lambda: shop_settings.show(shop), self._show, owner=self)

    def changed(self, changes: Changes) -> None:
        if changes.settings:
            self.entered()

    def _show(self, values: dict[str, str]) -> None:
        values = values | self._draft
        for key, field in self._fields.items():
            if isinstance(field, QComboBox):
                if field.findData(values[key]) < 0:
                    field.addItem(values[key], values[key])
                field.setCurrentIndex(field.findData(values[key]))
            else:
                field.setText(values[key])

    def save(self) -> None:
        """Keep the shop's settings, all of them or none."""
        values = {key: self._value(key) for key in self._fields}
        change_settings(self.desk, self, _("Change the settings of the shop"), values, done=self._saved)

    def _saved(self, changes: Changes) -> None:
        self._draft.clear()
        self._notice.show_text(_("Saved."), "told")
        self.desk.announce(changes, self)
