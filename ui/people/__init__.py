"""The people pages.

people_page        the list, and the way to everything else
add_person_page, person_page, person_history_page   one person
register_page      takes a register in: file, preview, result
imports_page       what was taken in, and taking it out again
waiting_rows_page  rows without a name or a sex
duplicates_page    pairs that may be one person, side by side
walk_ins_page      who came without standing on a list: somebody of the register, or new
consents_page      what one person agreed to; course_consents_page for a whole class
likely_same        beside a form: who is likely on the list already
"""
