"""Make resources/sync/bundle.zdict: what zstd knows before it reads the first byte of a bundle.

Run once before the first release, and never after it: bundles written with one dictionary cannot be read
with another. It learns from invented practice data only.

    .venv/bin/python installer/train_dictionary.py
"""

import sys
import tempfile
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import zstandard  # noqa: E402  needs ROOT above

from tvet_desktop.app import App  # noqa: E402  needs ROOT above
from tvet_desktop.practice.make_practice import make_practice  # noqa: E402  needs ROOT above
from tvet_desktop.shared.clock import SystemClock  # noqa: E402  needs ROOT above
from tvet_desktop.storage.change_groups import group_changes  # noqa: E402  needs ROOT above
from tvet_desktop.storage.encode_groups import encode_groups  # noqa: E402  needs ROOT above
from tvet_desktop.storage.outbox import unsent_changes  # noqa: E402  needs ROOT above

TARGET = ROOT / "resources" / "sync" / "bundle.zdict"
SIZE = 6 * 1024
SEEDS = range(20, 26)


def samples(seed: int) -> list[bytes]:
    """Return sections as small bundles would hold them: table by table, session by session."""
    with tempfile.TemporaryDirectory() as folder:
        app = App(Path(folder), SystemClock())
        make_practice(app, colleges=2, weeks=1, seed=seed)
        with app.database.reading() as db:
            changes = [change for _number, change in unsent_changes(db)]
        app.sign_out()
    groups = groupby(changes, key=lambda change: (change.table, change.key_a if change.key_b else 0))
    return [encode_groups(group_changes(group)) for _key, group in groups]


def main() -> None:
    """Train on six practice programmes."""
    learned: list[bytes | bytearray | memoryview] = [sample for seed in SEEDS for sample in samples(seed)]
    dictionary = zstandard.train_dictionary(SIZE, learned, level=19)
    TARGET.write_bytes(dictionary.as_bytes())
    print(f"{len(learned)} samples, {len(dictionary.as_bytes())} bytes: {TARGET}")


if __name__ == "__main__":
    main()
