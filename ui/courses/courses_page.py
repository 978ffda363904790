"""The list of courses."""

from tvet_desktop.attendance.course_progress import CourseProgress, course_progress
from tvet_desktop.shared.translation import _, ngettext
from ui.courses.words import dates_text, state_word
from ui.widgets.column import Column
from ui.widgets.page import Page
from ui.widgets.row_table import RowTable
from ui.widgets.why_not import role_lacks
from ui.widgets.words import permit


class CoursesPage(Page):
    """Every course that this PC knows. Enter opens one, the button adds one."""

    def build(self) -> None:
        """Make the table and the button."""
        self.set_title(_("Courses"))
        self.new = self.set_primary(_("New course"), self._on_new, "add")
        permit(self.new, role_lacks(self.context.user.role, "edit_courses"))
        self.archived = self.add_quiet(_("Show archived courses too"), self.refresh)
        self.archived.setCheckable(True)
        self.table: RowTable[CourseProgress] = RowTable(
            "courses",
            _columns(),
            title=_("Courses"),
            key=lambda row: row.course.id,
            remembered=self.context.remembered,
        )
        self.table.set_empty(
            _("There is no course yet: add the first one, then its days and people."), self.new
        )
        self.table.opened.connect(lambda row: self.context.open_page("course", row.course.id))
        self.body.addWidget(self.table, 1)
        changes = self.context.changes
        self.listen(changes.courses, changes.attendance, changes.people, changes.sync)

    def refresh(self) -> None:
        """Ask for the courses."""
        archived = self.archived.isChecked()
        self.archived.setText(_("Hide archived courses") if archived else _("Show archived courses too"))
        self.read(lambda db: course_progress(db, archived=archived), self._show)

    def _show(self, rows: list[CourseProgress]) -> None:
        self.table.set_rows(rows)
        words = ngettext("{count} course", "{count} courses", len(rows)).format(count=len(rows))
        self.set_state(words if rows else "")

    def _on_new(self) -> None:
        self.context.open_page("course_form", "new")


def _columns() -> list[Column[CourseProgress]]:
    return [
        Column("title", lambda: _("Title"), lambda row: row.course.details.title, width=34),
        Column("code", lambda: _("Code"), lambda row: row.course.details.code, width=14),
        Column("college", lambda: _("College"), lambda row: row.course.college_name, width=16),
        Column(
            "dates",
            lambda: _("Dates"),
            lambda row: dates_text(row.course.details.starts_on, row.course.details.ends_on),
            sort_key=lambda row: row.course.details.starts_on,
            width=22,
        ),
        Column("state", lambda: _("State"), lambda row: state_word(row.course.state), width=16),
        Column(
            "people",
            lambda: _("People"),
            lambda row: str(row.course.enrolled),
            sort_key=lambda row: row.course.enrolled,
            is_number=True,
            width=8,
        ),
        Column(
            "marked",
            lambda: _("Sessions marked"),
            lambda row: _("{marked} of {count}").format(
                marked=row.marked_sessions, count=row.course.sessions
            ),
            sort_key=lambda row: (row.marked_sessions - row.course.sessions, row.course.sessions),
            is_number=True,
            width=16,
            tone=_tone,
        ),
    ]


def _tone(row: CourseProgress) -> str:
    if not row.course.sessions:
        return "muted"
    return "good" if row.marked_sessions == row.course.sessions else ""
