"""Issue the certificates of a course and write them as PDFs."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from tvet_desktop.accounts.rules import require
from tvet_desktop.app import App
from tvet_desktop.attendance.rules import local_day
from tvet_desktop.certificates.approve_certificates import approve_certificates
from tvet_desktop.certificates.candidates import candidates
from tvet_desktop.certificates.confirm_names import confirm_names
from tvet_desktop.certificates.issue_certificates import issue_certificates
from tvet_desktop.certificates.printing.issued_pdf import pdf_of
from tvet_desktop.certificates.printing.log_prints import log_prints
from tvet_desktop.certificates.printing.print_file import print_file
from tvet_desktop.certificates.printing.to_print import certificates_to_print
from tvet_desktop.certificates.queries import list_certificates
from tvet_desktop.certificates.rules import NothingToIssue
from tvet_desktop.certificates.statements.statement import CertificateKind
from tvet_desktop.cli.outcome import Outcome
from tvet_desktop.courses.queries import course_by_code
from tvet_desktop.shared.translation import _, ngettext
from tvet_desktop.storage.files import FileMissing, probe, write_durably
from tvet_desktop.sync.certificate_keys import issuer_of_this_pc
from tvet_desktop.sync.keys.ending import endings
from tvet_desktop.sync.keys.ending_words import own_ending, what_to_do

NAME = "certificates"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("--course", required=True, help="code of the course")
    parser.add_argument("--out", type=Path, required=True, help="folder for the PDFs")
    parser.add_argument("--names-confirmed", action="store_true", help="the name-check list was signed")


def run(app: App, arguments: Namespace) -> Outcome:
    """Approve (as a coordinator), issue what is missing, and write every certificate of the course."""
    require(app.user.role, "approve_certificates")
    probe(arguments.out / "certificates")
    with app.database.reading() as db:
        course_id = course_by_code(db, arguments.course).id
    counts = issue_for_course(app, course_id, names_confirmed=arguments.names_confirmed)
    written = write_certificates(app, course_id, arguments.out)
    lines = [
        _("{completion} certificates of completion and {participation} of participation were issued.").format(
            **counts
        ),
        _("{count} PDFs are in {folder}.").format(count=written, folder=arguments.out),
    ]
    if counts["appreciation"]:
        sentence = ngettext(
            "{count} certificate of appreciation was issued.",
            "{count} certificates of appreciation were issued.",
            counts["appreciation"],
        )
        lines.insert(1, sentence.format(count=counts["appreciation"]))
    today = local_day(app.now())
    with app.database.reading() as db:
        ends = endings(db, today)
    if ending := own_ending(ends, today):
        lines.append(f"{ending}. {what_to_do(ends)}.")
    return Outcome(lines, {**counts, "written": written})


def issue_for_course(app: App, course_id: int, *, names_confirmed: bool) -> dict[str, int]:
    """Confirm (if the list was signed), approve and issue for all who qualify; return the new ones by kind."""
    now, by = app.now(), app.user.id
    today = local_day(now)
    with app.database.transaction(user_id=by) as db:
        rows = [row for row in candidates(db, course_id) if row.kind is not None]
        if names_confirmed:
            unchecked = [row.person_id for row in rows if not row.is_name_confirmed]
            confirm_names(db, person_ids=unchecked, confirmed_on=today, by=by)
        everybody = [row.person_id for row in rows]
        approve_certificates(db, course_id=course_id, person_ids=everybody, approved_on=today, by=by)
        issuer = issuer_of_this_pc(db)
        try:
            issued = issue_certificates(
                db, course_id=course_id, issuer=issuer, files=app.files, issued_on=today, now=now, by=by
            ).certificates
        except NothingToIssue:
            if not any(row.number or row.holds_better for row in rows):
                raise
            issued = ()  # all of them have theirs: only the files are written again
    kinds = [certificate.kind for certificate in issued]
    return {kind.value: kinds.count(kind) for kind in CertificateKind}


def write_certificates(app: App, course_id: int, folder: Path, *, sort: str = "") -> int:
    """Write the certificates that hold and whose files are here, named by their numbers, and a print file for each kind.

    Print files are in seat order, have what still holds, and count as prints. With ``sort`` they go into a folder of
    that name, apart from those of other courses.
    """
    written = 0
    with app.database.transaction(user_id=app.user.id) as db:
        for row in list_certificates(db, course_id=course_id):
            if not row.state.holds:
                continue
            try:
                pdf = pdf_of(db, row.id, app.files)
            except FileMissing:
                continue  # another PC issued it and has its file
            write_durably(folder / f"{row.number}.pdf", pdf)
            written += 1
        wanted = certificates_to_print(db, course_id)
        for kind in CertificateKind:
            ids = [one.certificate_id for one in wanted if one.kind == kind]
            if ids:
                content = print_file(db, certificate_ids=ids, now=app.now())
                write_durably(folder / "print" / sort / f"{kind.value}.pdf", content)
                log_prints(db, certificate_ids=ids, printed_on=local_day(app.now()), by=app.user.id)
    return written
