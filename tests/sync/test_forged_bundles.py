"""What a PC of the programme may put into a bundle that it signs: refused in one sentence, little memory, no row changed."""

import os
import tracemalloc
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from random import Random

import msgspec
import pytest
from zstandard import ZstdCompressor

from tests.courses.factories import a_running_course
from tests.sync.forged_bundles import hand_over, of_changes, signed, squeezed
from tests.sync.stations import HUYE, TUMBA, Station, make_template
from tvet_desktop.shared.clock import FixedClock
from tvet_desktop.shared.errors import UserError
from tvet_desktop.storage.change_groups import RowChange, group_changes
from tvet_desktop.storage.encode_groups import encode_groups
from tvet_desktop.storage.packing import _dictionary, pack
from tvet_desktop.sync.bundle import Bundle, Receipt, open_sections, read_bundle
from tvet_desktop.sync.import_bundles import Reading
from tvet_desktop.sync.parcel import Parcel
from tvet_desktop.sync.this_pc import ThisPc, load_documents, load_this_pc

MUTANTS = 10_000 if os.environ.get("TVET_LONG") else 500
MOST_MEMORY = 400 << 20
ROW = (HUYE << 53) + (5 << 16)


@pytest.fixture(scope="module")
def pcs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Station]]:
    """Return the founder, an honest PC and one whose program was altered, which knows all that the founder has."""
    folder = tmp_path_factory.mktemp("forged")
    clock = FixedClock(datetime(2027, 3, 8, 7, 30, tzinfo=UTC))
    template = make_template(folder, clock, [("honest", [HUYE], False), ("forger", [HUYE], False)])
    (folder / "open").mkdir()
    stations = template.open(folder / "open")
    with stations[0].database.transaction() as db:
        a_running_course(db, days=2)
    stations[2].read(stations[0].parcel())
    yield stations
    for station in stations:
        station.close()


def _person(*, key_b: int = 0, changed_at: int = 1 << 40, **fields: object) -> RowChange:
    after = {"family_name": "X", "given_name": "", "sex": "F"} | fields
    return RowChange("person", ROW, key_b, changed_at, 5, None, None, True, after)  # type: ignore[arg-type]  what nobody should write


def _takes_nothing(station: Station, parcel: Parcel) -> bool:
    """Tell whether a file was refused; if not, it changed no row either."""
    before = station.dump()
    refused = False
    try:
        station.read(parcel)
    except UserError as error:
        refused = error.sentence().endswith(".")
    assert station.dump() == before
    return refused


def _packed(content: bytes) -> bytes:
    """Return columns as ``pack`` makes a section of them."""
    return ZstdCompressor(level=3, dict_data=_dictionary(), write_content_size=True).compress(content)


def _rows(count: int = 1, key_a: object = None, **fields: object) -> bytes:
    """Return a section of people as its columns travel."""
    same, nothing = [0, 5], [0, None]
    columns = {name: (None, column) for name, column in fields.items()}
    group = ["person", True, count, key_a or [0, ROW], [0, 0], same, same, nothing, nothing, columns, None]
    return squeezed(msgspec.msgpack.encode([group]))


def _many_lists(depth: int) -> list[object]:
    column: list[object] = [0, 1]
    for _level in range(depth):
        column = [6, column, [0, 1]]
    return column


