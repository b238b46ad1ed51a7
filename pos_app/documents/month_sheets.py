"""The month's tables as a workbook: the figures of the paper, and every row the paper has no room for."""

from pos_app import formatting, texts
from pos_app.documents.countries import country_name
from pos_app.documents.kit.book import Quantity, Rows, Share, Value, written
from pos_app.documents.month_words import evidence_name, maker_sizes, period_name, states, title
from pos_app.documents.regencies import regency_name
from pos_app.domain.local_content import ArticleRow, LocalContent, Part, Split, shares
from pos_app.domain.origin import State
from pos_app.formatting import Language
from pos_app.texts import gettext as _

ORDER = (State.DOMESTIC, State.IMPORTED, State.UNKNOWN)


def render(report: LocalContent, *, language: Language) -> bytes:
    """The workbook; its totals are those of the paper and of the command line."""
    with texts.speaking(language):
        return written(
            [
                (_("Figures"), _figures(report, language)),
                (_("Categories"), _categories(report)),
                (_("Days"), _days(report, language)),
                (_("Months"), _months(report, language)),
                (_("Articles"), _articles(report, language)),
                (_("Substitutes"), _substitutes(report, language)),
                (_("Makers"), _makers(report)),
                (_("Makers' sizes"), _sizes(report)),
                (_("Origin changes"), _changes(report, language)),
                (_("About to expire"), _ending(report, language)),
            ]
        )


def _figures(report: LocalContent, language: Language) -> Rows:
    now, here = report.now, regency_name(report.regency) or formatting.DASH
    rows: list[list[Value]] = [
        [title(), _("Value (Rp)"), _("Share")],
        [_("Shop: {name}").format(name=report.shop_name), None, None],
        [period_name(report.period, language), None, None],
        [_("Receipts"), report.receipts, None],
        [_("Lines"), report.sale_lines, None],
        *_split_rows(_("Sold"), now.by_origin),
        [_("Sold, all goods"), now.total_idr, None],
        [_("Services, outside the shares"), now.services_idr, None],
        [_("Deposits, outside the shares"), now.deposits_idr, None],
        [_("Handed on, no turnover"), now.pass_through_idr, None],
        [_("Weighted by TKDN, floor"), None, Share(now.tkdn.floor_bp)],
        [_("Weighted by TKDN, average of what is covered"), now.tkdn.covered_idr, Share(now.tkdn.average_bp)],
        [_("Covered by certificates"), now.tkdn.covered_idr, Share(now.tkdn.coverage_bp)],
        _part_row(_("From micro, small and medium makers"), now.ikm),
        _part_row(_("Made here, in the shop's own regency ({regency})").format(regency=here), now.made_here),
    ]
    proofs = ((evidence_name(proof.kind, expired=proof.expired), value) for proof, value in now.evidence_kinds.items())
    rows += [[": ".join((_("Proof"), name)), value, None] for name, value in proofs]
    rows += _split_rows(_("In stock"), report.stock)
    rows += [
        [_("Target"), None, Share(report.target_bp)],
        [_("Consigned, not the shop's own"), report.consigned.owed_idr, None],
        [_("Offered at the till, lines"), report.push.offered, None],
        [_("Taken, lines"), report.push.taken, Share(report.push.taken_bp)],
        [_("Moved to domestic goods"), report.push.moved_idr, None],
    ]
    if report.year is not None:
        year = report.period.last.year
        domestic = report.year.value_idr[State.DOMESTIC]
        rows.append(
            [_("Domestic goods in {year} so far").format(year=year), domestic, Share(shares(report.year.value_idr)[State.DOMESTIC])]
        )
        rows.append([_("Target of the year"), None, Share(report.year.target_bp)])
    if report.before is not None:
        rows += _split_rows(_("Month before"), report.before.by_origin)
    return rows


def _split_rows(name: str, split: Split) -> list[list[Value]]:
    words = states()
    rows: list[list[Value]] = []
    share_bp = split.share_bp
    kinds, pieces = shares(split.articles), shares(split.pieces)
    for state in ORDER:
        what = f"{name}: {words[state]}"
        rows.append([what, split.value_idr[state], Share(share_bp[state])])
        rows.append([_("{what}, kinds").format(what=what), split.articles[state], Share(kinds[state])])
        rows.append([_("{what}, pieces").format(what=what), Quantity(split.pieces[state]), Share(pieces[state])])
    return rows


