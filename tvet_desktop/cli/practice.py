"""Make a practice programme with realistic, invented data."""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict

from tvet_desktop.app import App
from tvet_desktop.cli.outcome import Outcome
from tvet_desktop.practice.make_practice import ACCOUNT, make_practice
from tvet_desktop.shared.translation import _

NAME = "practice"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("--colleges", type=int, default=2, help="how many colleges (1 to 8)")
    parser.add_argument("--weeks", type=int, default=2, help="how many weeks of training")
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
