"""Check a certificate: its PDF, a picture of its code, or the code's text. Needs no account."""

from argparse import ArgumentParser, Namespace
from datetime import datetime
from pathlib import Path

from tvet_desktop.app import App
from tvet_desktop.certificates.checking.trust_list import read_trust_list
from tvet_desktop.certificates.checking.verdict import Verdict, Verified
from tvet_desktop.certificates.checking.verdict_words import (
    count_sentence,
    verdict_remarks,
    verdict_sentence,
    verdict_word,
)
from tvet_desktop.certificates.checking.verify import verify
from tvet_desktop.certificates.facts import facts_of
from tvet_desktop.certificates.statements.code_form import PREFIX, begins_like_code
from tvet_desktop.certificates.statements.signed_statement import is_certificate_code
from tvet_desktop.certificates.statements.statement import Statement
from tvet_desktop.cli.outcome import Outcome
from tvet_desktop.documents.page_images import read_page_file
from tvet_desktop.shared.translation import _

NAME = "verify"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "certificate", help="a PDF, a picture (JPEG, PNG, WebP, TIFF), or the text of the code"
    )


def run(app: App, arguments: Namespace) -> Outcome:
    """Say what the certificate says and whether to believe it; exit code 3 if not."""
    trust = read_trust_list(app.data_dir)
    verified = verify(given_certificate(arguments.certificate), trust)
    now = app.clock.now()
    lines = [count_sentence(verified)] if verified.others else []
    for one in verified.all:
        lines += _told(one, now)
    data = _data(verified)
    if verified.others:
        data["certificates"] = [_data(one) for one in verified.all]
    data["practice"] = verified.is_practice
    data["list_made_at"] = verified.list_made_at.isoformat()
    data["heard_at"] = None if verified.heard_at is None else verified.heard_at.isoformat()
    return Outcome(lines, data, 0 if verified.verdict == Verdict.VALID else 3)


def _told(verified: Verified, now: datetime) -> list[str]:
    facts = facts_of(verified.statement) if verified.statement else {}
    verdict = _("{verdict}: {sentence}").format(
        verdict=verdict_word(verified), sentence=verdict_sentence(verified)
    )
    return [
        verdict,
        *(f"  {word}: {value}" for word, value in facts.items()),
        *verdict_remarks(verified, now),
    ]


def _data(verified: Verified) -> dict[str, object]:
    withdrawn = verified.withdrawn
    return {
        "verdict": verified.verdict.value,
        "number": verified.statement.number if verified.statement else None,
        "facts": _facts(verified.statement) if verified.statement else {},
        "signer": verified.signer,
        "checked": verified.proof.value,
        "pdf_checked": verified.is_pdf_checked,
        "signed_at": None if verified.signed_at is None else verified.signed_at.isoformat(),
        "fault": verified.fault.value,
        "replaced_by": withdrawn.replaced_by if withdrawn else "",
        "withdrawn_on": withdrawn.on_date.isoformat() if withdrawn else None,
        "reason": withdrawn.reason if withdrawn else "",
    }


def _facts(statement: Statement) -> dict[str, object]:
    """Return the facts for programs: the same words in every language."""
    return {
        "issuer": statement.issuer,
        "kind": statement.kind.value,
        "name": statement.name,
        "course_title": statement.course_title,
        "minutes": statement.minutes,
        "skill_area": statement.skill_area,
        "starts_on": statement.starts_on.isoformat(),
        "ends_on": statement.ends_on.isoformat(),
        "college_name": statement.college_name,
        "issued_on": statement.issued_on.isoformat(),
        "number": statement.number,
    }


def given_certificate(text: str) -> bytes | str:
    """Return the text itself where it holds a code or a number, else the file of this name."""
    is_number = text.upper().startswith("RPT-") and not Path(text).suffix
    is_code = is_certificate_code(text) or begins_like_code(text) or PREFIX in text.upper()
    return text if is_number or is_code else read_page_file(Path(text))
