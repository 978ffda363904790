"""Withdraw a PC that was stolen, lost, broken or retired: nothing that it signs from now on counts."""

from argparse import ArgumentParser, Namespace

from tvet_desktop.accounts.rules import require
from tvet_desktop.app import App
from tvet_desktop.cli.named_pc import named_pc
from tvet_desktop.cli.outcome import Outcome
from tvet_desktop.shared.translation import _, ngettext
from tvet_desktop.sync.keys.cancel_invitation import cancel_invitation
from tvet_desktop.sync.keys.withdraw_pc import PcReason, withdraw_pc
from tvet_desktop.sync.queries import list_pcs, open_invitations

NAME = "withdraw"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "pc", help="its name as “pcs” lists it, such as “PC 3”; also one that was only invited"
    )
    reasons = [reason.value.lower() for reason in PcReason]
    parser.add_argument("--reason", choices=reasons, required=True, help="why it does not belong any more")


def run(app: App, arguments: Namespace) -> Outcome:
    """Withdraw it; read every stick that it may have written to first, for its later certificates do not hold."""
    require(app.user.role, "users")
    with app.database.transaction(user_id=app.user.id) as db:
        invitation = open_invitations(db).get(arguments.pc)
        if invitation is not None:
            cancel_invitation(db, invitation_id=invitation, now=app.now())
    if invitation is not None:
        return _cancelled(app, arguments.pc)
    with app.database.transaction(user_id=app.user.id) as db:
        device_id = named_pc(list_pcs(db), arguments.pc).id
        reason = PcReason(arguments.reason.upper())
        gone = withdraw_pc(db, device_id=device_id, reason=reason, now=app.now())
    app.settle_received()
    count = len(gone.still_valid)
    kept = ngettext(
        "{count} certificate that it had issued stays valid: look through the list for what it cannot have issued.",
        "{count} certificates that it had issued stay valid: look through the list for what it cannot have issued.",
        count,
    )
    lines = [
        _("“{name}” is withdrawn. Send a sync file to everybody, so that they hear of it.").format(
            name=gone.name
        ),
        kept.format(count=count),
        *gone.still_valid,
    ]
    if gone.waiting_dropped:
        lines.append(_("Some of its sync files waited for others and are left out now."))
    data: dict[str, object] = {
        "pc": gone.name,
        "still_valid": list(gone.still_valid),
        "waiting_dropped": gone.waiting_dropped,
    }
    return Outcome(lines, data)


def _cancelled(app: App, name: str) -> Outcome:
    app.write_trust_list()
    line = _(
        "The invitation of “{name}” is cancelled. Send a sync file to everybody, so that they hear of it."
    )
    return Outcome([line.format(name=name)], {"pc": name, "still_valid": [], "waiting_dropped": 0})
