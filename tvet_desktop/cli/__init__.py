"""The same use cases as the window, as commands: one small file for each.

A command module has ``NAME``, ``add_arguments(parser)`` and ``run(app, arguments) -> Outcome``. It prints
nothing itself: ``run_command`` prints for people, or one JSON object with ``--json``.
"""
