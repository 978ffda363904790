"""Evaluations: what trainees thought of a course, without a trace of who thought it.

questionnaires       the forms that ship with the app, in three languages
open_round           asks the trainees of a course for their opinion
hand_out_codes       one-time codes, so that each trainee answers once
submit_response      takes one answer; it waits among the others, in no order
close_round          gives five or more waiting answers out, all at once
abandon_round        ends a round that nobody should answer any more
suppression          which figures may be shown: never those of fewer than five people
figures, results      results of a round, of several, of a course, and by language
queries              the rounds and their forms
"""
