"""Sets the program up on a bare PC: system packages, locked Python packages, catalogues, checks.

Start at `dev.py`. Everything here uses the standard library only, because nothing else is installed yet;
what runs before a fitting Python is found (`dev`, `environment`, `system_packages`) also parses on Python 3.8.
"""
