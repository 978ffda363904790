"""Local tables of sync: they never travel as rows."""

from sqlalchemy import JSON, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from tvet_desktop.storage.base import Base, BigInt

LEFT_OUT = -1


class StoredBundle(Base):
    """A bundle that this PC wrote or received; it is kept and handed on unchanged.

    ``chain`` numbers the unbranched histories as this PC met them: a log, or a branch of one that a copied
    data folder began. ``seen`` tells, for an applied bundle, up to which number of which chain its writer
    knew the others' bundles.
    """

    __tablename__ = "bundle"
    __table_args__ = (Index("ix_bundle_log", "log", "number"), Index("ix_bundle_hash", "hash"))

    id: Mapped[int] = mapped_column(BigInt, primary_key=True, autoincrement=True)
    hash: Mapped[bytes] = mapped_column(LargeBinary)
    log: Mapped[bytes] = mapped_column(LargeBinary)
    number: Mapped[int]
    previous: Mapped[bytes] = mapped_column(LargeBinary)
    device: Mapped[bytes] = mapped_column(LargeBinary)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    applied: Mapped[int]
    """0 while it waits; above, the place in the order in which this PC applied bundles; ``LEFT_OUT`` if it or one
    that it builds on does not count."""
    chain: Mapped[int] = mapped_column(default=0)
    seen: Mapped[dict[str, int] | None] = mapped_column(JSON(none_as_null=True), default=None)
    changes: Mapped[int] = mapped_column(default=0)
    """How many changes it holds, as far as this PC can read it."""
    said_at: Mapped[int] = mapped_column(default=0)
    """The latest believable time that a PC gave for one of them, in seconds since 1970; 0 if there is none."""
    incomplete: Mapped[bool] = mapped_column(default=False)
    """It holds tables, fields or sections that this PC cannot read yet: a newer version, or no key."""


class MembershipDocument(Base):
    """One document of the authority's chain, signed."""

    __tablename__ = "membership_document"

    number: Mapped[int] = mapped_column(BigInt, primary_key=True, autoincrement=False)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class EnrolledDevice(Base):
    """A PC that showed a record signed by the authority or by an invitation of the authority.

    ``accepted`` is False while another PC has the same invitation: the first that came, until the authority
    names one.
    """

    __tablename__ = "enrolled_device"

    id: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    accepted: Mapped[bool] = mapped_column(default=True)
