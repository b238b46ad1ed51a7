"""Qt's own dialogs in the program's language: Qt ships no Indonesian for them, so the catalogue answers."""

from typing import Final

from PySide6.QtCore import QTranslator

from pos_app.texts import N_
from pos_app.texts import gettext as _

SPOKEN: Final = frozenset(
    {
        N_("OK"), N_("Cancel"), N_("Close"), N_("Apply"), N_("Open"), N_("Save"), N_("Discard"), N_("Yes"), N_("No"),
        N_("Abort"), N_("Retry"), N_("Ignore"), N_("Help"), N_("Reset"), N_("Undo"), N_("Redo"), N_("Cut"), N_("Copy"),
        N_("Paste"), N_("Delete"), N_("Select All"), N_("Look in:"), N_("File name:"), N_("Files of type:"), N_("Directory:"),
        N_("Choose"), N_("Name"), N_("Size"), N_("Type"), N_("Date Modified"), N_("Back"), N_("Forward"), N_("Parent Directory"),
        N_("Create New Folder"), N_("List View"), N_("Detail View"), N_("All Files (*)"), N_("Show Details..."),
        N_("Hide Details..."), N_("New Folder"), N_("Recent Places"), N_("Computer"), N_("Folder"), N_("Rename"),
        N_("Show hidden files"), N_("Go back"), N_("Go forward"), N_("Remove"), N_("Find Directory"), N_("Step up"),
        N_("Step down"), N_("{name} already exists.\nDo you want to replace it?"), N_("Copy Link Location"),
        N_("Unable to open file"),
        N_("Print"), N_("Printer"), N_("Name:"), N_("Location:"), N_("Type:"), N_("Properties"), N_("Preview"), N_("Output file:"),
        N_("Print to File (PDF)"), N_("Write PDF file"), N_("Local file"), N_("Options"), N_("Options >>"), N_("Options <<"),
        N_("Print range"), N_("Print all"), N_("Pages"), N_("Pages from"), N_("to"), N_("Output Settings"), N_("Copies"),
        N_("Copies:"), N_("Collate"), N_("Reverse"), N_("Color Mode"), N_("Color"), N_("Grayscale"), N_("Double Sided Printing"),
        N_("Off"), N_("Long side binding"), N_("Short side binding"), N_("Page Set:"), N_("All Pages"), N_("Odd Pages"),
        N_("Even Pages"),
    }
)  # fmt: skip
_NUMBERED: Final = {"%1 already exists.\nDo you want to replace it?": "{name} already exists.\nDo you want to replace it?"}


class Words(QTranslator):
    """What Qt asks in English is answered from the catalogue; what the catalogue does not know stays as it is.

    None says so: an empty text would be taken for the answer, and the words would be gone.
    """

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        if text in _NUMBERED:
            return _(_NUMBERED[text]).replace("{name}", "%1")
        bare = text.replace("&", "")
        return _(bare) if bare in SPOKEN else None

    def isEmpty(self) -> bool:
        return False
