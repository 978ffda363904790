"""Backups of a PC that belongs to a programme: when they are made, and what follows when one is put back."""
