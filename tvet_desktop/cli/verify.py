"""Check a certificate: its PDF, a picture of its code, or the code's text. Needs no account."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from tvet_desktop.app import App
from tvet_desktop.certificates.checking.trust_list import read_trust_list
from tvet_desktop.certificates.checking.verify import NoCodeFound, Verdict, Verified, verify
from tvet_desktop.certificates.facts import facts_of
from tvet_desktop.certificates.statements.signed_statement import is_certificate_code
from tvet_desktop.cli.outcome import Outcome
from tvet_desktop.shared.translation import _
from tvet_desktop.sync.errors import NoSuchFile

NAME = "verify"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("certificate", help="a PDF, a picture (PNG, JPEG), or the text of the code")


def run(app: App, arguments: Namespace) -> Outcome:
    """Say what the certificate says and whether to believe it; exit code 3 if not."""
    trust = read_trust_list(app.data_dir)
    verified = verify(_given(arguments.certificate), trust)
    certificates = [verified, *verified.others]
    lines = [verified.sentence()]
    for one in certificates:
        lines += _told(one, with_verdict=len(certificates) > 1)
    lines.append(_("List of keys of {date}.").format(date=verified.list_made_at.date().strftime("%d/%m/%Y")))
    data = _data(verified)
    if verified.others:
        data["certificates"] = [_data(one) for one in certificates]
    return Outcome(lines, data, 0 if verified.verdict == Verdict.VALID else 3)


def _told(verified: Verified, *, with_verdict: bool) -> list[str]:
    facts = facts_of(verified.statement) if verified.statement else {}
    lines = [f"{_number(verified)}: {verified.verdict.value}"] if with_verdict else []
    lines += [f"  {word}: {value}" for word, value in facts.items()]
    if verified.signer:
        lines.append(_("Signed by: {name}").format(name=verified.signer))
    return lines


def _data(verified: Verified) -> dict[str, object]:
    facts = facts_of(verified.statement) if verified.statement else {}
    return {
        "verdict": verified.verdict.value,
        "number": _number(verified),
        "facts": facts,
        "pdf_checked": verified.is_pdf_checked,
    }


def _number(verified: Verified) -> str | None:
    return verified.statement.number if verified.statement else None


def _given(text: str) -> bytes | str:
    if is_certificate_code(text):
        return text
    try:
        return Path(text).read_bytes()
    except FileNotFoundError as error:
        raise NoSuchFile(Path(text).name) from error
    except OSError as error:
        raise NoCodeFound from error
