"""Erasing a person on every PC that learns of it, and what is left of them (law 058/2021 wants destruction).

personal_data   which columns of which tables are blanked, and how their rows lead to a person
erased          who was erased, as far as this PC knows, and which rows are theirs
blank_rows      rows, history, what was not sent yet, losing values: all blank, in the transaction that learns of it
forget_erased   the same where a sync file was applied
erase_person    the act itself
erase_later_rows  what was linked to them afterwards, on a PC that did not know
erasing_preview what it would take away and what stays, for the question before
destroy_files   scans and certificates that are nobody's any more, the write-ahead log, the list for a restore

Blanking is no change with a stamp: it is a rule over the rows of ``erasure``, the same on every PC and in any order, so
that whatever is typed or arrives later about an erased person is blanked as well, and equal bundles give equal rows.
Sync files that were written before still hold what they held, sealed; they end with the next snapshot (``snapshots``).
"""
