"""Get from a carrier what is not here: membership first, then bundles, each checked and kept as it comes."""

import hashlib
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, field

from tvet_desktop.shared.errors import UserError
from tvet_desktop.storage.database import Database
from tvet_desktop.sync.bundle import LARGEST_FILE
from tvet_desktop.sync.carriers.carrier import Carrier, document_name, record_name
from tvet_desktop.sync.carriers.errors import CarrierUnreachable
from tvet_desktop.sync.carriers.held import Held, Place, held_bundles, needed_places, waiting_for
from tvet_desktop.sync.carriers.status import Status
from tvet_desktop.sync.devices import device_records, membership_contents
from tvet_desktop.sync.errors import MembershipForked
from tvet_desktop.sync.handover.errors import WentOver
from tvet_desktop.sync.handover.leave_word import follow_word, word_in
from tvet_desktop.sync.import_bundles import receive_members
from tvet_desktop.sync.membership import read_chain
from tvet_desktop.sync.receive import receive_bundle
from tvet_desktop.sync.this_pc import load_documents, load_this_pc

LARGEST_MEMBER_FILE = 4 * 1024 * 1024
_BATCH = 16
"""Bundles kept in one transaction: so many are fetched again at most after a power cut."""


@dataclass
class Fetched:
    """What came; it grows while it comes."""

    new: list[bytes] = field(default_factory=list)
    bytes: int = 0
    refused: list[UserError] = field(default_factory=list)
    lacks: list[str] = field(default_factory=list)
    stopped: CarrierUnreachable | None = None


def fetch_members(database: Database, carrier: Carrier, statuses: Iterable[Status], fetched: Fetched) -> None:
    """Get newer membership documents by asking for the next number, and the records that the statuses name.

    Raises:
        CarrierUnreachable: the carrier does not answer.
        MembershipForked, InvitationUnusable: a person must judge.
        WentOver: this PC belongs to the national programme now, and syncs with another part of the place.
    """
    with database.reading() as db:
        this_pc = load_this_pc(db)
        documents = membership_contents(db)
        known = {record_name(record) for record in device_records(db, this_pc)}
        term = load_documents(db, this_pc)[-1].term
    here = len(documents)
    if max((status.term for status in statuses), default=0) > term:
        documents, here = _whole_chain(carrier), 0
    while content := carrier.get(document_name(len(documents) + 1), largest=LARGEST_MEMBER_FILE):
        if word_in(content):
            with database.transaction() as db:
                name = follow_word(db, [content])
            if name:
                raise WentOver(name)
            break
        try:
            read_chain([*documents, content], this_pc.root_certificate)
        except MembershipForked:
            # the authority may have been taken over: the later term holds, whoever has it
            documents = _whole_chain(carrier)
            here = 0
            break
        except UserError as error:
            fetched.refused.append(error)
            fetched.lacks.append(document_name(len(documents) + 1))
            break
        documents.append(content)
    records = []
    for name in sorted({name for status in statuses for name in status.records} - known):
        record = carrier.get(name, largest=LARGEST_MEMBER_FILE) if name.startswith("devices/") else None
        if record is None or record_name(record) != name:
            fetched.lacks.append(name)
        else:
            records.append(record)
    if len(documents) > here or records:
        with database.transaction() as db:
            receive_members(db, load_this_pc(db), documents, records)


def _whole_chain(carrier: Carrier) -> list[bytes]:
    documents: list[bytes] = []
    while content := carrier.get(document_name(len(documents) + 1), largest=LARGEST_MEMBER_FILE):
        if word_in(content):
            break
        documents.append(content)
    return documents


def fetch_bundles(
    database: Database,
    carrier: Carrier,
    statuses: Iterable[Status],
    fetched: Fetched,
    came: Callable[[int], None],
) -> Generator[None]:
    """Get every bundle that the statuses name or that bundles here build on, newest first; ``came`` is told bytes.

    It yields between batches, with no transaction open. What came is kept, also when ``came`` or the carrier
    raises: the next time goes on from there.

    Raises:
        CarrierUnreachable: the carrier does not answer.
    """
    with database.reading() as db:
        held = held_bundles(db)
        todo = waiting_for(db, held)
    todo += [Place(head.log, head.number, head.hash) for status in statuses for head in status.heads]
    batch: list[bytes] = []
    try:
        for content in _missing(carrier, held, todo, fetched):
            batch.append(content)
            fetched.bytes += len(content)
            came(len(content))
            if len(batch) == _BATCH:
                _keep(database, batch, fetched)
                batch = []
                yield
    finally:
        _keep(database, batch, fetched)


def _missing(carrier: Carrier, held: Held, todo: list[Place], fetched: Fetched) -> Generator[bytes]:
    """Yield what is not here, from the newest to the oldest: each bundle names those that it builds on."""
    asked: set[bytes] = set()
    while todo:
        place = todo.pop()
        if place.hash in held or place.hash in asked or held.is_covered(place):
            continue
        asked.add(place.hash)
        content = carrier.get(place.name, largest=LARGEST_FILE)
        if content is None or hashlib.sha256(content).digest() != place.hash:
            fetched.lacks.append(place.name)
            continue
        try:
            todo += needed_places(content)
        except UserError as error:
            fetched.refused.append(error)
            continue
        yield content


def _keep(database: Database, contents: list[bytes], fetched: Fetched) -> None:
    if not contents:
        return
    with database.transaction() as db:
        this_pc = load_this_pc(db)
        document = load_documents(db, this_pc)[-1]
        for content in contents:
            try:
                with db.begin_nested():
                    if receive_bundle(db, this_pc, document, content):
                        fetched.new.append(hashlib.sha256(content).digest())
            except UserError as error:
                fetched.refused.append(error)
