"""A PC of which the database lies on a PostgreSQL server; its backups and copies are ordinary files."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text

from tests.postgres import Server
from tests.sync.stations import Station
from tvet_desktop.shared.clock import FixedClock
from tvet_desktop.storage.base import Base
from tvet_desktop.storage.database import Database
from tvet_desktop.storage.engine import open_engine
from tvet_desktop.storage.server.copy_rows import copy_rows
from tvet_desktop.storage.server.database import ServerDatabase


@dataclass
class ServerStation(Station):
    """One PC whose rows are on a server; ``file`` is where the files that it hands on are written."""

    server: Server | None = None
    template: str = ""

    @classmethod
    def move(cls, station: Station, server: Server, template: str) -> "ServerStation":
        """Move a PC to the server, to a copy of a database with empty tables."""
        moved = cls(station.file, station.key, station.clock, station.database, server, template)
        moved._fill(station.database)
        return moved

    def copy(self, file: Path) -> None:
        file.unlink(missing_ok=True)
        engine = open_engine(file, self.key)
        Base.metadata.create_all(engine)
        with engine.execution_options(begin="IMMEDIATE").begin() as connection:
            connection.execute(text("PRAGMA user_version = 1"))
        copy_rows(self.database.engine, engine)
        engine.dispose()

    def put_back(self, file: Path) -> None:
        self.database.close()
        self._fill(Database.open(file, self.key, self.clock))

    def close(self) -> None:
        self.database.close()

    def _fill(self, source: Database) -> None:
        assert self.server is not None
        address = self.server.address(self.server.new_database(self.template))
        self.database = ServerDatabase.open_on(address, self.key, FixedClock(self.clock.moment))
        self.database.clock = self.clock
        copy_rows(source.engine, self.database.engine)
        source.close()
