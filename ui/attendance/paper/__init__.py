"""Printing sheets and badges, typing what comes back, and the pictures of signed pages."""
