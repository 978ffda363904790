"""What the writer of a bundle may write: by its own programme, or by the one that it was handed over to."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy.orm import Session

from tvet_desktop.storage.ids import Scope
from tvet_desktop.sync.bundle import Bundle
from tvet_desktop.sync.errors import OtherProgramme
from tvet_desktop.sync.handover.signed import hand_over_of
from tvet_desktop.sync.membership import Device, Document, Signed
from tvet_desktop.sync.this_pc import ThisPc, load_documents


@dataclass(frozen=True)
class Rights:
    """``scopes`` is None where all may be written. ``says_for_all``: also what only national PCs write."""

    scopes: Collection[int] | None
    says_for_all: bool

    def may_write(self, scope: int) -> bool:
        """Tell whether rows of ``scope`` may be written."""
        return self.scopes is None or scope in self.scopes


def rights_of(this_pc: ThisPc, document: Document, bundle: Bundle, device: Device) -> Rights:
    """Return what a bundle may hold.

    What a programme wrote into the lists of all before it was handed over is named, bundle by bundle, in the word of
    its authority; everything else of its PCs is judged by what the national programme lets them write.

    Raises:
        OtherProgramme: it is of a programme that was not handed over.
    """
    if bundle.header.programme == this_pc.programme:
        return of_device(device)
    hand_over = hand_over_of(document, bundle.header.programme)
    if hand_over is None:
        raise OtherProgramme
    if bundle.hash in hand_over.says_for_all:
        return Rights({*hand_over.scopes, Scope.SHARED, Scope.NATIONAL}, says_for_all=True)
    return of_device(device)


def of_device(device: Device) -> Rights:
    """Return what a PC may write in new bundles."""
    return Rights(
        None if device.national else set(device.scopes) - {Scope.SHARED, Scope.NATIONAL}, device.national
    )


def is_known_programme(this_pc: ThisPc, document: Document, programme: bytes) -> bool:
    """Tell whether bundles that name a programme are read here: the own one, or one that was handed over to it."""
    return programme == this_pc.programme or hand_over_of(document, programme) is not None


def is_earlier_chain(db: Session, this_pc: ThisPc, contents: Sequence[bytes]) -> bool:
    """Tell whether membership documents are those of a programme that was handed over: they say nothing any more."""
    try:
        signed = msgspec.msgpack.decode(contents[-1], type=Signed)
        programme = msgspec.msgpack.decode(signed.content, type=Document).programme
    except (IndexError, msgspec.DecodeError, RecursionError):
        return False
    return (
        programme != this_pc.programme
        and hand_over_of(load_documents(db, this_pc)[-1], programme) is not None
    )


def refuses_here(db: Session, this_pc: ThisPc, bundle: Bundle) -> bool:
    """Tell whether a bundle of a handed-over programme writes where its PC may not write any more."""
    if bundle.header.programme == this_pc.programme:
        return False
    document = load_documents(db, this_pc)[-1]
    device = next((one for one in document.devices if one.id == bundle.header.device), None)
    if device is None or hand_over_of(document, bundle.header.programme) is None:
        return True
    rights = rights_of(this_pc, document, bundle, device)
    return not all(rights.may_write(section.scope) for section in bundle.header.sections)


def said_for_all(db: Session, this_pc: ThisPc, bundle: Bundle) -> bool:
    """Tell whether a bundle of a handed-over programme is one of those that could write into the lists of all."""
    if bundle.header.programme == this_pc.programme:
        return False
    hand_over = hand_over_of(load_documents(db, this_pc)[-1], bundle.header.programme)
    return hand_over is not None and bundle.hash in hand_over.says_for_all
