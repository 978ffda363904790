"""Put on a carrier what it lacks: bundles of every PC, membership, and at last the status that says so."""

from collections.abc import Callable, Generator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.storage.database import Database
from tvet_desktop.sync.carriers.carrier import Carrier, document_name, record_name
from tvet_desktop.sync.carriers.held import Held, HeldBundle
from tvet_desktop.sync.carriers.status import Status, words_in
from tvet_desktop.sync.devices import device_records, membership_contents
from tvet_desktop.sync.heard.keep_words import words_to_hand_on
from tvet_desktop.sync.heard.word import own_word
from tvet_desktop.sync.models import StoredBundle
from tvet_desktop.sync.this_pc import load_documents, load_this_pc

_NAMED_FILES = 500
"""So many missing files a status names at most; the others follow when these have come."""


def bundles_to_put(
    held: Held, statuses: Sequence[Status], own_device: bytes, carrier: Carrier
) -> list[HeldBundle]:
    """Return what is not there, as far as the statuses say, and what somebody missed; oldest first.

    What this PC itself said is believed only while the end of each log that it named is really there: a stick may
    have been emptied around its status files.

    Raises:
        CarrierUnreachable: the carrier does not answer.
    """
    claimed = [head.hash for status in statuses for head in status.heads]
    if not _own_word_holds(held, statuses, own_device, carrier):
        claimed = []
    there = held.up_to(claimed)
    missed = {name for status in statuses for name in status.lacks}
    return [
        bundle
        for bundle in held.by_hash.values()
        if bundle.counts
        and not bundle.is_destroyed
        and (bundle.place.hash not in there or bundle.place.name in missed)
    ]


def put_bundles(
    database: Database,
    carrier: Carrier,
    bundles: Sequence[HeldBundle],
    missed: set[str],
    went: Callable[[int, bool], None],
) -> Generator[None]:
    """Put bundles one by one; ``went`` is told bytes, and whether they had to be written. It yields between them.

    Raises:
        CarrierUnreachable: the carrier does not take them; those before it are there.
    """
    for bundle in bundles:
        name = bundle.place.name
        is_new = name in missed or carrier.size(name) != bundle.size
        if is_new:
            with database.reading() as db:
                content = db.scalar(select(StoredBundle.content).where(StoredBundle.id == bundle.id))
            if content is not None:
                carrier.put(name, content)
        went(bundle.size, is_new)
        yield


def put_members(database: Database, carrier: Carrier, statuses: Sequence[Status]) -> None:
    """Put the membership documents and records of PCs that no status names, or that somebody missed.

    Raises:
        CarrierUnreachable: the carrier does not take them.
    """
    with database.reading() as db:
        this_pc = load_this_pc(db)
        documents, records = membership_contents(db), device_records(db, this_pc)
        was_taken_over = load_documents(db, this_pc)[-1].term > 0
    there = max((status.documents for status in statuses), default=0)
    if was_taken_over and there and not _is_there(carrier, documents[:there]):
        there = 0  # it has the list of a PC that is not the authority any more
    known = {name for status in statuses for name in status.records}
    missed = {name for status in statuses for name in status.lacks}
    files = {document_name(number): content for number, content in enumerate(documents, start=1)}
    needed = {name for number, name in enumerate(files, start=1) if number > there}
    files |= {record_name(record): record for record in records}
    needed |= {name for name in files if name.startswith("devices/")} - known
    for name, content in files.items():
        is_other = was_taken_over and name in needed and name.startswith("membership/")
        if name in missed or (name in needed and (is_other or carrier.size(name) != len(content))):
            carrier.put(name, content)


def _is_there(carrier: Carrier, documents: Sequence[bytes]) -> bool:
    """Tell whether the carrier has this chain: its last document tells, for each names the one before it."""
    return carrier.get(document_name(len(documents)), largest=len(documents[-1]) + 1) == documents[-1]


def status_of(
    db: Session,
    held: Held,
    *,
    said_at: int,
    lacks: Sequence[str],
    wants: Sequence[str],
    others: Sequence[Status] = (),
    is_cleared: int = 0,
) -> Status:
    """Return what this PC says after it has put everything; the ``others`` say there already what they say."""
    this_pc = load_this_pc(db)
    said = [word for status in others if status.device != this_pc.device.id for word in words_in(status)]
    return Status(
        this_pc.device.id,
        said_at,
        len(membership_contents(db)),
        [record_name(record) for record in device_records(db, this_pc)],
        held.heads(),
        list(lacks)[:_NAMED_FILES],
        list(wants)[:_NAMED_FILES],
        own_word(db, this_pc, said_at),
        words_to_hand_on(db, said),
        max([is_cleared, *(status.destroyed for status in others)]),
        load_documents(db, this_pc)[-1].term,
    )


def _own_word_holds(held: Held, statuses: Sequence[Status], own_device: bytes, carrier: Carrier) -> bool:
    own = next((status for status in statuses if status.device == own_device), None)
    if own is None:
        return True
    here = [held.by_hash[head.hash] for head in own.heads if head.hash in held]
    return all(bundle.is_destroyed or carrier.size(bundle.place.name) == bundle.size for bundle in here)
