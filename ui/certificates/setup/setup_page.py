"""The certificates of one course: what stands on them, with the page itself beside the fields."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout

from tvet_desktop.accounts.rules import may
from tvet_desktop.certificates.drawing.sheet import CharacterNotPrintable, TextDoesNotFit
from tvet_desktop.certificates.setup.details import SetupDetails
from tvet_desktop.certificates.setup.queries import SetupRow, setup_of
from tvet_desktop.certificates.setup.set_certificate_setup import (
    CertificateSetupSet,
    set_certificate_setup,
)
from tvet_desktop.certificates.setup.undo_certificate_setup import undo_certificate_setup
from tvet_desktop.certificates.templates.queries import TemplateRow, list_templates
from tvet_desktop.courses.queries import CourseRow, course_row
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.text import nfc
from tvet_desktop.shared.translation import _
from ui import theme
from ui.certificates.setup.live_preview import LivePreview
from ui.certificates.setup.setup_form import SetupForm
from ui.widgets.page import Page
from ui.widgets.scrolling import Scrolling
from ui.widgets.why_not import role_lacks
from ui.widgets.words import permit

_PAUSE_MS = 300
_FORM_WIDTH = 112 * theme.STEP
_DRAFT = "details"


@dataclass(frozen=True)
class _Content:
    course: CourseRow
    setup: SetupRow
    templates: list[TemplateRow]


class SetupPage(Page):
    """`go_to` takes the id of a course. The preview follows at each pause of typing; nothing is kept before Save."""

    def build(self) -> None:
        """Leave room for the form; the preview is there from the start."""
        self._course_id = 0
        self._held: SetupDetails | None = None
        self._may = may(self.context.user.role, "set_certificates")
        self.form: SetupForm | None = None
        self.set_title(_("Certificates of the course"))
        self.save = self.set_primary(_("Save"), self._on_save, "check")
        permit(self.save, self._why_not() or _("Open this page from the certificates of a course."))
        self.add_quiet(_("Back to the certificates"), self._go_back, "certificates")
        self.preview = LivePreview(self)
        self.preview.wanted.connect(self.show_preview)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.show_preview)
        self._both = QHBoxLayout()
        self._both.setSpacing(theme.AROUND)
        self._both.addWidget(self.preview, 1)
        self.body.addLayout(self._both, 1)
        changes = self.context.changes
        self.listen(changes.certificates, changes.courses, changes.people, changes.attendance, changes.sync)

    def go_to(self, target: object) -> None:
        """Be about another course."""
        if isinstance(target, int) and target != self._course_id:
            self._keep_draft()
            self._course_id, self._held = target, None
        self._on_change()

    def refresh(self) -> None:
        """Ask what holds; what somebody is typing stays."""
        course_id = self._course_id

        def query(db: Any) -> _Content:  # noqa: ANN401  the core's session
            return _Content(course_row(db, course_id), setup_of(db, course_id), list_templates(db))

        if course_id:
            self.read(query, self._show)

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page is shown: what was typed and not saved is kept until the program ends."""
        super().hideEvent(event)
        self._pause.stop()
        self._keep_draft()

    def show_preview(self) -> None:
        """Draw the chosen page as the fields are now."""
        self._pause.stop()
        if self.form is not None:
            self.preview.show_course(self._course_id, self.form.details())

    def _show(self, content: _Content) -> None:
        details = content.setup.details
        self.set_state(
            _("{title} · {college} · {code}").format(
                title=content.course.details.title,
                college=content.course.college_name,
                code=content.course.details.code,
            )
        )
        is_typing = self._held is not None and self.form is not None and self.form.details() != self._held
        if not is_typing:
            self._make_form(content.templates, details)
        self.show_preview()

    def _make_form(self, templates: list[TemplateRow], details: SetupDetails) -> None:
        form = SetupForm(templates)
        form.fill(details)
        self._held = form.details()
        draft = self.context.drafts.of(self._draft_name).get(_DRAFT)
        if draft and self._may:
            form.fill(SetupDetails.read(draft))
        for field in form.fields:
            field.changed.connect(self._pause.start)
            field.setEnabled(self._may)
        form.submitted.connect(self._on_submitted)
        form.left.connect(self._go_back)
        scrolling = Scrolling(form)
        scrolling.setFixedWidth(_FORM_WIDTH)
        had_focus = self.form is None or self.form.isAncestorOf(self.focusWidget() or self)
        old = self._both.takeAt(0) if self._both.count() > 1 else None
        if old is not None and (widget := old.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        self.form = form
        self._allow_save(can=self._may)
        self._both.insertWidget(0, scrolling)
        if had_focus and self._may:
            form.language.focus()

    def _why_not(self) -> str:
        return role_lacks(self.context.user.role, "set_certificates")

    def _on_save(self) -> None:
        if self.form is not None:
            self.form.submit()

    def _allow_save(self, *, can: bool) -> None:
        permit(self.save, "" if can else self._why_not() or _("Wait until it is saved."))
        if self.form is not None:
            self.form.set_busy(not can)  # Enter in a field is the same as the button

    def _on_submitted(self) -> None:
        assert self.form is not None
        self._allow_save(can=False)
        course_id, details, by = self._course_id, self.form.details(), self.context.user.id
        self.act(
            partial(set_certificate_setup, course_id=course_id, details=details, by=by),
            self._on_saved,
            failed=self._on_refused,
        )

    def _on_saved(self, done: CertificateSetupSet) -> None:
        assert self.form is not None
        self._allow_save(can=True)
        self._held = self.form.details()
        self._keep_draft()
        words = _("The next certificates of this course are made so.")
        if done.setup_id is None:
            self.messages.show_success(words)
        else:
            undo = partial(undo_certificate_setup, setup_id=done.setup_id, by=self.context.user.id)
            self.messages.show_success(words, lambda: self.act(undo, self._tell))
        self._tell(None)

    def _on_refused(self, error: UserError) -> None:
        """Put the sentence beside the field that it is about."""
        form = self.form
        assert form is not None
        self._allow_save(can=True)
        text = error.text if isinstance(error, TextDoesNotFit | CharacterNotPrintable) else None
        signed = [words for one in form.signatories.value() for words in (one.name, one.position)]
        for field, texts in (
            (form.place, [form.place.value()]),
            (form.donor, [form.donor.value()]),
            (form.signatories, signed),
        ):
            if text is not None and nfc(text) in texts:
                field.set_error(error.sentence())
                field.focus()
                return
        self.show_user_error(error)

    def _tell(self, _result: object) -> None:
        self.context.changes.certificates.emit()

    @property
    def _draft_name(self) -> str:
        return f"certificates of {self._course_id}"

    def _keep_draft(self) -> None:
        if self.form is not None and self._may:
            details = self.form.details()
            self.context.drafts.keep(
                self._draft_name, {_DRAFT: "" if details == self._held else details.text()}
            )

    def _go_back(self) -> None:
        self.context.open_page("certificates", self._course_id)
