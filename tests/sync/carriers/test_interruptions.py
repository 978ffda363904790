"""The stick is pulled out at any moment, again and again; one whole run later all is equal."""

from pathlib import Path
from random import Random

import pytest

from tests.sync.carriers.conftest import carrier_of, run_sync
from tests.sync.conftest import JoinPc, Pc
from tvet_desktop.shared.errors import UserError
from tvet_desktop.sync.carriers.errors import CarrierGone
from tvet_desktop.sync.carriers.folder_carrier import FolderCarrier


class Pulled:
    """A folder that is there for some acts on files and then gone.

    With ``lies`` it claims to have written what it has not, as some servers do.
    """

    takes_all_files = True

    def __init__(self, inner: FolderCarrier, chance: Random, *, acts: int, lies: bool) -> None:
        self._inner = inner
        self._chance = chance
        self._acts = acts
        self._lies = lies

    def _act(self) -> None:
        self._acts -= 1
        if self._acts < 0:
            raise CarrierGone

    def get(self, name: str, *, largest: int) -> bytes | None:
        self._act()
        return self._inner.get(name, largest=largest)

    def size(self, name: str) -> int | None:
        self._act()
        return self._inner.size(name)

    def put(self, name: str, content: bytes) -> None:
        self._act()
        if self._lies and self._chance.random() < 0.3:
            self._inner.put(name, content[: self._chance.randrange(len(content))])
            return
        self._inner.put(name, content)


class Cancelled(UserError):
    def sentence(self) -> str:
        return "cancelled"


@pytest.mark.parametrize("seed", range(6))
def test_random_interruptions_lose_nothing(founder: Pc, join_pc: JoinPc, stick: Path, seed: int) -> None:
    chance = Random(seed)
    pcs = [founder, join_pc("second"), join_pc("third")]
    for step in range(12):
        pc = chance.choice(pcs)
        for number in range(chance.randrange(3)):
            pc.add_person(f"gasana {step} {number}")
        pulled = Pulled(carrier_of(pc, stick), chance, acts=chance.randrange(40), lies=seed % 2 == 1)
        left = chance.randrange(4_000)

        def moved(size: int) -> None:
            nonlocal left
            left -= size
            if left < 0:
                raise Cancelled

        try:
            run_sync(pc, pulled, moved=moved)
        except Cancelled:
            continue
    for _round in range(3):
        for pc in pcs:
            assert run_sync(pc, carrier_of(pc, stick)).stopped is None

    assert pcs[0].dump() == pcs[1].dump() == pcs[2].dump()


def test_what_came_before_the_stick_was_pulled_stays(founder: Pc, join_pc: JoinPc, stick: Path) -> None:
    second = join_pc("second")
    for number in range(5):
        founder.add_person(f"gasana{number}")
        run_sync(founder, carrier_of(founder, stick))
    sizes: list[int] = []

    def cancel_after_two(size: int) -> None:
        sizes.append(size)
        if len(sizes) == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        run_sync(second, carrier_of(second, stick), moved=cancel_after_two)
    done = run_sync(second, carrier_of(second, stick))

    assert done.imported.new_bundles == 3
    assert founder.dump()[-1:] == second.dump()[-1:]
