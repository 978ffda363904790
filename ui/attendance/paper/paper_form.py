"""What somebody says before printing: which paper, which sessions or people, which language."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tvet_desktop.attendance.paper.print_paper import PaperKind, PaperWanted
from tvet_desktop.attendance.paper.sheet_plan import MOST_WALK_IN_LINES, WALK_IN_LINES
from tvet_desktop.shared.translation import LANGUAGES, _, language
from ui import theme
from ui.attendance.paper.paper_choices import (
    PaperChoices,
    chosen_words,
    everybody_words,
    kind_words,
    purpose_words,
)
from ui.attendance.paper.session_ticks import SessionTicks
from ui.widgets.fields import ChoiceField, NumberField, TickField
from ui.widgets.words import label

_WIDTH = 92 * theme.STEP
_NAMES = {"en": "English", "fr": "Français", "rw": "Ikinyarwanda"}


class PaperForm(QWidget):
    """The fields of the print dialog. `changed` after each change; what does not concern the paper is hidden."""

    changed = Signal()

    def __init__(self, kind: PaperKind) -> None:
        super().__init__()
        self.choices: PaperChoices | None = None
        self.kind: ChoiceField[PaperKind] = ChoiceField(
            _("What to print"), [(one, kind_words(one)) for one in PaperKind]
        )
        self.kind.set_value(kind)
        self.people: ChoiceField[bool] = ChoiceField(_("For whom"), [])
        self.sessions = SessionTicks()
        self.language: ChoiceField[str] = ChoiceField(
            _("Language of the paper"), [(code, _NAMES[code]) for code in LANGUAGES]
        )
        self.language.set_value(language())
        self.walk_ins = NumberField(_("Empty lines for walk-ins"), lowest=0, highest=MOST_WALK_IN_LINES)
        self.walk_ins.set_value(WALK_IN_LINES)
        self.sex = TickField(_("Columns"), _("A column for the sex"))
        self._purpose = label("", "muted", wraps=True)
        self.kind.changed.connect(self._on_kind)
        for signal in (
            self.people.changed,
            self.sessions.changed,
            self.language.changed,
            self.walk_ins.changed,
            self.sex.changed,
        ):
            signal.connect(self.changed)
        self._lay_out()

    def offer(self, choices: PaperChoices) -> None:
        """Show what a course has; several selected people are proposed, one may be selected by chance."""
        self.choices = choices
        self.sessions.set_sessions(choices.sessions, set(choices.ticked))
        offered = [(False, everybody_words(choices.people))]
        if choices.chosen_people:
            offered.append((True, chosen_words(len(choices.chosen_people))))
        self.people.set_choices(offered)
        self.people.set_value(len(choices.chosen_people) > 1)
        self._on_kind()

    def check(self) -> bool:
        """Say beside the field what is wrong."""
        return self.walk_ins.isHidden() or self.walk_ins.check()

    def wanted(self, course_id: int) -> PaperWanted:
        """What the fields say."""
        choices = self.choices
        return PaperWanted(
            kind=self.kind.value() or PaperKind.SHEET,
            course_id=course_id,
            language=self.language.value() or language(),
            training_session_ids=self.sessions.ticked(),
            person_ids=choices.chosen_people if choices and self.people.value() else (),
            walk_in_lines=self.walk_ins.value() or 0,
            with_sex=self.sex.value(),
        )

    def _on_kind(self) -> None:
        kind = self.kind.value() or PaperKind.SHEET
        is_sheet = kind == PaperKind.SHEET
        self._purpose.setText(purpose_words(kind))
        for widget in (self.sessions, self.walk_ins, self.sex):
            widget.setVisible(is_sheet)
        self.people.setVisible(not is_sheet and self.choices is not None and bool(self.choices.chosen_people))
        self.changed.emit()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.BETWEEN)
        for widget in (
            self.kind,
            self._purpose,
            self.people,
            self.sessions,
            self.language,
            self.walk_ins,
            self.sex,
        ):
            column.addWidget(widget)
        column.addStretch(1)
        self.setMinimumWidth(_WIDTH)
