"""The word of a PC: what it has applied, what its clock shows, signed by it. It travels with every exchange.

Receipts inside bundles come only from PCs on which somebody works. A word comes from every PC that syncs, also when
nothing changed there, and others hand it on.

    TVW 1 | word (MessagePack) | Ed25519 signature (64) over all before it
"""

from collections.abc import Callable
from datetime import UTC, datetime

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tvet_desktop.storage.capture import last_stamp
from tvet_desktop.storage.stamps import LARGEST_STAMP, next_stamp
from tvet_desktop.sync.bundle import SIGNATURE_LENGTH
from tvet_desktop.sync.errors import BundleDamaged
from tvet_desktop.sync.models import StoredBundle
from tvet_desktop.sync.this_pc import ThisPc

MAGIC = b"TVW\x01"
LARGEST_WORD = 32 * 1024
HASH_LENGTH = 16
"""So much of a bundle's hash names it here."""
_ID_LENGTH = 16
_LARGEST_NUMBER = 2**62


class Head(msgspec.Struct, frozen=True, array_like=True):
    """The newest bundle of a log, or of a branch of one, that a PC has applied; it has all before it."""

    log: bytes
    number: int
    hash: bytes


class Word(msgspec.Struct, frozen=True, array_like=True):
    """What a PC says of itself. Only about itself is it believed."""

    programme: bytes
    device: bytes
    number: int
    """Later words of a PC have higher numbers, whatever its clock says."""
    said_at: int
    """Seconds since 1970, as that PC believes."""
    log: bytes
    """The log that it writes."""
    has: list[Head]
    waiting: int
    """So many bundles wait there for others."""


def own_word(db: Session, this_pc: ThisPc, said_at: int) -> bytes:
    """Return what this PC says of itself now."""
    newest = (
        select(StoredBundle.chain, func.max(StoredBundle.number).label("number"))
        .where(StoredBundle.applied > 0)
        .group_by(StoredBundle.chain)
        .subquery()
    )
    is_newest = (StoredBundle.chain == newest.c.chain) & (StoredBundle.number == newest.c.number)
    heads = db.execute(
        select(StoredBundle.log, StoredBundle.number, StoredBundle.hash)
        .join(newest, is_newest)
        .where(StoredBundle.applied > 0)
        .order_by(StoredBundle.chain)
    )
    word = Word(
        this_pc.programme,
        this_pc.device.id,
        next_stamp(_moment(said_at), last_stamp(db)),
        said_at,
        this_pc.log.id,
        [Head(log, number, hash_[:HASH_LENGTH]) for log, number, hash_ in heads],
        db.scalar(select(func.count()).select_from(StoredBundle).where(StoredBundle.applied == 0)) or 0,
    )
    content = MAGIC + msgspec.msgpack.encode(word)
    return content + this_pc.keys.signing_key.sign(content)


def read_word(content: bytes) -> Word:
    """Return a word without checking who signed it.

    Raises:
        BundleDamaged: it is none, or not whole, or says what cannot be.
    """
    if not content.startswith(MAGIC) or len(content) > LARGEST_WORD:
        raise BundleDamaged
    try:
        word = msgspec.msgpack.decode(content[len(MAGIC) : -SIGNATURE_LENGTH], type=Word)
    except (msgspec.DecodeError, RecursionError) as error:
        raise BundleDamaged from error
    if not _is_possible(word):
        raise BundleDamaged
    return word


def is_signed(content: bytes, key_of: Callable[[bytes], bytes]) -> bool:
    """Tell whether a word was signed by the PC that it names; ``key_of`` gives a PC's public key."""
    key = Ed25519PublicKey.from_public_bytes(key_of(read_word(content).device))
    try:
        key.verify(content[-SIGNATURE_LENGTH:], content[:-SIGNATURE_LENGTH])
    except InvalidSignature:
        return False
    return True


def _is_possible(word: Word) -> bool:
    heads_fit = all(
        (len(head.log), len(head.hash)) == (_ID_LENGTH, HASH_LENGTH) and 0 < head.number < _LARGEST_NUMBER
        for head in word.has
    )
    numbers = (0 < word.number <= LARGEST_STAMP, 0 <= word.said_at < _LARGEST_NUMBER)
    return heads_fit and all(numbers) and len(word.log) == _ID_LENGTH and 0 <= word.waiting < _LARGEST_NUMBER


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(max(seconds, 0), tz=UTC)
