"""What every table has, and what every synced row carries."""

from functools import lru_cache
from typing import Any, ClassVar

from sqlalchemy import JSON, BigInteger, ColumnElement, ForeignKey, Integer, MetaData, String, Table, and_
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

Id = int
BigInt = BigInteger().with_variant(Integer(), "sqlite")  # INTEGER keys are SQLite's row ids: smaller, faster


Text = String().with_variant(String(collation="C"), "postgresql")  # sorts by code points, as SQLite does


class Base(DeclarativeBase):
    """All tables. Constraints are named, so that migrations can change them."""

    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "ix": "ix_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {int: BigInt, str: Text}


class Synced:
    """A row that travels between PCs.

    It carries the stamp of its last change (for a wide table: of its creation), and the stamps of fields
    that changed on their own later. ``deleted`` has its own stamp, so that an edit made elsewhere at the
    same time does not bring a removed row back.
    """

    __tablename__: Any
    __wide__: ClassVar[bool] = False
    """A wide table is edited by hand, field by field: every field carries its own stamp."""
    __anonymous__: ClassVar[bool] = False
    """The history keeps neither the user nor the time of a change."""
    __national__: ClassVar[bool] = False
    """Only PCs of the national office write it, also where its rows lie in a college's scope."""
    __unjudged__: ClassVar[frozenset[str]] = frozenset()
    """Where only these fields differ between two PCs, nobody has to decide."""

    changed_at: Mapped[int] = mapped_column(default=0, sort_order=900)
    changed_by: Mapped[int] = mapped_column(default=0, sort_order=901)
    field_stamps: Mapped[dict[str, list[int]] | None] = mapped_column(
        JSON(none_as_null=True), default=None, sort_order=902
    )
    deleted: Mapped[bool] = mapped_column(default=False, sort_order=903)


STAMP_COLUMNS = frozenset({"changed_at", "changed_by", "field_stamps"})
DELETED = "deleted"


def primary_id() -> Mapped[Id]:
    """Return the column of an id that the use case mints with ``new_id``."""
    return mapped_column(BigInt, primary_key=True, autoincrement=False)


def reference(target: str, *, key: bool = False, optional: bool = False, index: bool = True) -> Any:  # noqa: ANN401  the same column serves Mapped[Id] and Mapped[Id | None]
    """Return the column of a reference to ``target`` ("course.id"), part of the primary key if ``key``."""
    return mapped_column(
        BigInt,
        ForeignKey(
            target, deferrable=True, initially="IMMEDIATE"
        ),  # SQLite can defer any, a server only such
        primary_key=key,
        nullable=optional,
        index=index and not key,
        autoincrement=False if key else "auto",
    )


def not_deleted(*models: type[Synced]) -> ColumnElement[bool]:
    """Return the condition that rows of all ``models`` have not been removed."""
    return and_(*(model.deleted.is_(False) for model in models))


def synced_tables() -> dict[str, type[Synced]]:
    """Return the models whose rows travel, by table name, parents before children."""
    return dict(_parents_first(len(Base.metadata.tables)))


@lru_cache(maxsize=1)
def _parents_first(_tables: int) -> dict[str, type[Synced]]:
    """Sort the tables once for as many as there are: it takes 2 ms, and every received bundle asks several times."""
    models = {
        mapper.class_.__tablename__: mapper.class_
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, Synced)
    }
    return {table.name: models[table.name] for table in Base.metadata.sorted_tables if table.name in models}


def table_of(model: type[Synced]) -> Table:
    """Return the table of a model."""
    table: Table = model.__table__  # type: ignore[attr-defined]  # every Synced model is mapped
    return table


def key_columns(table: Table) -> list[str]:
    """Return the names of the one or two columns of the primary key."""
    return [column.name for column in table.primary_key.columns]


def field_columns(table: Table) -> list[str]:
    """Return the names of the columns that hold what people entered: not the key, not the stamps."""
    return [c.name for c in table.columns if not c.primary_key and c.name not in STAMP_COLUMNS]


def own_stamp_columns(model: type[Synced]) -> frozenset[str]:
    """Return the columns that carry their own stamp.

    All of a wide table, ``deleted`` of any, and those that a later release added (``info={"since": 2}``):
    an older PC's write neither erases nor outranks what it does not know.
    """
    table = table_of(model)
    if model.__wide__:
        return frozenset(field_columns(table))
    later = {c.name for c in table.columns if c.info.get("since", 1) > 1}
    return frozenset({DELETED} | later)
