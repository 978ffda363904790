"""The file beside the database: it comes back as it was written, and whatever is wrong with it is one sentence."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.certificates.examples import example_keys
from tvet_desktop.certificates.checking.trust_list import (
    TRUST_FILE,
    TrustList,
    TrustListMissing,
    TrustListTooNew,
    Withdrawn,
    read_trust_list,
    write_trust_list,
)

MADE, HEARD = datetime(2027, 3, 8, 7, 30, tzinfo=UTC), datetime(2027, 2, 1, tzinfo=UTC)
HASH, KID = "ab" * 32, "cd" * 8


def a_list() -> TrustList:
    keys = example_keys()
    withdrawn = {HASH: Withdrawn("WRONG_NAME", "RPT-HUY-2027-K7QX-0002-A", date(2027, 3, 1))}
    chains = (keys.chain[:1], keys.chain)
    return TrustList(keys.root, chains, withdrawn, MADE, {KID: frozenset({HASH})}, HEARD, is_practice=True)


def test_it_comes_back_as_it_was_written(tmp_path: Path) -> None:
    write_trust_list(tmp_path, a_list())

    assert read_trust_list(tmp_path) == a_list()


def test_a_list_of_the_first_format_is_still_read(tmp_path: Path) -> None:
    write_trust_list(tmp_path, a_list())
    content = json.loads((tmp_path / TRUST_FILE).read_bytes())
    first = {name: content[name] for name in ("root", "chains", "withdrawn", "made_at")}
    (tmp_path / TRUST_FILE).write_text(json.dumps(first | {"withdrawn": {}}))

    trust = read_trust_list(tmp_path)

    assert (trust.registered, trust.heard_at, trust.made_at) == ({}, None, MADE)


def test_a_list_of_a_newer_app_says_so(tmp_path: Path) -> None:
    (tmp_path / TRUST_FILE).write_text('{"format": 99, "root": {"another": "form"}}')

    with pytest.raises(TrustListTooNew) as refusal:
        read_trust_list(tmp_path)

    assert refusal.value.sentence().endswith(".")


Change = Callable[[dict[str, Any]], object]
CHANGES: list[Change] = [
    lambda content: content.pop("root"),
    lambda content: content.update(root="AAAA"),
    lambda content: content.update(root=content["root"][:-8]),
    lambda content: content.update(chains=[[]]),
    lambda content: content.update(chains=[["no certificate"]]),
    lambda content: content.update(chains={"a": 1}),
    lambda content: content.update(made_at="today"),
    lambda content: content.update(made_at=-1),
    lambda content: content.update(made_at=1e30),
    lambda content: content.update(heard_at=10**15),
    lambda content: content.update(withdrawn={"short": ["OTHER", "", "2027-03-01"]}),
    lambda content: content.update(withdrawn={HASH: ["OTHER", "", "1 March"]}),
    lambda content: content.update(withdrawn={HASH: ["OTHER", ""]}),
    lambda content: content.update(withdrawn={HASH: "OTHER"}),
    lambda content: content.update(registered={"not hex at all!!": []}),
    lambda content: content.update(registered={KID: ["short"]}),
    lambda content: content.update(registered={KID: None}),
    lambda content: content.update(format="new"),
]


@pytest.mark.parametrize("change", CHANGES)
def test_what_does_not_fit_is_refused(tmp_path: Path, change: Change) -> None:
    write_trust_list(tmp_path, a_list())
    content = json.loads((tmp_path / TRUST_FILE).read_bytes())
    change(content)
    (tmp_path / TRUST_FILE).write_text(json.dumps(content))

    with pytest.raises(TrustListMissing):
        read_trust_list(tmp_path)


@pytest.mark.parametrize(
    "content", [b"", b"null", b"[]", b"\xff\xfe", b"[" * 100_000, b'{"root": 1', b"\0" * 500]
)
def test_something_else_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / TRUST_FILE).write_bytes(content)

    with pytest.raises(TrustListMissing):
        read_trust_list(tmp_path)


def test_damaged_bytes_never_make_the_reader_stumble(tmp_path: Path) -> None:
    write_trust_list(tmp_path, a_list())
    whole = (tmp_path / TRUST_FILE).read_bytes()
    random = Random(5)
    refused = 0
    for _ in range(400):
        altered = bytearray(whole)
        for _change in range(random.randrange(1, 4)):
            altered[random.randrange(len(altered))] = random.randrange(256)
        (tmp_path / TRUST_FILE).write_bytes(
            bytes(altered[: random.choice([len(altered), random.randrange(len(altered))])])
        )
        try:
            read_trust_list(tmp_path)
        except (TrustListMissing, TrustListTooNew):
            refused += 1
    assert refused > 200


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200))
def test_no_bytes_make_the_reader_stumble(tmp_path: Path, content: bytes) -> None:
    (tmp_path / TRUST_FILE).write_bytes(content)

    with pytest.raises((TrustListMissing, TrustListTooNew)):
        read_trust_list(tmp_path)
