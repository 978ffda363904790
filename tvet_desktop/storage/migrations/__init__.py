"""How the tables of a released version become those of the next.

One module for each version, ``versions/v0002.py`` and so on, with ``upgrade(op)`` that takes Alembic's
operations. SQL is spelled out; a migration never imports today's models.
"""
