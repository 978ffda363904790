"""Let a genuine certificate of a withdrawn PC hold that had not been heard of in time."""

from argparse import ArgumentParser, Namespace

from tvet_desktop.accounts.rules import require
from tvet_desktop.app import App
from tvet_desktop.certificates.checking.nothing_to_check import NoCodeFound
from tvet_desktop.certificates.statements.signed_statement import is_certificate_code
from tvet_desktop.cli.outcome import Outcome
from tvet_desktop.cli.verify import given_certificate
from tvet_desktop.documents.code_pages import read_code_pages
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
    code_text = _code_of(given_certificate(arguments.certificate))
    with app.database.transaction(user_id=app.user.id) as db:
        statement = keep_statement(db, code_text=code_text).statement
    app.write_trust_list()
    line = _("{number} of {name} holds: send a sync file, so that everybody hears of it.")
    return Outcome([line.format(number=statement.number, name=statement.name)], {"number": statement.number})


def _code_of(given: bytes | str) -> str:
    """Return the one code of a text or a file; a person made sure of one paper, not of several."""
    if isinstance(given, str):
        return given
    codes = {code for page in read_code_pages(given) for code in page.codes if is_certificate_code(code)}
    if len(codes) != 1:
        raise NoCodeFound
    return codes.pop()
