"""Finds the command, signs in if it needs that, prints its outcome, and turns a user's error into one sentence."""

import importlib
import json
import os
import sys
from argparse import SUPPRESS, ArgumentParser, Namespace
from io import TextIOWrapper
from typing import Protocol

from tvet_desktop.app import App
from tvet_desktop.cli.outcome import Outcome
from tvet_desktop.cli.password import read_password, require_text
from tvet_desktop.shared.clock import SystemClock
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.paths import default_data_dir
from tvet_desktop.shared.server_address import data_place
from tvet_desktop.shared.translation import LANGUAGES, use_language

MODULES = (
    "init",
    "invite",
    "join",
    "pcs",
    "withdraw",
    "keep",
    "renew",
    "take_over",
    "replace_office",
    "rotate_keys",
    "snapshot",
    "authority",
    "welcome",
    "hand_over",
    "take_in",
    "add_user",
    "practice",
    "tour",
    "import_people",
    "import_marks",
    "import_ideas",
    "certificates",
    "register",
    "verify",
    "verify_page",
    "export",
    "import_sync",
    "sync",
    "dump",
    "check",
    "rebuild",
    "backup",
    "restore",
)
WITHOUT_SIGN_IN = {
    "init",
    "join",
    "replace-office",
    "practice",
    "tour",
    "verify",
    "verify-page",
    "authority",
    "restore",
}


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
    _show_any_character()
    commands = _commands()
    arguments = _parser(commands).parse_args(argv)
    use_language(arguments.language)
    app = App(arguments.data or default_data_dir(), SystemClock())
    try:
        _check_text(arguments)
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
    parser = ArgumentParser(prog="main.py", description="Without a command the window opens.")
    _add_common(parser)
    common = ArgumentParser(add_help=False, argument_default=SUPPRESS)  # what stands before the word, stays
    _add_common(common)
    parser.set_defaults(data=None, user="admin", json=False, language="en")
    words = parser.add_subparsers(dest="command", required=True)
    for name, command in commands.items():
        summary = (command.__doc__ or "").splitlines()[0]
        command.add_arguments(words.add_parser(name, parents=[common], help=summary, description=summary))
    return parser


def _add_common(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--data",
        type=data_place,
        help="data folder (default: the platform's), or postgresql://USER@HOST/DATABASE",
    )
    parser.add_argument("--user", help="user name; the password comes from TVET_PASSWORD or a prompt")
    parser.add_argument("--json", action="store_true", default=SUPPRESS, help="print one JSON object")
    parser.add_argument("--language", choices=LANGUAGES)


def _check_text(arguments: Namespace) -> None:
    """Refuse words that are not UTF-8: the operating system hands them over with stand-ins.

    Raises:
        TextUnreadable: there is one.
    """
    for value in vars(arguments).values():
        if isinstance(value, str):
            require_text(value)


def _show_any_character() -> None:
    """Let a terminal that lacks a letter show its number instead of stopping the command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _print(outcome: Outcome, *, as_json: bool) -> None:
    for sentence in outcome.refusals:
        print(sentence, file=sys.stderr)
    lines = [json.dumps(outcome.data, ensure_ascii=False)] if as_json else outcome.lines
    try:
        for line in lines:
            print(line)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader has seen enough, as “head” does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
