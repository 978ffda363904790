"""Erasing a person for good: the question before it, and what is said afterwards."""
