"""Importing registers, and rows that wait."""
