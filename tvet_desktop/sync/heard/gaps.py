"""What exists and has not come here, what waits for it, and who has it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.sync.bundle import read_bundle
from tvet_desktop.sync.heard.who_has_what import WhoHasWhat
from tvet_desktop.sync.models import StoredBundle


@dataclass(frozen=True)
class Gap:
    """Bundles of one log that are not here.

    Args:
        log: the log.
        writer: the id of the PC that writes it; None while nothing here tells.
        numbers: the first and the last missing number.
        count: how many are missing.
        waiting: how many bundles wait here until these have come.
        had_by: the ids of the PCs that said that they have them.
    """

    log: bytes
    writer: bytes | None
    numbers: tuple[int, int]
    count: int
    waiting: int
    had_by: tuple[bytes, ...]


@dataclass(frozen=True)
class _Waiting:
    """A bundle that waits, and what it builds on: (log, number, hash)."""

    hash: bytes
    needs: tuple[tuple[bytes, int, bytes], ...]


def find_gaps(db: Session, known: WhoHasWhat) -> list[Gap]:
    """Return the gaps, those for which most bundles wait first."""
    here: dict[bytes, set[int]] = {}
    for bundle in known.bundles:
        here.setdefault(bundle.log, set()).add(bundle.number)
    hashes = {bundle.hash for bundle in known.bundles}
    waiting = list(_waiting(db))
    farthest: dict[bytes, int] = {}
    for log, number in _said_to_exist(known, waiting, hashes):
        farthest[log] = max(number, farthest.get(log, 0))
    writers = {heard.word.log: device for device, heard in known.words.items()}
    writers |= {bundle.log: bundle.device for bundle in known.bundles}
    wait_for = _logs_waited_for(waiting, hashes)
    gaps = []
    for log, last in farthest.items():
        there = here.get(log, set())
        first, end = 1, last
        while first in there:
            first += 1
        while end in there:
            end -= 1
        if first <= end:
            count = end - first + 1 - sum(1 for number in there if first < number < end)
            waiting_for_it = sum(1 for logs in wait_for.values() if log in logs)
            had_by = tuple(_who_has(known, log, end))
            gaps.append(Gap(log, writers.get(log), (first, end), count, waiting_for_it, had_by))
    return sorted(gaps, key=lambda gap: (-gap.waiting, -gap.count, gap.log))


def _waiting(db: Session) -> Iterator[_Waiting]:
    for hash_, content in db.execute(
        select(StoredBundle.hash, StoredBundle.content).where(StoredBundle.applied == 0)
    ):
        header = read_bundle(content).header
        needs = [(receipt.log, receipt.number, receipt.hash) for receipt in header.receipts]
        if header.number > 1:
            needs.append((header.log, header.number - 1, header.previous))
        yield _Waiting(hash_, tuple(needs))


def _said_to_exist(
    known: WhoHasWhat, waiting: list[_Waiting], here: set[bytes]
) -> Iterator[tuple[bytes, int]]:
    """Give the places of which a word, or a bundle that waits, says that there is a bundle that is not here."""
    for heard in known.words.values():
        yield from ((head.log, head.number) for head in heard.word.has)
    for bundle in waiting:
        yield from ((log, number) for log, number, hash_ in bundle.needs if hash_ not in here)


def _logs_waited_for(waiting: list[_Waiting], here: set[bytes]) -> Mapping[bytes, set[bytes]]:
    """Return for each waiting bundle the logs in which something is missing that it needs, also at second hand."""
    lacks = {
        bundle.hash: {log for log, _number, hash_ in bundle.needs if hash_ not in here} for bundle in waiting
    }
    needs = {
        bundle.hash: [hash_ for _log, _number, hash_ in bundle.needs if hash_ in lacks] for bundle in waiting
    }
    while True:
        grown = {
            hash_: logs.union(*(lacks[other] for other in needs[hash_])) for hash_, logs in lacks.items()
        }
        if grown == lacks:
            return grown
        lacks = grown


def _who_has(known: WhoHasWhat, log: bytes, number: int) -> Iterator[bytes]:
    for device, heard in known.words.items():
        if any(head.log == log and head.number >= number for head in heard.word.has):
            yield device
