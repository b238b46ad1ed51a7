"""The right side of a stocktake: differences of closed parts, valued at average cost, with their sums below."""

from PySide6.QtWidgets import QWidget

from pos_app import formatting, texts
from pos_app.domain.stocktake import DifferenceRow, Sheet
from pos_app.texts import gettext as _
from pos_app.texts import ngettext
from ui.theme import Size, Weight
from ui.widgets.figures_table import Column, FiguresTable, Line, Said
from ui.widgets.surface import Surface, column, row
from ui.widgets.text import Text


def signed(value: int, shown: str) -> str:
    """With a plus in front of what is more."""
    return f"+{shown}" if value > 0 else shown


class DifferencesPanel(Surface):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._title = Text(px=Size.NAME, weight=Weight.BOLD, wrap=True)
        self._says = Text(px=Size.SMALL, ink="ink_2", wrap=True)
        self.table = FiguresTable(
            [
                Column(_("Article")),
                Column(_("Stock"), 84, right=True, spare=1),
                Column(_("Difference"), 70, right=True),
                Column(_("Value (Rp)"), 92, right=True),
            ]
        )
        self._short, self._over = (Text(px=Size.TEXT, weight=Weight.SEMIBOLD) for _n in range(2))
        self._net = Text(px=Size.TITLE, weight=Weight.BOLD)
        self._without = Text(px=Size.SMALL, ink="ink_2", wrap=True)
        foot = Surface("foot")
        foot.setLayout(
            column(
                row(Text(_("Short"), ink="ink_2"), None, self._short),
                row(Text(_("Over"), ink="ink_2"), None, self._over),
                row(Text(_("Net difference"), weight=Weight.BOLD), None, self._net),
                self._without,
                gap=4,
                margins=(16, 10, 16, 12),
            )
        )
        head = column(self._title, self._says, gap=3, margins=(16, 14, 16, 4))
        whole = column(head, gap=0, margins=(1, 1, 1, 1))
        whole.addWidget(self.table, 1)
        whole.addWidget(foot)
        self.setLayout(whole)

    def show_sheet(self, sheet: Sheet) -> None:
        speech = texts.language()
        closed = sum(1 for progress in sheet.parts if not progress.part.is_open)
        title = ngettext("Differences of {n} closed part", "Differences of {n} closed parts", closed)
        self._title.setText(title.format(n=closed))
        differ = sum(1 for x in sheet.differences if x.difference.qty)
        said = _("{same} as in the books, {differ} differ · valued at average cost").format(
            same=formatting.number(sheet.sums.same, speech), differ=formatting.number(differ, speech)
        )
        if sheet.waiting:
            waits = ngettext("{n} waits for an open part", "{n} wait for open parts", sheet.waiting)
            said += " · " + waits.format(n=formatting.number(sheet.waiting, speech))
        self._says.setText(said)
        self.table.show_lines([_line(x) for x in sheet.differences])
        for shown, value in ((self._short, sheet.sums.short_idr), (self._over, sheet.sums.over_idr)):
            shown.setText(signed(value, formatting.number(value, speech)))
        self._net.setText(signed(sheet.sums.net_idr, formatting.rupiah(sheet.sums.net_idr, speech)))
        self._net.set_ink("warning" if sheet.sums.net_idr < 0 else "ink")
        self._without.setVisible(sheet.sums.without_cost > 0)
        without = ngettext(
            "{n} difference has no cost and no value.", "{n} differences have no cost and no value.", sheet.sums.without_cost
        )
        self._without.setText(without.format(n=sheet.sums.without_cost))


def _line(shown: DifferenceRow) -> Line:
    x, speech = shown.difference, texts.language()
    where = ", ".join(shown.parts) if shown.parts else _("not counted")
    again = _("count again") if x.moved_between else ""
    value = formatting.DASH if x.value_idr is None else signed(x.value_idr, formatting.number(x.value_idr, speech))
    return Line(
        (
            Said(shown.article.name, below=where + (" · " if again else ""), marked=again, weight=Weight.SEMIBOLD),
            Said(f"{formatting.qty(x.system, speech)} → {formatting.qty(x.counted, speech)}", px=Size.LABEL),
            Said(signed(x.qty, formatting.qty(x.qty, speech))),
            Said(value, weight=Weight.BOLD),
        ),
        key=shown.article.id,
    )
