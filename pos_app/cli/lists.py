"""Commands on whole lists: import products, export products, replay."""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pos_app import files, texts
from pos_app.cli.main import Answer, Call, Commands
from pos_app.errors import Refused
from pos_app.texts import gettext as _

if TYPE_CHECKING:
    from pos_app.domain.article_list.model import Column, Note
    from pos_app.services.import_products import Imported, Outcome
    from pos_app.services.small_lists import Taken

_SHOWN_PROBLEMS = 40


def register(commands: Commands) -> None:
    """Adds the group's commands."""
    group = commands.group("import", text=_("take in a list of goods: csv, xlsx, xls, ods"))
    group.add("products", _import, text=_("the shop's own article list"), arguments=_import_arguments)
    group.add("suppliers", _take_suppliers, text=_("suppliers by name"), arguments=_file)
    group.add("prices", _take_prices, text=_("new prices by code, at once or from a day on"), arguments=_file)
    group.add("stock", _take_stock, text=_("a counted list, as stock count"), arguments=_file)
    group = commands.group("export", text=_("write a list of goods: csv, xlsx"))
    group.add("products", _export, text=_("every article, as the import reads it back"), arguments=_file)
    group.add("suppliers", _write_suppliers, text=_("every supplier, as the import reads it back"), arguments=_file)
    group.add("prices", _write_prices, text=_("every price, to be changed and taken in again"), arguments=_file)
    group.add("stock", _write_stock, text=_("what is on hand, to be counted and taken in again"), arguments=_file)
    group.add("template", _write_template, text=_("an empty list of goods to fill in"), arguments=_file)
    commands.add("replay", _replay, text=_("take over another system's sales"), arguments=_replay_arguments)


def _file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path)


def _mapping(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--map", metavar="COLUMN=FIELD", nargs="+", action="extend", default=[], help=_("what a column is, where its header does not say")
    )


def _import_arguments(parser: argparse.ArgumentParser) -> None:
    _file(parser)
    _mapping(parser)
    parser.add_argument("--store", metavar="NAME", default="", help=_("which store, where the file has several"))
    parser.add_argument("--sheet", metavar="NAME", default="", help=_("which sheet, where several hold lists"))
    parser.add_argument("--dry-run", action="store_true", help=_("say what would happen and write nothing"))
    parser.add_argument("--report", metavar="FILE.csv", type=Path, help=_("write what became of each row"))


def _replay_arguments(parser: argparse.ArgumentParser) -> None:
    _file(parser)
    _mapping(parser)
    parser.add_argument("--source", metavar="NAME", default="", help=_("the system the receipts come from"))


