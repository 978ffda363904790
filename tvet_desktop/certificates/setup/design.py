"""The look of certificates, frozen when they are issued: whatever changes later, they are drawn from it again."""

import json
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.certificates.drawing.content import CertificateContent, Logo, Signatory, prepare_logo
from tvet_desktop.certificates.drawing.second_page import SecondPage
from tvet_desktop.certificates.models import CertificateDesign
from tvet_desktop.certificates.setup.details import SetupDetails
from tvet_desktop.certificates.statements.statement import CertificateKind, Statement
from tvet_desktop.certificates.templates.queries import template_named
from tvet_desktop.certificates.templates.template import Template, read_template
from tvet_desktop.certificates.templates.words import packaged_words
from tvet_desktop.courses.papers_logos import logos_by_ids, logos_of_course
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.base import not_deleted
from tvet_desktop.storage.database import new_id
from tvet_desktop.storage.ids import scope_of


class DesignNotReadable(UserError):
    """A look that was kept in a form that this version of the app does not know."""

    def sentence(self) -> str:
        """Say what to do."""
        return _(
            "How this certificate looks was written by a newer version of the app: update the app to print it."
        )


@dataclass(frozen=True)
class KeptLogo:
    """A logo as it stood on the paper: its picture never changes, whose it is may be written otherwise later."""

    id: int
    owner: str
    is_partner: bool


@dataclass(frozen=True)
class Design:
    """All that stands around the facts: the texts of the template and of the small words, the logos."""

    template: str
    words: str
    language: str
    signatories: tuple[Signatory, ...]
    place: str
    financed_by: str
    logos: tuple[KeptLogo, ...]


@dataclass(frozen=True)
class Look:
    """A design made ready to be drawn with."""

    template: Template
    language: str
    signatories: tuple[Signatory, ...]
    place: str
    financed_by: str
    logos: tuple[Logo, ...]

    def content(
        self,
        statement: Statement,
        code_text: str,
        *,
        issued_at: datetime,
        replaces: str = "",
        is_practice: bool = False,
        second_page: SecondPage | None = None,
    ) -> CertificateContent:
        """Return the facts of a certificate with what stands around them."""
        return CertificateContent(
            statement=statement,
            code_text=code_text,
            issued_at=issued_at,
            place=self.place,
            signatories=self.signatories,
            financed_by=self.financed_by,
            replaces=replaces,
            is_practice=is_practice,
            second_page=second_page,
        )


def design_of(db: Session, course_id: int, details: SetupDetails, kind: CertificateKind) -> Design:
    """Return the look that certificates of a kind have today."""
    return Design(
        template_named(db, kind, details.template(kind)).toml,
        packaged_words(),
        details.language,
        details.signatories,
        details.place,
        details.financed_by,
        tuple(KeptLogo(row.id, row.owner, row.is_partner) for row in logos_of_course(db, course_id)),
    )


def look_of(db: Session, design: Design) -> Look:
    """Return what draws a design. Logos keep their pictures also after they were removed.

    Raises:
        TemplateNotValid: it was made by a newer version of the app.
    """
    pictures = {row.id: row.data for row in logos_by_ids(db, [logo.id for logo in design.logos])}
    return Look(
        read_template(design.template, design.words),
        design.language,
        design.signatories,
        design.place,
        design.financed_by,
        tuple(
            _ready(logo.owner, pictures[logo.id], logo.is_partner)
            for logo in design.logos
            if logo.id in pictures
        ),
    )


def keep_design(db: Session, course_id: int, design: Design) -> int:
    """Return the id of this look of a course; an equal one is not kept twice."""
    content = design_text(design)
    query = select(CertificateDesign.id).where(
        not_deleted(CertificateDesign),
        CertificateDesign.course_id == course_id,
        CertificateDesign.content == content,
    )
    found = db.scalar(query.order_by(CertificateDesign.id))
    if found is not None:
        return found
    row = CertificateDesign(id=new_id(db, scope_of(course_id)), course_id=course_id, content=content)
    db.add(row)
    db.flush()
    return row.id


def design_text(design: Design) -> str:
    """Return the one text of a design. Equal designs have equal texts."""
    facts = {
        "template": design.template,
        "words": design.words,
        "language": design.language,
        "signatories": [[one.name, one.position] for one in design.signatories],
        "place": design.place,
        "financed_by": design.financed_by,
        "logos": [[logo.id, logo.owner, logo.is_partner] for logo in design.logos],
    }
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


@lru_cache(maxsize=64)
def read_design(text: str) -> Design:
    """Return the design that a text says.

    Raises:
        DesignNotReadable: it was written by another version of the app, or is damaged.
    """
    try:
        facts = json.loads(text)
        design = Design(
            facts["template"],
            facts["words"],
            facts["language"],
            tuple(Signatory(name, position) for name, position in facts["signatories"]),
            facts["place"],
            facts["financed_by"],
            tuple(KeptLogo(*logo) for logo in facts["logos"]),
        )
        if design_text(design) != text or not all(isinstance(logo.id, int) for logo in design.logos):
            raise DesignNotReadable
    except (KeyError, TypeError, ValueError, RecursionError) as problem:
        raise DesignNotReadable from problem
    return design


@lru_cache(maxsize=32)
def _ready(owner: str, data: bytes, is_partner: bool) -> Logo:  # noqa: FBT001  a key of the cache
    return prepare_logo(owner, data, is_partner=is_partner)
