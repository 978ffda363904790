"""Courses of a college: what is taught, by whom, on which half-days, to whom.

models      course, trainers, training sessions, enrolments, rules; closing is a row that stays
rules       what state allows what, and the errors that say so
queries     rows for lists and pickers
one file for each action; closing a course or a session needs its marks and lies in ``attendance``
"""
