"""Certificates that do not hold any more: replaced, or revoked by two people."""
