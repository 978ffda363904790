"""Approvals, issued certificates, and all that later happens to them: rows that are added and never changed."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from tvet_desktop.storage.base import Base, Id, Synced, primary_id, reference


class CertificateTemplate(Synced, Base):
    """A template that the national office added (shared scope).

    A new version is another row with the same name; the highest version holds. Removing the rows takes the template
    away for later certificates only.
    """

    __tablename__ = "certificate_template"
    __national__ = True

    id: Mapped[Id] = primary_id()
    name: Mapped[str]
    version: Mapped[int]
    toml: Mapped[str]


class CertificateSetup(Synced, Base):
    """What stands around the facts on the certificates of a course. The newest row of a course holds."""

    __tablename__ = "certificate_setup"

    id: Mapped[Id] = primary_id()
    course_id: Mapped[Id] = reference("course.id")
    language: Mapped[str]
    """"en", "fr" or "rw", or two of them on one page, as in "en+fr"."""
    completion_template: Mapped[str]
    """Names of templates, for each kind."""
    participation_template: Mapped[str]
    appreciation_template: Mapped[str]
    signatories: Mapped[str]
    """JSON: [[name, position], …]; [] leaves them to the template."""
    place: Mapped[str]
    financed_by: Mapped[str]
    has_second_page: Mapped[bool]
    """With modules, hours and results."""


class CertificateDesign(Synced, Base):
    """All that stood around the facts when certificates were issued: their look never changes afterwards.

    One row serves every certificate of a course that was issued with it.
    """

    __tablename__ = "certificate_design"

    id: Mapped[Id] = primary_id()
    course_id: Mapped[Id] = reference("course.id")
    content: Mapped[str]
    """Canonical JSON: the template's text, the small words, language, signatories, place, donor, ids of the logos."""


class CertificateApproval(Synced, Base):
    """A coordinator said that a person of a course gets a certificate of this kind."""

    __tablename__ = "certificate_approval"

    id: Mapped[Id] = primary_id()
    course_id: Mapped[Id] = reference("course.id")
    person_id: Mapped[Id] = reference("person.id")
    kind: Mapped[str]
    """A ``CertificateKind``."""
    approved_on: Mapped[date]
    approved_by: Mapped[int | None]
    """The user's id, as the PC claims it."""


class Certificate(Synced, Base):
    """A certificate as it was issued. Names, titles and templates may change later; this row and its file do not."""

    __tablename__ = "certificate"

    id: Mapped[Id] = primary_id()
    course_id: Mapped[Id] = reference("course.id")
    person_id: Mapped[Id] = reference("person.id")
    number: Mapped[str]
    kind: Mapped[str]
    language: Mapped[str]
    design_id: Mapped[Id | None] = reference("certificate_design.id", optional=True)
    code_text: Mapped[str]
    """The text of the QR code: the whole signed statement."""
    statement_hash: Mapped[str]
    """Under which the statement is revoked or replaced (SHA-256 in hex)."""
    second_page: Mapped[str]
    """Canonical JSON of what the second page says; empty where there is none."""
    replaces_id: Mapped[Id | None] = reference("certificate.id", optional=True)
    """The certificate that this one corrects."""
    replaced_because: Mapped[str]
    """A ``WithdrawalReason``: why the other one does not hold any more; empty where none was replaced."""
    issued_on: Mapped[date]
    issued_by: Mapped[int | None]
    pdf_hash: Mapped[str]
    """SHA-256 of the PDF in hex."""
    file_hash: Mapped[str]
    """The encrypted file beside the database, its key, and the size of the PDF in bytes."""
    file_key: Mapped[str]
    file_size: Mapped[int]


class CertificatePrint(Synced, Base):
    """A certificate went to a printer, or into a print file."""

    __tablename__ = "certificate_print"

    id: Mapped[Id] = primary_id()
    certificate_id: Mapped[Id] = reference("certificate.id")
    printed_on: Mapped[date]
    printed_by: Mapped[int | None]
    is_duplicate: Mapped[bool]
    """The paper says that it is a duplicate."""


class CertificateChoice(Synced, Base):
    """Of two certificates for one person, course and kind, a coordinator said which one holds.

    The other one counts as replaced by it. Two PCs may choose differently: the earlier choice holds.
    """

    __tablename__ = "certificate_choice"

    id: Mapped[Id] = primary_id()
    withdrawn_id: Mapped[Id] = reference("certificate.id")
    kept_id: Mapped[Id] = reference("certificate.id")
    chosen_on: Mapped[date]
    chosen_by: Mapped[int | None]


class RevocationRequest(Synced, Base):
    """A coordinator asks that a certificate be revoked."""

    __tablename__ = "revocation_request"

    id: Mapped[Id] = primary_id()
    certificate_id: Mapped[Id] = reference("certificate.id")
    reason: Mapped[str]
    """A ``WithdrawalReason``."""
    note: Mapped[str]
    """For the national office only; may name people."""
    requested_on: Mapped[date]
    requested_by: Mapped[int | None]


class RevocationDecision(Synced, Base):
    """What the national office answered; it lies in the college's scope, so that the college reads it."""

    __tablename__ = "revocation_decision"
    __national__ = True

    id: Mapped[Id] = primary_id()
    request_id: Mapped[Id] = reference("revocation_request.id")
    is_confirmed: Mapped[bool]
    note: Mapped[str]
    decided_on: Mapped[date]
    decided_by: Mapped[int | None]


class WithdrawnStatement(Synced, Base):
    """A statement that does not hold any more, for everybody to know (shared scope: only national PCs write it).

    It names no person and no certificate row, and becomes a line of the list that lies unencrypted beside the
    database.
    """

    __tablename__ = "withdrawn_statement"
    __national__ = True

    id: Mapped[Id] = primary_id()
    statement_hash: Mapped[str] = mapped_column(index=True)
    reason: Mapped[str]
    """A ``WithdrawalReason``."""
    replaced_by: Mapped[str]
    """The number of the certificate that holds instead; empty for a revocation."""
    on_date: Mapped[date]


class RegisteredStatement(Synced, Base):
    """A statement that still holds although the PC that signed it was withdrawn (shared scope)."""

    __tablename__ = "registered_statement"
    __national__ = True

    id: Mapped[Id] = primary_id()
    key_id: Mapped[str]
    """The short name of the PC's key in hex."""
    statement_hash: Mapped[str]
