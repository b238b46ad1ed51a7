"""What an article is: names, category, maker, content, codes, picture, and whether it is still sold."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QWidget

from pos_app import formatting, texts
from pos_app.domain.content_size import ContentSize, Measure, Per, PricePer
from pos_app.domain.origin import MakerSize
from pos_app.domain.product import TaxClass
from pos_app.errors import Refused, Unavailable
from pos_app.services.article_parts import Picture
from pos_app.services.goods_list import Detail, Names
from pos_app.texts import N_
from pos_app.texts import gettext as _
from ui.goods.field_page import FieldPage, grid, offers
from ui.goods.rows_field import Cell, RowsField
from ui.panels.origin_words import SIZES
from ui.theme import Size
from ui.widgets.buttons import Button
from ui.widgets.choice import Choice
from ui.widgets.surface import column, row
from ui.widgets.text import Elided, Text
from ui.widgets.tick import Tick

_SIDE = 72
_NAMES_FIRST: Final = (54, 46)
"""Names are longer than what stands beside them."""
TAXES = {TaxClass.TAXED: N_("Taxed"), TaxClass.EXEMPT: N_("Exempt (basic goods)"), TaxClass.OUTSIDE: N_("Outside the tax")}
_PER = {
    Per.KILOGRAM: N_("{price} per kilogram"), Per.HUNDRED_GRAM: N_("{price} per 100 g"), Per.LITRE: N_("{price} per litre"),
    Per.HUNDRED_MILLILITRE: N_("{price} per 100 ml"),
}  # fmt: skip


def content_text(size: ContentSize | None) -> str:
    """`85 g`, `1,5 l`, `12 pcs`, as a person may type it too."""
    if size is None:
        return ""
    speech = texts.language()
    if size.measure is Measure.PIECE:
        return f"{formatting.qty(size.amount_milli, speech)} pcs"
    large = size.amount_milli >= 1_000_000 and size.amount_milli % 1000 == 0
    unit = {Measure.GRAM: ("g", "kg"), Measure.MILLILITRE: ("ml", "l")}[size.measure][large]
    return f"{formatting.qty(size.amount_milli // 1000 if large else size.amount_milli, speech)} {unit}"


def per_text(per: PricePer | None) -> str:
    if per is None:
        return ""
    return _(_PER[per.per]).format(price=formatting.rupiah(per.price_idr, texts.language()))


class GeneralPage(FieldPage):
    """`archive_wanted` says that the article is to leave the shelf, or to come back."""

    archive_wanted = Signal()
    merge_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.receipt_name, self.category, self.unit = QLineEdit(), QLineEdit(), QLineEdit(), QLineEdit()
        self.maker, self.brand, self.content = QLineEdit(), QLineEdit(), QLineEdit()
        self.maker_size, self.tax = Choice(), Choice()
        for size in (MakerSize.UNKNOWN, *SIZES):
            self.maker_size.addItem(_(SIZES[size]) if size in SIZES else _("size not known"), size.value)
        for tax, word in TAXES.items():
            self.tax.addItem(_(word), tax.value)
        self.weighed, self.sellable = Tick(_("Sold by weight")), Tick(_("For sale"))
        self.codes = RowsField([Cell(_("Code"))])
        self.per = Elided(px=Size.SMALL, ink="ink_2")
        self._picture: Picture | None = None
        self.picture = QLabel()
        self.picture.setFixedSize(_SIDE, _SIDE)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setProperty("surface", "dashed")
        choose = Button(_("Choose a picture"), icon="image", height=34)
        choose.clicked.connect(self._choose)
        self.no_picture = Button(_("Without a picture"), height=34)
        self.no_picture.clicked.connect(lambda: self._take_picture(Picture()))
        self.archive = Button(_("Archive"), height=34)
        self.archive.clicked.connect(self.archive_wanted)
        self.merge = Button(_("Merge with another"), height=34)
        self.merge.clicked.connect(self.merge_wanted)
        self._state = Text(px=Size.SMALL, ink="warning", wrap=True)
        self._lay_out(choose)

    def _lay_out(self, choose: Button) -> None:
        self.content.setPlaceholderText(_("as the name says"))
        self.receipt_name.setPlaceholderText(_("as the name"))
        fields = grid(
            [self.field("name", _("Name"), self.name)],
            [self.field("category", _("Category"), self.category), self.field("unit", _("Unit"), self.unit)],
            [self.field("maker", _("Maker"), self.maker), self.field("maker_size", _("Size of the maker"), self.maker_size)],
            [self.field("receipt_name", _("Name on the receipt"), self.receipt_name), self.field("brand", _("Brand"), self.brand)],
            [self.field("content", _("Net content"), self.content), self.field("tax", _("Tax"), self.tax)],
            parts=_NAMES_FIRST,
        )
        self.field("weighed", _("Sold by weight"), self.weighed)
        self.field("sellable", _("For sale"), self.sellable)
        ticks = row(self.weighed, self.sellable, None, gap=16)
        beside = column(row(choose, None), row(self.no_picture, None), gap=6)
        pictured = row(self.picture, beside, gap=10)
        life = row(self.archive, self.merge, None, gap=8)
        self.setLayout(
            column(self._state, fields, self.per, ticks, self.field("codes", _("Codes"), self.codes), pictured, life, None, gap=10)
        )

    def offer(self, names: Names) -> None:
        offers(self.category, names.categories)
        offers(self.maker, names.makers)

    def show_detail(self, detail: Detail) -> None:
        """Fill in an article; what is filled in reads back as no change."""
        product, columns = detail.product, detail.columns
        self.name.setText(product.name)
        self.receipt_name.setText(product.receipt_name or "")
        self.category.setText(product.category)
        self.unit.setText(product.unit)
        self.maker.setText(product.maker.name if product.maker else "")
        self.brand.setText(str(columns["brand"] or ""))
        stated = product.stated_content
        self.content.setText("-" if stated is not None and not stated.amount_milli else content_text(stated))
        self.content.setPlaceholderText(content_text(product.content) or _("as the name says"))
        self.maker_size.setCurrentIndex(self.maker_size.findData((product.maker.size if product.maker else MakerSize.UNKNOWN).value))
        self.tax.setCurrentIndex(self.tax.findData(product.tax_class.value))
        self.weighed.setChecked(product.weighed)
        self.sellable.setChecked(product.sellable)
        self.codes.set_rows([[code] for code in detail.parts.codes or ()])
        for field in (self.name, self.receipt_name, self.category, self.unit, self.maker, self.brand):
            field.setCursorPosition(0)
        self.per.setText(per_text(detail.per))
        self._picture = None
        self._show_picture(detail.picture.body if detail.picture else b"")
        self.archive.setText(_("Sell again") if product.archived else _("Archive"))
        self.archive.setVisible(detail.lives_on is None)
        self.merge.setVisible(detail.lives_on is None and not product.archived)
        lives_on = _("Merged into “{name}”.").format(name=detail.lives_on.name) if detail.lives_on else ""
        self._state.setText(lives_on or (_("Archived: it is not sold any more and stays in the reports.") if product.archived else ""))
        self._state.setVisible(product.archived)
        self.filled_in()

    @property
    def new_picture(self) -> Picture | None:
        return self._picture

    def _choose(self) -> None:
        path, _kind = QFileDialog.getOpenFileName(self, _("Choose a picture"), "", _("Pictures (*.png *.jpg *.jpeg)"))
        if path:
            try:
                self._take_picture(Picture(Path(path).name, Path(path).read_bytes()))
            except OSError:
                self._state.setText(texts.sentence(Unavailable("cannot_read", path=path)))
                self._state.show()

    def _take_picture(self, picture: Picture) -> None:
        self._picture = picture
        self._show_picture(picture.body)
        self.edited.emit()

    def _show_picture(self, body: bytes) -> None:
        shown = QPixmap()
        # the format is named: left to guess, Qt offers the bytes to its TGA reader first, which takes any picture for its own
        if body and shown.loadFromData(body, "PNG" if body.startswith(b"\x89PNG") else "JPG"):
            fitted = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            self.picture.setPixmap(shown.scaled(_SIDE - 4, _SIDE - 4, *fitted))
        else:
            self.picture.clear()
        self.no_picture.setEnabled(bool(body))

    def mark(self, error: Refused) -> bool:
        if error.code in ("attachment_too_large", "attachment_unreadable"):
            self._state.setText(texts.sentence(error))
            self._state.show()
            return True
        return super().mark(error)
