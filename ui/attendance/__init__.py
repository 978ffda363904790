"""Pages about attendance.

attendance_page    choose course and session, mark by keyboard, close and reopen
check_in           badges: what a scan does to the register, and the view at the door
sheet_page         take a marked spreadsheet in
tests_page         the tests of a course: results typed down a column, what was gained
results_sheet_page take a list of results in
waiver_dialog      a coordinator waives points, everybody reads what was waived
waiting_page       names of sheets that wait for somebody's decision
"""
