"""Merging and separating people."""
