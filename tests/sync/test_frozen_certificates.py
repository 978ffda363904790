from datetime import datetime
from pathlib import Path

from tests.certificates.factories import Course
from tests.certificates.test_frozen import Issued, printed
from tests.sync.conftest import JoinPc, Pc


def test_another_pc_prints_the_same_pages_after_everything_changed(
    founder: Pc, join_pc: JoinPc, now: datetime, tmp_path: Path
) -> None:
    """The pages are drawn once more there, from what was frozen: the files are not copied by sync."""
    issued = Issued(Course(founder.app, now))
    pages = printed(founder.app, issued)
    issued.change_everything()

    second = join_pc("second")
    second.app.import_sync([founder.export(tmp_path / "all.tvet")])

    assert printed(second.app, issued) == pages
