"""What a certificate says, in words: every line that is compared with the paper."""

from tvet_desktop.certificates.statements.statement import CertificateKind, Statement
from tvet_desktop.certificates.templates.words import words_in
from tvet_desktop.shared.translation import _, language


def facts_of(statement: Statement) -> dict[str, str]:
    """Return the facts of a statement by their words, in the order of the paper and written as it writes them."""
    words = words_in(language())
    facts = {
        _("Issuer"): statement.issuer,
        _("Kind"): kind_word(statement.kind),
        _("Name"): statement.name,
        _("Course"): statement.course_title,
        _("Hours"): words.hours(statement.minutes),
        _("Skill area"): statement.skill_area or _("none"),
        _("Dates"): words.period(statement.starts_on, statement.ends_on),
        _("College"): statement.college_name,
        _("Issued on"): words.written_date(statement.issued_on),
        _("Number"): statement.number,
    }
    return {word: value.replace("\N{NO-BREAK SPACE}", " ") for word, value in facts.items()}


def kind_word(kind: CertificateKind) -> str:
    """Name what is certified."""
    return {
        CertificateKind.COMPLETION: _("Completion"),
        CertificateKind.PARTICIPATION: _("Participation"),
        CertificateKind.APPRECIATION: _("Appreciation"),
    }[kind]
