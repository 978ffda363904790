"""Checking a certificate: PDF, picture, text or scanner."""
