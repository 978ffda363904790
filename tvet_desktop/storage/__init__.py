"""One encrypted SQLite file per PC, and what every saved change leaves behind.

engine      opens the file with its key, WAL, synchronous=FULL
database    transactions and reads; the only place that commits
base        what every table has; what every synced row carries
ids         63-bit ids minted offline: scope, writer, counter
stamps      the hybrid clock that orders changes of many PCs
capture     saving records itself: history and outbox in the same transaction
outbox      what was made here and is in no bundle yet
history     who changed what, and when: the outbox, and the sections of bundles with a small index
change_groups, encode_groups, encode_column, squeeze, packing   changes as columns, as they travel and as the history keeps them
local_tables, local_settings   the tables of these, conflicts, and values of this PC alone
files       encrypted files beside the database
lock        several processes on one data folder
schema      the version of the tables; an older file is copied and brought up to date
migrations  Alembic, run from code
"""
