"""Ids minted offline: 63 bits = scope (10) | writer (37, random) | counter (16).

The writer is drawn anew at every program start, so PCs that were copied, imaged or restored never mint the
same id. It names nobody; it is only a tie-break.
"""

import secrets

WRITER_BITS = 37
COUNTER_BITS = 16
SCOPE_SHIFT = WRITER_BITS + COUNTER_BITS


class Scope:
    """Whose rows they are. Colleges have the numbers of ``resources/colleges.toml``."""

    SHARED = 1
    """Lists that every PC reads and only the national office writes."""
    NATIONAL = 2
    """Selection, revocation, placement: read by national PCs only."""


def scope_of(row_id: int) -> int:
    """Return the scope that an id was minted for."""
    return row_id >> SCOPE_SHIFT


def packaged_id(scope: int, number: int) -> int:
    """Return the id of a row that ships with the app: the same in every programme, since no run draws writer 0."""
    return scope << SCOPE_SHIFT | number


class IdMinter:
    """Mints ids for one run of the program."""

    def __init__(self) -> None:
        self.writer = 0
        self._counter = 0
        self._draw_writer()

    def _draw_writer(self) -> None:
        self.writer = secrets.randbelow((1 << WRITER_BITS) - 1) + 1
        self._counter = 0

    def next(self, scope: int) -> int:
        """Return a new id of ``scope``; draws a new writer when the counter is used up."""
        if self._counter >> COUNTER_BITS:
            self._draw_writer()
        row_id = scope << SCOPE_SHIFT | self.writer << COUNTER_BITS | self._counter
        self._counter += 1
        return row_id

    def random(self, scope: int) -> int:
        """Return an id that tells neither writer nor order, for rows that must stay anonymous."""
        return scope << SCOPE_SHIFT | secrets.randbits(SCOPE_SHIFT)
