"""A sign-in sheet as a PDF for the printer: A4 landscape, one square code on each page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from tvet_desktop.attendance.paper.logo_line import draw_logos
from tvet_desktop.attendance.paper.paper_words import words_for
from tvet_desktop.attendance.paper.pen import (
    GREY,
    INK,
    LEADING,
    LONG_SIDE,
    MM,
    RULE,
    SHORT_SIDE,
    SMALL,
    Pen,
    fitting,
)
from tvet_desktop.attendance.paper.sheet_content import PaperHead, SheetContent
from tvet_desktop.attendance.paper.sheet_places import (
    CODE,
    CODE_GAP,
    FLOOR,
    HEAD_ROWS,
    LATE,
    LEFT,
    RIGHT,
    SIGNING,
    TABLE_TOP,
    TOP,
    SheetPlaces,
    places_of,
)
from tvet_desktop.attendance.paper.sheet_plan import PlannedPage, SheetColumn, SheetPerson
from tvet_desktop.attendance.paper.sheet_words import SheetWords
from tvet_desktop.attendance.rules import local_day
from tvet_desktop.documents.fonts import Face, text_width
from tvet_desktop.documents.pdf.metadata import PaperMetadata

_NOTE = 96.0  # what the code is for, with its gap
_LOGO, _LOGO_GAP, _MOST_LOGOS = 14 * MM, 16.0, 0.5


@dataclass(frozen=True, slots=True)
class PrintedBy:
    """Who printed a paper and when (aware); the name may be empty."""

    name: str
    at: datetime


def draw_sheet(content: SheetContent, codes: Sequence[str], language: str, printed: PrintedBy) -> bytes:
    """Return the sheet as an untagged PDF/A-2b file, a page for each of ``codes``, in their order."""
    words, plan = SheetWords(words_for(language)), content.plan
    metadata = PaperMetadata(
        words.title(content.head), content.head.college, language, printed.at, is_tagged=False
    )
    pen = Pen((LONG_SIDE, SHORT_SIDE), metadata)
    has_sex = any(person.sex for person in plan.people)
    shared: dict[int, str] = {}
    places = [places_of(len(block), has_sex=has_sex, lines=plan.lines_on_page) for block in plan.blocks]
    for page, code in zip(plan.pages, codes, strict=True):
        columns = places[page.block - 1]
        if page.block not in shared:
            with pen.shared() as name:
                _draw_head(pen, content.head, page.columns, words)
                _draw_headings(pen, page.columns, columns, words, has_sex=has_sex)
                _draw_rules(pen, content, words, printed)
            shared[page.block] = name
        pen.draw_shared(shared[page.block])
        pen.code(code, RIGHT - CODE, TOP - CODE, CODE)
        _draw_lines(pen, plan.people, page, columns, words)
        pen.text(words.common.page_of(page.number, len(plan.pages)), RIGHT, FLOOR, ink=INK, anchor="end")
        pen.end_page()
    return pen.finish()


def _draw_head(pen: Pen, head: PaperHead, columns: tuple[SheetColumn, ...], words: SheetWords) -> None:
    """Programme and college, the course in large letters, days, room, trainers, and what the code is for."""
    if head.is_practice:
        pen.practice(words.common.practice())
    note = fitting(words.purpose, Face.SANS, 84.0, ((4, SMALL, SMALL), (6, SMALL, SMALL)))
    right = RIGHT - CODE - CODE_GAP
    pen.lines(note.lines, right, TOP - SMALL, ink=GREY, anchor="end", room=90.0)
    right -= _NOTE
    begins = draw_logos(
        pen,
        head.logos,
        right=right,
        baseline=TOP - CODE,
        height=_LOGO,
        room=(right - LEFT) * _MOST_LOGOS,
    )
    room = begins - LEFT - (_LOGO_GAP if head.logos else 0)
    baseline = TOP - 8.5
    pen.text(f"{head.programme} · {head.college}", LEFT, baseline, size=9, ink=GREY, room=room)
    title = fitting(words.title(head), Face.SERIF_SEMIBOLD, room, ((1, 17.0, 13.0), (2, 12.5, 10.0)))
    is_low = len(title.lines) == 1
    baseline -= title.size + (4 if is_low else 2.5)
    baseline = pen.lines(title.lines, LEFT, baseline, face=Face.SERIF_SEMIBOLD, size=title.size, room=room)
    baseline += title.size * LEADING / SMALL - (15 if is_low else 12)
    pen.text(words.course(head, columns), LEFT, baseline, size=9.5, room=room)
    pen.text(words.trainers(head), LEFT, baseline - (13 if is_low else 12), size=9.5, room=room)


def _draw_headings(
    pen: Pen, sessions: tuple[SheetColumn, ...], columns: SheetPlaces, words: SheetWords, *, has_sex: bool
) -> None:
    day_row, slot_row = HEAD_ROWS
    bottom = TABLE_TOP - day_row - slot_row
    middle = (TABLE_TOP + bottom) / 2
    heading = ((1, 9.0, 8.0), (2, 8.0, 8.0))
    bold = Face.SANS_SEMIBOLD
    pen.in_cell(words.number, LEFT + 2, columns.name - 2, middle, face=bold, attempts=heading)
    pen.in_cell(words.name, columns.name + 4, columns.sex - 4, middle, face=bold, attempts=heading)
    if has_sex:
        pen.in_cell(
            words.sex,
            columns.sex + 1,
            columns.sessions[0] - 1,
            middle,
            face=bold,
            attempts=heading,
            anchor="middle",
        )
    pen.in_cell(words.remarks, columns.remarks + 3, RIGHT - 2, middle, face=bold, attempts=heading)
    edges = (*columns.sessions, columns.remarks)
    numbered = enumerate(sessions)
    for day, of_day in groupby(numbered, key=lambda pair: pair[1].held_on):
        numbers = [number for number, _session in of_day]
        left, right = edges[numbers[0]], edges[numbers[-1] + 1]
        written = words.common.day(day, with_year=True)
        if text_width(written, bold, 9) > right - left - 4:
            written = words.common.day(day, with_year=False)
        pen.text(
            written,
            (left + right) / 2,
            TABLE_TOP - day_row + 3.6,
            face=bold,
            size=9,
            anchor="middle",
            room=right - left - 3,
        )
        pen.rule(left, TABLE_TOP - day_row, right, TABLE_TOP - day_row)
        for number in numbers:
            late = edges[number + 1] - LATE
            baseline = bottom + 3.8
            pen.text(
                words.common.slot(sessions[number].slot),
                (edges[number] + late) / 2,
                baseline,
                size=8.5,
                anchor="middle",
                room=late - edges[number] - 2,
            )
            pen.text(words.late, late + LATE / 2, baseline, ink=GREY, anchor="middle", room=LATE - 2)
    pen.rule(LEFT, TABLE_TOP, RIGHT, TABLE_TOP, thickness=1.0, ink=INK)
    pen.rule(LEFT, bottom, RIGHT, bottom, thickness=0.9, ink=INK)


def _draw_lines(
    pen: Pen, people: Sequence[SheetPerson], page: PlannedPage, columns: SheetPlaces, words: SheetWords
) -> None:
    top = TABLE_TOP - sum(HEAD_ROWS)
    for line in range(page.first, page.last + 1):
        bottom = top - columns.row
        middle = (top + bottom) / 2
        if line <= len(people):
            person = people[line - 1]
            pen.in_cell(
                str(person.seat), LEFT, columns.name - 5, middle, attempts=((1, 9.0, 8.0),), anchor="end"
            )
            pen.in_cell(person.name, columns.name + 4, columns.sex - 3, middle)
            if person.sex:
                pen.in_cell(person.sex, columns.sex, columns.sessions[0], middle, anchor="middle")
        is_last_name = line == len(people) and line < page.last
        pen.rule(
            LEFT,
            bottom,
            RIGHT,
            bottom,
            thickness=1.0 if is_last_name else 0.5,
            ink=INK if is_last_name else RULE,
        )
        top = bottom
    bottom = top - SIGNING
    pen.in_cell(
        words.trainer_signs,
        LEFT + 2,
        columns.sessions[0] - 4,
        (top + bottom) / 2,
        face=Face.SANS_SEMIBOLD,
        attempts=((1, 9.0, 8.0), (2, 8.0, 8.0)),
    )
    pen.rule(LEFT, top, RIGHT, top, thickness=0.9, ink=INK)
    pen.rule(LEFT, bottom, RIGHT, bottom, thickness=1.0, ink=INK)
    _draw_edges(pen, page.columns, columns, top, bottom)


def _draw_edges(
    pen: Pen, sessions: tuple[SheetColumn, ...], columns: SheetPlaces, lines_end: float, bottom: float
) -> None:
    """The upright rules: strong between days, plain between sessions, dashed before the minutes."""
    below_days = TABLE_TOP - HEAD_ROWS[0]
    for edge in (LEFT, RIGHT):
        pen.rule(edge, TABLE_TOP, edge, bottom, thickness=1.0, ink=INK)
    pen.rule(columns.name, TABLE_TOP, columns.name, lines_end)
    if columns.sex < columns.sessions[0]:
        pen.rule(columns.sex, TABLE_TOP, columns.sex, lines_end)
    edges = (*columns.sessions, columns.remarks)
    for number, left in enumerate(edges):
        is_new_day = number in (0, len(sessions)) or sessions[number].held_on != sessions[number - 1].held_on
        if is_new_day:
            pen.rule(left, TABLE_TOP, left, bottom, thickness=0.9, ink=INK)
        else:
            pen.rule(left, below_days, left, bottom)
        if number < len(sessions):
            late = edges[number + 1] - LATE
            pen.dashed(late, below_days, late, lines_end)


def _draw_rules(pen: Pen, content: SheetContent, words: SheetWords, printed: PrintedBy) -> None:
    """What signers must know, and when and by whom the sheet was printed."""
    room = RIGHT - LEFT
    pen.text(words.rules, LEFT, FLOOR + 2 * LEADING, ink=GREY, room=room)
    hints = [words.errors, words.walk_ins] if content.plan.walk_in_lines else [words.errors]
    pen.text(" ".join(hints), LEFT, FLOOR + LEADING, ink=GREY, room=room)
    said = words.common.printed(local_day(printed.at), printed.name)
    pen.text(f"{words.sheet} · {content.head.college} · {said}", LEFT, FLOOR, ink=GREY, room=room - 90)
