"""The one kind of error a set-up has."""


class SetUpError(Exception):
    """One sentence for the person at the keyboard: what is wrong and what to do about it."""
