"""Commands on this machine's slip printer: receipt, queue, run, cancel, drawer."""

import argparse
from typing import TYPE_CHECKING, Any

from pos_app import settings, texts
from pos_app.cli.main import Answer, Call, Commands
from pos_app.cli.usage import key
from pos_app.texts import gettext as _
from pos_app.texts import ngettext

if TYPE_CHECKING:
    from pos_app.domain.print_job import Job
    from pos_app.services.printing import Ran


def register(commands: Commands) -> None:
    """Adds the group's commands."""
    group = commands.group("print", text=_("the slip printer: receipt, queue, run, cancel, drawer"))
    group.add("receipt", _receipt, text=_("print a receipt"), arguments=_receipt_arguments)
    group.add("queue", _queue, text=_("what waits for the printer"))
    group.add("run", _run, text=_("send what waits"))
    group.add("cancel", _cancel, text=_("give up a job that waits"), arguments=_cancel_arguments)
    group.add("drawer", _drawer, text=_("open the cash drawer"))


def _receipt_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("receipt", metavar="RECEIPT")
    parser.add_argument("--copy", action="store_true", help=_("mark it as a copy"))


def _cancel_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("job", metavar="JOB", type=key)


def _job_document(job: "Job") -> dict[str, Any]:
    from pos_app.domain import days

    return {
        "job": job.id,
        "kind": job.kind,
        "subject": job.subject,
        "at": days.stamp(job.at),
        "state": job.state.value,
        "tries": job.tries,
    }


def _ran(ran: "Ran") -> Answer:
    lines = [ngettext("{n} slip printed.", "{n} slips printed.", ran.printed).format(n=ran.printed)]
    warnings = [texts.sentence(ran.failed)] if ran.failed else []
    return Answer({"printed": ran.printed, "waiting": ran.waiting}, lines, warnings)


def _receipt(call: Call) -> Answer:
    from pos_app.services import printing

    with call.shop() as shop:
        to = printing.printer(settings.load().printer)
        printing.put_receipt(shop, call.actor, call.args.receipt, copy=call.args.copy)
        return _ran(printing.run(shop, to, till=call.actor.till))


def _queue(call: Call) -> Answer:
    from pos_app.services import printing

    with call.shop() as shop:
        jobs = printing.waiting(shop, call.actor.till)
    lines = [f"{job.id}  {job.subject}  {job.tries}x" for job in jobs]
    return Answer({"jobs": [_job_document(job) for job in jobs]}, lines or [_("Nothing waits for the printer.")])


def _run(call: Call) -> Answer:
    from pos_app.services import printing

    with call.shop() as shop:
        return _ran(printing.run(shop, printing.printer(settings.load().printer), till=call.actor.till))


def _cancel(call: Call) -> Answer:
    from pos_app.services import printing

    with call.shop() as shop:
        job = printing.cancel(shop, call.actor, call.args.job)
    return Answer({"job": job.id, "state": "cancelled"}, [_("Job {job} is given up.").format(job=job.id)])


def _drawer(call: Call) -> Answer:
    from pos_app.services import printing

    with call.shop() as shop:
        printing.open_drawer(shop, call.actor, printing.printer(settings.load().printer))
    return Answer({}, [_("The drawer is open.")])
