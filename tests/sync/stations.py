"""PCs without windows, accounts and folders of their own: founded once, copied for each test, quick to open.

What a test does with one is what ``App`` does with its database; files travel from hand to hand.
"""

import secrets
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.programme.found_programme import found_programme
from tvet_desktop.shared.clock import Clock, FixedClock
from tvet_desktop.storage.database import Database
from tvet_desktop.sync.devices import device_records, membership_contents
from tvet_desktop.sync.dump import dump
from tvet_desktop.sync.export_bundles import prepare_export
from tvet_desktop.sync.found import found
from tvet_desktop.sync.import_bundles import Imported, import_bundles
from tvet_desktop.sync.invite import invite, read_invitation
from tvet_desktop.sync.join import join
from tvet_desktop.sync.models import LEFT_OUT, StoredBundle
from tvet_desktop.sync.parcel import Parcel, pack
from tvet_desktop.sync.this_pc import ThisPc, load_this_pc

HUYE, TUMBA = 12, 18


@dataclass
class Station:
    """One PC."""

    file: Path
    key: bytes
    clock: FixedClock
    database: Database

    @classmethod
    def open(cls, file: Path, key: bytes, clock: FixedClock) -> "Station":
        return cls(file, key, clock, Database.open(file, key, clock))

    @property
    def name(self) -> str:
        return self.file.stem

    def close(self) -> None:
        self.database.leave_no_trace()
        self.database.close()

    def copy(self, file: Path) -> None:
        """Copy the data file, as a backup or a copied PC does."""
        self.database.leave_no_trace()
        shutil.copyfile(self.file, file)

    def put_back(self, file: Path) -> None:
        """Go on with an older copy of the data file."""
        self.database.close()
        shutil.copyfile(file, self.file)
        self.database = Database.open(self.file, self.key, self.clock)

    def this_pc(self) -> ThisPc:
        with self.database.reading() as db:
            return load_this_pc(db)

    def dump(self, *, scope: int | None = None) -> list[str]:
        with self.database.reading() as db:
            return list(dump(db, scope=scope))

    def parcel(self) -> Parcel:
        """Return everything that this PC has to hand on, what it did not send yet in bundles."""
        with self.database.transaction() as db:
            prepare_export(db)
        with self.database.reading() as db:
            return Parcel(membership_contents(db), device_records(db, load_this_pc(db)), kept_bundles(db))

    def read(self, parcel: Parcel) -> Imported:
        file = self.file.with_suffix(".tvet")
        file.write_bytes(pack(parcel))
        return self.read_file(file)

    def read_file(self, file: Path) -> Imported:
        return import_bundles(self.database, [file])


def kept_bundles(db: Session) -> list[bytes]:
    """Return the bundles that count."""
    query = select(StoredBundle.content).where(StoredBundle.applied != LEFT_OUT)
    return list(db.scalars(query.order_by(StoredBundle.id)))


@dataclass(frozen=True)
class Template:
    """Closed data files of PCs of one programme."""

    files: dict[str, tuple[Path, bytes]]
    clock: FixedClock

    def open(self, folder: Path) -> list[Station]:
        """Return copies of all PCs, opened in ``folder``."""
        stations = []
        for name, (file, key) in self.files.items():
            shutil.copyfile(file, folder / f"{name}.db")
            stations.append(Station.open(folder / f"{name}.db", key, FixedClock(self.clock.moment)))
        return stations


def make_template(
    folder: Path, clock: FixedClock, colleges: Sequence[tuple[str, list[int], bool]]
) -> Template:
    """Found a programme at Huye, and let PCs join it: for each its name, its colleges, and whether it is national."""
    founder = _new(folder / "founder.db", clock)
    scopes = list(range(11, 19))
    with founder.database.transaction() as db:
        found(
            db,
            name="Invented",
            practice=False,
            home_scope=HUYE,
            college_scopes=scopes,
            recovery_code="invented words",
            now=clock.now(),
        )
        found_programme(db)
    stations = [founder]
    for name, own, national in colleges:
        with founder.database.transaction() as db:
            invited = invite(db, scopes=own, home_scope=own[0], national=national, now=clock.now())
        station = _new(folder / f"{name}.db", clock)
        with station.database.transaction() as db:
            join(db, file=read_invitation(invited.content))
        stations.append(station)
        founder.read(station.parcel())
    for station in stations[1:]:
        station.read(founder.parcel())
    for station in stations:
        station.close()
    return Template({station.name: (station.file, station.key) for station in stations}, clock)


def _new(file: Path, clock: Clock) -> Station:
    key = secrets.token_bytes(32)
    assert isinstance(clock, FixedClock)
    return Station(file, key, clock, Database.create(file, key, clock))


def meet(first: Station, *others: Station) -> None:
    """Let everybody hand everything to the first, and the first to everybody."""
    for giver in others:
        first.read(giver.parcel())
    parcel = first.parcel()
    for taker in others:
        taker.read(parcel)
