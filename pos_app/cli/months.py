"""Commands on whole months: close, reopen, list."""

import argparse

from pos_app import formatting, texts
from pos_app.cli.main import Answer, Call, Commands
from pos_app.texts import gettext as _


def register(commands: Commands) -> None:
    """Adds the group's commands."""
    group = commands.group("month", text=_("closed months: close, reopen, list"))
    group.add("close", _close, text=_("keep a month's figures and papers as they are"), arguments=_month_argument)
    group.add("reopen", _reopen, text=_("let documents into a closed month again"), arguments=_reopen_arguments)
    group.add("list", _list, text=_("every closing and reopening"))


def _month_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("month", metavar="YYYY-MM")


def _reopen_arguments(parser: argparse.ArgumentParser) -> None:
    _month_argument(parser)
    parser.add_argument("--why", metavar="TEXT", required=True)


def _close(call: Call) -> Answer:
    from pos_app.domain import days
    from pos_app.services import closings

    with call.shop() as shop:
        closing = closings.close(shop, call.actor, call.args.month)
    line = _("The month {month} is closed; its papers are kept.").format(month=closing.month)
    return Answer({"month": closing.month, "at": days.stamp(closing.at), "papers": dict(closing.papers)}, [line])


def _reopen(call: Call) -> Answer:
    from pos_app.services import closings

    with call.shop() as shop:
        closings.reopen(shop, call.actor, call.args.month, why=call.args.why)
    return Answer({"month": call.args.month}, [_("The month {month} is open again.").format(month=call.args.month)])


def _list(call: Call) -> Answer:
    from pos_app.domain import days
    from pos_app.services import closings, settings

    with call.shop() as shop:
        events, zone = closings.events(shop), settings.card(shop).zone
    words = {"closed": _("closed"), "reopened": _("opened again")}
    document = {"events": [{"month": e.month, "event": e.event, "at": days.stamp(e.at), "person": e.person, "why": e.why} for e in events]}
    day = [formatting.day(days.business_day(e.at, zone), texts.language()) for e in events]
    lines = [" · ".join(filter(None, (e.month, words[e.event], on, e.person, e.why))) for e, on in zip(events, day, strict=True)]
    return Answer(document, lines or [_("No month has been closed yet.")])
