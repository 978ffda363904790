"""Hand this programme over: its authority's last word, and everything that was written, in one file."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import msgspec
from cryptography import x509
from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.programme.queries import list_colleges
from tvet_desktop.shared.errors import UserError
from tvet_desktop.storage.ids import Scope
from tvet_desktop.sync.bundle import open_sections, read_bundle
from tvet_desktop.sync.check_rows import needs_national_pc
from tvet_desktop.sync.confirm_members import confirm_members
from tvet_desktop.sync.errors import HandedOverAlready
from tvet_desktop.sync.handover.errors import (
    NotAWelcome,
    OlderFilesGone,
    OpenInvitations,
    OtherColleges,
    OwnWelcome,
    PracticeAndReal,
)
from tvet_desktop.sync.handover.signed import (
    HandOver,
    HandOverFile,
    Welcome,
    pack_hand_over,
    sign_hand_over,
    unpack_welcome,
)
from tvet_desktop.sync.membership import Document, read_chain
from tvet_desktop.sync.models import StoredBundle
from tvet_desktop.sync.publish_document import authority_key
from tvet_desktop.sync.queries import open_invitations
from tvet_desktop.sync.this_pc import ThisPc, encrypt_for, load_documents, load_this_pc, save_this_pc
from tvet_desktop.sync.write_bundles import write_bundles


@dataclass(frozen=True)
class HandedOver:
    """The content of the hand-over file, and what it is of."""

    content: bytes
    to: str
    pcs: int
    bundles: int


def hand_over(db: Session, *, welcome: bytes, now: datetime) -> HandedOver:
    """Sign that all PCs of this programme belong to the one of ``welcome``, and pack everything that they wrote.

    Until the national office has answered, all PCs go on as before; only the list of PCs and the lists of all
    colleges rest. Handing over to the same programme again writes the file anew, with what came since.

    Raises:
        NoAuthority: this PC does not hold the authority's key.
        NotAWelcome, OwnWelcome, PracticeAndReal, OtherColleges, HandedOverAlready, OlderFilesGone, OpenInvitations: see
            there.
    """
    this_pc = load_this_pc(db)
    key = authority_key(this_pc, also_handed_over=True)
    opened = unpack_welcome(welcome)
    theirs = _document_of(opened)
    to_programme = _root_of(opened)
    if to_programme == this_pc.programme:
        raise OwnWelcome
    if this_pc.handed_to not in {b"", to_programme}:
        raise HandedOverAlready
    if load_documents(db, this_pc)[-1].snapshot is not None:
        raise OlderFilesGone
    invited = open_invitations(db)
    if invited:
        raise OpenInvitations(sorted(invited))
    if not this_pc.handed_to:
        confirm_members(db, now=now)
        this_pc = load_this_pc(db)
        write_bundles(db, this_pc)
    document = load_documents(db, this_pc)[-1]
    if document.practice != theirs.practice:
        raise PracticeAndReal
    bundles = list(
        db.scalars(select(StoredBundle).where(StoredBundle.applied > 0).order_by(StoredBundle.applied))
    )
    for_all, scopes = _looked_through(this_pc, bundles)
    _refuse_others(db, scopes - set(opened.scopes))
    word = HandOver(
        root=this_pc.root,
        name=document.name,
        practice=document.practice,
        to_root=opened.root,
        scopes=opened.scopes,
        devices=document.devices,
        withdrawn=document.withdrawn,
        renewals=document.renewals,
        says_for_all=for_all,
        documents=document.number,
        welcome=opened.signature,
    )
    this_pc.handed_to = to_programme
    save_this_pc(db, this_pc)
    keys = encrypt_for(msgspec.msgpack.encode(this_pc.epoch_keys), opened.recipient)
    file = HandOverFile(sign_hand_over(word, key), keys, [bundle.content for bundle in bundles])
    return HandedOver(pack_hand_over(file), theirs.name, len(document.devices), len(bundles))


def _document_of(welcome: Welcome) -> Document:
    try:
        return read_chain(welcome.documents, x509.load_der_x509_certificate(welcome.root))[-1]
    except (UserError, ValueError, IndexError) as error:
        raise NotAWelcome from error


def _root_of(welcome: Welcome) -> bytes:
    return _document_of(welcome).programme


def _looked_through(this_pc: ThisPc, bundles: Collection[StoredBundle]) -> tuple[list[bytes], set[int]]:
    """Return the hashes of what was said for all, and the colleges that rows are of."""
    for_all: list[bytes] = []
    scopes: set[int] = set()
    for stored in bundles:
        sections = open_sections(read_bundle(stored.content), this_pc.epoch_keys)
        if sections.keys() & {Scope.SHARED, Scope.NATIONAL} or needs_national_pc(sections):
            for_all.append(stored.hash)
        scopes |= sections.keys()
    return for_all, scopes - {Scope.SHARED, Scope.NATIONAL}


def _refuse_others(db: Session, scopes: Collection[int]) -> None:
    if scopes:
        names = {college.scope: college.official_name for college in list_colleges(db)}
        raise OtherColleges(sorted(names.get(scope, str(scope)) for scope in scopes))
