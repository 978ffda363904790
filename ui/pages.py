"""Every page by name, in the order of the menu. A new page adds one line here and nothing elsewhere.

Imported behind the first paint; nothing is translated before a word is asked for.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tvet_desktop.shared.translation import _
from ui.accounts.users_page import UsersPage
from ui.attendance.attendance_page import AttendancePage
from ui.attendance.course_tests.results_sheet_page import ResultsSheetPage
from ui.attendance.course_tests.tests_page import CourseTestsPage
from ui.attendance.differing_page import DifferingPage
from ui.attendance.marked_sheets.sheet_page import SheetPage
from ui.attendance.marked_sheets.waiting_page import WaitingPage
from ui.attendance.paper.paper_marks_page import PaperMarksPage
from ui.backups.backups_page import BackupsPage
from ui.certificates.certificates_page import CertificatesPage
from ui.certificates.checking.verify_page import VerifyPage
from ui.certificates.register.certificate_register_page import CertificateRegisterPage
from ui.certificates.register.number_gaps_page import NumberGapsPage
from ui.certificates.setup.setup_page import SetupPage
from ui.certificates.setup.templates_page import TemplatesPage
from ui.certificates.withdrawing.revocations_page import RevocationsPage
from ui.context import Context
from ui.courses.copy_course_page import CopyCoursePage
from ui.courses.course_form_page import CourseFormPage
from ui.courses.course_page import CoursePage
from ui.courses.courses_page import CoursesPage
from ui.courses.timetable_page import TimetablePage
from ui.evaluation.evaluations_page import EvaluationsPage
from ui.evaluation.results_page import ResultsPage
from ui.home.home_page import HomePage
from ui.ideas.idea_page import IdeaPage
from ui.ideas.ideas_import_page import IdeasImportPage
from ui.ideas.ideas_page import IdeasPage
from ui.ideas.leaders_page import LeadersPage
from ui.people.add_person_page import AddPersonPage
from ui.people.consents.consents_page import ConsentsPage
from ui.people.consents.course_consents_page import CourseConsentsPage
from ui.people.duplicates_page import DuplicatesPage
from ui.people.matching.matches_page import MatchesPage
from ui.people.people_page import PeoplePage
from ui.people.person_history_page import PersonHistoryPage
from ui.people.person_page import PersonPage
from ui.people.registers.imports_page import ImportsPage
from ui.people.registers.register_page import RegisterPage
from ui.people.registers.waiting_rows_page import WaitingRowsPage
from ui.people.walk_ins_page import WalkInsPage
from ui.settings.about_page import AboutPage
from ui.settings.holidays_page import HolidaysPage
from ui.settings.logos_page import LogosPage
from ui.settings.settings_page import SettingsPage
from ui.sync.conflicts.conflicts_page import ConflictsPage
from ui.sync.conflicts.decided_page import DecidedPage
from ui.sync.heard.colleges_page import CollegesPage
from ui.sync.heard.receipts_page import ReceiptsPage
from ui.sync.keys.members_page import MembersPage
from ui.sync.keys.take_over_page import TakeOverPage
from ui.sync.places_page import PlacesPage
from ui.sync.removals.held_page import HeldRemovalsPage
from ui.sync.sync_page import SyncPage
from ui.widgets.page import Page


@dataclass(frozen=True)
class PageEntry:
    """One page and its place in the menu.

    Args:
        word: the menu's word, asked at run time.
        icon: name in resources/icons; "" for a page that is opened from another one and not from the menu.
        factory: makes the page when it is first opened.
        below: for a page without a menu entry, the name of the entry that stays marked.
        roles: who sees it; empty means everybody.
    """

    word: Callable[[], str]
    icon: str
    factory: Callable[[Context], Page]
    below: str = ""
    roles: frozenset[str] = frozenset()


PAGES: dict[str, PageEntry] = {
    "home": PageEntry(lambda: _("Home"), "home", HomePage),
    "people": PageEntry(lambda: _("People"), "people", PeoplePage),
    "person": PageEntry(lambda: _("Person"), "", PersonPage, below="people"),
    "add_person": PageEntry(lambda: _("Add a person"), "", AddPersonPage, below="people"),
    "person_history": PageEntry(lambda: _("History"), "", PersonHistoryPage, below="people"),
    "register": PageEntry(lambda: _("Import a register"), "", RegisterPage, below="people"),
    "register_imports": PageEntry(lambda: _("Imported registers"), "", ImportsPage, below="people"),
    "waiting_rows": PageEntry(lambda: _("Waiting rows"), "", WaitingRowsPage, below="people"),
    "duplicates": PageEntry(lambda: _("Likely duplicates"), "", DuplicatesPage, below="people"),
    "matches": PageEntry(lambda: _("People of two colleges"), "", MatchesPage, below="people"),
    "walk_ins": PageEntry(lambda: _("Walk-ins"), "", WalkInsPage, below="people"),
    "consents": PageEntry(lambda: _("Consents"), "", ConsentsPage, below="people"),
    "course_consents": PageEntry(lambda: _("Consents of a course"), "", CourseConsentsPage, below="people"),
    "courses": PageEntry(lambda: _("Courses"), "courses", CoursesPage),
    "course": PageEntry(lambda: _("Course"), "", CoursePage, below="courses"),
    "course_form": PageEntry(lambda: _("New course"), "", CourseFormPage, below="courses"),
    "copy_course": PageEntry(lambda: _("Copy course"), "", CopyCoursePage, below="courses"),
    "timetable": PageEntry(lambda: _("Make sessions"), "", TimetablePage, below="courses"),
    "attendance": PageEntry(lambda: _("Attendance"), "attendance", AttendancePage),
    "marks_sheet": PageEntry(lambda: _("Import a marked sheet"), "", SheetPage, below="attendance"),
    "marks_from_sheet": PageEntry(
        lambda: _("Marks from a signed page"), "", PaperMarksPage, below="attendance"
    ),
    "course_tests": PageEntry(lambda: _("Tests"), "", CourseTestsPage, below="attendance"),
    "results_sheet": PageEntry(lambda: _("Import results"), "", ResultsSheetPage, below="attendance"),
    "waiting_marks": PageEntry(lambda: _("Names that wait"), "", WaitingPage, below="attendance"),
    "differing_marks": PageEntry(lambda: _("Marks that differ"), "", DifferingPage, below="attendance"),
    "evaluations": PageEntry(lambda: _("Evaluations"), "evaluations", EvaluationsPage),
    "evaluation_results": PageEntry(lambda: _("Results"), "", ResultsPage, below="evaluations"),
    "ideas": PageEntry(lambda: _("Ideas"), "ideas", IdeasPage),
    "idea": PageEntry(lambda: _("Idea"), "", IdeaPage, below="ideas"),
    "ideas_import": PageEntry(lambda: _("Import a list of ideas"), "", IdeasImportPage, below="ideas"),
    "idea_leaders": PageEntry(lambda: _("Link team leaders"), "", LeadersPage, below="ideas"),
    "certificates": PageEntry(lambda: _("Certificates"), "certificates", CertificatesPage),
    "certificate_setup": PageEntry(
        lambda: _("Certificates of the course"), "", SetupPage, below="certificates"
    ),
    "certificate_register": PageEntry(
        lambda: _("Register of certificates"), "", CertificateRegisterPage, below="certificates"
    ),
    "number_gaps": PageEntry(lambda: _("Missing numbers"), "", NumberGapsPage, below="certificates"),
    "verify": PageEntry(lambda: _("Verify a certificate"), "", VerifyPage, below="certificates"),
    "revocations": PageEntry(lambda: _("Revocations"), "", RevocationsPage, below="certificates"),
    "sync": PageEntry(lambda: _("Sync"), "sync", SyncPage),
    "sync_places": PageEntry(lambda: _("Places to sync with"), "", PlacesPage, below="sync"),
    "sync_conflicts": PageEntry(lambda: _("Changed on two PCs"), "", ConflictsPage, below="sync"),
    "held_removals": PageEntry(lambda: _("Removals to look at"), "", HeldRemovalsPage, below="sync"),
    "decided_conflicts": PageEntry(lambda: _("What was decided"), "", DecidedPage, below="sync"),
    "sync_receipts": PageEntry(lambda: _("What a PC has confirmed"), "", ReceiptsPage, below="sync"),
    "sync_colleges": PageEntry(lambda: _("Board of the colleges"), "", CollegesPage, below="sync"),
    "sync_pcs": PageEntry(lambda: _("PCs of the programme"), "", MembersPage, below="sync"),
    "sync_take_over": PageEntry(lambda: _("Take over the authority"), "", TakeOverPage, below="sync"),
    "settings": PageEntry(lambda: _("Settings"), "settings", SettingsPage),
    "backups": PageEntry(lambda: _("Backups"), "", BackupsPage, below="settings"),
    "holidays": PageEntry(lambda: _("Holidays"), "", HolidaysPage, below="settings"),
    "certificate_templates": PageEntry(
        lambda: _("Certificate templates"), "", TemplatesPage, below="settings"
    ),
    "logos": PageEntry(lambda: _("Logos"), "", LogosPage, below="settings"),
    "users": PageEntry(
        lambda: _("Users"), "", UsersPage, below="settings", roles=frozenset({"ADMINISTRATOR"})
    ),
    "about": PageEntry(lambda: _("About"), "", AboutPage, below="settings"),
}


def pages_for(role: str, pages: Mapping[str, PageEntry] = PAGES) -> dict[str, PageEntry]:
    """The pages that somebody with this role may open, in the order of the menu."""
    return {name: entry for name, entry in pages.items() if not entry.roles or role in entry.roles}
