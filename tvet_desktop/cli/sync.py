"""Send and receive by every stick, folder and place on the network that is set up.

Exit codes: 0 all done, 1 something is for the user to do (the sentence says what), 2 wrong usage.
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Generator

from tvet_desktop.accounts.rules import require
from tvet_desktop.app import App
from tvet_desktop.cli.network_places import add_place_arguments, set_up
from tvet_desktop.cli.outcome import Outcome
from tvet_desktop.shared.translation import _
from tvet_desktop.sync.carriers.errors import CarrierUnreachable
from tvet_desktop.sync.carriers.plan_sync import SyncPlan
from tvet_desktop.sync.carriers.run_sync import SyncDone
from tvet_desktop.sync.carriers.set_up import NoCarrier, SetUpCarrier, list_carriers
from tvet_desktop.sync.carriers.words import done_words, files_words, question_words

NAME = "sync"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    add_place_arguments(parser)
    parser.add_argument("--plan", action="store_true", help="only say what would be sent and received")
    parser.add_argument("--without-files", action="store_true", help="leave scans and certificates for later")


def run(app: App, arguments: Namespace) -> Outcome:
    """Sync with each carrier in turn; one that fails does not stop the others."""
    require(app.user.role, "sync")
    lines = set_up(app, arguments) if arguments.set_up is not None else []
    with app.database.reading() as db:
        carriers = list_carriers(db)
    if not carriers:
        raise NoCarrier
    refusals: list[str] = []
    data: list[dict[str, object]] = []
    for carrier in carriers:
        try:
            if arguments.plan:
                plan = app.plan_sync(carrier)
                lines.append(_at(carrier, f"{question_words(plan)} {files_words(plan)}".strip()))
                data.append({"place": carrier.label, **_planned(plan)})
                continue
            done = _finish(app.sync_with(carrier, lambda _size: None, with_files=not arguments.without_files))
        except CarrierUnreachable as error:
            refusals.append(_at(carrier, error.sentence()))
            data.append({"place": carrier.label, "remedy": error.remedy})
            continue
        (refusals if done.stopped or done.imported.refused else lines).append(_at(carrier, done_words(done)))
        data.append({"place": carrier.label, **_moved(done)})
    return Outcome(lines, {"places": data}, 1 if refusals else 0, refusals)


def _finish(steps: Generator[None, None, SyncDone]) -> SyncDone:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            done: SyncDone = end.value
            return done


def _at(carrier: SetUpCarrier, words: str) -> str:
    return _("{place}: {words}").format(place=carrier.label, words=words)


def _planned(plan: SyncPlan) -> dict[str, object]:
    return {
        "send_bundles": plan.send_bundles,
        "send_bytes": plan.send_bytes,
        "receive_bundles": plan.receive_bundles,
        "receive_bytes": plan.receive_bytes,
        "send_files": len(plan.files.send),
        "send_file_bytes": plan.files.send_bytes,
        "receive_files": len(plan.files.receive),
        "receive_file_bytes": plan.files.receive_bytes,
    }


def _moved(done: SyncDone) -> dict[str, object]:
    return {
        "sent_bundles": done.sent_bundles,
        "sent_bytes": done.sent_bytes,
        "received_bytes": done.received_bytes,
        "new_bundles": done.imported.new_bundles,
        "applied_changes": done.imported.applied_changes,
        "waiting": done.imported.waiting,
        "conflicts": done.imported.new_conflicts,
        "held": done.imported.held,
        "refused": len(done.imported.refused),
        "lacking": done.lacking,
        "files_sent": done.files_sent,
        "files_received": done.files_received,
        "remedy": done.stopped.remedy if done.stopped else None,
    }
