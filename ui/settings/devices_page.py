"""What stands beside this machine: displays, scale, scanner, touch; and the logo of the shop's receipts with its preview."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QGridLayout, QLabel, QLineEdit, QScrollArea, QWidget

from pos_app import formatting, texts
from pos_app.domain.quantity import Milli
from pos_app.errors import Refused, Unavailable
from pos_app.services import devices, logo
from pos_app.services import settings as shop_settings
from pos_app.services.shop import Changes
from pos_app.texts import gettext as _
from ui.commands import CommandId, shown_key
from ui.operations import Lane
from ui.theme import Size, Weight
from ui.widgets.buttons import Button
from ui.widgets.notice import Notice, Tone
from ui.widgets.place import Desk, Place
from ui.widgets.segments import Segments
from ui.widgets.surface import Surface, column, row
from ui.widgets.text import Text

_OFF_ON: Final = ("off", "on")
_SPEECHES: Final = ("cd5220", "escpos")
_BARS: Final = ("picture", "command")
_BESIDE: Final = 1080
_PREVIEW: Final = QSize(288, 150)


class DevicesPage(Place):
    """The machine's own settings act at once; an address is kept with Enter."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._notice = Notice()
        self.fields: dict[str, QLineEdit] = {}
        self._cards = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._cards.setSpacing(14)
        self._cards.addWidget(self._machine(), 6, Qt.AlignmentFlag.AlignTop)
        self._cards.addWidget(self._receipts(), 5, Qt.AlignmentFlag.AlignTop)
        inner = QWidget()
        inner.setProperty("transparent", "true")
        body = column(gap=0)
        body.addLayout(self._cards)
        body.addStretch(1)
        inner.setLayout(body)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
        title = Text(_("Devices"), px=Size.TITLE, weight=Weight.BOLD)
        self.setLayout(column(row(title, None), self._notice, scroll, gap=12, margins=(18, 14, 18, 16)))
        self.bind({CommandId.ATTACH_FILE: self.load_logo})

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= _BESIDE
        self._cards.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

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
        return _card(_("Beside this machine"), _("Acts at once."), rows)

    def _choice(self, name: str, values: tuple[str, ...], words: list[str]) -> QWidget:
        made = Segments([(word, "") for word in words])
        made.choose(values.index(str(getattr(self.desk.machine, name))))
        made.chosen.connect(partial(self._set, name, values))
        holder = QWidget()
        holder.setLayout(row(made, None))
        return holder

    def _address(self, name: str, word: str, act: Callable[[], None] | None) -> QWidget:
        field = QLineEdit(str(getattr(self.desk.machine, name)))
        field.setPlaceholderText("serial:COM3:9600")
        field.setToolTip("serial:COM3 · serial:/dev/ttyUSB0:9600 · tcp:192.168.1.50:4001")
        field.setAccessibleName({"scale": _("Scale"), "pole": _("Pole display"), "scanner": _("Serial scanner")}[name])
        field.returnPressed.connect(partial(self.set_address, name))
        self.fields[name] = field
        keep = Button(_("Set it"), key="Enter", height=44)
        keep.clicked.connect(partial(self.set_address, name))
        holder = QWidget()
        box = row(gap=8)
        box.addWidget(field, 1)
        box.addWidget(keep)
        if act is not None:
            attempt = Button(word, height=44)
            attempt.clicked.connect(act)
            box.addWidget(attempt)
        holder.setLayout(box)
        return holder

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

    def refuse(self, error: Refused | Unavailable) -> None:
        self._notice.show_text(texts.sentence(error), "warning")

    # ------------------------------------------------------------ receipts

    def _receipts(self) -> QWidget:
        self.preview = QLabel()
        self.preview.setFixedSize(_PREVIEW)
        self.preview.setAlignment(Qt.AlignmentFlag.AlignCenter)
        paper = Surface("card-raised")
        paper.setLayout(column(self.preview, margins=(8, 8, 8, 8)))
        load = Button(_("Load a picture"), icon="image", key=shown_key(CommandId.ATTACH_FILE), height=44)
        load.clicked.connect(self.load_logo)
        self.forget_button = Button(_("No logo"), icon="trash-2", height=44)
        self.forget_button.clicked.connect(self.drop_logo)
        holder = QWidget()
        holder.setLayout(column(row(paper, None), row(load, self.forget_button, None), gap=10))
        self._bars = Segments([(_("As a picture"), ""), (_("By the printer"), "")])
        self._bars.chosen.connect(self._set_bars)
        bars = QWidget()
        bars.setLayout(row(self._bars, None))
        self.layout_field = QLineEdit()
        self.layout_field.setPlaceholderText("20=weight, 21=price")
        self.layout_field.setAccessibleName(_("Labels of the scale"))
        self.layout_field.returnPressed.connect(self.keep_layout)
        keep = Button(_("Set it"), key="Enter", height=44)
        keep.clicked.connect(self.keep_layout)
        labels = QWidget()
        box = row(gap=8)
        box.addWidget(self.layout_field, 1)
        box.addWidget(keep)
        labels.setLayout(box)
        own = _("By the printer they come faster, where it knows Code 128; as a picture every printer has them.")
        codes = _("What codes from 02 and 20 to 29 hold: weight, price, or ten letters (I number, W grams, P rupiah, X anything).")
        rows = [
            (_("Logo of the receipts"), holder, _("As the paper will show it: black and white, no wider than the roll.")),
            (_("Bars of the receipt's number"), bars, own),
            (_("Labels of the scale"), labels, codes),
        ]
        return _card(_("Of the shop"), _("On every till."), rows)

    def entered(self) -> None:
        self.read()

    def changed(self, changes: Changes) -> None:
        if changes.settings:
            self.read()

    def tell(self, text: str, tone: Tone) -> bool:
        self._notice.show_text(text, tone)
        return True

    def read(self) -> None:
        """Read the logo as the paper shows it, and the settings beside it."""
        shop = self.desk.shop

        def found() -> tuple[bytes | None, dict[str, str]]:
            return logo.preview(shop), shop_settings.show(shop)

        self.desk.operations.later(Lane.HEAVY, found, lambda answer: self._show(*answer), owner=self)

    def _show(self, picture: bytes | None, kept: dict[str, str]) -> None:
        self._bars.choose(_BARS.index(kept["escpos_barcode"]))
        if not self.layout_field.hasFocus():
            self.layout_field.setText(kept["scale_layout"])
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
        shop, actor = self.desk.shop, self.desk.actor
        self._write(lambda: logo.keep(shop, actor, path))

    def drop_logo(self) -> None:
        shop, actor = self.desk.shop, self.desk.actor
        self._write(lambda: logo.drop(shop, actor))

    def _set_bars(self, at: int) -> None:
        self._change("escpos_barcode", _BARS[at])

    def keep_layout(self) -> None:
        """What the codes of the shop's scale mean."""
        self._change("scale_layout", self.layout_field.text().strip())

    def _change(self, name: str, value: str) -> None:
        shop, actor = self.desk.shop, self.desk.actor
        self._write(lambda: shop_settings.change(shop, actor, {name: value}))

    def _write(self, call: Callable[[], Changes]) -> None:
        self.desk.operations.later(Lane.HEAVY, call, self._written, owner=self, failed=self.refuse)

    def _written(self, changes: Changes) -> None:
        self._notice.show_text(_("Saved."), "told")
        self.desk.announce(changes, self)
        self.read()


def _card(title: str, told: str, rows: list[tuple[str, QWidget, str]]) -> QWidget:
    """Words on the left, the field on the right with a line below it."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(20)
    grid.setVerticalSpacing(14)
    grid.setColumnMinimumWidth(0, 150)
    grid.setColumnStretch(1, 1)
    for at, (word, widget, below) in enumerate(rows):
        grid.addWidget(Text(word, px=Size.LABEL, weight=Weight.SEMIBOLD, wrap=True), at, 0, Qt.AlignmentFlag.AlignTop)
        holder = column(widget, gap=4)
        if below:
            holder.addWidget(Text(below, px=Size.SMALL, ink="ink_2", wrap=True))
        grid.addLayout(holder, at, 1)
    head = row(Text(title, px=Size.NAME, weight=Weight.BOLD), Text(told, px=Size.SMALL, ink="ink_2"), None, gap=10)
    card = Surface("card")
    card.setLayout(column(head, grid, gap=14, margins=(18, 16, 18, 18)))
    return card
