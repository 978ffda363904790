"""Who works on this PC: users and roles (they sync), key slots and passwords (they never leave it).

key_slots   the small file beside the database: one slot for each user, one for the recovery code
"""
