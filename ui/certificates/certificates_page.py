"""The certificates of one course: who qualifies, whose name is checked, what is issued."""

from dataclasses import dataclass
from typing import Any

from tvet_desktop.attendance.rules import local_day
from tvet_desktop.certificates.candidate_row import CandidateRow
from tvet_desktop.certificates.candidates import candidates
from tvet_desktop.certificates.withdrawing.doubles import DoubleRow, doubles
from tvet_desktop.courses.queries import CourseRow, list_courses
from tvet_desktop.shared.translation import _
from tvet_desktop.sync.keys.ending import Endings, endings
from tvet_desktop.sync.keys.ending_words import own_ending, what_to_do
from ui.certificates.candidate_columns import candidate_columns
from ui.certificates.certificate_acts import CertificateActs
from ui.certificates.printing.certificate_files import CertificateFiles
from ui.certificates.printing.certificate_preview import CertificatePreview
from ui.certificates.withdrawing.doubles_banner import DoublesBanner
from ui.certificates.withdrawing.withdrawal_acts import WithdrawalActs
from ui.certificates.words import standing_words, state_words
from ui.widgets.fields import ChoiceField
from ui.widgets.page import Page
from ui.widgets.row_table import RowTable
from ui.widgets.words import label

REMEMBERED = "course"


@dataclass(frozen=True)
class _Content:
    courses: list[CourseRow]
    course_id: int
    rows: list[CandidateRow]
    doubles: list[DoubleRow]
    endings: Endings


class CertificatesPage(Page):
    """`go_to` takes the id of a course. Enter on a row shows its certificate."""

    def build(self) -> None:
        """Make the buttons, the choice of the course and the table."""
        self.set_title(_("Certificates"))
        self._course_id = self.context.remembered.last_id(REMEMBERED) or 0
        self._rows: list[CandidateRow] = []
        self._doubles: list[DoubleRow] = []
        self._has_shown = False
        self.acts = CertificateActs(self)
        self.files = CertificateFiles(self)
        self.preview = CertificatePreview(self, self.files)
        self.withdrawing = WithdrawalActs(self)
        self.banner = DoublesBanner(self.withdrawing.on_choose, may_choose=self.withdrawing.may_withdraw)
        self.add_quiet(
            _("Register of certificates"),
            lambda: self.context.open_page("certificate_register", None),
            "certificates",
        )
        self.add_quiet(_("Verify a certificate"), lambda: self.context.open_page("verify", None), "search")
        self.to_courses = self.add_quiet(
            _("To the courses"), lambda: self.context.open_page("courses", None), "courses"
        )
        self.course: ChoiceField[int] = ChoiceField(_("Course"), [])
        self.course.changed.connect(self._on_course)
        self.table: RowTable[CandidateRow] = RowTable(
            "certificates",
            candidate_columns(),
            title=_("People and trainers of the course"),
            key=lambda row: row.key,
            remembered=self.context.remembered,
        )
        self.table.set_empty(
            _("No course has people yet: make a course and enrol people first."), self.to_courses
        )
        acts, files = self.acts, self.files
        self.table.set_actions(
            [
                acts.confirm,
                acts.approve,
                acts.waive,
                acts.issue,
                files.print,
                *self.withdrawing.actions,
            ]
        )
        self.table.opened.connect(self.preview.open)
        self.table.selection_changed.connect(self._follow)
        self.standing = label("", "muted", wraps=True)
        self.body.addWidget(self.course)
        self.body.addWidget(self.banner)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.standing)
        changes = self.context.changes
        self.listen(changes.certificates, changes.courses, changes.attendance, changes.people, changes.sync)
        self._follow()

    def go_to(self, target: object) -> None:
        """Show a course."""
        if isinstance(target, int):
            self._choose(target)

    def refresh(self) -> None:
        """Ask for the courses and the people of the chosen one."""
        wanted, today = self._course_id, local_day(self.context.app.now())

        def query(db: Any) -> _Content:  # noqa: ANN401  the database session
            courses = [course for course in list_courses(db) if course.enrolled]
            ids = [course.id for course in courses]
            course_id = wanted if wanted in ids else next(iter(ids), 0)
            rows = candidates(db, course_id) if course_id else []
            double = doubles(db, course_id=course_id) if course_id else []
            return _Content(courses, course_id, rows, double, endings(db, today))

        self.read(query, self._show)

    def _show(self, content: _Content) -> None:
        self._course_id, self._rows, self._doubles = content.course_id, content.rows, content.doubles
        self.course.set_choices([(course.id, _course_words(course)) for course in content.courses])
        self.course.set_value(content.course_id)
        self.course.setVisible(bool(content.courses))
        self.banner.show_doubles(content.doubles)
        self.table.set_rows(content.rows)
        states = [state_words(content.rows)] if content.rows else []
        ending = own_ending(content.endings, local_day(self.context.app.now()))
        self.set_state(" · ".join([*states, *([ending, what_to_do(content.endings)] if ending else [])]))
        self._follow()
        if not self._has_shown and self.course.box.hasFocus():
            self.table.setFocus()  # there were no rows yet when the page was opened
        self._has_shown = True

    def _on_course(self) -> None:
        course_id = self.course.value()
        if course_id is not None:
            self._choose(course_id)

    def _choose(self, course_id: int) -> None:
        self._course_id = course_id
        self.context.remembered.set_last_id(REMEMBERED, course_id)
        self._on_change()

    def _follow(self) -> None:
        issued = sum(bool(row.held) for row in self._rows)
        selected = self.table.selected_rows()
        self.acts.follow(self._course_id, self._rows, selected)
        self.withdrawing.follow(selected, self._doubles)
        self.standing.setText(standing_words(selected[0]) if len(selected) == 1 else "")
        self.standing.setVisible(bool(self.standing.text()))
        chosen = [row.certificate_id for row in selected if row.certificate_id is not None]
        self.files.follow(self._course_id, issued=issued, selected=chosen)


def _course_words(course: CourseRow) -> str:
    return _("{title} · {college} · {code}").format(
        title=course.details.title, college=course.college_name, code=course.details.code
    )
