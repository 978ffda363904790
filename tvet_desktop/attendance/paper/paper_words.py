"""The words of our papers, in the language of the paper and not of the screen."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from tvet_desktop.courses.models import Slot
from tvet_desktop.courses.rules import day_text
from tvet_desktop.shared.translation import translation_for


@dataclass(frozen=True, slots=True)
class PaperWords:
    """Words in "en", "fr" or "rw"."""

    language: str

    def slot(self, slot: Slot) -> str:
        """Name a part of the day in a narrow cell."""
        _ = translation_for(self.language)
        return {Slot.AM: _("AM"), Slot.PM: _("PM"), Slot.FULL: _("Day")}[slot]

    def day(self, day: date, *, with_year: bool) -> str:
        """Return a day with its weekday, such as "Mon 01/03/2027"."""
        _ = translation_for(self.language)
        names = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
        written = day_text(day) if with_year else f"{day:%d/%m}"
        return f"{names[day.weekday()]} {written}"

    def period(self, first: date, last: date) -> str:
        """Return one day, or the first and the last."""
        _ = translation_for(self.language)
        if first == last:
            return day_text(first)
        return _("{first} to {last}").format(first=day_text(first), last=day_text(last))

    def page_of(self, page: int, pages: int) -> str:
        """Return "Page 1 of 3"."""
        _ = translation_for(self.language)
        return _("Page {page} of {pages}").format(page=page, pages=pages)

    def printed(self, day: date, name: str) -> str:
        """Say when and by whom a paper was printed."""
        _ = translation_for(self.language)
        if not name:
            return _("Printed on {day}").format(day=day_text(day))
        return _("Printed on {day} by {name}").format(day=day_text(day), name=name)

    def practice(self) -> str:
        """Mark a paper of the practice programme."""
        _ = translation_for(self.language)
        return _("PRACTICE")


@cache
def words_for(language: str) -> PaperWords:
    """Return the words in "en", "fr" or "rw"."""
    return PaperWords(language)
