"""A scanner on a serial line, heard by a thread of its own; what it reads is a scan like any other."""

import threading

from PySide6.QtCore import QObject, Qt, Signal

from pos_app.services import devices
from pos_app.texts import gettext as _
from ui.widgets.place import Desk


class SerialScanner(QObject):
    """`scanned` carries a code. The machine's setting may change at any time; the scanner may be unplugged and come back."""

    scanned = Signal(str)
    _heard = Signal(str, str)
    _there = Signal(str, bool)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._address = ""
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._gone = False
        self._heard.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._there.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        desk.machine_changed.connect(self.set_up)

    def set_up(self) -> None:
        """Listen where the machine's settings say."""
        address = self._desk.machine.scanner
        if address == self._address:
            return
        self.close()
        self._address = address
        if address:
            scanner, self._stop = devices.scanner(address), threading.Event()
            work = (lambda code: self._heard.emit(address, code), self._stop, lambda there: self._there.emit(address, there))
            self._thread = threading.Thread(target=scanner.listen, args=work, name="serial-scanner", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Stop listening; what was heard before is still delivered."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(5.0)
        self._thread, self._address, self._gone = None, "", False

    def _take(self, address: str, code: str) -> None:
        if address == self._address:
            self.scanned.emit(code)

    def _tell(self, address: str, there: bool) -> None:
        if address != self._address:
            return
        if not there:
            self._desk.tell(
                _("The scanner at {device} does not answer; it is taken again as soon as it is plugged in.").format(device=address)
            )
        elif self._gone:
            self._desk.tell(_("The scanner at {device} is back.").format(device=address))
        self._gone = not there
