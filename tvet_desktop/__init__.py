"""The headless core of TVET Desktop: records, rules, papers and sync, without a window.

Each feature is a folder with the same inner names: ``models``, ``rules``, ``queries``, and one file per
action. Imports run one way only; the contract stands in ``pyproject.toml``.
"""

__version__ = "0.1.0"
