"""People, what they consented to, who turned out to be one, and the registers they came from."""

from datetime import date
from enum import StrEnum

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from tvet_desktop.storage.base import Base, BigInt, Id, Synced, primary_id, reference


class Described:
    """What a register may say about somebody. Absent is None: it takes no room in a sync file."""

    family_name: Mapped[str] = mapped_column(default="", sort_order=10)
    """One of both names may be empty: some people have exactly one, also on the national ID."""
    given_name: Mapped[str] = mapped_column(default="", sort_order=11)
    birth_year: Mapped[int | None] = mapped_column(sort_order=20)
    birth_date: Mapped[date | None] = mapped_column(sort_order=21)
    position: Mapped[str | None] = mapped_column(sort_order=22)
    """A ``Position``."""
    phone: Mapped[str | None] = mapped_column(sort_order=23)
    """E.164. Families share phones: never unique."""
    email: Mapped[str | None] = mapped_column(sort_order=24)
    id_document_type: Mapped[str | None] = mapped_column(sort_order=25)
    """An ``IdDocument``."""
    id_document_number: Mapped[str | None] = mapped_column(sort_order=26)
    """Not stable: a replaced national ID has a new number. Shown masked, never a key."""
    department: Mapped[str | None] = mapped_column(sort_order=27)
    district: Mapped[str | None] = mapped_column(sort_order=28)
    sector: Mapped[str | None] = mapped_column(sort_order=29)
    """Of the district: 30 names of sectors are used more than once."""
    notes: Mapped[str | None] = mapped_column(sort_order=30)
    import_row: Mapped[int | None] = mapped_column(sort_order=41)
    """The row's number in the imported file."""


class RegisterImport(Synced, Base):
    """One register that was taken in, so that all of it can be taken out again."""

    __tablename__ = "register_import"

    id: Mapped[Id] = primary_id()
    file_label: Mapped[str]
    """The file's name, without its folder."""
    sheet: Mapped[str]
    """The name of the sheet in the file."""
    content_hash: Mapped[str]
    """SHA-256 of the file: the same sheet of the same file brings nobody twice."""
    imported_on: Mapped[date]
    """As the PC's clock said."""
    imported_by: Mapped[int | None]
    """The user's id."""
    people: Mapped[int]
    waiting: Mapped[int]
    already_here: Mapped[int]
    bad_cells: Mapped[int]
    undone_on: Mapped[date | None]


class Person(Described, Synced, Base):
    """Somebody who is trained. The college is the scope of the id."""

    __tablename__ = "person"
    __wide__ = True

    id: Mapped[Id] = primary_id()
    certificate_name: Mapped[str | None] = mapped_column(sort_order=12)
    """What the person has confirmed, letter by letter; None until then."""
    name_confirmed_on: Mapped[date | None] = mapped_column(sort_order=13)
    name_confirmed_by: Mapped[int | None] = mapped_column(sort_order=14)
    """The id of the user who asked the person."""
    sex: Mapped[str] = mapped_column(sort_order=15)
    """A ``Sex``."""
    merged_into: Mapped[Id | None] = reference("person.id", optional=True)
    """The person that this one turned out to be. Both histories stay."""
    import_id: Mapped[Id | None] = reference("register_import.id", optional=True)
    walk_in_on: Mapped[date | None]
    """The day on which somebody came without standing on a list; None once matched with the register."""


class WaitingRow(Described, Synced, Base):
    """A row of a register without a usable name or sex, kept until somebody completes it."""

    __tablename__ = "waiting_row"
    __wide__ = True

    id: Mapped[Id] = primary_id()
    import_id: Mapped[Id] = reference("register_import.id")
    problem: Mapped[str]
    """The ``CellProblem`` that keeps it waiting."""
    column_header: Mapped[str]
    cell_text: Mapped[str | None]
    """What the cell said."""
    sex: Mapped[str | None] = mapped_column(sort_order=15)
    person_id: Mapped[Id | None] = reference("person.id", optional=True)
    """The person that the row became."""


class MergeAct(StrEnum):
    """What was said of two people."""

    MERGED = "MERGED"
    """They are one: the second points to the first."""
    SEPARATED = "SEPARATED"
    """They are two after all."""


class PersonMerge(Synced, Base):
    """One act that joined two people or took them apart. The pointer of the person says what holds."""

    __tablename__ = "person_merge"
    __wide__ = True

    id: Mapped[Id] = primary_id()
    kept_id: Mapped[Id] = reference("person.id")
    merged_id: Mapped[Id] = reference("person.id")
    act: Mapped[str]
    on_date: Mapped[date]
    said_by: Mapped[int | None]
    reason: Mapped[str]
    turn: Mapped[int]
    """The place among what was said of the kept person: which of two merges wrote over the other."""
    taken_over: Mapped[str | None]
    """What the kept person took over from the other, as JSON {column: [before, since]}, to give it back."""
    ended: Mapped[bool] = mapped_column(default=False)
    """What merging wrote was given back: they were taken apart since, or another PC's merge won."""


class ConsentPurpose(StrEnum):
    """What somebody agrees to; each is asked for by itself (law 058/2021, articles 6 to 8)."""

    TRAINING = "TRAINING"
    """Keeping attendance, results and certificates."""
    FOLLOW_UP = "FOLLOW_UP"
    """Being asked later what came of the training."""
    PHOTO = "PHOTO"
    """Pictures taken during the training."""
    PUBLISH_IDEA = "PUBLISH_IDEA"
    """The summary of a project idea, with its author."""
    ABROAD = "ABROAD"
    """Names given to partners outside Rwanda."""


class ConsentForm(StrEnum):
    """How somebody agreed; the law knows all three."""

    ORAL = "ORAL"
    PAPER = "PAPER"
    ELECTRONIC = "ELECTRONIC"


class Consent(Synced, Base):
    """What one person agreed to, in which words, and when it was withdrawn."""

    __tablename__ = "consent"
    __wide__ = True

    id: Mapped[Id] = primary_id()
    person_id: Mapped[Id] = reference("person.id")
    purpose: Mapped[str]
    text_version: Mapped[str]
    language: Mapped[str]
    form: Mapped[str]
    given_on: Mapped[date]
    given_by: Mapped[str]
    """Who agreed for a child; empty where the person did."""
    witness: Mapped[str]
    """Who heard what was said aloud."""
    recorded_by: Mapped[int | None]
    withdrawn_on: Mapped[date | None]
    withdrawn_how: Mapped[str]


class RegisterCorrection(Base):
    """What a corrected list changed in somebody who was here already. Of this PC only, so that it can be undone.

    ``before`` and ``after`` have the fields that changed; ``person_id`` without any is a waiting row that became
    this person.
    """

    __tablename__ = "register_correction"

    id: Mapped[int] = mapped_column(BigInt, primary_key=True, autoincrement=True)
    import_id: Mapped[int]
    person_id: Mapped[int | None]
    waiting_row_id: Mapped[int | None]
    before: Mapped[dict[str, object]] = mapped_column(JSON)
    after: Mapped[dict[str, object]] = mapped_column(JSON)
