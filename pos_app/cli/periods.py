"""The period a command is asked about, and the files its report goes into."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from pos_app.errors import Refused

if TYPE_CHECKING:
    from pos_app.domain.days import Period


def period_arguments(parser: argparse.ArgumentParser) -> None:
    """`--month`, or `--from` and `--to`; read by `period_of`."""
    parser.add_argument("--month", metavar="YYYY-MM")
    parser.add_argument("--from", dest="first", metavar="YYYY-MM-DD")
    parser.add_argument("--to", dest="last", metavar="YYYY-MM-DD")


def paper_arguments(parser: argparse.ArgumentParser) -> None:
    """A period, and the files the report goes into."""
    period_arguments(parser)
    parser.add_argument("--pdf", metavar="FILE", type=Path)
    parser.add_argument("--xlsx", metavar="FILE", type=Path)


def period_of(args: argparse.Namespace) -> "Period":
    """The period of `--month`, or of `--from` and `--to`.

    Raises:
        Refused: `period_missing`, or why a month or day cannot be.
    """
    from pos_app.domain import days

    if args.month and not (args.first or args.last):
        return days.month(args.month)
    if args.first and args.last and not args.month:
        return days.Period(days.parse_day(args.first), days.parse_day(args.last))
    raise Refused("period_missing")
