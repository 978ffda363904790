"""A later version of the app in a process of its own: one table has a column more, another an extra table.

Run as ``python newer_app.py DATA_DIR ACTION [ARGUMENT…]``; prints the dump after the action.
"""

import sys
import types
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tvet_desktop.storage import schema  # noqa: E402

schema.SCHEMA_VERSION = 2
migration = types.ModuleType("tvet_desktop.storage.migrations.versions.v0002")


def upgrade(op: object) -> None:
    for table, column in (("app_user", "nickname"), ("course_trainer", "remark")):
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column} VARCHAR")  # type: ignore[attr-defined]
    op.execute(  # type: ignore[attr-defined]
        "CREATE TABLE later_thing (id INTEGER PRIMARY KEY, words VARCHAR NOT NULL, changed_at INTEGER NOT NULL,"
        " changed_by INTEGER NOT NULL, field_stamps JSON, deleted BOOLEAN NOT NULL)"
    )


migration.upgrade = upgrade  # type: ignore[attr-defined]
sys.modules[migration.__name__] = migration

from sqlalchemy import String  # noqa: E402
from sqlalchemy.orm import Mapped, mapped_column  # noqa: E402

from tvet_desktop.accounts import key_slots  # noqa: E402
from tvet_desktop.accounts.models import User  # noqa: E402
from tvet_desktop.accounts.new_database import NewAccount  # noqa: E402
from tvet_desktop.app import App  # noqa: E402
from tvet_desktop.courses.models import CourseTrainer  # noqa: E402
from tvet_desktop.shared.clock import SystemClock  # noqa: E402
from tvet_desktop.storage.base import Base, Id, Synced, primary_id  # noqa: E402
from tvet_desktop.storage.database import new_id  # noqa: E402
from tvet_desktop.sync.dump import dump  # noqa: E402
from tvet_desktop.sync.export_bundles import export_bundles, prepare_export  # noqa: E402

User.nickname = mapped_column(String, nullable=True, info={"since": 2})  # type: ignore[attr-defined]
CourseTrainer.remark = mapped_column(String, nullable=True, info={"since": 2})  # type: ignore[attr-defined]
key_slots.MEMORY_KIB, key_slots.PASSES = 1024, 1


class LaterThing(Synced, Base):
    __tablename__ = "later_thing"

    id: Mapped[Id] = primary_id()
    words: Mapped[str]


def main(folder: str, action: str, *words: str) -> None:
    app = App(Path(folder), SystemClock())
    if action == "join":
        app.join(invitation=Path(words[0]), account=NewAccount("newer", "Newer", "four invented words"))
    else:
        app.sign_in(words[0], "four invented words")
    if action == "write":
        with app.database.transaction() as db:
            db.get_one(User, int(words[1])).nickname = "Nick"  # type: ignore[attr-defined]
            db.get_one(CourseTrainer, (int(words[2]), int(words[3]))).remark = "kept"  # type: ignore[attr-defined]
            db.add(LaterThing(id=new_id(db, 12), words="a table of later"))
    if action == "exchange":
        with app.database.transaction() as db:
            prepare_export(db)
        with app.database.reading() as db:
            export_bundles(db, Path(words[1]))
        app.import_sync([Path(words[1])])
    with app.database.reading() as db:
        sys.stdout.write("\n".join(dump(db)))
    app.sign_out()


if __name__ == "__main__":
    main(*sys.argv[1:])
