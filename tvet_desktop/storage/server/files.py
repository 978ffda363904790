"""The encrypted files of a server: in the database, where every officer reaches them."""

from pathlib import Path

from sqlalchemy import Engine, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DatabaseError

from tvet_desktop.storage.files import FileStore
from tvet_desktop.storage.server.engine import meaning_of
from tvet_desktop.storage.server.tables import FILES


class ServerFiles(FileStore):
    """Files that lie in a table; ``folder`` is only a name."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.engine: Engine | None = None

    def _write(self, name: str, sealed: bytes) -> None:
        try:
            with self._open().begin() as connection:
                row = insert(FILES).values(hash=name, content=sealed)
                connection.execute(
                    row.on_conflict_do_update(index_elements=["hash"], set_={"content": sealed})
                )
        except DatabaseError as error:
            raise meaning_of(error) from error

    def _read(self, name: str) -> bytes | None:
        try:
            with self._open().connect() as connection:
                content = connection.scalar(select(FILES.c.content).where(FILES.c.hash == name))
        except DatabaseError as error:
            raise meaning_of(error) from error
        return None if content is None else bytes(content)

    def _exists(self, name: str) -> bool:
        try:
            with self._open().connect() as connection:
                return connection.scalar(select(FILES.c.hash).where(FILES.c.hash == name)) is not None
        except DatabaseError as error:
            raise meaning_of(error) from error

    def _open(self) -> Engine:
        assert self.engine is not None, "nobody is signed in"
        return self.engine
