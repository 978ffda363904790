"""Make a practice programme with realistic, invented data."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from dataclasses import asdict

from tvet_desktop.app import App
from tvet_desktop.cli.outcome import Outcome
from tvet_desktop.practice.make_practice import ACCOUNT, make_practice
from tvet_desktop.shared.translation import _

NAME = "practice"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("--colleges", type=_from_one_to(8), default=2, help="how many colleges (1 to 8)")
    parser.add_argument(
        "--weeks", type=_from_one_to(52), default=2, help="how many weeks of training (1 to 52)"
    )
    parser.add_argument("--seed", type=int, default=1, help="another seed gives other people")


def run(app: App, arguments: Namespace) -> Outcome:
    """Fill the data folder, which must be new."""
    made = make_practice(app, colleges=arguments.colleges, weeks=arguments.weeks, seed=arguments.seed)
    sentence = _(
        "{people} invented people with {marks} marks are ready. Sign in as “{name}” with “{password}”."
    )
    lines = [
        sentence.format(
            people=made.people, marks=made.marks, name=ACCOUNT.username, password=ACCOUNT.password
        )
    ]
    return Outcome(lines, asdict(made))


def _from_one_to(most: int) -> Callable[[str], int]:
    def whole_number(text: str) -> int:
        if not text.isdecimal() or not 1 <= int(text) <= most:
            raise ArgumentTypeError(f"{text}: a whole number from 1 to {most} is needed")
        return int(text)

    return whole_number
