"""People who came without standing on a list."""
