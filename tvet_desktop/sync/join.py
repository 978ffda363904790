"""Join a programme with an invitation: this PC makes its keys, the invitation certifies them."""

from cryptography import x509
from sqlalchemy.orm import Session

from tvet_desktop.sync import authority
from tvet_desktop.sync.carriers.network_place import places_received
from tvet_desktop.sync.carriers.set_up import set_up_place
from tvet_desktop.sync.devices import enrol_device
from tvet_desktop.sync.errors import InvitationUnusable
from tvet_desktop.sync.invite import InvitationFile
from tvet_desktop.sync.membership import read_chain, sign_device
from tvet_desktop.sync.models import MembershipDocument
from tvet_desktop.sync.receive import apply_waiting, receive_bundle
from tvet_desktop.sync.snapshots.meet_snapshot import meet_snapshot
from tvet_desktop.sync.this_pc import DeviceKeys, ThisPc, open_log, save_this_pc, unwrap_keys


def join(db: Session, *, file: InvitationFile) -> ThisPc:
    """Make this PC a member, and apply what the invitation brings along.

    Raises:
        InvitationUnusable: it is not (or no longer) in the list that it carries, or another PC took it.
    """
    root = x509.load_der_x509_certificate(file.root)
    document = read_chain(file.documents, root)[-1]
    invitation = document.open_invitation(file.invitation)
    if invitation is None:
        raise InvitationUnusable

    keys = DeviceKeys.generate()
    issuer = x509.load_der_x509_certificate(invitation.certificate)
    issuer_key = authority.key_from_bytes(file.certificate_key)
    public = authority.key_from_bytes(keys.certificate_key).public_key()
    certificate = authority.certify_device(f"{document.name}, {file.name}", public, issuer, issuer_key)
    device = keys.describe(
        file.name,
        certificates=[authority.to_der(certificate), invitation.certificate],
        scopes=invitation.scopes,
        national=invitation.national,
        invitation=invitation.id,
    )
    this_pc = ThisPc(
        home_scope=file.home_scope,
        root=file.root,
        device=device,
        device_record=sign_device(device, issuer_key),
        keys=keys,
        log=open_log(),
        epoch_keys=unwrap_keys(document, invitation.id, [file.identity]),
        authority_key=None,
    )
    save_this_pc(db, this_pc)
    for document_number, content in enumerate(file.documents, start=1):
        db.add(MembershipDocument(number=document_number, content=content))
    for record in [*file.records, this_pc.device_record]:
        enrol_device(db, this_pc, document, record)
    for bundle in file.bundles:
        receive_bundle(db, this_pc, document, bundle)
    meet_snapshot(db, this_pc, document)
    apply_waiting(db, this_pc)
    for place in places_received(file.places):
        set_up_place(db, place=place)
    return this_pc
