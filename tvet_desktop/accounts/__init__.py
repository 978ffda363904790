"""Who works on this PC: users and roles (they sync), key slots and passwords (they never leave it).

models, rules   users, their roles, and what each role may do
key_slots       the small file beside the database: one slot for each user, one for the recovery code
recovery_code   the code that is copied by hand, and how its groups are compared
new_database    the files of a new PC, put in place only when they are whole
add_user, change_role, rename_user, remove_user   one file for each action
"""
