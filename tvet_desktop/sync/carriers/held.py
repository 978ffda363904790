"""Which bundles this PC has, without their content: what it may say and what it lacks."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tvet_desktop.sync.bundle import read_bundle
from tvet_desktop.sync.carriers.carrier import bundle_name
from tvet_desktop.sync.carriers.status import Head
from tvet_desktop.sync.membership import NO_HASH
from tvet_desktop.sync.models import LEFT_OUT, StoredBundle


@dataclass(frozen=True)
class Place:
    """Where a bundle stands: enough to ask any carrier for it."""

    log: bytes
    number: int
    hash: bytes

    @property
    def name(self) -> str:
        """Its name on a carrier."""
        return bundle_name(self.log, self.number, self.hash)


@dataclass(frozen=True)
class HeldBundle:
    """A bundle that is here; ``counts`` is False for what was left out and is not handed on."""

    id: int
    place: Place
    previous: bytes
    size: int
    counts: bool

    @property
    def is_destroyed(self) -> bool:
        """Whether a snapshot has its place: only that it was is known."""
        return self.size == 0


class Held:
    """All bundles that are here, by hash."""

    def __init__(self, bundles: Iterable[HeldBundle]) -> None:
        self.by_hash = {bundle.place.hash: bundle for bundle in bundles}
        self._sizes: dict[bytes, int] = {}
        self._destroyed: dict[bytes, int] = {}
        for bundle in self.by_hash.values():
            if bundle.is_destroyed:
                log, number = bundle.place.log, bundle.place.number
                self._destroyed[log] = max(number, self._destroyed.get(log, 0))
        self._complete()

    def __contains__(self, content_hash: bytes) -> bool:
        return content_hash in self.by_hash

    def is_covered(self, place: Place) -> bool:
        """Tell whether a snapshot that is here has the place of a bundle."""
        return place.number <= self._destroyed.get(place.log, 0)

    def heads(self) -> list[Head]:
        """Return the ends of those logs and branches that are here from their beginning."""
        inner = {self.by_hash[hash_].previous for hash_ in self._sizes}
        return [
            Head(bundle.place.log, bundle.place.number, hash_, size)
            for hash_, size in self._sizes.items()
            if hash_ not in inner and (bundle := self.by_hash[hash_]) and not bundle.is_destroyed
        ]

    def size_of_log(self, log: bytes) -> tuple[int, int]:
        """Return the newest number of a log that is here, and the bytes of the log up to there."""
        here = [
            (self.by_hash[hash_].place.number, size)
            for hash_, size in self._sizes.items()
            if self.by_hash[hash_].place.log == log
        ]
        return max(here, default=(0, 0))

    def up_to(self, hashes: Iterable[bytes]) -> set[bytes]:
        """Return those of these bundles that are here, and all that come before them in their logs."""
        found: set[bytes] = set()
        for hash_ in hashes:
            at = hash_
            while at in self.by_hash and at not in found:
                found.add(at)
                at = self.by_hash[at].previous
        return found

    def _complete(self) -> None:
        for bundle in sorted(self.by_hash.values(), key=lambda bundle: bundle.place.number):
            is_first = bundle.place.number == 1 and bundle.previous == NO_HASH
            is_base = is_first or bundle.is_destroyed  # or a snapshot has the place of what is before
            if bundle.counts and (is_base or bundle.previous in self._sizes):
                self._sizes[bundle.place.hash] = self._sizes.get(bundle.previous, 0) + bundle.size


def held_bundles(db: Session) -> Held:
    """Return what is here."""
    rows = db.execute(
        select(
            StoredBundle.id,
            StoredBundle.log,
            StoredBundle.number,
            StoredBundle.hash,
            StoredBundle.previous,
            func.length(StoredBundle.content),
            StoredBundle.applied,
        ).order_by(StoredBundle.id)
    )
    return Held(
        HeldBundle(id_, Place(log, number, hash_), previous, size, applied != LEFT_OUT)
        for id_, log, number, hash_, previous, size, applied in rows
    )


def needed_places(content: bytes) -> list[Place]:
    """Return the bundles that a bundle builds on: the one before it, and those that its receipts name."""
    header = read_bundle(content).header
    places = [Place(receipt.log, receipt.number, receipt.hash) for receipt in header.receipts]
    if header.number > 1:
        places.append(Place(header.log, header.number - 1, header.previous))
    return places


def waiting_for(db: Session, held: Held) -> list[Place]:
    """Return what the bundles that wait here build on, and what is not here."""
    contents = db.scalars(select(StoredBundle.content).where(StoredBundle.applied == 0))
    return [place for content in contents for place in needed_places(content) if place.hash not in held]
