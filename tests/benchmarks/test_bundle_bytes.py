"""How many bytes the practice week of one college takes on its way, beside JSON lines with gzip."""

import gzip
import json
from pathlib import Path

from sqlalchemy import select

from tvet_desktop.app import App
from tvet_desktop.practice.make_practice import make_practice
from tvet_desktop.shared.clock import FixedClock
from tvet_desktop.storage.local_tables import Change
from tvet_desktop.sync.columns import encode_changes
from tvet_desktop.sync.models import StoredBundle
from tvet_desktop.sync.this_pc import load_this_pc
from tvet_desktop.sync.write_bundles import wire_change, write_bundles


def test_bytes_of_the_practice_week(tmp_path: Path, clock: FixedClock) -> None:
    app = App(tmp_path / "pc", clock)
    made = make_practice(app, colleges=1, weeks=1)
    with app.database.transaction() as db:
        changes = [wire_change(change) for change in db.scalars(select(Change).order_by(Change.seq))]
        write_bundles(db, load_this_pc(db))
    with app.database.reading() as db:
        bundles = [len(content) for content in db.scalars(select(StoredBundle.content))]
    app.sign_out()
    lines = "\n".join(
        json.dumps({"table": c.table, "key": [c.key_a, c.key_b], "at": c.changed_at} | c.after)
        for c in changes
    )
    zipped = len(gzip.compress(lines.encode()))
    marks = [change for change in changes if change.table == "attendance_mark"]

    print(
        f"\n{len(changes)} changes, {made.marks} of them marks: {sum(bundles)} bytes in {len(bundles)} bundles,"
        f" {sum(bundles) / len(changes):.1f} a change; JSON lines with gzip {zipped} ({zipped / sum(bundles):.1f} x)."
        f" Columns of the marks before zstd: {len(encode_changes(marks)) / len(marks):.1f} bytes a mark."
    )

    assert sum(bundles) < zipped
