"""Several PCs of one programme."""

from tests.sync.conftest import founder, join_pc, meet

__all__ = ["founder", "join_pc", "meet"]
