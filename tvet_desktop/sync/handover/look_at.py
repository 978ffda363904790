"""What a hand-over file brings, and what the national programme has of the same college: looked at before it is taken."""

from dataclasses import dataclass

import msgspec
import pyrage
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tvet_desktop.people.models import Person
from tvet_desktop.people.records import id_range
from tvet_desktop.programme.queries import list_colleges
from tvet_desktop.storage.base import not_deleted
from tvet_desktop.sync import authority
from tvet_desktop.sync.devices import known_devices
from tvet_desktop.sync.handover.believable import refuse_others_papers, refuse_others_pcs
from tvet_desktop.sync.handover.errors import ForAnotherOffice, NotAHandOver, PracticeAndReal, TakenInAlready
from tvet_desktop.sync.handover.signed import HandOver, read_signed, unpack_hand_over, welcome_content
from tvet_desktop.sync.membership import Device, Invitation
from tvet_desktop.sync.this_pc import ThisPc, load_documents, load_this_pc


@dataclass(frozen=True)
class HandOverPreview:
    """Who comes. ``here_already`` are those of its colleges of which this programme has PCs or people."""

    name: str
    fingerprint: str
    colleges: tuple[str, ...]
    pcs: tuple[str, ...]
    bundles: int
    here_already: tuple[str, ...]


@dataclass(frozen=True)
class OpenedHandOver:
    """A checked file; ``keys`` are the scope keys of the programme that is handed over."""

    word: HandOver
    signed: bytes
    keys: dict[tuple[int, int], bytes]
    bundles: list[bytes]


def look_at(db: Session, content: bytes) -> HandOverPreview:
    """Return what the file brings; nothing is changed.

    Raises:
        NotAHandOver, ForAnotherOffice, TakenInAlready, PracticeAndReal: it cannot be taken in.
    """
    this_pc = load_this_pc(db)
    opened = open_hand_over(db, this_pc, content)
    word = opened.word
    names = {college.scope: college.official_name for college in list_colleges(db)}
    return HandOverPreview(
        word.name,
        word.programme[:8].hex(" ", 2).upper(),
        tuple(names.get(scope, str(scope)) for scope in word.scopes),
        tuple(device.name for device in word.devices),
        len(opened.bundles),
        tuple(names.get(scope, str(scope)) for scope in word.scopes if _is_here(db, this_pc, scope)),
    )


def open_hand_over(db: Session, this_pc: ThisPc, content: bytes) -> OpenedHandOver:
    """Return what is in a file, checked.

    Raises:
        NotAHandOver, ForAnotherOffice, TakenInAlready, PracticeAndReal: it cannot be taken in.
    """
    file = unpack_hand_over(content)
    word = read_signed(file.signed)
    document = load_documents(db, this_pc)[-1]
    if word.to_programme != this_pc.programme:
        raise ForAnotherOffice
    if file.signed in document.hand_overs or {one.id for one in word.devices} & {
        one.id for one in document.devices
    }:
        raise TakenInAlready
    if word.practice != document.practice:
        raise PracticeAndReal
    try:
        packed = pyrage.decrypt(file.keys, [pyrage.x25519.Identity.from_str(this_pc.keys.identity)])
        keys = msgspec.msgpack.decode(packed, type=dict[tuple[int, int], bytes])
    except (pyrage.DecryptError, msgspec.DecodeError) as error:
        raise ForAnotherOffice from error
    if not word.devices or not set(word.scopes) <= {college.scope for college in list_colleges(db)}:
        raise NotAHandOver
    if not authority.is_signed_by(this_pc.root_certificate, welcome_content(word.scopes), word.welcome):
        raise NotAHandOver  # the colleges are others than those that were welcomed
    refuse_others_pcs(db, this_pc, document, word)
    refuse_others_papers(db, word, keys, file.bundles)
    return OpenedHandOver(word, file.signed, keys, file.bundles)


def _is_here(db: Session, this_pc: ThisPc, scope: int) -> bool:
    document = load_documents(db, this_pc)[-1]
    members: list[Device | Invitation] = [*known_devices(db, this_pc, document), *document.invitations]
    if any(scope in member.scopes and not member.national for member in members):
        return True
    first, beyond = id_range(scope)
    query = select(func.count()).where(not_deleted(Person), Person.id >= first, Person.id < beyond)
    return bool(db.scalar(query))
