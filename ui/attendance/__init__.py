"""Pages about attendance.

attendance_page   choose course and session, mark by keyboard, close and reopen
sheet_page        take a marked spreadsheet in
waiting_page      names of sheets that wait for somebody's decision
"""
