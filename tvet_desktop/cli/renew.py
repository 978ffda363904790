"""Renew the certificates of PCs before they end, or ask for a new key for this PC."""

from argparse import ArgumentParser, Namespace

from sqlalchemy.orm import Session

from tvet_desktop.accounts.rules import require
from tvet_desktop.app import App
from tvet_desktop.attendance.rules import local_day
from tvet_desktop.cli.named_pc import named_pc
from tvet_desktop.cli.outcome import Outcome
from tvet_desktop.shared.translation import _
from tvet_desktop.sync.keys.ask_for_new_key import ask_for_new_key
from tvet_desktop.sync.keys.ending import endings
from tvet_desktop.sync.keys.renew_authority import renew_authority
from tvet_desktop.sync.keys.renew_pcs import RenewedPc, renew_pcs
from tvet_desktop.sync.queries import list_pcs

NAME = "renew"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "--pc", action="append", help="name of a PC as “pcs” lists it; may be given several times"
    )
    what.add_argument("--due", action="store_true", help="every PC whose certificate ends within 90 days")
    what.add_argument("--authority", action="store_true", help="the authority's own certificate")
    what.add_argument(
        "--new-key", action="store_true", help="make a new key on this PC and ask for its certificate"
    )


def run(app: App, arguments: Namespace) -> Outcome:
    """Renew on the PC that holds the authority's key, or ask for it on any other."""
    require(app.user.role, "users")
    with app.database.transaction(user_id=app.user.id) as db:
        outcome = _do(db, app, arguments)
    app.write_trust_list()
    return outcome


def _do(db: Session, app: App, arguments: Namespace) -> Outcome:
    if arguments.new_key:
        asked = ask_for_new_key(db)
        told = (
            _("A new key is made. Send a sync file to the national office, and read its answer.")
            if asked.is_new
            else _(
                "This PC asked for a new key before: send the national office a sync file, and read its answer."
            )
        )
        return Outcome([told], {"is_new": asked.is_new})
    if arguments.authority:
        until = renew_authority(db, now=app.now())
        line = _("The authority’s certificate is valid until {date} now. Give other checkers the new one.")
        return Outcome([line.format(date=until.strftime("%d/%m/%Y"))], {"until": until.isoformat()})
    if arguments.due:
        device_ids = list(endings(db, local_day(app.now())).pc_ids)
    else:
        rows = list_pcs(db)
        device_ids = [named_pc(rows, name).id for name in arguments.pc]
    renewed = renew_pcs(db, device_ids=device_ids, now=app.now())
    lines = [_line(pc) for pc in renewed] or [_("No certificate ends within 90 days.")]
    data = [{"pc": pc.name, "until": pc.until.isoformat(), "new_key": pc.has_new_key} for pc in renewed]
    return Outcome(lines, {"renewed": data})


def _line(pc: RenewedPc) -> str:
    return _("“{name}” can sign until {date}, once it has read the next sync file of this PC.").format(
        name=pc.name, date=pc.until.strftime("%d/%m/%Y")
    )
