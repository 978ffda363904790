"""Pages about attendance.

attendance_page    choose course and session, mark by keyboard, close and reopen
register_panel     the register with the lines that its keys open: find, reason, walk-in
saving             each deed at the register saved, said in words, undone and redone
differing_page     marks that two PCs have differently
check_in           badges: what a scan does to the register, and the view at the door
sheet_page         take a marked spreadsheet in
tests_page         the tests of a course: results typed down a column, what was gained
results_sheet_page take a list of results in
waiver_dialog      a coordinator waives points, everybody reads what was waived
waiting_page       names of sheets that wait for somebody's decision
"""
