"""The register on its way into a file."""

from collections.abc import Sequence
from pathlib import Path

from tvet_desktop.certificates.register.register_file import RegisterWanted, register_file
from tvet_desktop.certificates.register.register_rows import RegisterRow
from tvet_desktop.shared.translation import _, ngettext
from tvet_desktop.storage.files import write_durably
from tvet_desktop.sync.pcs_of_numbers import pcs_of_numbers
from ui.background import Progress
from ui.widgets.page import Page
from ui.widgets.writing import written


def save_register(
    page: Page, file: Path, rows: Sequence[RegisterRow], *, college_code: str | None, year: int | None
) -> None:
    """Write the rows that are shown; the page says what was written and which numbers are missing."""
    page.context.remembered.last_folder = str(file.parent)
    app, by = page.context.app, page.context.user.id
    wanted = RegisterWanted(file.suffix, college_code, year, frozenset(row.certificate_id for row in rows))

    def work(progress: Progress) -> tuple[int, int]:
        with app.database.reading() as db:
            made = register_file(
                db, wanted=wanted, pcs=pcs_of_numbers(db), now=app.clock.now(), by=by, steps=progress.step
            )
        with written(file.parent):
            write_durably(file, made.content)
        return made.count, made.numbers.missing_count

    def done(counts: tuple[int, int]) -> None:
        count, missing = counts
        said = ngettext("{count} certificate is in {file}.", "{count} certificates are in {file}.", count)
        sentence = said.format(count=count, file=file)
        if not missing:
            page.messages.show_success(sentence)
            return
        gaps = ngettext("{count} number is missing.", "{count} numbers are missing.", missing)
        page.messages.show_attention(f"{sentence} {gaps.format(count=missing)}")

    page.context.background.run_with_progress(
        work, name=_("Writing the register"), done=done, failed=page.show_user_error, owner=page
    )
