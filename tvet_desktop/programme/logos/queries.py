"""The logos as screens and papers show them."""

import binascii
from base64 import b64decode
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.programme.models import Logo
from tvet_desktop.storage.base import not_deleted
from tvet_desktop.storage.ids import scope_of


@dataclass(frozen=True, slots=True)
class LogoRow:
    """A logo. ``data`` is a PNG or JPEG file, ``owner`` is read aloud in its place."""

    id: int
    owner: str
    data: bytes
    is_partner: bool

    @property
    def scope(self) -> int:
        """SHARED for the programme's, or the college's."""
        return scope_of(self.id)


def list_logos(db: Session, scopes: Collection[int] = ()) -> list[LogoRow]:
    """Return the logos of these scopes, or all: the programme's first, then by college, as they stand on papers."""
    rows = db.scalars(select(Logo).where(not_deleted(Logo)))
    return logo_rows(row for row in rows if not scopes or scope_of(row.id) in scopes)


def logo_rows(rows: Iterable[Logo]) -> list[LogoRow]:
    """Return stored logos in their order; one whose picture did not arrive whole is left out."""
    in_order = sorted(rows, key=lambda row: (scope_of(row.id), row.rank, row.id))
    made = [(row, _file_of(row.picture)) for row in in_order]
    return [LogoRow(row.id, row.owner, data, row.is_partner) for row, data in made if data]


def _file_of(picture: str) -> bytes:
    try:
        return b64decode(picture, validate=True)
    except (binascii.Error, ValueError):
        return b""
