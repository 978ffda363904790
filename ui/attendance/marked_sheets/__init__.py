"""Importing marked sheets, and names that wait."""
