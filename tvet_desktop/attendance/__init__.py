"""Who was there: marks, what they add up to, and who qualifies.

models             a mark for each person and session; marks of a sheet that wait for a decision
rules              hours credited, rates as exact fractions, what qualifies
queries            which sessions still want marks, and whose
registers          the register of a course and of a session; register_cells reads it fast
find_in_register   somebody by three letters or a number; trend is the small line beside the name
add_walk_in        somebody who stood on no list, present at once
course_tests       the pre-test and the post-test, results, and what was gained
waivers, merits    points that a coordinator waived; what decides besides the marks
mark_history       who typed a mark, when, and what it was before
merge_people       two entries of one person, with their marks; separate_people at any later time
one_line           which mark of merged people counts
read_marks_sheet   a marked spreadsheet, cell by cell; import_marks takes it in
one file for each action; each returns what is needed to take it back
"""
