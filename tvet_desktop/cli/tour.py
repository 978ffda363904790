"""The main job without a window, on real lists: two PCs, from registers to certificates and a sync file."""

import shutil
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tvet_desktop.accounts.new_database import NewAccount
from tvet_desktop.app import App
from tvet_desktop.cli.certificates import issue_for_course, write_certificates
from tvet_desktop.cli.lists import bad_cell_lines, take_ideas, take_marks, take_people
from tvet_desktop.cli.outcome import Outcome
from tvet_desktop.cli.tour_lists import home_of, lists_in
from tvet_desktop.courses.queries import course_row
from tvet_desktop.documents.bad_cells import BadCell
from tvet_desktop.documents.recognise import ListKind
from tvet_desktop.documents.workbook import Workbook
from tvet_desktop.people.duplicates.find_duplicates import find_duplicates
from tvet_desktop.practice.make_practice import evaluate
from tvet_desktop.programme.queries import list_colleges
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.files import probe, write_durably
from tvet_desktop.sync.dump import dump
from tvet_desktop.sync.export_bundles import send
from tvet_desktop.sync.invite import invite

NAME = "tour"
ACCOUNT = NewAccount("tour", "Tour", "a tour through everything")


class FolderInUse(UserError):
    """Results of an earlier tour lie in the folder."""

    def sentence(self) -> str:
        """Say what to do."""
        return _("The results of an earlier tour are in this folder: choose a new one with --out.")


@dataclass
class _Told:
    """What happened so far: sentences and counts."""

    lines: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def add(self, **counts: int) -> None:
        for name, count in counts.items():
            self.counts[name] = self.counts.get(name, 0) + count


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "--input", type=Path, required=True, help="folder with registers, marked sheets, idea lists"
    )
    parser.add_argument(
        "--out", type=Path, required=True, help="folder for the certificates and the two databases"
    )


def run(app: App, arguments: Namespace) -> Outcome:
    """Do the whole job on the lists of a folder, and say what was made."""
    told = _Told(counts=dict.fromkeys(("people", "bad_cells", "waiting_rows", "duplicate_pairs"), 0))
    lists = lists_in(arguments.input, told.lines)
    home = home_of(lists)
    out: Path = arguments.out
    if any((out / name).exists() for name in ("data-a", "data-b")):
        raise FolderInUse
    probe(out / "tour")
    first, second = App(out / "data-a", app.clock), App(out / "data-b", app.clock)
    with _clearing_up(out):
        try:
            courses = _record(first, home, lists, told)
            certificates = _certify(first, courses, out, told)
            equal = _exchange(first, second, out, told)
        finally:
            first.sign_out()
            second.sign_out()
    data: dict[str, object] = {**told.counts, "certificates": certificates, "dumps_equal": equal}
    return Outcome(told.lines, data, 0 if equal else 3)


@contextmanager
def _clearing_up(out: Path) -> Iterator[None]:
    """If the tour fails, remove what it made, so that the next one can use the folder."""
    before = set(out.iterdir())
    try:
        yield
    except BaseException:
        for made in set(out.iterdir()) - before:
            if made.is_dir():
                shutil.rmtree(made, ignore_errors=True)
            else:
                made.unlink(missing_ok=True)
        raise


@contextmanager
def _or_left_out(told: _Told, name: str) -> Iterator[None]:
    """Go on with the next list or course when one cannot be used, and say which and why."""
    try:
        yield
    except UserError as error:
        told.lines.append(_("Left out: {name}. {why}").format(name=name, why=error.sentence()))


