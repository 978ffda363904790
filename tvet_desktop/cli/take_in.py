"""Take in a college that hands its programme over."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from tvet_desktop.accounts.rules import require
from tvet_desktop.app import App
from tvet_desktop.cli.outcome import Outcome
from tvet_desktop.shared.translation import _, ngettext
from tvet_desktop.sync.errors import NoSuchFile
from tvet_desktop.sync.handover.look_at import look_at
from tvet_desktop.sync.handover.take_in import take_in

NAME = "take-in"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("file", type=Path, help="the hand-over file of the college")
    parser.add_argument("--look", action="store_true", help="only say what it brings")
    parser.add_argument(
        "--same-college", action="store_true", help="I made sure that it is the college that is here already"
    )


def run(app: App, arguments: Namespace) -> Outcome:
    """Make its PCs members and read everything that they wrote."""
    require(app.user.role, "users")
    try:
        content = arguments.file.read_bytes()
    except OSError as error:
        raise NoSuchFile(arguments.file.name) from error
    if arguments.look:
        with app.database.reading() as db:
            seen = look_at(db, content)
        lines = [
            _("{programme}, key {fingerprint}: {pcs}").format(
                programme=seen.name, fingerprint=seen.fingerprint, pcs=", ".join(seen.pcs)
            )
        ]
        if seen.here_already:
            lines.append(
                _("Here already: {colleges}. Make sure that it is the same college.").format(
                    colleges=", ".join(seen.here_already)
                )
            )
        data: dict[str, object] = {
            "programme": seen.name,
            "fingerprint": seen.fingerprint,
            "pcs": list(seen.pcs),
            "bundles": seen.bundles,
            "here_already": list(seen.here_already),
        }
        return Outcome(lines, data)
    with app.database.transaction(user_id=app.user.id) as db:
        done = take_in(db, content=content, is_same_college=arguments.same_college, now=app.now())
    app.settle_received()
    changes = ngettext("{count} change was read.", "{count} changes were read.", done.changes)
    lines = [
        _("Taken in: {pcs}.").format(pcs=", ".join(done.pcs)),
        changes.format(count=done.changes),
        _("Send a sync file to the college: its PCs go over when they read it, and lose nothing."),
    ]
    return Outcome(
        lines,
        {"pcs": list(done.pcs), "bundles": done.bundles, "changes": done.changes, "waiting": done.waiting},
    )
