"""What every PC is known to have: what its newest word says, or its newest bundle where that came later."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.sync.heard.models import PcWord
from tvet_desktop.sync.heard.word import HASH_LENGTH, Word, read_word
from tvet_desktop.sync.models import LEFT_OUT, StoredBundle


class Kept(NamedTuple):
    """A bundle that is here, without its content; ``applied`` is 0 while it waits."""

    log: bytes
    number: int
    hash: bytes
    device: bytes
    applied: int
    chain: int
    changes: int
    said_at: int


@dataclass(frozen=True)
class Heard:
    """The newest word of a PC, and when it came here in seconds by this PC's clock (0: not known)."""

    word: Word
    came_at: int


class WhoHasWhat:
    """All bundles that are here and count, and the words of the other PCs."""

    def __init__(
        self, bundles: Iterable[Kept], words: Mapping[bytes, Heard], seen: Mapping[bytes, Mapping[int, int]]
    ) -> None:
        self.bundles = list(bundles)
        self.words = dict(words)
        self._seen = seen
        self._places = {bundle.hash[:HASH_LENGTH]: bundle for bundle in self.bundles if bundle.applied > 0}
        self.of_pc: dict[bytes, list[Kept]] = {}
        self.heads: dict[int, Kept] = {}
        for bundle in self.bundles:
            self.of_pc.setdefault(bundle.device, []).append(bundle)
            if bundle.applied > 0 and bundle.number > self.heads.get(bundle.chain, _NONE).number:
                self.heads[bundle.chain] = bundle

    def confirmed_by(self, device: bytes) -> dict[int, int]:
        """Return up to which number of which chain a PC is known to have applied the bundles that are here."""
        heard = self.words.get(device)
        confirmed = self.confirmed_by_word(heard.word) if heard else {}
        newest = self._newest_of(device, heard.word.log if heard else None)
        if newest is not None:
            for chain, number in [*self._seen.get(newest.hash, {}).items(), (newest.chain, newest.number)]:
                confirmed[chain] = max(number, confirmed.get(chain, 0))
        return confirmed

    def confirmed_by_word(self, word: Word) -> dict[int, int]:
        """Return up to which number of which chain a word says that its PC has the bundles that are here."""
        confirmed: dict[int, int] = {}
        for head in word.has:
            place = self._places.get(head.hash)
            if place is not None:
                confirmed[place.chain] = max(place.number, confirmed.get(place.chain, 0))
        return confirmed

    def unconfirmed(self, confirmed: Mapping[int, int], *, writer: bytes | None = None) -> tuple[int, int]:
        """Return how many applied bundles, and changes in them, are beyond ``confirmed``; only one writer's if named."""
        parts = changes = 0
        for bundle in self.bundles if writer is None else self.of_pc.get(writer, ()):
            if bundle.applied > 0 and bundle.number > confirmed.get(bundle.chain, 0):
                parts, changes = parts + 1, changes + bundle.changes
        return parts, changes

    def _newest_of(self, device: bytes, log: bytes | None) -> Kept | None:
        """Return the last applied bundle of a PC; of the log that it writes now, if its word names one."""
        own = (
            bundle
            for bundle in self.of_pc.get(device, ())
            if bundle.applied > 0 and log in {None, bundle.log}
        )
        return max(own, key=lambda bundle: bundle.applied, default=None)


_NONE = Kept(b"", 0, b"", b"", 0, 0, 0, 0)


def who_has_what(db: Session) -> WhoHasWhat:
    """Return what is known; the bundles in the order in which this PC applied them, those that wait first."""
    columns = [getattr(StoredBundle, name) for name in Kept._fields]
    query = select(*columns).where(StoredBundle.applied != LEFT_OUT).order_by(StoredBundle.applied)
    bundles = [Kept(*row) for row in db.execute(query)]
    words = {row.device: Heard(read_word(row.content), row.came_at) for row in db.scalars(select(PcWord))}
    newest: dict[tuple[bytes, bytes], bytes] = {}
    for bundle in bundles:
        if bundle.applied > 0:
            newest[bundle.device, bundle.log] = bundle.hash
    hashes, seen = list(newest.values()), {}
    for start in range(0, len(hashes), 500):
        rows = select(StoredBundle.hash, StoredBundle.seen).where(
            StoredBundle.hash.in_(hashes[start : start + 500])
        )
        for hash_, chains in db.execute(rows):
            seen[hash_] = {int(chain): number for chain, number in (chains or {}).items()}
    return WhoHasWhat(bundles, words, seen)
