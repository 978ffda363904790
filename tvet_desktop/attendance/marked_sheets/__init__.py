"""Marked sheets from spreadsheets: read, previewed, taken in, and the names that wait."""