def _pairs(given: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for pair in given:
        column, equals, field = pair.rpartition("=")
        if not equals or not column.strip() or not field.strip():
            raise Refused("import_not_a_mapping", text=pair)
        found[column.strip()] = field.strip().casefold()
    return found


def _import(call: Call) -> Answer:
    from pos_app.cli import beside
    from pos_app.services import import_products, import_report

    args = call.args
    mapping = _pairs(args.map)
    if args.report is not None:
        files.ready(args.report)
    data = files.read(args.file)
    with call.shop() as shop:
        if args.dry_run:
            done = import_products.preview(shop, data, mapping=mapping, store=args.store, sheet=args.sheet)
        else:
            done = import_products.take(shop, call.actor, data, name=args.file.name, mapping=mapping, store=args.store, sheet=args.sheet)
    _path, warnings = beside.report(args.report, lambda path: files.write(path, import_report.as_csv(done)), dry_run=args.dry_run)
    return Answer(_document(done), _lines(done), warnings)


def say(note: "Note") -> str:
    """A note as the one sentence people read."""
    return texts.sentence(note.as_refused)


def _document(done: "Imported") -> Mapping[str, Any]:
    layout = done.listing.layout
    problems = [problem for outcome in done.outcomes for problem in _problems(outcome)]
    notes = [{"row": layout.header_row, "code": "", "level": "warning", "problem": say(note)} for note in done.listing.notes]
    return {
        "rows": len(done.outcomes),
        "taken": done.count("taken"),
        "updated": done.count("updated"),
        "unchanged": done.count("unchanged"),
        "refused": done.count("refused"),
        "warned": done.warned,
        "problems": [*notes, *problems],
        "written": done.written,
        "sheet": layout.sheet,
        "system": layout.system,
        "header_row": layout.header_row,
        "stores": list(layout.stores),
        "store": layout.store,
        "columns": [_column(column) for column in layout.columns],
        "skipped": [{"row": s.row, "why": s.why, "text": s.text} for s in done.listing.skipped],
    }


def _column(column: "Column") -> dict[str, Any]:
    from pos_app.services import import_report

    return {
        "column": column.letter,
        "header": column.header,
        "field": column.field or None,
        "because": column.why,
        "reading": import_report.reading(column.reading) if column.reading else None,
    }


def _problems(outcome: "Outcome") -> list[dict[str, Any]]:
    level = "refused" if outcome.result == "refused" else "warning"
    row = outcome.row
    return [{"row": row.row, "code": row.shown_code, "level": level, "problem": say(note)} for note in outcome.notes]


def _lines(done: "Imported") -> list[str]:
    from pos_app.services import import_report

    layout = done.listing.layout
    lines = [import_report.where(layout)]
    lines += [f"  {column.letter}  {column.header} → {import_report.meaning(column)}" for column in layout.recognised]
    lines += [say(note) for note in done.listing.notes]
    problems = [problem for outcome in done.outcomes for problem in _problems(outcome)]
    lines += [_("Row {row}: {problem}").format(row=p["row"], problem=p["problem"]) for p in problems[:_SHOWN_PROBLEMS]]
    if len(problems) > _SHOWN_PROBLEMS:
        lines.append(_("and {n} more; --report FILE.csv has them all").format(n=len(problems) - _SHOWN_PROBLEMS))
    lines += filter(None, [import_report.left_out(done.listing.skipped)])
    lines.append(
        _("{rows} rows: {taken} new, {updated} changed, {unchanged} unchanged, {refused} refused; {warned} with a remark.").format(
            rows=len(done.outcomes),
            taken=done.count("taken"),
            updated=done.count("updated"),
            unchanged=done.count("unchanged"),
            refused=done.count("refused"),
            warned=done.warned,
        )
    )
    if not done.written:
        lines.append(_("Nothing was written (--dry-run)."))
    return lines


def _export(call: Call) -> Answer:
    from pos_app.services import export_products

    with call.shop() as shop:
        count = export_products.write(shop, call.args.file)
    return Answer(
        {"articles": count, "file": str(call.args.file)},
        [texts.ngettext("{n} article written to {file}.", "{n} articles written to {file}.", count).format(n=count, file=call.args.file)],
    )


def _replay(call: Call) -> Answer:
    from pos_app.services import replay

    args = call.args
    mapping = _pairs(args.map)
    data = files.read(args.file)
    with call.shop() as shop:
        done = replay.take(shop, call.actor, data, source=args.source, mapping=mapping)
    problems = [{"row": p.row, "receipt": p.receipt, "code": p.code, "level": p.level, "problem": say(p.note)} for p in done.problems]
    document = {
        "rows": done.rows,
        "receipts": done.receipts,
        "posted": done.posted,
        "unchanged": done.unchanged,
        "refused": done.refused,
        "warned": done.warned,
        "source": done.source,
        "problems": problems,
    }
    lines = [
        _("Row {row}, receipt {receipt}: {problem}").format(**{k: p[k] for k in ("row", "receipt", "problem")})
        for p in problems[:_SHOWN_PROBLEMS]
    ]
    if len(problems) > _SHOWN_PROBLEMS:
        lines.append(_("and {n} more").format(n=len(problems) - _SHOWN_PROBLEMS))
    lines.append(
        _("{receipts} receipts in {rows} rows: {posted} posted, {unchanged} already there, {refused} refused.").format(
            receipts=done.receipts, rows=done.rows, posted=done.posted, unchanged=done.unchanged, refused=done.refused
        )
    )
    return Answer(document, lines)


def _take_suppliers(call: Call) -> Answer:
    from pos_app.services import small_lists

    data = files.read(call.args.file)
    with call.shop() as shop:
        return _told(small_lists.take_suppliers(shop, call.actor, data, name=call.args.file.name))


def _take_prices(call: Call) -> Answer:
    from pos_app.services import small_lists

    data = files.read(call.args.file)
    with call.shop() as shop:
        return _told(small_lists.take_prices(shop, call.actor, data, name=call.args.file.name))


def _told(done: "Taken") -> Answer:
    problems = [{"row": row, "code": code, "level": "refused", "problem": why} for row, code, why in done.problems]
    document = {"rows": done.rows, "taken": done.taken, "updated": done.updated, "unchanged": done.unchanged, "refused": done.refused}
    said = _("{taken} new, {updated} changed, {unchanged} as they were, {refused} refused.")
    lines = [said.format(**{name: n for name, n in document.items() if name != "rows"})]
    return Answer(document | {"problems": problems}, lines + [f"{row}: {code} · {why}" for row, code, why in done.problems])


def _write_suppliers(call: Call) -> Answer:
    from pos_app.services import small_lists

    with call.shop() as shop:
        n = small_lists.write_suppliers(shop, call.args.file)
    return Answer({"rows": n}, [texts.ngettext("{n} row written.", "{n} rows written.", n).format(n=n)])


def _write_prices(call: Call) -> Answer:
    from pos_app.services import small_lists

    with call.shop() as shop:
        n = small_lists.write_prices(shop, call.args.file)
    return Answer({"rows": n}, [texts.ngettext("{n} row written.", "{n} rows written.", n).format(n=n)])


def _take_stock(call: Call) -> Answer:
    from pos_app.cli import stock

    return stock.count(call)


def _write_stock(call: Call) -> Answer:
    from pos_app.services import small_lists

    with call.shop() as shop:
        n = small_lists.write_stock(shop, call.args.file)
    return Answer({"rows": n}, [texts.ngettext("{n} row written.", "{n} rows written.", n).format(n=n)])


def _write_template(call: Call) -> Answer:
    from pos_app.services import small_lists

    small_lists.write_template(call.args.file)
    return Answer({}, [str(call.args.file)])
