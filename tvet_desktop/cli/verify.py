"""Check a certificate: its PDF, a picture of its code, or the code's text. Needs no account."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from tvet_desktop.app import App
from tvet_desktop.certificates.facts import facts_of
from tvet_desktop.certificates.signed_statement import PREFIX
from tvet_desktop.certificates.trust_list import read_trust_list
from tvet_desktop.certificates.verify import NoCodeFound, Verdict, verify
from tvet_desktop.cli.outcome import Outcome
from tvet_desktop.shared.translation import _

NAME = "verify"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("certificate", help="a PDF, a picture (PNG, JPEG), or the text of the code")


def run(app: App, arguments: Namespace) -> Outcome:
    """Say what the certificate says and whether to believe it; exit code 3 if not."""
    trust = read_trust_list(app.data_dir)
    verified = verify(_given(arguments.certificate), trust)
    facts = facts_of(verified.statement) if verified.statement else {}
    lines = [verified.sentence(), *(f"  {word}: {value}" for word, value in facts.items())]
    if verified.signer:
        lines.append(_("Signed by: {name}").format(name=verified.signer))
    lines.append(_("List of keys of {date}.").format(date=verified.list_made_at.date().strftime("%d/%m/%Y")))
    number = verified.statement.number if verified.statement else None
    data: dict[str, object] = {"verdict": verified.verdict.value, "number": number, "facts": facts}
    return Outcome(lines, data, 0 if verified.verdict == Verdict.VALID else 3)


def _given(text: str) -> bytes | str:
    if text.startswith(PREFIX):
        return text
    try:
        return Path(text).read_bytes()
    except OSError as error:
        raise NoCodeFound from error
