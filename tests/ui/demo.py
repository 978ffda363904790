"""Two small pages on invented people, to test and look at the frame before there are real pages."""

from collections.abc import Callable
from dataclasses import dataclass

from tvet_desktop.shared.translation import _, ngettext
from ui.pages import PageEntry
from ui.widgets.column import Column
from ui.widgets.date_field import DateField
from ui.widgets.fields import ChoiceField, LongTextField, NumberField, TextField, TickField
from ui.widgets.form import Form
from ui.widgets.page import Page
from ui.widgets.rating_bar import RatingBar
from ui.widgets.row_table import RowTable
from ui.widgets.scrolling import Scrolling


@dataclass(frozen=True)
class DemoRow:
    id: int
    name: str
    department: str
    phone: str
    hours: int
    share: float
    shares: tuple[float | None, ...]


_NAMES = ("Uwera Chantal", "Mugabo Éric", "Ingabire", "Habimana Jean-Baptiste", "Nkurikiyinka Théogène")
_DEPARTMENTS = ("Civil Engineering", "ICT", "Mechanical Engineering", "Hospitality")


def demo_rows(count: int) -> list[DemoRow]:
    return [
        DemoRow(
            id=(11 << 53) + n,
            name=f"{_NAMES[n % 5]} {n + 1}",
            department=_DEPARTMENTS[n * 7 % 4],
            phone=f"+250 788 000 {n % 1000:03}",
            hours=40 - n % 13,
            share=(40 - n % 13) / 40,
            shares=tuple(None if (n + k) % 9 == 0 else ((n * 3 + k * 5) % 8 + 2) / 9 for k in range(10)),
        )
        for n in range(count)
    ]


def demo_columns() -> list[Column[DemoRow]]:
    return [
        Column("name", lambda: _("Name"), lambda r: r.name, width=30),
        Column("department", lambda: _("Department"), lambda r: r.department, width=24),
        Column("phone", lambda: _("Phone number"), lambda r: r.phone, width=18),
        Column(
            "hours",
            lambda: _("Hours"),
            lambda r: str(r.hours),
            sort_key=lambda r: r.hours,
            is_number=True,
            width=8,
        ),
        Column(
            "share",
            lambda: _("Attendance rate"),
            lambda r: _("{percent} %").format(percent=round(100 * r.share)),
            sort_key=lambda r: r.share,
            is_number=True,
            width=24,
            tone=lambda r: "good" if r.share >= 0.8 else "bad",
            spark=lambda r: r.shares,
        ),
    ]


class DemoListPage(Page):
    rows = 40

    def build(self) -> None:
        self.set_title(_("People"))
        add = self.set_primary(_("Add person"), lambda: self.context.open_page("form", None), "add")
        imports = self.add_quiet(_("Import a register"), lambda: None, "import")
        self.remove = self.add_quiet(_("Remove"), self._remove, "remove")
        self.table: RowTable[DemoRow] = RowTable(
            "demo", demo_columns(), title=_("People"), key=lambda r: r.id, remembered=self.context.remembered
        )
        self.table.set_actions([add, imports, self.remove])
        self.table.set_empty(_("Nobody is recorded yet: import a register or add the first person."), add)
        self.table.selection_changed.connect(self._on_selection)
        self.body.addWidget(self.table, 1)
        self.listen(self.context.changes.people)
        self.remove.setEnabled(False)
        self.removed: set[int] = set()

    def refresh(self) -> None:
        rows = [row for row in demo_rows(self.rows) if row.id not in self.removed]
        self.table.set_rows(rows)
        self.set_state(ngettext("{count} person", "{count} people", len(rows)).format(count=len(rows)))

    def _on_selection(self) -> None:
        self.remove.setEnabled(bool(self.table.selected_rows()))

    def _remove(self) -> None:
        gone = {row.id for row in self.table.selected_rows()}
        self.removed |= gone
        sentence = ngettext("Removed {count} person.", "Removed {count} people.", len(gone))
        self.messages.show_success(sentence.format(count=len(gone)), self._bring_back(gone))
        self.context.changes.people.emit()

    def _bring_back(self, gone: set[int]) -> Callable[[], None]:
        def undo() -> None:
            self.removed -= gone
            self.context.changes.people.emit()

        return undo


class DemoEmptyPage(DemoListPage):
    rows = 0


class DemoFormPage(Page):
    def build(self) -> None:
        self.set_title(_("Add person"))
        self.form = Form(_("Add person"), back=_("Back"), name="demo", drafts=self.context.drafts)
        self.name = self.form.add(TextField(_("Full name(s)"), required=True, hint=_("As on the ID card.")))
        self.sex = self.form.add(
            ChoiceField(
                _("Sex"), [("f", _("Female")), ("m", _("Male"))], placeholder=_("Choose"), required=True
            )
        )
        self.born = self.form.add(DateField(_("Date of birth")))
        self.year = self.form.add_optional(NumberField(_("Year of graduation"), lowest=1950, highest=2100))
        self.notes = self.form.add_optional(LongTextField(_("Remarks"), lines=3))
        self.agrees = self.form.add_optional(TickField(_("Personal data protection"), _("I agree")))
        self.body.addWidget(Scrolling(self.form), 1)
        self.body.addWidget(RatingBar(4.2, _("4.2 of 5, 12 answers")))
        self.form.submitted.connect(lambda: self.messages.show_success(_("Added.")))
        self.form.restore_draft()


def demo_pages() -> dict[str, PageEntry]:
    return {
        "home": PageEntry(lambda: _("Home"), "home", DemoEmptyPage),
        "people": PageEntry(lambda: _("People"), "people", DemoListPage),
        "courses": PageEntry(lambda: _("Courses"), "courses", DemoListPage),
        "attendance": PageEntry(lambda: _("Attendance"), "attendance", DemoListPage),
        "evaluations": PageEntry(lambda: _("Evaluations"), "evaluations", DemoListPage),
        "ideas": PageEntry(lambda: _("Ideas"), "ideas", DemoListPage),
        "certificates": PageEntry(lambda: _("Certificates"), "certificates", DemoListPage),
        "sync": PageEntry(lambda: _("Sync"), "sync", DemoListPage),
        "settings": PageEntry(lambda: _("Settings"), "settings", DemoFormPage),
        "form": PageEntry(lambda: _("Add person"), "", DemoFormPage, below="people"),
    }
