"""Waiving points."""