FORGED: dict[str, Callable[[ThisPc], bytes]] = {
    "a number that no database holds": lambda pc: signed(pc, {}, number=1 << 63, previous=bytes(32)),
    "a receipt of nothing": lambda pc: signed(pc, {}, receipts=[Receipt(b"", 1, b"short")]),
    "a second key of a row that has one": lambda pc: of_changes(pc, [_person(), _person(key_b=ROW + 1)]),
    "a letter that ends texts": lambda pc: of_changes(pc, [_person(family_name="a\0b")]),
    "a stamp beyond all time": lambda pc: of_changes(pc, [_person(changed_at=(1 << 63) - 1)]),
    "no values": lambda pc: signed(pc, {HUYE: _rows()}),
    "ten gigabytes of text": lambda pc: signed(
        pc,
        {
            HUYE: _rows(
                20_000,
                [5, ROW, [b"\x01" * 19_999]],
                family_name=[0, "x" * 500_000],
                given_name=[0, ""],
                sex=[0, "F"],
            )
        },
    ),
    "ten gigabytes in the frame's own words": lambda pc: signed(
        pc, {HUYE: b"\x28\xb5\x2f\xfd\xe0" + (10 << 30).to_bytes(8, "little") + bytes(64)}
    ),
    "fifteen million lists": lambda pc: signed(
        pc, {HUYE: squeezed(b"\xdd" + (15_000_000).to_bytes(4) + b"\x90" * 15_000_000)}
    ),
    "four million lists": lambda pc: signed(
        pc, {HUYE: squeezed(b"\xdd" + (4_000_000).to_bytes(4) + b"\x90" * 4_000_000)}
    ),
    "hours of unpacking": lambda pc: signed(
        pc, {HUYE: _rows(65_000, **{f"field{n}": _many_lists(90) for n in range(60)})}
    ),
    "another college's section": lambda pc: signed(pc, {TUMBA: pack(group_changes([_person()]))}),
}


@pytest.mark.parametrize("what", FORGED)
def test_what_no_honest_pc_writes_is_refused(pcs: list[Station], what: str) -> None:
    founder, _honest, forger = pcs
    parcel = hand_over(forger, FORGED[what](forger.this_pc()))

    tracemalloc.start()
    refused = _takes_nothing(founder, parcel)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert refused
    assert most < MOST_MEMORY


def test_a_file_in_the_name_of_another_pcs_log_does_not_make_it_begin_a_new_one(pcs: list[Station]) -> None:
    founder, _honest, forger = pcs
    log = founder.this_pc().log.id

    with suppress(UserError):
        founder.read(hand_over(forger, signed(forger.this_pc(), {}, log=log, number=9, previous=bytes(32))))

    assert founder.this_pc().log.id == log


def _altered(content: bytes, random: Random) -> bytes:
    """Return bytes of which a bit, a byte, an end or a piece is another."""
    altered = bytearray(content)
    place, kind = random.randrange(len(content)), random.randrange(4)
    if kind == 0:
        altered[place] ^= 1 << random.randrange(8)
    elif kind == 1:
        altered[place] = random.randrange(256)
    elif kind == 2:
        del altered[place : place + random.randint(1, 9)]
    else:
        altered[place:place] = random.randbytes(random.randint(1, 9))
    return bytes(altered)


def _signed_mutant(this_pc: ThisPc, source: Bundle, random: Random) -> bytes:
    """Return a bundle whose columns were altered before they were packed, sealed and signed."""
    opened = open_sections(source, this_pc.epoch_keys)
    groups = {scope: encode_groups(one.groups) for scope, one in opened.items() if one}
    scope = random.choice(sorted(groups))
    sections = {other: _packed(content) for other, content in groups.items()}
    sections[scope] = _packed(_altered(groups[scope], random))
    return signed(this_pc, sections)


def test_mutated_bundles_change_nothing(pcs: list[Station]) -> None:
    """Half of them are altered on their way; the others by a PC that signs them, and of those a part is in order."""
    founder, _honest, forger = pcs
    random, this_pc = Random(3), forger.this_pc()
    sources = [read_bundle(content) for content in forger.parcel().bundles]
    before, ends = founder.dump(), Counter[str]()
    tracemalloc.start()
    with founder.database.transaction() as db:
        pc = load_this_pc(db)
        document = load_documents(db, pc)[-1]
        for number in range(MUTANTS):
            source = random.choice(sources)
            is_signed = number % 2 == 1
            content = (
                _signed_mutant(this_pc, source, random) if is_signed else _altered(source.content, random)
            )
            attempt = db.begin_nested()
            reading = Reading(db, pc, document)
            try:
                reading.take(content)
                reading.finish(whole_or_not=True)
                ends["taken"] += 1
                assert is_signed or content == source.content
            except UserError as error:
                ends[type(error).__name__] += 1
            attempt.rollback()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    print(f"\n{MUTANTS} altered bundles, at most {most >> 20} MiB: {dict(ends)}")
    assert most < MOST_MEMORY
    assert founder.dump() == before
