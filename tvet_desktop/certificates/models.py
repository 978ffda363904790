"""Approvals and issued certificates: rows that are added and never changed."""

from datetime import date

from sqlalchemy.orm import Mapped

from tvet_desktop.storage.base import Base, Id, Synced, primary_id, reference


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
    code_text: Mapped[str]
    """The text of the QR code: the whole signed statement."""
    statement_hash: Mapped[str]
    """Under which the statement is revoked or replaced (SHA-256 in hex)."""
    issued_on: Mapped[date]
    issued_by: Mapped[int | None]
    pdf_hash: Mapped[str]
    """SHA-256 of the PDF in hex."""
    file_hash: Mapped[str]
    """The encrypted file beside the database, its key, and the size of the PDF in bytes."""
    file_key: Mapped[str]
    file_size: Mapped[int]
