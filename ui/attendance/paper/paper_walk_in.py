"""Asks who was written on an empty line of a signed page."""

from collections.abc import Callable
from functools import partial

from tvet_desktop.attendance.paper.page_rows import PageColumn
from tvet_desktop.attendance.paper.walk_in_from_sheet import (
    WalkInWritten,
    take_back_walk_in_from_sheet,
    walk_in_from_sheet,
)
from tvet_desktop.courses.rules import day_text, slot_name
from tvet_desktop.shared.translation import _
from ui.widgets.fields import TextField
from ui.widgets.form import Form
from ui.widgets.form_dialog import FormDialog
from ui.widgets.page import Page


def ask_who(
    page: Page, *, sheet_id: int, line: int, column: PageColumn, then: Callable[[], None]
) -> FormDialog:
    """Open the question; whoever is written down is present at the session of the column. ``then`` after each change."""
    form = Form(_("Write on the line and mark present"), back=_("Back"))
    name = form.add(
        TextField(_("Name as it is written"), width=44, required=True, hint=_("Family name first"))
    )
    dialog = FormDialog(
        page,
        heading=_("Who signed on line {line}?").format(line=line),
        explanation=_(
            "This person is added to the college and the course, and marked present on {session}. Under People you"
            " can say later who it is."
        ).format(session=f"{day_text(column.held_on)} {slot_name(column.slot)}"),
        form=form,
    )
    now = page.context.app.clock.now()

    def written(done: WalkInWritten) -> None:
        undo = partial(
            page.act, partial(take_back_walk_in_from_sheet, written=done, now=now), lambda _done: tell()
        )
        page.messages.show_success(
            _("{name} stands on line {line} and is marked present.").format(
                name=done.added.name, line=done.line
            ),
            undo,
        )
        tell()

    def tell() -> None:
        page.context.changes.people.emit()
        page.context.changes.courses.emit()
        page.context.changes.attendance.emit()
        then()

    use_case = partial(
        walk_in_from_sheet,
        sheet_id=sheet_id,
        line=line,
        training_session_id=column.training_session_id,
        now=now,
    )
    dialog.ask(page, lambda: partial(use_case, name=name.value()), written)
    return dialog