def _record(app: App, home: str, lists: dict[ListKind, list[Workbook]], told: _Told) -> list[int]:
    """Found a programme and take everything in; return the courses that have marks."""
    app.found(college_code=home, account=ACCOUNT)
    for workbook in lists[ListKind.REGISTER]:
        with _or_left_out(told, workbook.file_name):
            people = take_people(app, workbook)
            told.add(people=len(people.person_ids), waiting_rows=len(people.waiting_row_ids))
            _tell_bad_cells(told, workbook, people.bad_cells)
    with app.database.reading() as db:
        told.add(duplicate_pairs=len(find_duplicates(db)))
    told.add(sessions=0, marks=0, marks_waiting=0, marks_unknown=0, responses=0, ideas=0)
    courses: list[int] = []
    for workbook in lists[ListKind.MARKS]:
        with _or_left_out(told, workbook.file_name):
            marks = take_marks(app, workbook)
            told.add(sessions=len(marks.sessions), marks=marks.marks)
            told.add(marks_waiting=marks.marks_waiting, marks_unknown=marks.marks_unknown)
            _tell_bad_cells(told, workbook, marks.bad_cells)
            if marks.course_id not in courses:
                courses.append(marks.course_id)
                told.add(responses=evaluate(app, marks.course_id, Random(1)))  # noqa: S311  invented answers
    for workbook in lists[ListKind.IDEAS]:
        with _or_left_out(told, workbook.file_name):
            ideas = take_ideas(app, workbook)
            told.add(ideas=len(ideas.idea_ids))
            _tell_bad_cells(told, workbook, ideas.bad_cells)
    told.lines += [
        _("{people} people taken in; {waiting_rows} rows wait; {duplicate_pairs} likely duplicate.").format(
            **told.counts
        ),
        _("{marks} marks of {sessions} sessions; {marks_waiting} wait, {marks_unknown} name nobody.").format(
            **told.counts
        ),
        _("{responses} evaluation answers, all invented.").format(**told.counts),
        _("{ideas} ideas recorded.").format(**told.counts),
    ]
    return courses


def _tell_bad_cells(told: _Told, workbook: Workbook, bad_cells: tuple[BadCell, ...]) -> None:
    told.add(bad_cells=len(bad_cells))
    told.lines += [f"{workbook.file_name}: {line}" for line in bad_cell_lines(bad_cells)]


def _certify(app: App, courses: list[int], out: Path, told: _Told) -> dict[str, int]:
    """Issue to all who qualify, as if the name-check list had been signed."""
    totals = {"completion": 0, "participation": 0}
    for course_id in courses:
        with app.database.reading() as db:
            code = course_row(db, course_id).details.code
        with _or_left_out(told, code):
            for kind, count in issue_for_course(app, course_id, names_confirmed=True).items():
                if count:
                    totals[kind] = totals.get(kind, 0) + count
            write_certificates(app, course_id, out / "certificates", sort=code if len(courses) > 1 else "")
    sentence = _(
        "{completion} certificates of completion and {participation} of participation are in {folder}."
    )
    told.lines.append(sentence.format(folder=out / "certificates", **totals))
    return totals


def _exchange(first: App, second: App, out: Path, told: _Told) -> bool:
    """Enrol a second PC, exchange sync files both ways, and compare what both show."""
    with first.database.transaction(user_id=first.user.id) as db:
        scopes = [college.scope for college in list_colleges(db)]
        invited = invite(db, scopes=scopes, home_scope=scopes[0], national=True, now=first.now())
    invitation = out / "second-pc.invitation"
    write_durably(invitation, invited.content, private=True)
    second.join(invitation=invitation, account=ACCOUNT)
    invitation.unlink()
    sent = send(first.database, out / "a-to-b.tvet").bytes
    second.import_sync([out / "a-to-b.tvet"])
    send(second.database, out / "b-to-a.tvet")
    first.import_sync([out / "b-to-a.tvet"])
    told.add(bundle_bytes=sent)
    equal = _dump_of(first) == _dump_of(second)
    told.lines.append(
        _("The sync file has {bytes} bytes; both PCs show the same.").format(bytes=sent)
        if equal
        else _("The two PCs differ: this is a bug, keep the folder and report it.")
    )
    return equal


def _dump_of(app: App) -> list[str]:
    with app.database.reading() as db:
        return list(dump(db))
