"""Snapshots: every row as it is, sealed with new keys, so that older sync files and their keys can be destroyed.

    rows_as_changes    every row as changes that carry their own stamps
    take_snapshot      the authority's PC writes them as a log of its own, and names it in a membership document
    meet_snapshot      a PC that reads of it: one that lacks something takes it from the snapshot
    standing           which PCs are known to have it
    settle_snapshot    the authority says that all have it
    destroy_covered    every PC that hears of that destroys what the snapshot covers, and the keys of before
    covered            what is destroyed, for those who look for bundles

A snapshot is a log like any other, so sticks, files and network places carry it as they are. Its bundles make no history
and no conflicts: nobody changed anything. Rows of the table of bundles stay without their content, so that order and
knowledge of what others had seen go on. A PC that comes late has the snapshot, and sends again what only it had.
"""
