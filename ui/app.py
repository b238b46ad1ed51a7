"""Opens the shop and its window, and holds them together: language, theme, scanner, defects.

A language switch builds the window anew; what a place knows lives in models at the desk and in settings.
"""

import logging
import sys
from dataclasses import replace
from types import TracebackType

from PySide6.QtCore import QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QMessageBox

from pos_app import bootstrap, formatting, logs, settings, texts
from pos_app.domain.actor import Actor
from pos_app.domain.person import Person
from pos_app.domain.shop import ShopCard
from pos_app.errors import Refused, Unavailable
from pos_app.services import settings as shop_settings
from pos_app.services import tills
from pos_app.services.shop import OWNER, Changes, Shop
from pos_app.settings import Machine
from pos_app.texts import gettext as _
from ui import theme
from ui.main_window import MainWindow
from ui.operations import Collector, Lane, Operations
from ui.panels.due_reports import DueReports
from ui.panels.guard import Guard
from ui.scanner import Scanner, Suffix
from ui.serial_scanner import SerialScanner
from ui.theme import ThemeName
from ui.widgets.place import Desk
from ui.widgets.qt_words import Words

_log = logging.getLogger("ui")


class Session(QObject):
    """One run of the window on one shop."""

    def __init__(self, app: QApplication, shop: Shop, machine: Machine, *, keep_machine: bool = True, signed: Person | None = None) -> None:
        """`signed` is who was at the till already, where one window follows another."""
        super().__init__()
        self._app, self._keep_machine = app, keep_machine
        self.operations = Operations(self)
        self._collector = Collector(self)
        card = shop_settings.card(shop)
        actor = Actor(OWNER.person, machine.till)
        self.desk = Desk(shop, actor, self.operations, card, machine, self)
        self.copied: Shop | None = None
        """The copy to learn on, once it is made: the next window opens it."""
        self.left_training = self._copying = False
        self.guard = self.desk.model(Guard)
        if signed is not None:
            self.guard.become(signed)
        self.scanner = Scanner(self, suffix=Suffix(shop_settings.show(shop)["scanner_suffix"]))
        self._words = Words(self)
        app.installTranslator(self._words)
        self._speak(machine)
        theme.apply(app, self._theme(machine))
        theme.set_touch(on=machine.touch == "on")
        self.window = self._build()
        self.desk.listen(app, self.desk.hold, self.scanner)
        self.desk.model(DueReports)
        self.scanner.scanned.connect(lambda text: self.window.scanned(text))
        self.serial_scanner = SerialScanner(self.desk, self)
        self.serial_scanner.scanned.connect(lambda text: self.window.scanned(text))
        self.serial_scanner.set_up()
        self.desk.machine_changed.connect(self._machine_changed)
        self.desk.announced.connect(self._announced)
        self.desk.training_wanted.connect(self.begin_training)
        self.desk.training_left.connect(self._leave_training)
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
        theme.set_touch(on=machine.touch == "on")
        if formatting.language_named(machine.language) != texts.language():
            self._speak(machine)
            self._rebuild()
        elif theme.tokens().name != self._theme(machine):
            self._dress(self._theme(machine))

    def _dress(self, name: ThemeName) -> None:
        with self.desk.unheard():
            theme.apply(self._app, name)

    def begin_training(self) -> None:
        """Copy the shop beside the window, then open the copy in its place; the basket at the till waits on disk meanwhile."""
        if self._copying or self.desk.card.training:
            return
        self._copying = True
        self.desk.tell(_("The shop is being copied to train on…"), "told")
        shop = self.desk.shop
        self.operations.later(Lane.HEAVY, lambda: bootstrap.training_shop(shop), self._copied, owner=self, failed=self._not_copied)

    def _copied(self, copied: Shop) -> None:
        self.copied = copied
        self._app.exit()

    def _not_copied(self, error: Refused | Unavailable) -> None:
        self._copying = False
        self.operations.refused.emit(error)

    def _leave_training(self) -> None:
        if not self.desk.hold.holding:
            self.left_training = True
            self._app.exit()

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
        with self.desk.unheard():
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
                self._dress(wanted)

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

    def stands(self) -> None:
        """The window shows: what there is by now is looked through for cycles once, and not under a cashier's hands."""
        self._collector.keep_what_stands()

    def close(self) -> None:
        self.serial_scanner.close()
        self.operations.close()
        self._collector.stop()
        self.desk.shop.close()
        sys.excepthook = self._hook_before
        self._app.removeTranslator(self._words)
        self.desk.stop_listening()


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


def run(*, db: str | None, lang: str | None, demo: bool, training: bool = False) -> int:
    """Open the window at the till, `training` on a copy of the shop; the number is the exit status."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("pos-app")
    app.setDesktopFileName("pos-app")
    app.setWindowIcon(_program_icon())
    logs.to_file(settings.log_folder())
    machine = settings.load()
    if lang is not None:
        machine = replace(machine, language=lang)
    if demo:
        machine = replace(machine, report_folder="")  # a made-up month is no report of this shop
    texts.set_language(formatting.language_named(machine.language))
    try:
        shop = _opened(db, demo=demo)
        tills.claim(shop, machine.till, settings.machine_id)
    except (Refused, Unavailable) as error:
        print(texts.sentence(error), file=sys.stderr)
        return 1
    session = Session(app, shop, machine, keep_machine=not demo)
    if training:
        QTimer.singleShot(0, session, session.begin_training)
    status = _lived(app, session, None)
    while session.copied is not None:
        status, session = _trained(app, session, keep_machine=not demo)
    return status


def _lived(app: QApplication, session: Session, before: Session | None) -> int:
    """Until this window is closed or another follows it; the one before goes once this one shows."""
    if before is not None:
        session.window.setGeometry(before.window.geometry())
        session.window.setWindowState(before.window.windowState())
    session.window.show()
    if before is not None:
        before.window.hide()
        before.window.deleteLater()
        before.deleteLater()
    QTimer.singleShot(0, session, session.stands)
    try:
        return app.exec()
    finally:
        session.close()


def _trained(app: QApplication, real: Session, *, keep_machine: bool) -> tuple[int, Session]:
    """The window on the copy, then, unless that was closed, the one on the shop again."""
    copied, machine, learner, place = real.copied, real.desk.machine, real.guard.person, real.desk.shop.place
    if copied is None:
        raise LookupError("nothing was copied")
    trained = Session(app, copied, machine, keep_machine=False, signed=learner)
    try:
        status = _lived(app, trained, real)
    finally:
        bootstrap.leave_training(copied)
    if not trained.left_training:
        return status, trained
    same = not trained.guard.locked and trained.guard.person == learner
    back = Session(app, bootstrap.open_shop(place), machine, keep_machine=keep_machine, signed=learner if same else None)
    return _lived(app, back, trained), back
