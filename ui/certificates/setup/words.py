"""Words of languages, kinds and templates of certificates, asked at run time."""

from tvet_desktop.certificates.statements.statement import CertificateKind
from tvet_desktop.certificates.templates.languages import languages_of
from tvet_desktop.certificates.templates.queries import TemplateRow
from tvet_desktop.shared.translation import _, language
from ui.courses.words import language_word


def certificate_language_words(code: str) -> str:
    """Name the language of a certificate, or the two of them, the one in large letters first."""
    languages = [language_word(one) for one in languages_of(code)]
    if len(languages) == 1:
        return languages[0]
    return _("{first} and {second} on one page").format(first=languages[0], second=languages[1])


def template_words(row: TemplateRow) -> str:
    """Name a template as a choice."""
    return row.label(language())


def template_of_kind_words(kind: CertificateKind) -> str:
    """Ask for the template of a kind."""
    return {
        CertificateKind.COMPLETION: _("Template for completion"),
        CertificateKind.PARTICIPATION: _("Template for participation"),
        CertificateKind.APPRECIATION: _("Template for appreciation"),
    }[kind]
