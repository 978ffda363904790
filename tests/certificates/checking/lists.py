"""Lists of keys to check against, without a PC that wrote them."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from tests.certificates.examples import example_keys
from tests.documents.signing_keys import SigningKeys, certify, new_key
from tvet_desktop.certificates.checking.trust_list import TrustList, Withdrawn
from tvet_desktop.certificates.statements.signed_statement import SignedStatement, key_id, sign_statement
from tvet_desktop.certificates.statements.statement import Statement

HEARD_AT = datetime(2027, 3, 20, 8, 0, tzinfo=UTC)


def a_list(**changes: Any) -> TrustList:
    """The list of a PC that knows the example PC and heard from the national office on 20 March."""
    keys = example_keys()
    made = TrustList(keys.root, (keys.chain,), {}, datetime(2027, 4, 1, tzinfo=UTC), heard_at=HEARD_AT)
    return replace(made, **changes)


def without(signed: SignedStatement, replaced_by: str = "", reason: str = "WRONG_NAME") -> TrustList:
    """The same list after a statement was revoked, or replaced by another."""
    return a_list(withdrawn={signed.hash.hex(): Withdrawn(reason, replaced_by, date(2027, 3, 18))})


def another_pc(name: str = "IPRC Karongi, PC 1") -> SigningKeys:
    """A second PC of the same programme."""
    keys, key = example_keys(), new_key()
    leaf = certify(name, key, "Programme authority", keys.root_key)
    return SigningKeys(key, (leaf, keys.root), keys.root_key, keys.root)


def signed_by(keys: SigningKeys, statement: Statement) -> SignedStatement:
    return sign_statement(statement, keys.key, key_id(keys.key.public_key()))
