"""Which templates there are: those that ship with the app, and those that the national office added."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.certificates.models import CertificateTemplate
from tvet_desktop.certificates.statements.statement import CertificateKind
from tvet_desktop.certificates.templates.template import (
    Template,
    packaged_templates,
    packaged_toml,
    read_template,
    unreviewed_languages,
)
from tvet_desktop.certificates.templates.template_faults import TemplateNotValid
from tvet_desktop.storage.base import not_deleted
from tvet_desktop.storage.ids import Scope, scope_of


@dataclass(frozen=True)
class TemplateRow:
    """A template as lists show it. ``template_id`` is None for one that ships with the app."""

    name: str
    kind: CertificateKind
    version: int
    languages: tuple[str, ...]
    unreviewed: tuple[str, ...]
    """Languages that no native speaker has read yet."""
    toml: str
    template_id: int | None

    @property
    def template(self) -> Template:
        """The template itself."""
        return read_template(self.toml)

    def label(self, language: str) -> str:
        """Return what choices call it in this language."""
        return self.template.label(language)


def list_templates(db: Session) -> list[TemplateRow]:
    """Return every template in the version that holds, by kind, those that ship with the app first.

    Of equal names the highest version holds. A stored one that this version of the app cannot read is left out.
    """
    holds = {row.name: row for row in _packaged()}
    for row in _stored(db):
        held = holds.get(row.name)
        if held is None or (row.kind == held.kind and row.version >= held.version):
            holds[row.name] = row
    packaged, kinds = list(packaged_templates()), list(CertificateKind)
    return sorted(holds.values(), key=lambda row: (kinds.index(row.kind), row.name not in packaged, row.name))


def templates_for(db: Session, kind: CertificateKind) -> list[TemplateRow]:
    """Return the templates of one kind, the one that ships with the app first."""
    return [row for row in list_templates(db) if row.kind == kind]


def template_named(db: Session, kind: CertificateKind, name: str) -> TemplateRow:
    """Return the template of a kind with this name; the one that ships with the app where it was retired."""
    rows = templates_for(db, kind)
    return next((row for row in rows if row.name == name), rows[0])


def _packaged() -> Iterator[TemplateRow]:
    for name, template in packaged_templates().items():
        yield _row(template, packaged_toml(name), None)


def _stored(db: Session) -> Iterator[TemplateRow]:
    """Give what was added, lower versions first; of equal ones the later wins on every PC."""
    found = db.scalars(select(CertificateTemplate).where(not_deleted(CertificateTemplate)))
    rows = [row for row in found if scope_of(row.id) == Scope.SHARED]  # a college has none of its own
    for row in sorted(rows, key=lambda row: (row.version, row.changed_at, row.changed_by, row.id)):
        try:
            template = read_template(row.toml)
        except TemplateNotValid:
            continue  # written for a newer version of the app
        yield _row(template, row.toml, row.id)


def _row(template: Template, toml: str, template_id: int | None) -> TemplateRow:
    return TemplateRow(
        template.name,
        template.kind,
        template.version,
        template.languages,
        tuple(unreviewed_languages(template)),
        toml,
        template_id,
    )
