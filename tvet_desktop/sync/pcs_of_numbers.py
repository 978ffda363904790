"""Which PC stands behind the code in certificate numbers, and when it was last heard of."""

from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.attendance.rules import local_day
from tvet_desktop.certificates.models import Certificate
from tvet_desktop.certificates.register.known_pc import KnownPc
from tvet_desktop.certificates.statements.number import NumberNotValid, parse_number
from tvet_desktop.certificates.statements.signed_statement import (
    NewerCertificateCode,
    NotACertificateCode,
    read_statement,
)
from tvet_desktop.storage.base import not_deleted
from tvet_desktop.sync.devices import known_devices
from tvet_desktop.sync.keys.chains import key_ids_of
from tvet_desktop.sync.keys.heard_at import last_said_by
from tvet_desktop.sync.this_pc import load_documents, load_this_pc


def pcs_of_numbers(db: Session) -> dict[str, KnownPc]:
    """Return the PC by the four characters of its log; codes of PCs that are not known here are absent.

    A number only claims its code: what counts is the key that signed the first certificate with it.
    """
    this_pc = load_this_pc(db)
    document = load_documents(db, this_pc)[-1]
    keys = {
        name: device
        for device in known_devices(db, this_pc, document)
        for name in key_ids_of(device, document)
    }
    pcs: dict[str, KnownPc] = {}
    for code, text in _first_of_each_log(db).items():
        device = keys.get(_key_id(text))
        if device is None:
            continue
        is_here = device.id == this_pc.device.id
        said = 0 if is_here else last_said_by(db, device.id)
        heard_on = local_day(datetime.fromtimestamp(said, tz=UTC)) if said else None
        pcs[code] = KnownPc(device.name, heard_on, is_here)
    return pcs


def _first_of_each_log(db: Session) -> dict[str, str]:
    query = select(Certificate.id, Certificate.number).where(not_deleted(Certificate))
    first: dict[str, int] = {}
    for certificate_id, number in db.execute(query.order_by(Certificate.issued_on, Certificate.id)):
        try:
            first.setdefault(parse_number(number).log_code, certificate_id)
        except NumberNotValid:
            continue
    return {code: db.get_one(Certificate, one).code_text for code, one in first.items()}


def _key_id(code_text: str) -> str:
    try:
        return read_statement(code_text).key_id.hex()
    except (NotACertificateCode, NewerCertificateCode):
        return ""
