"""Add a template for certificates, or a new version of one."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.accounts.require_role import require_role
from tvet_desktop.certificates.drawing.layout import lay_out
from tvet_desktop.certificates.models import CertificateTemplate
from tvet_desktop.certificates.setup.sample import sample_content
from tvet_desktop.certificates.templates.languages import language_choices, languages_of
from tvet_desktop.certificates.templates.rules import TemplateIsOfOtherKind, TemplateNotNewer
from tvet_desktop.certificates.templates.template import Template, packaged_templates, read_template
from tvet_desktop.certificates.templates.template_faults import TemplateNotValid
from tvet_desktop.storage.database import new_id
from tvet_desktop.storage.ids import Scope


@dataclass(frozen=True)
class TemplateAdded:
    """To undo: ``undo_add_template``."""

    template_id: int
    name: str
    version: int


def add_template(db: Session, *, toml: str, by: int | None) -> TemplateAdded:
    """Keep a template for all colleges, in the words of its TOML text.

    Raises:
        NotAllowed: the role of the user does not include it.
        TemplateNotValid: the text is no template; the error names the place.
        TemplateNotNewer: this version, or a later one, was added before.
        TemplateIsOfOtherKind: the name belongs to certificates of another kind.
        TextDoesNotFit: a text of it has no room on the page.
    """
    require_role(db, by, "templates")
    template = read_template(toml)
    _check_version(db, template)
    for language in language_choices():
        if set(languages_of(language)) <= set(template.languages):
            lay_out(sample_content(template.kind), template, language)

    row = CertificateTemplate(
        id=new_id(db, Scope.SHARED), name=template.name, version=template.version, toml=toml
    )
    db.add(row)
    return TemplateAdded(row.id, template.name, template.version)


def _check_version(db: Session, template: Template) -> None:
    """Refuse a version that is not higher than all before, also of removed ones: they may be put back."""
    known = [one for one in packaged_templates().values() if one.name == template.name]
    query = select(CertificateTemplate).where(CertificateTemplate.name == template.name)
    for row in db.scalars(query):
        try:
            known.append(read_template(row.toml))
        except TemplateNotValid:
            continue
    if any(one.kind != template.kind for one in known):
        raise TemplateIsOfOtherKind(template.name, known[0].kind)
    newest = max((one.version for one in known), default=0)
    if template.version <= newest:
        raise TemplateNotNewer(template.name, template.version, newest)
