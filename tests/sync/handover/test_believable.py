"""A hand-over speaks for its own college only: a forged one is refused, an honest one with many removals is not."""

from collections.abc import Callable
from datetime import date

import msgspec
import pytest

from tests.sync.conftest import JoinPc, Pc
from tests.sync.handover.test_handover import KIGALI, alone, hands_over, takes_in, welcome_of
from tvet_desktop.certificates.models import WithdrawnStatement
from tvet_desktop.storage.database import new_id
from tvet_desktop.storage.ids import Scope
from tvet_desktop.sync.handover.errors import NotAHandOver
from tvet_desktop.sync.handover.signed import (
    HandOver,
    pack_hand_over,
    read_signed,
    sign_hand_over,
    unpack_hand_over,
)
from tvet_desktop.sync.membership import Withdrawal
from tvet_desktop.sync.publish_document import authority_key
from tvet_desktop.sync.this_pc import load_documents, load_this_pc

__all__ = ["alone"]


def signed_again(alone: Pc, content: bytes, change: Callable[[HandOver], HandOver]) -> bytes:
    """Return a hand-over file that the college's own authority signed with something else in it."""
    file = unpack_hand_over(content)
    with alone.app.database.reading() as db:
        key = authority_key(load_this_pc(db), also_handed_over=True)
    word = change(read_signed(file.signed))
    return pack_hand_over(msgspec.structs.replace(file, signed=sign_hand_over(word, key)))


def test_a_word_about_other_pcs_or_colleges_is_refused(founder: Pc, alone: Pc, join_pc: JoinPc) -> None:
    join_pc("huye")
    content = hands_over(alone, welcome_of(founder)).content
    with founder.app.database.reading() as db:
        other = load_documents(db, load_this_pc(db))[-1].devices[-1]
    replace = msgspec.structs.replace
    forged: list[Callable[[HandOver], HandOver]] = [
        lambda word: replace(word, withdrawn=[Withdrawal(other.id, [], "STOLEN")]),
        lambda word: replace(word, scopes=[KIGALI, KIGALI + 1]),
        lambda word: replace(word, says_for_all=[*word.says_for_all, bytes(32)]),
        lambda word: replace(word, devices=[replace(word.devices[0], certificates=other.certificates)]),
        lambda word: replace(word, devices=[replace(word.devices[0], certificates=[b"none"])]),
    ]

    for change in forged:
        with pytest.raises(NotAHandOver):
            takes_in(founder, signed_again(alone, content, change))

    takes_in(founder, signed_again(alone, content, lambda word: word))


def test_lists_of_all_that_revoke_others_papers_are_refused(founder: Pc, alone: Pc) -> None:
    with alone.app.database.transaction() as db:
        db.add(
            WithdrawnStatement(
                id=new_id(db, Scope.SHARED),
                statement_hash="ab" * 32,
                reason="REVOKED",
                replaced_by="",
                on_date=date(2026, 1, 5),
            )
        )

    with pytest.raises(NotAHandOver):
        takes_in(founder, hands_over(alone, welcome_of(founder)).content)


def test_a_college_that_had_removed_many_rows_is_taken_in(founder: Pc, alone: Pc) -> None:
    rows = [alone.add_person(f"invented {number}", KIGALI) for number in range(8)]
    alone.export(alone.app.data_dir / "week.tvet")
    for row in rows[:6]:
        alone.remove(row)

    takes_in(founder, hands_over(alone, welcome_of(founder)).content)

    assert founder.get(rows[7]).username == "invented 7"
