"""The words of a sign-in sheet, in the language of the paper."""

from tvet_desktop.attendance.paper.paper_words import PaperWords
from tvet_desktop.attendance.paper.sheet_content import PaperHead
from tvet_desktop.attendance.paper.sheet_plan import SheetColumn
from tvet_desktop.shared.translation import translation_for


class SheetWords:
    """All words of a sheet; made once for each sheet."""

    def __init__(self, words: PaperWords) -> None:
        _ = translation_for(words.language)
        self.common = words
        self.sheet = _("Sign-in sheet")
        self.number = _("No.")
        self.name = _("Name")
        self.sex = _("Sex")
        self.late = _("min")
        self.remarks = _("Remarks")
        self.trainer_signs = _("Signature of the trainer")
        self.purpose = _("Scan this code with TVET Desktop: it opens this page to type the marks.")
        self.rules = _(
            "Sign for each session that you attend. The narrow column is for the minutes of those who come late."
        )
        self.errors = _("Errors are crossed out once and initialled; no correction fluid.")
        self.walk_ins = _("The empty lines are for people who are not on the list: family name in capitals.")
        self.signed = _("Checked by (name, date, signature):")

    def course(self, head: PaperHead, columns: tuple[SheetColumn, ...]) -> str:
        """Return the line that names course, days and room."""
        _ = translation_for(self.common.language)
        parts = [
            _("Course {code}").format(code=head.course_code),
            self.common.period(columns[0].held_on, columns[-1].held_on),
        ]
        rooms = list(dict.fromkeys(column.room for column in columns if column.room))
        if rooms:
            parts.append(_("Room: {room}").format(room=", ".join(rooms)))
        return " · ".join(parts)

    def trainers(self, head: PaperHead) -> str:
        """Return the line that names who trains, with a line to write on where nobody is known."""
        _ = translation_for(self.common.language)
        names = ", ".join(head.trainers) or "_" * 40
        return _("Trainer: {names}").format(names=names)

    def title(self, head: PaperHead) -> str:
        """Return the title of the paper's file and of its first line."""
        _ = translation_for(self.common.language)
        return _("Sign-in sheet: {course}").format(course=head.course_title)