def _part_row(name: str, part: Part | None) -> list[Value]:
    return [name, part.value_idr if part else None, Share(part.share_bp if part else None)]


def _head(first: str) -> list[Value]:
    words = states()
    return [first, *(words[state] for state in ORDER), _("Sum"), _("Share of domestic goods")]


def _row(first: str, values: Split) -> list[Value]:
    return [first, *(values.value_idr[state] for state in ORDER), values.total_idr, Share(values.share_bp[State.DOMESTIC])]


def _categories(report: LocalContent) -> Rows:
    rows = (_row(row.category or _("Without category"), Split(row.value_idr, {}, {})) for row in report.categories)
    return [_head(_("Category")), *rows, _row(_("All categories"), report.now.by_origin)]


def _days(report: LocalContent, language: Language) -> Rows:
    return [_head(_("Day")), *(_row(formatting.day(row.day, language), Split(row.value_idr, {}, {})) for row in report.days)]


def _months(report: LocalContent, language: Language) -> Rows:
    return [_head(_("Month")), *(_row(formatting.month(first, language), split) for first, split in report.months)]


def _articles(report: LocalContent, language: Language) -> Rows:
    head: list[Value] = [_("Code"), _("Article"), _("Category"), _("Origin"), _("Country"), "TKDN", _("Proof"), _("Maker"), _("Pieces")]
    listed = (*report.top_domestic, *(row.article for row in report.top_imported), *report.unknown)
    return [[*head, _("Sales (Rp)")], *(_article(row, language) for row in listed)]


def _article(row: ArticleRow, language: Language) -> list[Value]:
    return [
        row.code,
        row.name,
        row.category,
        states()[row.state],
        country_name(row.country, language),
        Share(row.tkdn_bp),
        evidence_name(row.evidence_kind) if row.evidence_kind else "",
        row.maker or "",
        Quantity(row.pieces),
        row.value_idr,
    ]


def _substitutes(report: LocalContent, language: Language) -> Rows:
    head: list[Value] = [_("Code"), _("Imported article"), _("Country"), _("Sales (Rp)"), _("Domestic in its place")]
    rows: list[list[Value]] = [[*head, _("Code"), _("Price difference"), _("Stock")]]
    for row in report.top_imported:
        if (offered := row.offered) is not None:
            country = country_name(row.article.country, language)
            rows.append([row.article.code, row.article.name, country, row.article.value_idr, offered.name])
            rows[-1] += [offered.code, Share(offered.dearer_bp), Quantity(offered.on_hand)]
    return rows


def _makers(report: LocalContent) -> Rows:
    sizes = maker_sizes()
    rows: list[list[Value]] = [[_("Maker"), _("Size"), _("Regency"), _("Pieces"), _("Sales (Rp)")]]
    rows += [[r.maker, sizes[r.size], regency_name(r.regency), Quantity(r.pieces), r.value_idr] for r in report.top_makers]
    return rows


def _sizes(report: LocalContent) -> Rows:
    sizes = maker_sizes()
    return [_head(_("Size of the maker")), *(_row(sizes[row.size], Split(row.value_idr, {}, {})) for row in report.sizes)]


def _changes(report: LocalContent, language: Language) -> Rows:
    words = states()
    rows: list[list[Value]] = [[_("Code"), _("Article"), _("Before"), _("Now"), _("Proof"), _("Day"), _("Person"), _("Sales (Rp)")]]
    for r in report.changed.rows:
        proof = evidence_name(r.evidence_kind) if r.evidence_kind else ""
        rows.append([r.code, r.name, words[r.before], words[r.after], proof, formatting.day(r.day, language), r.person, r.value_idr])
    return rows


def _ending(report: LocalContent, language: Language) -> Rows:
    rows: list[list[Value]] = [[_("Code"), _("Article"), _("Evidence"), _("Number"), "TKDN", _("Last day")]]
    rows += [
        [r.code, r.name, evidence_name(r.evidence_kind), r.number or "", Share(r.tkdn_bp), formatting.day(r.last_day, language)]
        for r in report.ending
    ]
    return rows
