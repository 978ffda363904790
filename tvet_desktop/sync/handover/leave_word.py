"""Where the other PCs of a college find the national programme: under the next number of their membership documents."""

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
from sqlalchemy.orm import Session

from tvet_desktop.storage.database import Database
from tvet_desktop.storage.local_settings import read_setting
from tvet_desktop.sync.carriers.carrier import Carrier, document_name
from tvet_desktop.sync.carriers.errors import CarrierUnreachable
from tvet_desktop.sync.carriers.folder_carrier import FolderCarrier
from tvet_desktop.sync.devices import membership_contents
from tvet_desktop.sync.folder import Folder, programmes_in
from tvet_desktop.sync.handover.follow import EARLIER, follow
from tvet_desktop.sync.this_pc import load_this_pc

_MAGIC = b"TVETWENTOVER1\n"


def leave_word(database: Database, carrier_of: Callable[[bytes], Carrier]) -> None:
    """Say on a carrier, where the programmes that this PC was in keep their documents, to which one they have gone.

    A carrier that fails is asked again at the next sync.
    """
    with database.reading() as db:
        earlier: list[tuple[str, int]] = [tuple(one) for one in read_setting(db, EARLIER, [])]
        word = _MAGIC + msgspec.msgpack.encode(membership_contents(db)) if earlier else b""
        own = load_this_pc(db).programme
    for programme, number in earlier:
        carrier = carrier_of(bytes.fromhex(programme))
        try:
            for place in range(2, number + 2):  # some PC may know the first document only
                if carrier.size(document_name(place)) is None:
                    carrier.put(document_name(place), word)
            now = carrier_of(own)
            if isinstance(now, FolderCarrier):
                now.begin()  # where the college met before, it goes on meeting
        except CarrierUnreachable:
            return


def word_in(content: bytes) -> Sequence[bytes]:
    """Return the national programme's documents, if a file is such a word; else nothing."""
    if not content.startswith(_MAGIC):
        return []
    try:
        return msgspec.msgpack.decode(content[len(_MAGIC) :], type=list[bytes])
    except (msgspec.DecodeError, RecursionError):
        return []


def follow_in_folder(db: Session, path: Path, documents: list[bytes]) -> bool:
    """Go over by the word among this programme's documents in a folder, or by the folder of the national programme.

    The word is taken out of ``documents``: it is none. Returns whether this PC has gone over.
    """
    words = [content for content in documents if word_in(content)]
    documents[:] = [content for content in documents if content not in words]
    if follow_word(db, words):
        return True
    this_pc = load_this_pc(db)
    others = [one for one in programmes_in(path) if one != this_pc.programme]
    return any(follow(db, this_pc, Folder(path, one).documents()) is not None for one in others)


def follow_word(db: Session, contents: Sequence[bytes]) -> str:
    """Go over by what was found; return the national programme's name, "" if nothing was to follow."""
    for content in contents:
        documents = word_in(content)
        document = follow(db, load_this_pc(db), documents) if documents else None
        if document is not None:
            return document.name
    return ""
