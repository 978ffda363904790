"""Sync without a server: every PC publishes its own log, everybody copies the logs they lack.

authority     the programme's root key: certifies invitations and PCs (X.509, P-256)
membership    one numbered, signed chain of documents: PCs, their scopes, wrapped keys, withdrawals
this_pc       what this PC holds: its keys, its log, the scope keys
found, invite, join   how a programme begins and grows
columns       changes as columns: ids and clocks as deltas, fields as dictionaries
bundle        the signed, encrypted, immutable file ``<log>/<number>``
write_bundles the outbox becomes bundles
receive       a bundle is checked, kept, and applied once everything that it builds on is here
merge         the newer stamp wins, the losing value of a real conflict is kept for a person
export_bundles, import_bundles   to and from a folder or one ``.tvet`` file
rebuild, dump, check   the repair tool, and how two PCs are compared
"""
