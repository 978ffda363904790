"""One encrypted SQLite file per PC, and what every saved change leaves behind.

engine      opens the file with its key, WAL, synchronous=FULL
database    transactions and reads; the only place that commits
base        what every table has; what every synced row carries
ids         63-bit ids minted offline: scope, writer, counter
stamps      the hybrid clock that orders changes of many PCs
capture     saving records itself: history and outbox in the same transaction
local_tables, local_settings   history and outbox, conflicts, and values of this PC alone
files       encrypted files beside the database
lock        several processes on one data folder
schema      the version of the tables; an older file is copied and brought up to date
migrations  Alembic, run from code
"""
