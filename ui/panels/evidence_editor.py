"""What a person enters about an origin: a number scanned or typed and taken apart, a word with where it stands, a certificate.

The editor makes entries and shows what they would come to together with what is known; recording is its owner's.
"""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from pos_app import texts
from pos_app.domain import evidence, evidence_entry
from pos_app.domain.evidence import Evidence
from pos_app.domain.evidence_entry import Entry
from pos_app.domain.gs1 import spaced
from pos_app.domain.origin import Origin, State, Strength
from pos_app.errors import Refused
from pos_app.services import origins
from pos_app.texts import gettext as _
from ui.panels import origin_words
from ui.panels.attach_field import AttachField
from ui.panels.origin_fields import CertificateCard, CountryField, Reading
from ui.panels.state_tiles import StateTiles
from ui.theme import Size
from ui.widgets.framed_field import FramedField
from ui.widgets.keys import KeyCap
from ui.widgets.segments import Segments
from ui.widgets.surface import column, row
from ui.widgets.text import Text

if TYPE_CHECKING:
    from pos_app.domain.registration import Registration

_WORD_KINDS: Final = (evidence.Kind.SHOP, evidence.Kind.LABEL, evidence.Kind.STATEMENT)


class EvidenceEditor(QWidget):
    """`changed` says that something was entered; `submitted` is Enter in one of its fields, `left` is Esc there."""

    changed = Signal()
    submitted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._standing: Sequence[Evidence] = ()
        self._origin: Origin | None = None
        self._day = date.min
        self._read: Registration | None = None
        self._scan = ""
        self._implied: State | None = None
        self.number = FramedField(_("Number on the package"), key=_("scan 2D code"), height=48)
        self.reading = Reading()
        self.tiles = StateTiles()
        self.country = CountryField()
        self.source = Segments([(_("Own word"), ""), (_("Package"), ""), (_("Supplier"), "")], height=40)
        self._word = QWidget()
        said = Text(_("It is said by"), px=Size.SMALL, ink="ink_2")
        self._word.setLayout(column(row(said, KeyCap("S"), None, self.source, gap=6), self.country, gap=8))
        self.certificate = CertificateCard()
        self.file = AttachField()
        self.why = FramedField(_("Why: what settles the contradiction?"))
        self.setLayout(column(self.number, self.reading, self.tiles, self._word, self.why, self.certificate, self.file, gap=12))
        self._timer = QTimer(self, singleShot=True, interval=150)
        self._timer.timeout.connect(self._show_number)
        self._connect()
        self.show_known((), None, date.min)

    def _connect(self) -> None:
        self.number.typed.connect(lambda _text: self._timer.start())
        for field in (self.number, self.why):
            field.entered.connect(self.submitted)
            field.left.connect(self.left)
        self.tiles.chosen.connect(lambda _state: self._word_taken())
        self.country.currentIndexChanged.connect(lambda _at: self._show_verdict())
        self.source.chosen.connect(lambda _at: self._show_verdict())
        self.certificate.changed.connect(self._show_verdict)
        self.certificate.wanted.connect(self.certificate.open_card)
        self.why.typed.connect(lambda _text: self.changed.emit())

    # ---- what is known, what was entered

    def show_known(self, pieces: Sequence[Evidence], origin: Origin | None, day: date) -> None:
        """Begin anew for an article with what is known of it."""
        self._standing, self._origin, self._day = tuple(pieces), origin, day
        self._timer.stop()
        self._read = None
        self.number.set_text("")
        self.number.show_wrong(False)
        self.why.set_text("")
        self.why.setVisible(bool(origin and origin.conflict))
        self.tiles.show_state(None)
        self._implied = None
        self.country.setCurrentIndex(0)
        self.certificate.close_card()
        self.file.clear()
        self.reading.hide()
        self._word.hide()
        self.changed.emit()

    def take_scan(self, text: str) -> None:
        """A package's code in the number's field, taken apart at once."""
        self.number.set_text(spaced(text))
        self.number.line.setCursorPosition(0)
        self._scan = text
        self._timer.stop()
        self._show_number(text)

    def take_state(self, state: State) -> None:
        self.tiles.take(state)

    def next_source(self) -> None:
        """Another one says so: the shop itself, the package, the supplier."""
        self.source.choose((self.source.at + 1) % len(_WORD_KINDS))
        self._show_verdict()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was entered."""
        return not self.number.text() and self.tiles.state() is None and not self.certificate.is_filled

    @property
    def is_sure(self) -> bool:
        """Whether a number was read that proves an origin and agrees with everything else."""
        if self._read is None or self._read.state is State.UNKNOWN:
            return False
        try:
            told = self.predicted()
        except Refused:
            return False
        return told is not None and not told.conflict

    def reason(self) -> str | None:
        """What settles a contradiction; None where there is none to settle."""
        return self.why.text() if not self.why.isHidden() and self._own_state() is not None else None

    def entries(self) -> list[Entry]:
        """Everything entered, the word last: it settles a contradiction where there is one.

        Raises:
            Refused: why a number, a percentage or a day cannot be read.
        """
        found: list[Entry] = []
        certificate = self.certificate.entry()
        if certificate is not None:
            found.append(certificate)
        if self.number.text():
            self._read = origins.read(self._raw())
            found.append(Entry(evidence.Kind.REGISTRATION, self._contradicting(), number=self._raw()))
        state = self._own_state()
        if state is State.UNKNOWN:
            return found or [Entry(evidence.Kind.SHOP, State.UNKNOWN)]
        if state is not None:
            abroad = self.country.code() if state is State.IMPORTED else None
            found.append(Entry(_WORD_KINDS[self.source.at], state, country=abroad))
        return found

    def predicted(self) -> Origin | None:
        """What everything entered would come to with what is known; None where nothing was entered.

        Raises:
            Refused: as `entries`, and why a piece cannot be.
        """
        entries = [entry for entry in self.entries() if not entry.withdraws]
        if not entries:
            return None
        pieces = [evidence_entry.piece(entry, today=self._day) for entry in entries]
        replaced = {(piece.kind, piece.number if piece.kind in evidence.NUMBERED else None) for piece in pieces}
        kept = [p for p in self._standing if (p.kind, p.number if p.kind in evidence.NUMBERED else None) not in replaced]
        if self.reason():
            kept = [p for p in kept if p.state is pieces[-1].state]
        return evidence.judge([*kept, *pieces], day=self._day)

    def _raw(self) -> str:
        """What was scanned, with the separators a field cannot show, or what was typed."""
        return self._scan if self._scan and spaced(self._scan) == self.number.line.text() else self.number.text()

    def _own_state(self) -> State | None:
        """The state said beside a number; None where the number says it already."""
        state = self.tiles.state()
        if state is not None and self._read is not None and self.number.text() and self._read.state is not State.UNKNOWN:
            return None
        return state

    def _contradicting(self) -> State | None:
        """The chosen state where a number says another: recording refuses it with its reason."""
        state = self.tiles.state()
        read = self._read
        if read is None or state in (None, State.UNKNOWN) or read.state is State.UNKNOWN or read.state is state:
            return None
        return state

    # ---- showing

    def _show_number(self, text: str | None = None) -> None:
        raw = text if text is not None else self._raw()
        self._read = None
        self.number.show_wrong(False)
        if self._implied is not None:
            self._implied = None
            self.tiles.show_state(None)
        if not raw.strip():
            self.reading.hide()
            self._show_word()
            return
        try:
            self._read = origins.read(raw)
        except Refused as error:
            self.reading.show_reading("", texts.sentence(error), "", "ink_2")
            self.changed.emit()
            return
        if self._read.state is not State.UNKNOWN:
            self._implied = self._read.state
            self.tiles.show_state(self._implied)
        self._show_word()

    def _word_taken(self) -> None:
        """A person took a tile: it is a word of its own, no longer what a number says."""
        self._implied = None
        self._show_word()

    def _show_word(self) -> None:
        state = self._own_state()
        self._word.setVisible(state in (State.DOMESTIC, State.IMPORTED))
        self.country.setVisible(state is State.IMPORTED)
        self._show_verdict()

    def _show_verdict(self) -> None:
        self.changed.emit()
        try:
            told = self.predicted()
        except Refused as error:
            if not self.certificate.is_open:
                self.reading.show_reading("", texts.sentence(error), "", "ink_2")
            return
        if told is None:
            self.reading.hide()
            return
        verdict, ink = origin_words.verdict(told)
        if self._read is None or not self.number.text():
            self.reading.show_reading("", "", verdict, ink, wrong=told.conflict)
            return
        read = self._read
        says = origin_words.taken_apart(read)
        ends = evidence.expiry(read.expires)
        if ends is not None and ends < self._day:
            says += " · " + _("expired")
        if read.strength is Strength.NONE and self._own_state() is None and not told.conflict:
            ink = "unknown"
            verdict = _("Proves nothing about the origin: look at the words on the package.")
            if read.hints_at_home:
                verdict += " " + _("NA18 is how cosmetics made in Indonesia are usually written: a hint, not evidence.")
        self.reading.show_reading(origin_words.number_title(read.number, read.family), says, verdict, ink, wrong=told.conflict)

    def say(self, error: Refused) -> None:
        """Why what was entered was refused, where it was entered."""
        self.number.show_wrong(bool(self.number.text()) and self._read is None)
        self.reading.show_reading("", texts.sentence(error), "", "warning", wrong=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submitted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
