"""Sign-in sheets as they were printed, and the scans of the signed pages."""

from datetime import date

from sqlalchemy.orm import Mapped

from tvet_desktop.storage.base import Base, Id, Synced, primary_id, reference


class SignInSheet(Synced, Base):
    """A sheet as it left the printer; never changed afterwards, so that a page read back still says the same."""

    __tablename__ = "sign_in_sheet"

    id: Mapped[Id] = primary_id()
    course_id: Mapped[Id] = reference("course.id")
    language: Mapped[str]
    printed_on: Mapped[date]
    printed_by: Mapped[int | None]
    pages: Mapped[int]
    lines_on_page: Mapped[int]
    people: Mapped[int]
    """Lines with a printed name; the lines after them are empty, for people who are on no list."""
    walk_in_lines: Mapped[int]


class SheetSession(Synced, Base):
    """A column of signatures, with the day that was printed: the session itself may have moved since.

    ``place`` counts from 1 through the sheet, ``block`` counts the runs of pages that share their columns.
    """

    __tablename__ = "sheet_session"

    sheet_id: Mapped[Id] = reference("sign_in_sheet.id", key=True)
    training_session_id: Mapped[Id] = reference("training_session.id", key=True)
    place: Mapped[int]
    block: Mapped[int]
    held_on: Mapped[date]
    slot: Mapped[str]


class SheetLine(Synced, Base):
    """Who stands on a line, counted from 1 through the pages of a block; also who was written on an empty one."""

    __tablename__ = "sheet_line"

    sheet_id: Mapped[Id] = reference("sign_in_sheet.id", key=True)
    person_id: Mapped[Id] = reference("person.id", key=True)
    line: Mapped[int]


class SheetScan(Synced, Base):
    """A scan or photo of a signed page, kept as evidence of a sheet's sessions, or of one session."""

    __tablename__ = "sheet_scan"

    id: Mapped[Id] = primary_id()
    course_id: Mapped[Id] = reference("course.id")
    sheet_id: Mapped[Id | None] = reference("sign_in_sheet.id", optional=True)
    page: Mapped[int | None]
    training_session_id: Mapped[Id | None] = reference("training_session.id", optional=True)
    """Where the page names no sheet that we know."""
    kept_on: Mapped[date]
    kept_by: Mapped[int | None]
    content_hash: Mapped[str]
    """SHA-256 of the kept picture: the same page is kept once."""
    file_hash: Mapped[str]
    file_key: Mapped[str]
    file_size: Mapped[int]
    """Bytes of the picture, which is a JPEG."""
