"""What a hand-over may claim: a college speaks of its own PCs and papers, and of nothing of the others.

Until then its authority was its own, so its last word is that of a stranger: each part is looked at before it is taken.
"""

from collections.abc import Collection, Iterator, Mapping

from cryptography import x509
from sqlalchemy.orm import Session

from tvet_desktop.certificates.models import Certificate, RegisteredStatement, WithdrawnStatement
from tvet_desktop.certificates.statements.signed_statement import (
    NewerCertificateCode,
    NotACertificateCode,
    key_id,
    read_statement,
)
from tvet_desktop.certificates.withdrawing.own_statement import college_codes
from tvet_desktop.people.matching.models import PersonMatch
from tvet_desktop.shared.errors import UserError
from tvet_desktop.storage.change_groups import RowChange
from tvet_desktop.storage.ids import scope_of
from tvet_desktop.sync.bundle import Bundle, open_sections, read_bundle
from tvet_desktop.sync.devices import known_devices
from tvet_desktop.sync.handover.earlier_keys import as_earlier_keys
from tvet_desktop.sync.handover.errors import NotAHandOver
from tvet_desktop.sync.handover.signed import HandOver
from tvet_desktop.sync.keys.chains import key_ids_of, key_of
from tvet_desktop.sync.membership import Document, device_id
from tvet_desktop.sync.this_pc import ThisPc


def refuse_others_pcs(db: Session, this_pc: ThisPc, document: Document, word: HandOver) -> None:
    """Refuse a word that withdraws, renews or stands for PCs that are not its own, or holds keys of others.

    Raises:
        NotAHandOver: it does.
    """
    own = {one.id for one in word.devices}
    named = {one.device for one in word.withdrawn} | {one.device for one in word.renewals}
    ids_fit = all(one.id == device_id(one.signing_key) for one in word.devices)
    members = known_devices(db, this_pc, document)
    others = {name for one in members for name in key_ids_of(one, document)}
    taken = own & {one.id for one in members}
    if len(own) < len(word.devices) or not named <= own or not ids_fit or taken or others & _papers(word):
        raise NotAHandOver


def refuse_others_papers(
    db: Session, word: HandOver, keys: Mapping[tuple[int, int], bytes], contents: Collection[bytes]
) -> None:
    """Refuse a file in which the lists of all say something of another college's papers or people.

    Raises:
        NotAHandOver: it does, or names sync files that are not in it, so that nobody could look.
    """
    readable = as_earlier_keys(keys, word.programme)
    bundles = _read(contents)
    if not set(word.says_for_all) <= bundles.keys():
        raise NotAHandOver
    codes = college_codes(db)
    colleges = {codes[scope] for scope in word.scopes}
    own = {
        hash_
        for bundle in bundles.values()
        for change in _changes(bundle, readable, Certificate.__tablename__)
        if (hash_ := _statement_of(change, colleges))
    }
    signers = _papers(word)
    for name in word.says_for_all:
        for change in _changes(bundles[name], readable):
            if not _is_own(change, own, signers, word.scopes):
                raise NotAHandOver


def _papers(word: HandOver) -> set[str]:
    """Return the short names of all keys with which its PCs signed papers."""
    chains = [one.certificates for one in word.devices] + [one.certificates for one in word.renewals]
    try:
        return {key_id(key_of((x509.load_der_x509_certificate(chain[0]),))).hex() for chain in chains}
    except (ValueError, IndexError, AssertionError) as error:
        raise NotAHandOver from error


def _read(contents: Collection[bytes]) -> dict[bytes, Bundle]:
    try:
        bundles = [read_bundle(content) for content in contents]
    except UserError as error:
        raise NotAHandOver from error
    return {bundle.hash: bundle for bundle in bundles}


def _changes(
    bundle: Bundle, keys: Mapping[tuple[int, int], bytes], table: str | None = None
) -> Iterator[RowChange]:
    for opened in open_sections(bundle, keys).values():
        for group in opened.groups if opened else []:
            if table in {None, group.table}:
                yield from group.rows()


def _statement_of(change: RowChange, colleges: Collection[str]) -> str:
    """Return the hash of the statement that the row of a certificate carries, if one of ``colleges`` made it."""
    try:
        signed = read_statement(str(change.after.get("code_text", "")))
    except (NotACertificateCode, NewerCertificateCode):
        return ""
    return signed.hash.hex() if signed.statement.college_code in colleges else ""


def _is_own(
    change: RowChange, statements: Collection[str], signers: Collection[str], scopes: Collection[int]
) -> bool:
    """Tell whether a line of the lists that only national offices write is of the college's own papers or people."""
    after = change.after
    if change.table == WithdrawnStatement.__tablename__:
        return after.get("statement_hash") in {*statements, None}
    if change.table == RegisteredStatement.__tablename__:
        return after.get("key_id") in {*signers, None}
    if change.table == PersonMatch.__tablename__:
        people = [after[name] for name in ("first_id", "second_id") if name in after]
        return all(isinstance(one, int) and scope_of(one) in scopes for one in people)
    return True
