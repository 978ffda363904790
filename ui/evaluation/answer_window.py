"""What a trainee sees while the PC is in their hands: choose a language, answer, thanks, the next person."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from tvet_desktop.evaluation.queries import RoundRow
from tvet_desktop.evaluation.questionnaires import Form
from tvet_desktop.evaluation.submit_response import ResponseTaken, submit_response
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _, language, use_language
from tvet_desktop.storage.database import Database
from ui import theme
from ui.context import Context
from ui.evaluation.answer_form import AnswerForm, Answers
from ui.evaluation.thanks_screen import ThanksScreen
from ui.evaluation.welcome_screen import WelcomeScreen
from ui.widgets.question_dialog import QuestionDialog, ask
from ui.widgets.words import Button

_WIDEST = 290 * theme.STEP
_THANKS_MS = 20_000


class AnswerWindow(QDialog):
    """Fills the screen and locks the window behind it; only "Back to staff" leads out, after a question.

    Each screen is made anew for each person and destroyed afterwards: nothing of an answer stays in a widget.

    Args:
        parent: the page; the window goes when the page goes.
        context: store and worker thread.
        form: the questions.
        row: the round that the answers go to.
    """

    def __init__(self, parent: QWidget, context: Context, form: Form, row: RoundRow) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Evaluation"))
        self._context = context
        self._form = form
        self._row = row
        self._may_leave = False
        self.question: QuestionDialog | None = None
        self.screen_shown: QWidget = QWidget()
        self._thanks = QTimer(self)
        self._thanks.setSingleShot(True)
        self._thanks.setInterval(_THANKS_MS)
        self._thanks.timeout.connect(self.welcome)
        self.back = Button(_("Back to staff"), "quiet")
        self.back.clicked.connect(self.ask_for_staff)
        self._lay_out()
        self.welcome()

    def show_to_trainee(self) -> None:
        """Fill the screen and keep every key away from the window behind."""
        self.setWindowState(Qt.WindowState.WindowFullScreen)
        self.open()

    def welcome(self) -> None:
        """Wait for the next person."""
        self._thanks.stop()
        screen = WelcomeScreen(self._form, self._row.course_title)
        screen.chosen.connect(self.begin)
        self._show(screen)
        screen.focus_first()

    def begin(self, code: str) -> None:
        """Show the form in the language that the person chose."""
        screen = AnswerForm(self._form, code, asks_for_code=self._row.asks_for_code)
        screen.sent.connect(self._send)
        self._show(screen)
        screen.focus_first()

    def ask_for_staff(self) -> None:
        """Ask before the window behind is shown again."""
        if self.question is not None:
            return
        self.question = ask(
            self,
            question=_("Back to staff?"),
            explanation=_(
                "The window behind shows data of the college: only staff may go on. What was filled in here but not"
                " sent is thrown away."
            ),
            verb=_("I am staff, go on"),
            back=_("Stay in the form"),
            then=self._leave,
        )
        self.question.finished.connect(self._on_question_closed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc asks for staff; Enter sends nothing by accident."""
        if event.key() == Qt.Key.Key_Escape:
            self.ask_for_staff()
        event.accept()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing the window is leaving it: ask."""
        if self._may_leave:
            super().closeEvent(event)
        else:
            event.ignore()
            self.ask_for_staff()

    def reject(self) -> None:
        """Leave only after the question."""
        if self._may_leave:
            super().reject()
        else:
            self.ask_for_staff()

    def _lay_out(self) -> None:
        self._place = QVBoxLayout()
        self._place.addWidget(self.screen_shown)
        inside = QWidget()
        inside.setMaximumWidth(_WIDEST)
        inside.setLayout(self._place)
        self._place.setContentsMargins(0, 0, 0, 0)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(inside, 100)
        middle.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.AROUND, theme.AROUND, theme.AROUND, theme.INSIDE)
        column.setSpacing(theme.INSIDE)
        column.addLayout(middle, 1)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignRight)

    def _show(self, screen: QWidget) -> None:
        earlier, self.screen_shown = self.screen_shown, screen
        if isinstance(earlier, AnswerForm):
            earlier.wipe()
        self._place.replaceWidget(earlier, screen)
        earlier.hide()
        earlier.deleteLater()
        screen.show()

    def _send(self, answers: Answers) -> None:
        form = self.screen_shown
        assert isinstance(form, AnswerForm)
        database = self._context.app.database
        assert isinstance(database, Database)
        form.set_busy(True)
        self._context.background.run(
            lambda: submit_response(
                database,
                round_id=self._row.id,
                language=answers.language,
                ratings=answers.ratings,
                comments=answers.comments,
                code=answers.code,
            ),
            done=lambda taken: self._on_taken(taken, answers.language),
            failed=self._on_refused,
            owner=form,
        )

    def _on_taken(self, _taken: ResponseTaken, code: str) -> None:
        screen = ThanksScreen(code)
        screen.next_person.clicked.connect(self.welcome)
        self._show(screen)
        screen.next_person.setFocus()
        self._thanks.start()
        self._context.changes.evaluation.emit()

    def _on_refused(self, error: UserError) -> None:
        form = self.screen_shown
        assert isinstance(form, AnswerForm)
        form.set_busy(False)
        form.messages.show_error(_sentence(error, form.language))

    def _on_question_closed(self) -> None:
        self.question = None

    def _leave(self) -> None:
        self._may_leave = True
        if isinstance(self.screen_shown, AnswerForm):
            self.screen_shown.wipe()
        self.accept()


def _sentence(error: UserError, code: str) -> str:
    """Say an error in the language of the person who fills in the form, not in that of the staff."""
    spoken = language()
    use_language(code)
    try:
        return error.sentence()
    finally:
        use_language(spoken)
