"""Let a genuine certificate of a withdrawn PC hold that had not been heard of in time."""

from argparse import ArgumentParser, Namespace

from tvet_desktop.accounts.rules import require
from tvet_desktop.app import App
from tvet_desktop.certificates.checking.one_code import one_code
from tvet_desktop.cli.outcome import Outcome
from tvet_desktop.cli.verify import given_certificate
from tvet_desktop.shared.translation import _
from tvet_desktop.sync.keys.keep_statement import keep_statement

NAME = "keep"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("certificate", help="a PDF, a picture, or the text of the square code")
    parser.add_argument(
        "--records-checked", action="store_true", required=True, help="the college's own records say so too"
    )


def run(app: App, arguments: Namespace) -> Outcome:
    """Register the certificate; its signature alone proves nothing any more, so the records must."""
    require(app.user.role, "approve_certificates")
    given = given_certificate(arguments.certificate)
    code_text = given if isinstance(given, str) else one_code(given)
    with app.database.transaction(user_id=app.user.id) as db:
        statement = keep_statement(db, code_text=code_text).statement
    app.write_trust_list()
    line = _("{number} of {name} holds: send a sync file, so that everybody hears of it.")
    return Outcome([line.format(number=statement.number, name=statement.name)], {"number": statement.number})
