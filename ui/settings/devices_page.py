"""What stands beside this machine: displays, scale, scanner, touch; and the logo of the shop's receipts with its preview."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QWidget

from pos_app import formatting, texts
from pos_app.domain.actor import Actor
from pos_app.domain.quantity import Milli
from pos_app.errors import Refused
from pos_app.services import devices, logo
from pos_app.services import settings as shop_settings
from pos_app.services.shop import Changes
from pos_app.texts import gettext as _
from ui.commands import CommandId, shown_key
from ui.operations import Lane
from ui.panels.owner_pin import as_owner
from ui.settings.cards import CardsPage, card, choice, held, kept_field
from ui.settings.limits_card import change_settings
from ui.widgets.buttons import Button
from ui.widgets.place import Desk
from ui.widgets.segments import Segments
from ui.widgets.surface import Surface, column, row

_OFF_ON: Final = ("off", "on")
_SPEECHES: Final = ("cd5220", "escpos")
_BARS: Final = ("picture", "command")
_PREVIEW: Final = QSize(288, 150)


class DevicesPage(CardsPage):
    """The machine's own settings act at once; an address is kept with Enter."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.fields: dict[str, QLineEdit] = {}
        self.lay_out(_("Devices"), self._machine(), self._of_shop())
        self.bind({CommandId.ATTACH_FILE: self.load_logo})

    # ------------------------------------------------------------ this machine

    def _machine(self) -> QWidget:
        screens = self._choice("customer_display", _OFF_ON, [_("Off"), _("On")])
        touch = self._choice("touch", _OFF_ON, [_("Off"), _("On")])
        speeches = self._choice("pole_commands", _SPEECHES, ["CD5220", "ESC/POS"])
        rows = [
            (_("Customer's window"), screens, _("On the second screen where there is one.")),
            (_("Touch"), touch, _("Favourites, categories and digits to tap at the till.")),
            (_("Scale"), self._address("scale", _("Weigh"), self.weigh), _("Set to Toledo 8217: 9600 baud, 7 bits, even parity.")),
            (_("Pole display"), self._address("pole", _("Try it"), self.greet), _("Two lines of twenty signs.")),
            (_("Its language"), speeches, ""),
            (_("Serial scanner"), self._address("scanner", "", None), _("A scanner that types like a keyboard needs nothing here.")),
        ]
        return card(_("Beside this machine"), _("Acts at once."), rows)

    def _choice(self, name: str, values: tuple[str, ...], words: list[str]) -> QWidget:
        at = values.index(str(getattr(self.desk.machine, name)))
        return choice([(word, "") for word in words], at, partial(self._set, name, values))

    def _address(self, name: str, word: str, act: Callable[[], None] | None) -> QWidget:
        field = QLineEdit(str(getattr(self.desk.machine, name)))
        field.setPlaceholderText("serial:COM3:9600")
        field.setToolTip("serial:COM3 · serial:/dev/ttyUSB0:9600 · tcp:192.168.1.50:4001")
        field.setAccessibleName({"scale": _("Scale"), "pole": _("Pole display"), "scanner": _("Serial scanner")}[name])
        self.fields[name] = field
        more = []
        if act is not None:
            attempt = Button(word, height=44)
            attempt.clicked.connect(act)
            more.append(attempt)
        return kept_field(field, partial(self.set_address, name), *more)

    def _set(self, name: str, values: tuple[str, ...], at: int) -> None:
        self.desk.change_machine(replace(self.desk.machine, **{name: values[at]}))

    def set_address(self, name: str, _checked: bool = False) -> None:
        """Keep the address of a device; an empty one means that there is none."""
        address = self.fields[name].text().strip()
        try:
            devices.check_line(name, address)
        except Refused as error:
            self.refuse(error)
            return
        self.desk.change_machine(replace(self.desk.machine, **{name: address}))
        self._notice.show_text(_("Kept: {device}.").format(device=address) if address else _("No such device is set."), "told")

    def weigh(self) -> None:
        """What lies on the scale now."""
        address = self.desk.machine.scale
        self.desk.operations.later(Lane.SCALE, lambda: devices.weigh(devices.scale(address)), self._weighed, owner=self, failed=self.refuse)

    def _weighed(self, weight_milli: Milli) -> None:
        self._notice.show_text(_("The scale says {weight} kg.").format(weight=formatting.qty(weight_milli, texts.language())), "told")

    def greet(self) -> None:
        """The greeting on the pole display."""
        machine, card = self.desk.machine, self.desk.card

        def shown() -> None:
            devices.greet(devices.pole(machine.pole, machine.pole_commands), card)

        self.desk.operations.later(Lane.POLE, shown, self._greeted, owner=self, failed=self.refuse)

    def _greeted(self, _nothing: None) -> None:
        self._notice.show_text(_("The pole display shows the greeting."), "told")

    # ------------------------------------------------------------ receipts

    def _of_shop(self) -> QWidget:
        self.preview = QLabel()
        self.preview.setFixedSize(_PREVIEW)
        self.preview.setAlignment(Qt.AlignmentFlag.AlignCenter)
        paper = Surface("card-raised")
        paper.setLayout(column(self.preview, margins=(8, 8, 8, 8)))
        load = Button(_("Load a picture"), icon="image", key=shown_key(CommandId.ATTACH_FILE), height=44)
        load.clicked.connect(self.load_logo)
        self.forget_button = Button(_("No logo"), icon="trash-2", height=44)
        self.forget_button.clicked.connect(self.drop_logo)
        holder = held(column(row(paper, None), row(load, self.forget_button, None), gap=10))
        self._bars = Segments([(_("As a picture"), ""), (_("By the printer"), "")])
        self._bars.chosen.connect(self._set_bars)
        bars = held(row(self._bars, None))
        self.layout_field = QLineEdit()
        self.layout_field.setPlaceholderText(shop_settings.scale_layout_said("20=weight,21=price"))
        self.layout_field.setAccessibleName(_("Labels of the scale"))
        labels = kept_field(self.layout_field, self.keep_layout)
        own = _("By the printer they come faster, where it knows Code 128; as a picture every printer has them.")
        codes = _("What codes from 02 and 20 to 29 hold: weight, price, or ten letters (I number, W grams, P rupiah, X anything).")
        rows = [
            (_("Logo of the receipts"), holder, _("As the paper will show it: black and white, no wider than the roll.")),
            (_("Bars of the receipt's number"), bars, own),
            (_("Labels of the scale"), labels, codes),
        ]
        return card(_("Of the shop"), _("On every till."), rows)

    def entered(self) -> None:
        self.read()

    def changed(self, changes: Changes) -> None:
        if changes.settings:
            self.read()

    def read(self) -> None:
        """Read the logo as the paper shows it, and the settings beside it."""
        shop = self.desk.shop

        def found() -> tuple[bytes | None, dict[str, str]]:
            return logo.preview(shop), shop_settings.show(shop)

        self.desk.operations.later(Lane.HEAVY, found, lambda answer: self._show(*answer), owner=self)

    def _show(self, picture: bytes | None, kept: dict[str, str]) -> None:
        self._bars.choose(_BARS.index(kept["escpos_barcode"]))
        if not self.layout_field.hasFocus():
            self.layout_field.setText(shop_settings.scale_layout_said(kept["scale_layout"]))
        self.forget_button.setEnabled(picture is not None)
        if picture is None:
            self.preview.setText(_("No logo yet"))
            return
        drawn = QPixmap()
        drawn.loadFromData(picture, "PNG")
        if drawn.width() > _PREVIEW.width() or drawn.height() > _PREVIEW.height():
            drawn = drawn.scaled(_PREVIEW, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        self.preview.setPixmap(drawn)

    def load_logo(self) -> None:
        """Ask for a picture, then keep it as the shop's logo."""
        path, _kind = QFileDialog.getOpenFileName(self, _("Choose a picture"), "", _("Pictures (*.png *.jpg *.jpeg)"))
        if path:
            self.keep_logo(Path(path))

    def keep_logo(self, path: Path) -> None:
        shop = self.desk.shop
        self._as_owner(_("Change the logo of the receipts"), lambda actor: logo.keep(shop, actor, path))

    def drop_logo(self) -> None:
        shop = self.desk.shop
        self._as_owner(_("Change the logo of the receipts"), lambda actor: logo.drop(shop, actor))

    def _as_owner(self, what: str, write: Callable[[Actor], Changes]) -> None:
        def act(actor: Actor) -> None:
            self.desk.operations.later(Lane.HEAVY, partial(write, actor), self._written, owner=self, failed=self.refuse)

        as_owner(self.desk, self, what, act, on_left=self.read)

    def _set_bars(self, at: int) -> None:
        self._change("escpos_barcode", _BARS[at])

    def keep_layout(self) -> None:
        """What the codes of the shop's scale mean."""
        self._change("scale_layout", self.layout_field.text().strip())

    def _change(self, name: str, value: str) -> None:
        what = _("Change the settings of the shop")
        change_settings(self.desk, self, what, {name: value}, done=self._written, failed=self.refuse, on_left=self.read)

    def _written(self, changes: Changes) -> None:
        self._notice.show_text(_("Saved."), "told")
        self.desk.announce(changes, self)
        self.read()
