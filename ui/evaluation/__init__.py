"""Evaluations: the rounds, the form that a trainee fills in on this PC, and the results."""
