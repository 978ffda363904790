"""A template as it looks on paper: with invented facts, the programme's logos and a code worth nothing."""

from sqlalchemy.orm import Session

from tvet_desktop.certificates.drawing.content import prepare_logo
from tvet_desktop.certificates.drawing.draw_certificate import draw_certificate
from tvet_desktop.certificates.setup.sample import sample_content
from tvet_desktop.certificates.templates.languages import language_choices, languages_of
from tvet_desktop.certificates.templates.template import Template, read_template
from tvet_desktop.programme.logos.queries import list_logos
from tvet_desktop.storage.ids import Scope


def draw_sample(db: Session, *, toml: str, language: str) -> bytes:
    """Return the PDF of a certificate of nobody.

    Raises:
        TemplateNotValid: the text is no template.
        LanguageNotInTemplate, TextDoesNotFit: it cannot be printed in this language.
    """
    template = read_template(toml)
    logos = [
        prepare_logo(row.owner, row.data) for row in list_logos(db, {Scope.SHARED}) if not row.is_partner
    ]
    return draw_certificate(sample_content(template.kind), template, language, None, logos)


def languages_to_try(template: Template) -> tuple[str, ...]:
    """Return each language that the template has, and every two of them."""
    known = set(template.languages)
    return tuple(language for language in language_choices() if set(languages_of(language)) <= known)
