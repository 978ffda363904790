"""The tests of a course and their results."""
