"""Screens for certificates that were wrong: replace, ask for a revocation, decide, choose between two."""
