"""Scanned badges and check-in at the door."""
