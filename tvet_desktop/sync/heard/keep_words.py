"""Keep the newest word of every PC, and hand it on."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.sync.devices import device_by_id
from tvet_desktop.sync.errors import BundleDamaged, InvitationUnusable, UnknownSigner
from tvet_desktop.sync.heard.models import PcWord
from tvet_desktop.sync.heard.word import Word, is_signed, read_word
from tvet_desktop.sync.keys.believable import is_believable
from tvet_desktop.sync.this_pc import load_documents, load_this_pc

MOST_WORDS = 200


def keep_words(db: Session, contents: Iterable[bytes], now: datetime) -> int:
    """Keep those that are newer than what is here; return how many. What is forged or damaged is as good as none."""
    this_pc = load_this_pc(db)
    document = load_documents(db, this_pc)[-1]
    kept = 0
    for content in list(dict.fromkeys(contents))[:MOST_WORDS]:
        with suppress(BundleDamaged, UnknownSigner, InvitationUnusable):
            word = read_word(content)
            if word.programme != this_pc.programme or word.device == this_pc.device.id:
                continue
            here = db.get(PcWord, word.device)
            if here is not None and not _is_later(word, read_word(here.content)):
                continue
            if not is_signed(content, lambda device: device_by_id(db, this_pc, document, device).signing_key):
                continue
            came_at = int(now.timestamp()) if is_believable(now) else 0
            if here is None:
                db.add(PcWord(device=word.device, content=content, number=word.number, came_at=came_at))
            else:
                here.content, here.number, here.came_at = content, word.number, came_at
            db.flush()
            kept += 1
    return kept


def _is_later(word: Word, here: Word) -> bool:
    """Tell whether a word was said later. A PC with a dead clock may give several one number: what it has only grows."""
    return _age(word) > _age(here)


def _age(word: Word) -> tuple[int, int, int]:
    return word.number, sum(head.number for head in word.has), -word.waiting


def words_to_hand_on(db: Session, there: Iterable[bytes] = ()) -> list[bytes]:
    """Return the words of other PCs that are not ``there`` already."""
    known = set(there)
    kept = db.scalars(select(PcWord.content).order_by(PcWord.number.desc()).limit(MOST_WORDS))
    return [content for content in kept if content not in known]
