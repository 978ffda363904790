"""Tables that only a server has: on a PC the same things lie in files beside the database."""

from sqlalchemy import Column, Integer, LargeBinary, MetaData, String, Table

METADATA = MetaData()

SCHEMA = Table(
    "tvet_schema",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("version", Integer, nullable=False),
)
"""One row: the version of the tables. It is written last: without it nothing is set up."""

KEYS = Table(
    "tvet_keys",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("content", LargeBinary, nullable=False),
)
"""One row: the key slots, as they would stand in the key file of a PC."""

FILES = Table(
    "tvet_file",
    METADATA,
    Column("hash", String, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)
"""The encrypted files by the hash of their ciphertext."""
