"""Mark a class: choose course and session, then one key for each person."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout

from tvet_desktop.attendance.registers import SessionRegister
from tvet_desktop.courses.models import SessionState
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _, ngettext
from ui import theme
from ui.attendance.badges.check_in import CheckIn
from ui.attendance.choice import Chosen, choose
from ui.attendance.notes import note_about, why_not_marked
from ui.attendance.paper.paper_acts import PaperActs
from ui.attendance.register_panel import RegisterPanel
from ui.attendance.session_acts import SessionActs
from ui.attendance.session_strip import SessionStrip
from ui.widgets.page import Page
from ui.widgets.words import action, permit

COURSE, SESSION = "course", "session"  # under which the last ones are remembered


class AttendancePage(Page):
    """`go_to` takes the id of a training session."""

    def build(self) -> None:
        """Make the choice of course and session, the register, and the buttons."""
        remembered = self.context.remembered
        self._course_id: int | None = remembered.last_id(COURSE)
        self._session_id: int | None = remembered.last_id(SESSION)
        self._shown_id: int | None = None
        self._chosen: Chosen | None = None
        self.set_title(_("Attendance"))
        self.panel = RegisterPanel(self)
        self.table = self.panel.table
        self.check_in = CheckIn(self, self.panel)
        self._build_buttons()
        self._build_choice()
        self.body.addWidget(self.paper.splitter, 1)
        self.panel.changed.connect(self._show_state)
        changes = self.context.changes
        self.listen(changes.courses, changes.attendance, changes.people, changes.sync)

    def go_to(self, target: object) -> None:
        """Show the register of a session."""
        if isinstance(target, int) and target != self._session_id:
            self.panel.leave()
            self.messages.clear()
            self._course_id, self._session_id = None, target
        if self.isVisible():
            self.refresh()
        else:
            self._is_stale = True

    def refresh(self) -> None:
        """Ask for the courses, the sessions and the register."""
        course_id, session_id = self._course_id, self._session_id
        known = None if self._chosen is None else self._chosen.known
        self.read(lambda db: choose(db, course_id, session_id, known), self._show)

    def on_code(self, code: object) -> bool:
        """A badge marks its person in the session that is shown."""
        return self.check_in.on_code(code)

    def on_refused_scan(self, error: UserError) -> bool:
        """The view at the door says itself what was no badge."""
        return self.check_in.on_refused(error)

    def hideEvent(self, event: QHideEvent) -> None:
        """Minutes that are being typed are saved, and other pages are told."""
        self.panel.leave()
        super().hideEvent(event)

    def choose_session(self, session_id: int | None, course_id: int | None) -> None:
        """Show another session; without one that of the course which is not marked yet."""
        self.panel.leave()
        self.messages.clear()
        self._course_id, self._session_id = course_id, session_id
        self.refresh()

    def _show(self, chosen: Chosen) -> None:
        self._chosen = chosen
        register = chosen.register
        self._course_id = None if chosen.course is None else chosen.course.id
        self._session_id = None if register is None else register.column.session.id
        if self._session_id != self._shown_id:
            self._shown_id = self._session_id
            self.messages.go_to_place(self._session_id)  # Ctrl+Z takes back what was done to what is seen
        for name, number in ((COURSE, self._course_id), (SESSION, self._session_id)):
            if number is not None:
                self.context.remembered.set_last_id(name, number)
        self._show_choice(chosen)
        self._show_empty(chosen)
        self.acts.follow(chosen)
        self.paper.follow(chosen)
        why = why_not_marked(chosen, self.context.user.role)
        is_closed = register is not None and register.column.session.is_closed
        closed = _("This session is closed: reopen it first.") if is_closed else ""
        has_rows = register is not None and bool(register.rows)
        nobody = "" if has_rows else _("Nobody is enrolled in this course yet.")
        for act in (self.walk_in, self.door):
            permit(act, why or closed)
        permit(self.rest, why or closed or nobody)
        permit(self.details, nobody)
        if register is None:
            self.set_state("")
        note = note_about(chosen, self.context.app.clock.now())
        self.panel.show_session(register, note, can_mark=not why)

    def _show_choice(self, chosen: Chosen) -> None:
        self.courses.clear()
        for course in chosen.courses:
            self.courses.addItem(f"{course.details.title} · {course.details.code}", course.id)
        self.courses.setCurrentIndex(self.courses.findData(self._course_id))
        self.courses.setEnabled(bool(chosen.courses))
        self.strip.set_sessions(chosen.sessions, self._session_id)
        count = chosen.waiting_names
        self.waiting.setText(ngettext("{count} name waits", "{count} names wait", count).format(count=count))
        self.waiting.setVisible(count > 0)
        count = chosen.walk_ins
        words = ngettext("{count} walk-in to match", "{count} walk-ins to match", count)
        self.walked_in.setText(words.format(count=count))
        self.walked_in.setVisible(count > 0)
        count = chosen.differences
        words = ngettext(
            "{count} mark differs between two PCs", "{count} marks differ between two PCs", count
        )
        self.differing.setText(words.format(count=count))
        self.differing.setVisible(count > 0)
        for act in (self.sheet, self.tests, self.course_page):
            permit(act, "" if chosen.course is not None else _("There is no course yet: add the first one."))

    def _show_empty(self, chosen: Chosen) -> None:
        words = _("Nobody is enrolled yet: enrol people on the page of the course, or add a walk-in.")
        if chosen.course is None:
            words = _("There is no course yet: add the first one.")
        elif chosen.register is None:
            words = _("This course has no session yet: make its sessions on its own page.")
        self.fill.setText(_("Go to the courses") if chosen.course is None else _("Go to the course"))
        self.table.empty_words.setText(words)
        self.table.empty_button.setText(self.fill.text())

    def _show_state(self, register: SessionRegister) -> None:
        """Say how far the marking is, here and in the strip."""
        marked, count = register.marked, register.expected
        words = ngettext("{marked} of {count} marked", "{marked} of {count} marked", count)
        words = words.format(marked=marked, count=count)
        if marked < count:
            to_go = ngettext("{count} to go", "{count} to go", count - marked).format(count=count - marked)
            words = f"{words} · {to_go}"
        is_held = register.column.state != SessionState.CANCELLED
        self.set_state(words if is_held and count else "")
        if self._chosen is not None:
            session_id = register.column.session.id
            for progress in self._chosen.sessions:
                if progress.session.id == session_id:
                    self.strip.show_progress(progress, marked, count)

    def _on_change(self) -> None:
        """Our own marks are on the screen already: they need no second look at the store."""
        if not self.panel.marking.is_telling:
            super()._on_change()

    def _step(self, by: int) -> None:
        ids = list(self.strip.buttons)
        if self._session_id in ids and 0 <= ids.index(self._session_id) + by < len(ids):
            self.choose_session(ids[ids.index(self._session_id) + by], self._course_id)

    def _on_course(self) -> None:
        if self._course_id is None:
            self.context.open_page("courses", None)
        else:
            self.context.open_page("course", self._course_id)

    def _on_door(self) -> None:
        if self._chosen is not None and self._chosen.course is not None:
            self.check_in.open_view(self._chosen.course.details.title)

    def _build_buttons(self) -> None:
        self.acts = SessionActs(self)
        self.rest = self.add_quiet(_("Set the rest to…"), self.panel.open_rest_menu, "check")
        self.rest.setShortcut(QKeySequence("Ctrl+R"))
        self.addAction(self.rest)
        self.walk_in = self.add_quiet(_("Add a walk-in"), self.panel.open_walk_in, "add")
        self.walk_in.setShortcut(QKeySequence("Ctrl+N"))
        self.addAction(self.walk_in)
        self.door = self.add_quiet(_("Check-in at the door"), self._on_door, "person")
        self.door.setShortcut(QKeySequence("Ctrl+D"))
        self.addAction(self.door)
        self.details = self.add_quiet(_("Details and history"), self.panel.open_details, "search")
        self.sheet = self.add_quiet(
            _("Import a marked sheet"),
            lambda: self.context.open_page("marks_sheet", self._course_id),
            "import",
        )
        self.paper = PaperActs(self, self.panel)
        paper = [self.paper.print, self.paper.type, self.paper.evidence.toggle, self.sheet]
        self.gather(_("Sheets…"), paper, "print")
        self.tests = self.add_quiet(
            _("Tests"), lambda: self.context.open_page("course_tests", self._course_id), "evaluations"
        )
        self.walked_in = self.add_quiet("", lambda: self.context.open_page("walk_ins", None), "person")
        self.waiting = self.add_quiet(
            "", lambda: self.context.open_page("waiting_marks", self._course_id), "warning"
        )
        self.differing = self.add_quiet(
            "", lambda: self.context.open_page("differing_marks", None), "warning"
        )
        self.course_page = self.add_quiet(_("The course"), self._on_course, "courses")
        self.table.set_actions([self.details, self.rest, self.walk_in])
        self.fill = action("", self._on_course, self)
        self.table.set_empty("", self.fill)
        for keys, by in (("Alt+Left", -1), ("Alt+Right", 1)):
            shortcut = QShortcut(
                QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
            )
            shortcut.activated.connect(partial(self._step, by))

    def _build_choice(self) -> None:
        self.courses = QComboBox()
        self.courses.setAccessibleName(_("Course"))
        self.courses.setFixedWidth(70 * theme.STEP)
        self.courses.activated.connect(lambda index: self.choose_session(None, self.courses.itemData(index)))
        self.strip = SessionStrip()
        self.strip.chosen.connect(lambda session_id: self.choose_session(session_id, self._course_id))
        row = QHBoxLayout()
        row.setSpacing(theme.BETWEEN)
        row.addWidget(self.courses, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.strip, 1)
        self.body.addLayout(row)
