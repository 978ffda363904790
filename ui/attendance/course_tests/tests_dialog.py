"""Which tests a course has: the maximum and the day of each."""

from datetime import date

from tvet_desktop.attendance.course_tests.rules import (
    MaximumUnusable,
    TestSettings,
    points_text,
    read_maximum,
)
from tvet_desktop.shared.translation import _
from ui.widgets.date_field import DateField
from ui.widgets.fields import TextField
from ui.widgets.form import Form
from ui.widgets.form_dialog import FormDialog
from ui.widgets.page import Page


class CourseTestsDialog(FormDialog):
    """An empty maximum says that there is no such test; its results are kept."""

    def __init__(
        self, page: Page, tests: TestSettings, first_day: date | None, last_day: date | None
    ) -> None:
        form = Form(_("Save the tests"), back=_("Back"))
        hint = _("Empty if there is no such test")
        self.pre_maximum = form.add(_points_field(_("Points of the pre-test"), hint))
        self.post_maximum = form.add(_points_field(_("Points of the post-test"), hint))
        self.pre_on = form.add(DateField(_("Day of the pre-test")))
        self.post_on = form.add(DateField(_("Day of the post-test")))
        for field, points in ((self.pre_maximum, tests.pre_maximum), (self.post_maximum, tests.post_maximum)):
            field.set_value("" if points is None else points_text(points))
        is_new = not tests.there
        self.pre_on.set_value(first_day if is_new else tests.pre_on)
        self.post_on.set_value(last_day if is_new else tests.post_on)
        super().__init__(
            page,
            heading=_("Tests of the course"),
            explanation=_("How many points each test has at most. Results are then typed or imported."),
            form=form,
        )

    def settings(self) -> TestSettings:
        """What was entered; called after the form has checked it."""
        return TestSettings(
            _maximum(self.pre_maximum.value()),
            self.pre_on.value(),
            _maximum(self.post_maximum.value()),
            self.post_on.value(),
        )


def _points_field(text: str, hint: str) -> TextField:
    return TextField(text, width=8, hint=hint, problem_with=_problem)


def _maximum(typed: str) -> int | None:
    return read_maximum(typed) if typed else None


def _problem(typed: str) -> str:
    try:
        read_maximum(typed)
    except MaximumUnusable as error:
        return error.sentence()
    return ""
