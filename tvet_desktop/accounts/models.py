"""Users: name and role travel between PCs, passwords do not."""

from enum import StrEnum

from sqlalchemy.orm import Mapped

from tvet_desktop.storage.base import Base, Id, Synced, primary_id


class Role(StrEnum):
    """What a user is there for. On one PC this is convenience; across PCs the scope of the PC protects."""

    CLERK = "CLERK"
    """People, sessions, marks of the own college."""
    TRAINER = "TRAINER"
    """Own courses; prints certificates that a coordinator approved."""
    COORDINATOR = "COORDINATOR"
    """Closes courses, confirms names, approves certificates, sends sync files."""
    REVIEWER = "REVIEWER"
    """Scores assigned ideas or candidates."""
    NATIONAL = "NATIONAL"
    """RP and IOM: all colleges, selection, revoking, reports."""
    AUDITOR = "AUDITOR"
    """Reads everything, changes nothing."""
    ADMINISTRATOR = "ADMINISTRATOR"
    """Users, this PC, backups."""
    UNKNOWN = "UNKNOWN"
    """A role that a newer version of the app gave: it may do nothing here. Never chosen, never stored."""


ROLES = tuple(role for role in Role if role != Role.UNKNOWN)
"""The roles that can be given."""


class User(Synced, Base):
    """Somebody with an account. Two PCs may create the same username: a list shows it, nothing blocks."""

    __tablename__ = "app_user"
    __wide__ = True

    id: Mapped[Id] = primary_id()
    username: Mapped[str]
    display_name: Mapped[str]
    role: Mapped[str]
