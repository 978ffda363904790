"""Registers of people: read, previewed, taken in, corrected and taken back."""
