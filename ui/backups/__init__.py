"""Screens about backups: the page of the settings, putting one back, and what makes them by itself."""
