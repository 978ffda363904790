"""What a list of keys says of a key: by the day on the paper, for old and new certificates, and after a withdrawal."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from tests.certificates.examples import example_statement
from tvet_desktop.certificates.checking.judge_key import Chain, KeyState, covers, judge_key
from tvet_desktop.certificates.checking.trust_list import TrustList
from tvet_desktop.certificates.statements.signed_statement import SignedStatement, key_id, sign_statement
from tvet_desktop.sync import authority

NOW = datetime(2027, 3, 8, tzinfo=UTC)
FIRST_END = datetime(2030, 3, 7, 23, 59, 59, tzinfo=UTC)
SECOND_END = datetime(2033, 3, 7, 23, 59, 59, tzinfo=UTC)
KEY, ROOT_KEY, INVITATION_KEY = authority.new_key(), authority.new_key(), authority.new_key()
ROOT = authority.make_root("Invented", ROOT_KEY, NOW)
INVITATION = authority.certify_invitation(
    "Invented, invitation 1", INVITATION_KEY.public_key(), ROOT, ROOT_KEY, NOW
)


def certified(until: datetime = FIRST_END, key: authority.PrivateKey = KEY) -> Chain:
    return (authority.certify_device("PC 2", key.public_key(), ROOT, ROOT_KEY, until),)


def invited(key: authority.PrivateKey) -> Chain:
    leaf = authority.certify_device("PC 2", key.public_key(), INVITATION, INVITATION_KEY)
    return (leaf, INVITATION)


def paper(issued_on: date = date(2027, 3, 15), key: authority.PrivateKey = KEY) -> SignedStatement:
    return sign_statement(example_statement(issued_on=issued_on), key, key_id(key.public_key()))


def trust(*chains: Chain, registered: dict[str, frozenset[str]] | None = None) -> TrustList:
    return TrustList(ROOT, chains, {}, NOW, registered or {})


@dataclass(frozen=True)
class Case:
    issued_on: date
    chains: tuple[Chain, ...]
    state: KeyState


@pytest.mark.parametrize(
    "case",
    [
        Case(date(2030, 3, 7), (certified(),), KeyState.KNOWN),
        Case(date(2030, 3, 8), (certified(),), KeyState.OUT_OF_TIME),
        Case(date(2030, 3, 8), (certified(), certified(SECOND_END)), KeyState.KNOWN),
        Case(date(2033, 3, 8), (certified(), certified(SECOND_END)), KeyState.OUT_OF_TIME),
        Case(date(2027, 3, 15), (certified(), certified(SECOND_END)), KeyState.KNOWN),
        Case(date(2027, 3, 15), (), KeyState.UNKNOWN),
        Case(date(2027, 3, 15), (certified(key=authority.new_key()),), KeyState.UNKNOWN),
    ],
)
def test_the_day_on_the_paper_decides(case: Case) -> None:
    assert judge_key(trust(*case.chains), paper(case.issued_on)).state == case.state


def test_the_first_and_the_last_day_count() -> None:
    chain = certified()

    assert covers(chain, date(2025, 11, 1))
    assert not covers(chain, date(2025, 10, 31))
    assert covers(chain, date(2030, 3, 7))
    assert not covers(chain, date(2030, 3, 8))


def test_a_chain_holds_no_longer_than_its_invitation() -> None:
    key = authority.new_key()
    long_leaf = authority.certify_device("PC 2", key.public_key(), INVITATION, INVITATION_KEY, SECOND_END)

    verdict = judge_key(trust((long_leaf, INVITATION)), paper(date(2030, 3, 9), key))

    assert verdict.state == KeyState.OUT_OF_TIME


def test_a_withdrawn_key_speaks_for_what_is_registered_only() -> None:
    kept, other = paper(), paper(date(2027, 3, 16))
    listed = {kept.key_id.hex(): frozenset({kept.hash.hex()})}

    known = judge_key(trust(certified(), registered=listed), kept)
    assert (known.state, known.is_registered) == (KeyState.KNOWN, True)
    assert judge_key(trust(certified(), registered=listed), other).state == KeyState.WITHDRAWN
    nothing = {kept.key_id.hex(): frozenset[str]()}
    assert judge_key(trust(certified(), registered=nothing), kept).state == KeyState.WITHDRAWN
    out_of_time = paper(date(2030, 3, 8))
    also_listed = {kept.key_id.hex(): frozenset({out_of_time.hash.hex()})}
    assert judge_key(trust(certified(), registered=also_listed), out_of_time).state == KeyState.OUT_OF_TIME


def test_a_file_brings_the_chain_that_an_old_list_lacks() -> None:
    key = authority.new_key()

    for chain in (invited(key), certified(key=key), (*certified(key=key), ROOT)):
        verdict = judge_key(trust(certified()), paper(key=key), chain)
        assert (verdict.state, verdict.signer) == (KeyState.KNOWN, "PC 2")


def test_the_chain_of_a_file_is_not_believed_blindly() -> None:
    key, stranger_key = authority.new_key(), authority.new_key()
    stranger_root = authority.make_root("Invented", stranger_key, NOW)
    of_stranger = (
        authority.certify_device("PC 2", key.public_key(), stranger_root, stranger_key, FIRST_END),
    )
    of_another_key = certified()
    under_a_taken_invitation = invited(key)
    known = trust(invited(authority.new_key()))
    cancelled = trust(registered={key_id(INVITATION_KEY.public_key()).hex(): frozenset()})

    assert judge_key(trust(), paper(key=key), of_stranger).state == KeyState.UNKNOWN
    assert judge_key(trust(), paper(key=key), of_another_key).state == KeyState.UNKNOWN
    assert judge_key(known, paper(key=key), under_a_taken_invitation).state == KeyState.UNKNOWN
    assert judge_key(cancelled, paper(key=key), under_a_taken_invitation).state == KeyState.UNKNOWN
    assert judge_key(trust(invited(key)), paper(key=key), under_a_taken_invitation).state == KeyState.KNOWN


def test_a_list_with_a_chain_of_another_authority_does_not_know_it() -> None:
    key, stranger_key = authority.new_key(), authority.new_key()
    stranger_root: x509.Certificate = authority.make_root("Other", stranger_key, NOW)
    chain = (authority.certify_device("PC 2", key.public_key(), stranger_root, stranger_key, FIRST_END),)

    verdict = judge_key(trust(chain), paper(key=key))

    assert verdict.state == KeyState.UNKNOWN
    assert verdict.key is None
    assert isinstance(judge_key(trust(certified()), paper()).key, ec.EllipticCurvePublicKey)
