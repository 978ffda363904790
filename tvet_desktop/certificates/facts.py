"""What a certificate says, in words: every line that is compared with the paper."""

from tvet_desktop.certificates.statements.statement import CertificateKind, Statement
from tvet_desktop.shared.translation import _


def facts_of(statement: Statement) -> dict[str, str]:
    """Return the facts of a statement by their words, in the order of the paper."""
    hours, minutes = statement.hours_and_minutes
    return {
        _("Number"): statement.number,
        _("Kind"): kind_word(statement.kind),
        _("Name"): statement.name,
        _("Course"): statement.course_title,
        _("Skill area"): statement.skill_area,
        _("Hours"): f"{hours}:{minutes:02}",
        _("From"): statement.starts_on.strftime("%d/%m/%Y"),
        _("To"): statement.ends_on.strftime("%d/%m/%Y"),
        _("Issued on"): statement.issued_on.strftime("%d/%m/%Y"),
        _("College"): statement.college_name,
        _("Issuer"): statement.issuer,
    }


def kind_word(kind: CertificateKind) -> str:
    """Name what is certified."""
    return {
        CertificateKind.COMPLETION: _("Completion"),
        CertificateKind.PARTICIPATION: _("Participation"),
        CertificateKind.APPRECIATION: _("Appreciation"),
    }[kind]
