"""The month's lists: top domestic goods, top imported ones with what the shop has in their place, unknown ones, categories."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from pos_app import formatting, texts
from pos_app.domain.behind import Behind
from pos_app.domain.local_content import ArticleRow, CategoryRow, ImportedRow, LocalContent, shares
from pos_app.domain.origin import State
from pos_app.domain.product import Kind
from pos_app.texts import gettext as _
from ui.reports import report_words as words
from ui.theme import Size, Weight
from ui.widgets.badge import country
from ui.widgets.figures_table import Cell, Column, FiguresTable, Line, Parts, Said
from ui.widgets.segments import Segments
from ui.widgets.share_bar import ORDER, word
from ui.widgets.surface import Surface, column, row
from ui.widgets.text import Elided

DOMESTIC, IMPORTED, UNKNOWN, CATEGORIES = range(4)


class GoodsPage(QWidget):
    """`listed` carries which of the lists a person turned to; the others ask for the sale lines behind a row, and say what of."""

    listed = Signal(int)
    lines_wanted = Signal(object, str)
    article_wanted = Signal(str, object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.segments = Segments([(_("Domestic"), ""), (_("Imported"), ""), (_("Unknown"), ""), (_("Categories"), "")], height=40)
        self.segments.chosen.connect(self.choose)
        self._says = Elided(px=Size.LABEL, ink="ink_2")
        sales = Column(_("Sales (Rp)"), 140, right=True)
        pieces = Column(_("Pieces"), 90, right=True, spare=2)
        article = Column(_("Article"))
        self.domestic = FiguresTable([article, Column(_("Maker"), 250, spare=1), Column(_("Proof"), 190), pieces, sales])
        self.imported = FiguresTable(
            [
                Column(_("Imported article")),
                sales,
                Column("", 24),
                Column(_("Domestic in its place")),
                Column(_("Price difference"), 150, right=True),
                Column(_("Stock"), 90, right=True, spare=1),
            ]
        )
        self.unknown = FiguresTable([article, Column(_("Category"), 230, spare=1), pieces, sales, Column(_("Would add"), 120, right=True)])
        figures = [Column(word(state), 128, right=True) for state in ORDER]
        sums = (Column(_("Sum"), 132, right=True), Column(_("Share"), 92, right=True))
        self.categories = FiguresTable([Column(_("Category")), Column("", 260, legend=True, spare=1), *figures, *sums], height=40)
        self._report: LocalContent | None = None
        self._pages = QStackedWidget()
        for table in (self.domestic, self.imported, self.unknown, self.categories):
            self._pages.addWidget(table)
            table.activated_row.connect(self.open_row)
            table.doubleClicked.connect(lambda index: self.open_row(index.row()))
        card = Surface("card")
        inside = column(gap=0, margins=(1, 1, 1, 1))
        inside.addWidget(self._pages, 1)
        card.setLayout(inside)
        head = row(self.segments, gap=14)
        head.addWidget(self._says, 1)
        whole = column(head, gap=12)
        whole.addWidget(card, 1)
        self.setLayout(whole)
        self.choose(DOMESTIC)

    def choose(self, at: int) -> None:
        """Show one of the four lists."""
        self.listed.emit(at)
        self.segments.choose(at)
        self._pages.setCurrentIndex(at)
        says = (
            _("What sold best of what was made in Indonesia"),
            _("What sold best of what was imported, and what the shop has in its place"),
            _("What would move the figure most, once its origin is known"),
            _("Every category, the largest first"),
        )
        self._says.setText(says[at])

    def open_row(self, at: int) -> None:
        """Ask for the lines of the row of the list that shows."""
        report, which = self._report, self._pages.currentIndex()
        if report is None or at < 0:
            return
        if which == CATEGORIES:
            if at < len(report.categories):
                name = report.categories[at].category
                self.lines_wanted.emit(Behind(report.period, category=name, kinds=(Kind.GOODS,)), name or _("Without category"))
            else:
                self.lines_wanted.emit(Behind(report.period, kinds=(Kind.GOODS,)), _("All categories"))
            return
        lists = (
            (State.DOMESTIC, report.top_domestic),
            (State.IMPORTED, tuple(r.article for r in report.top_imported)),
            (State.UNKNOWN, report.unknown),
        )
        state, rows = lists[which]
        if at < len(rows):
            self.article_wanted.emit(rows[at].code, state, rows[at].name)

    def show_report(self, report: LocalContent) -> None:
        self._report = report
        self.domestic.show_lines([_domestic(r) for r in report.top_domestic])
        self.imported.show_lines([_imported(r) for r in report.top_imported])
        self.unknown.show_lines([_unknown(r, report) for r in report.unknown])
        whole = CategoryRow(_("All categories"), report.now.by_origin.value_idr)
        lines = [_category(r) for r in report.categories]
        self.categories.show_lines([*lines, _category(whole, strong=True)] if lines else [])


def _article(row_: ArticleRow, below: str) -> Said:
    return Said(row_.name, below=below, weight=Weight.SEMIBOLD)


def _money(value: int) -> Said:
    return Said(formatting.number(value, texts.language()), weight=Weight.SEMIBOLD)


def _domestic(r: ArticleRow) -> Line:
    pieces = Said(formatting.qty(r.pieces, texts.language()))
    maker = Said(r.maker or formatting.DASH)
    return Line((_article(r, r.category), maker, Said(words.proof(r.evidence_kind, r.tkdn_bp)), pieces, _money(r.value_idr)), key=r.code)


def _imported(r: ImportedRow) -> Line:
    offered, speech = r.offered, texts.language()
    of = country(r.article.country, speech) if r.article.country else _("country not known")
    nothing = Said("")
    behind: tuple[Cell, ...] = (Said(_("nothing comparable is in stock"), ink="ink_2"), nothing, nothing)
    if offered is not None:
        proof = words.proof(offered.evidence_kind, offered.tkdn_bp)
        behind = (
            Said(offered.name, below=proof, weight=Weight.SEMIBOLD, flag=True),
            Said(words.dearer(offered), weight=Weight.SEMIBOLD, ink=words.dearer_ink(offered)),
            Said(formatting.qty(offered.on_hand, speech)),
        )
    return Line((_article(r.article, of), _money(r.article.value_idr), nothing, *behind), key=r.article.code)


def _unknown(r: ArticleRow, report: LocalContent) -> Line:
    pieces = Said(formatting.qty(r.pieces, texts.language()))
    category = Said(r.category or _("Without category"))
    return Line(
        (_article(r, r.code), category, pieces, _money(r.value_idr), Said(words.gain(r, report.now.total_idr), weight=Weight.BOLD)),
        key=r.code,
    )


def _category(r: CategoryRow, *, strong: bool = False) -> Line:
    speech, tenths = texts.language(), shares(r.value_idr, 1000)[State.DOMESTIC]
    values = [Said(formatting.number(r.value_idr[s], speech)) for s in ORDER]
    name = Said(r.category or _("Without category"), weight=Weight.SEMIBOLD)
    return Line(
        (name, Parts(r.value_idr), *values, _money(r.total_idr), Said(words.percent(tenths), weight=Weight.BOLD)),
        key=("whole",) if strong else r.category,
        strong=strong,
    )
