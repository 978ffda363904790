"""Finds the command, signs in if it needs that, prints its outcome, and turns a user's error into one sentence."""

import importlib
import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Protocol

from tvet_desktop.app import App
from tvet_desktop.cli.outcome import Outcome
from tvet_desktop.cli.password import read_password
from tvet_desktop.shared.clock import SystemClock
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.paths import default_data_dir
from tvet_desktop.shared.translation import LANGUAGES, use_language

MODULES = (
    "init",
    "invite",
    "join",
    "add_user",
    "practice",
    "tour",
    "import_people",
    "import_marks",
    "import_ideas",
    "certificates",
    "verify",
    "export",
    "import_sync",
    "dump",
    "check",
    "rebuild",
)
WITHOUT_SIGN_IN = {"init", "join", "practice", "tour", "verify"}


class Command(Protocol):
    """What a command module has."""

    NAME: str
    __doc__: str | None

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare what the command takes."""
        ...

    def run(self, app: App, arguments: Namespace) -> Outcome:
        """Do it."""
        ...


def run_command(argv: list[str]) -> int:
    """Run the command that ``argv`` names; return the exit code: 0 done, 1 the user can fix it, 2 wrong usage, 3 bad."""
    commands = _commands()
    arguments = _parser(commands).parse_args(argv)
    use_language(arguments.language)
    app = App(arguments.data or default_data_dir(), SystemClock())
    try:
        if arguments.command not in WITHOUT_SIGN_IN:
            app.sign_in(arguments.user, read_password())
        outcome = commands[arguments.command].run(app, arguments)
    except UserError as error:
        print(error.sentence(), file=sys.stderr)
        return 1
    finally:
        app.sign_out()
    _print(outcome, as_json=arguments.json)
    return outcome.exit_code


def _commands() -> dict[str, Command]:
    modules = [importlib.import_module(f"tvet_desktop.cli.{name}") for name in MODULES]
    return {module.NAME: module for module in modules}


def _parser(commands: dict[str, Command]) -> ArgumentParser:
    common = ArgumentParser(add_help=False)
    common.add_argument("--data", type=Path, help="data folder (default: the platform's)")
    common.add_argument(
        "--user", default="admin", help="user name; the password comes from TVET_PASSWORD or a prompt"
    )
    common.add_argument("--json", action="store_true", help="print one JSON object")
    common.add_argument("--language", choices=LANGUAGES, default="en")
    parser = ArgumentParser(prog="main.py", description="Without a command the window opens.")
    words = parser.add_subparsers(dest="command", required=True)
    for name, command in commands.items():
        summary = (command.__doc__ or "").splitlines()[0]
        command.add_arguments(words.add_parser(name, parents=[common], help=summary, description=summary))
    return parser


def _print(outcome: Outcome, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(outcome.data, ensure_ascii=False))
        return
    for line in outcome.lines:
        print(line)
