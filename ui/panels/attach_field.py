"""A photo or PDF to keep with what is entered: one quiet button that names the file once one is chosen."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from pos_app.texts import gettext as _
from ui.commands import CommandId, shown_key
from ui.theme import Size, font
from ui.widgets.buttons import Button
from ui.widgets.surface import row

PAPERS = "*.pdf *.png *.jpg *.jpeg"
_LONGEST = 28


def choose_file(parent: QWidget) -> Path | None:
    """Ask for a file of evidence in the system's own dialog."""
    kinds = _("Photos and PDF")
    given, _kind = QFileDialog.getOpenFileName(parent, _("Choose a photo or PDF"), "", f"{kinds} ({PAPERS})")
    return Path(given) if given else None


class AttachField(QWidget):
    """`changed` says that a file was chosen or dropped."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self.button = Button("", icon="paperclip", key=shown_key(CommandId.ATTACH_FILE))
        self.button.clicked.connect(self.choose)
        self.setLayout(row(self.button, None))
        self.clear()

    def path(self) -> Path | None:
        return self._path

    def clear(self) -> None:
        self.take(None)

    def take(self, path: Path | None) -> None:
        """Show the file that is to be kept."""
        self._path = path
        name = path.name if path else _("Attach a photo or PDF")
        self.button.setText(name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…")
        self.button.setToolTip(name)
        self.button.updateGeometry()
        self.changed.emit()

    def choose(self) -> None:
        """Ask in the system's own dialog."""
        path = choose_file(self)
        if path is not None:
            self.take(path)


class FileField(QLineEdit):
    """A file in a line of fields: F4, the space bar or a click chooses it."""

    optional = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self.setFont(font(Size.TEXT))
        self.setReadOnly(True)
        self.setPlaceholderText(_("F4: choose a file"))

    def sizeHint(self) -> QSize:
        return QSize(150, 44)

    def path(self) -> Path | None:
        return self._path

    def take(self, path: Path) -> None:
        self._path = path
        self.setText(path.name)
        self.setToolTip(str(path))

    def choose(self) -> None:
        path = choose_file(self)
        if path is not None:
            self.take(path)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_F4, Qt.Key.Key_Space):
            self.choose()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self.choose()
