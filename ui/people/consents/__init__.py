"""Consents of one person and of a class."""
