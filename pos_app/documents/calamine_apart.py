"""The process that reads old workbooks for `workbooks.by_calamine`: a file on standard input, its sheets on standard output."""

import io
import json
import sys
from datetime import date, datetime
from typing import Any, Final

from pos_app.domain.sheets import Cell, Number, Sheet

LOCKED: Final = 3
_DAMAGED: Final = 4
_MOST_MEMORY: Final = 3_000_000_000


def decoded(told: bytes) -> tuple[Sheet, ...]:
    """The sheets a process has told."""
    return tuple(
        Sheet(name, tuple((at, [_cell(cell) for cell in row]) for at, row in rows), hidden=hidden)
        for name, hidden, rows in json.loads(told)
    )


def _cell(told: Any) -> Cell:
    if not isinstance(told, list):
        return str(told) if told is not None else None
    kind, text = told
    return Number(text) if kind == "number" else date.fromisoformat(text) if kind == "day" else datetime.fromisoformat(text)


def _told(cell: Cell) -> Any:
    if isinstance(cell, Number):
        return ["number", cell.text]
    if isinstance(cell, datetime):
        return ["time", cell.isoformat()]
    return ["day", cell.isoformat()] if isinstance(cell, date) else cell


def _main() -> int:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    from pos_app.documents.workbooks import from_calamine

    _limit_memory()
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
        sheets = []
        for about in book.sheets_metadata:
            if about.typ == SheetTypeEnum.WorkSheet:
                rows = from_calamine(book.get_sheet_by_name(about.name).to_python(skip_empty_area=False))
                hidden = about.visible != SheetVisibleEnum.Visible
                sheets.append([about.name, hidden, [[at, [_told(cell) for cell in row]] for at, row in rows]])
    except PasswordError:
        return LOCKED
    except (CalamineError, OSError, ValueError, MemoryError):
        return _DAMAGED
    sys.stdout.buffer.write(json.dumps(sheets, ensure_ascii=True).encode("ascii"))
    return 0


def _limit_memory() -> None:
    """Where the system can: a file that asks for more is damaged, and the machine goes on."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))


if __name__ == "__main__":
    sys.exit(_main())
