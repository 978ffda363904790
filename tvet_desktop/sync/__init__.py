"""Sync without a server: every PC publishes its own log, everybody copies the logs they lack.

authority     the programme's root key: certifies invitations and PCs (X.509, P-256)
membership    one numbered, signed chain of documents: PCs, their scopes, wrapped keys, withdrawals
devices       the PCs that this PC knows; of several with one invitation the authority's document decides
this_pc       what this PC holds: its keys, its log, the scope keys
found, invite, join   how a programme begins and grows
bundle        the signed, encrypted, immutable file of one log and number
write_bundles the outbox becomes bundles
receive       a bundle is checked, kept, and applied once everything that it builds on is here
check_rows    a bundle's rows are its writer's to write, and fit the tables
apply_changes what makes new rows is inserted at once; what meets rows that are here goes through merge
merge         the newer stamp wins, the losing value of a real conflict is kept for a person
knowledge     what the writer of a bundle had seen of the others' changes: what makes a conflict real
stored_rows, server_rows   the SQL of both, for SQLite and for PostgreSQL
mark_differences   the marks among those values, for the people who mark; settle_conflict decides
describe_conflicts, conflict_words   how both values are told to people
preview_import   what sync files would add, change and remove, before anything does
left_out      bundles that do not count, what was built on them, and sending one's own changes again
parcel, folder   one ``.tvet`` file, or a folder on a stick
export_bundles, import_bundles   to and from them
rebuild, catch_up, dump, check   the repair tool, what an upgrade makes readable, and how two PCs are compared
certificate_keys   this PC as issuer of certificates, and everybody's keys for checking them

carriers      places to meet: folders, WebDAV, S3, SFTP        backups     copies that are known to open
keys          PCs and authority renewed, withdrawn, replaced   heard       what is known of the other PCs
conflicts     what people decide about two values              removals    many at once wait for a coordinator
erasing       a person is blanked on every PC                  snapshots   older files and keys are destroyed
handover      a college of its own comes to the national programme
"""
