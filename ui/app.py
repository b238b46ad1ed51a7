"""Opens the shop and its window, and holds them together: language, theme, scanner, defects.

A language switch builds the window anew; what a place knows lives in models at the desk and in settings.
"""

import logging
import sys
from dataclasses import replace
from types import TracebackType

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QMessageBox

from pos_app import bootstrap, formatting, logs, settings, texts
from pos_app.domain.actor import Actor
from pos_app.domain.shop import ShopCard
from pos_app.errors import Refused, Unavailable
from pos_app.services import settings as shop_settings
from pos_app.services.shop import OWNER, Changes, Shop
from pos_app.settings import Machine
from pos_app.texts import gettext as _
from ui import theme
from ui.main_window import MainWindow
from ui.operations import Collector, Lane, Operations
from ui.scanner import Scanner, Suffix
from ui.serial_scanner import SerialScanner
from ui.theme import ThemeName
from ui.widgets.place import Desk
from ui.widgets.qt_words import Words

_log = logging.getLogger("ui")


class Session(QObject):
    """One run of the window on one shop."""

    def __init__(self, app: QApplication, shop: Shop, machine: Machine, *, keep_machine: bool = True) -> None:
        super().__init__()
        self._app, self._keep_machine = app, keep_machine
        self.operations = Operations(self)
        self._collector = Collector(self)
        card = shop_settings.card(shop)
        actor = Actor(OWNER.person, machine.till)
        self.desk = Desk(shop, actor, self.operations, card, machine, self)
        app.installEventFilter(self.desk.hold)
        self.scanner = Scanner(self, suffix=Suffix(shop_settings.show(shop)["scanner_suffix"]))
        self.scanner.install(app)
        self._words = Words(self)
        app.installTranslator(self._words)
        self._speak(machine)
        theme.apply(app, self._theme(machine))
        self.window = self._build()
        self.scanner.scanned.connect(lambda text: self.window.scanned(text))
        self.serial_scanner = SerialScanner(self.desk, self)
        self.serial_scanner.scanned.connect(lambda text: self.window.scanned(text))
        self.serial_scanner.set_up()
        self.desk.machine_changed.connect(self._machine_changed)
        self.desk.announced.connect(self._announced)
        app.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._hook_before = sys.excepthook
        sys.excepthook = self._defect

    def _theme(self, machine: Machine) -> ThemeName:
        if machine.theme == "dark":
            return "dark"
        return "light" if machine.theme == "light" else theme.system_theme(self._app)

    def _speak(self, machine: Machine) -> None:
        texts.set_language(formatting.language_named(machine.language))

    def _build(self) -> MainWindow:
        window = MainWindow(self.desk)
        window.resize(1366, 768)
        window.show_place("till")
        return window

    def _machine_changed(self, machine: Machine) -> None:
        if self._keep_machine:
            settings.save(machine)
        if formatting.language_named(machine.language) != texts.language():
            self._speak(machine)
            self._rebuild()
        elif theme.tokens().name != self._theme(machine):
            theme.apply(self._app, self._theme(machine))

    def _announced(self, changes: Changes, _initiator: QObject) -> None:
        if changes.settings:
            shop = self.desk.shop
            self.operations.later(
                Lane.HEAVY, lambda: (shop_settings.card(shop), shop_settings.show(shop)["scanner_suffix"]), self._settings_read, owner=self
            )

    def _settings_read(self, read: tuple[ShopCard, str]) -> None:
        card, suffix = read
        self.scanner.set_suffix(Suffix(suffix))
        if card != self.desk.card:
            self.desk.card = card
            self._rebuild()
            self.desk.tell(_("Saved."))

    def _rebuild(self) -> None:
        old = self.window
        self.window = MainWindow(self.desk)
        self.window.setGeometry(old.geometry())
        self.window.show_place(old.place)
        if old.isVisible():
            self.window.setWindowState(old.windowState())
            self.window.show()
        old.hide()
        old.deleteLater()

    def _system_changed(self) -> None:
        if self.desk.machine.theme == "system":
            wanted = self._theme(self.desk.machine)
            if theme.tokens().name != wanted:
                theme.apply(self._app, wanted)

    def _defect(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """A defect of the program: logged, the basket is kept, one plain window says so."""
        _log.critical("a defect", exc_info=(kind, error, trace))
        self.desk.hold.end()
        told = QMessageBox(self.window)
        told.setObjectName("defect")
        told.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        told.setWindowTitle(_("Something went wrong"))
        told.setText(_("The program made a mistake. The basket is kept and every finished sale is in the books."))
        told.setInformativeText(_("Carry on working; if it happens again, send the log to whoever looks after the program."))
        told.setDetailedText(f"{kind.__name__}: {error}")
        told.open()

    def close(self) -> None:
        self.serial_scanner.close()
        self.operations.close()
        self._collector.stop()
        self.desk.shop.close()
        sys.excepthook = self._hook_before
        self._app.removeTranslator(self._words)
        self._app.removeEventFilter(self.scanner)
        self._app.removeEventFilter(self.desk.hold)


def _program_icon() -> QIcon:
    """The mark of the program: a basket on the brand's colour."""
    picture = QPixmap(64, 64)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.LIGHT.brand)
    painter.drawRoundedRect(0, 0, 64, 64, 14, 14)
    theme.icons.paint(painter, QRectF(12, 12, 40, 40), "shopping-basket", theme.LIGHT.on_brand)
    painter.end()
    return QIcon(picture)


def _opened(db: str | None, *, demo: bool) -> Shop:
    return bootstrap.demo_shop() if demo else bootstrap.open_shop(settings.place(db))


def run(*, db: str | None, lang: str | None, demo: bool) -> int:
    """Open the window at the till; the number is the exit status."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("pos-app")
    app.setDesktopFileName("pos-app")
    app.setWindowIcon(_program_icon())
    logs.to_file(settings.log_folder())
    machine = settings.load()
    if lang is not None:
        machine = replace(machine, language=lang)
    texts.set_language(formatting.language_named(machine.language))
    try:
        shop = _opened(db, demo=demo)
    except (Refused, Unavailable) as error:
        print(texts.sentence(error), file=sys.stderr)
        return 1
    session = Session(app, shop, machine, keep_machine=not demo)
    session.window.show()
    try:
        return app.exec()
    finally:
        session.close()
