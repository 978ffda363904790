"""Write the register of certificates, with the numbers that are missing, for the Registrar."""

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from pathlib import Path

from tvet_desktop.accounts.rules import require
from tvet_desktop.app import App
from tvet_desktop.certificates.register.known_pc import KnownPc
from tvet_desktop.certificates.register.number_report import LogNumbers, NumberReport
from tvet_desktop.certificates.register.register_file import RegisterWanted, register_file
from tvet_desktop.certificates.register.register_words import known_words, missing_words
from tvet_desktop.cli.outcome import Outcome
from tvet_desktop.programme.queries import college_by_code
from tvet_desktop.shared.translation import _, ngettext
from tvet_desktop.storage.files import probe, write_durably
from tvet_desktop.sync.pcs_of_numbers import pcs_of_numbers

NAME = "register"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "--out", type=Path, required=True, help="file to write: .xlsx, or .csv for the list alone"
    )
    parser.add_argument("--college", help="code of a college, such as HUY (default: all that this PC knows)")
    parser.add_argument("--year", type=int, help="year of issue (default: all)")


def run(app: App, arguments: Namespace) -> Outcome:
    """Write the file, and say which numbers are missing or stand twice."""
    require(app.user.role, "export_register")
    probe(arguments.out)
    with app.database.reading() as db:
        code = college_by_code(db, arguments.college).code if arguments.college else None
        pcs = pcs_of_numbers(db)
        wanted = RegisterWanted(arguments.out.suffix, code, arguments.year)
        made = register_file(db, wanted=wanted, pcs=pcs, now=app.now(), by=app.user.id)
    write_durably(arguments.out, made.content)
    said = ngettext("{count} certificate is in {file}.", "{count} certificates are in {file}.", made.count)
    lines = [said.format(count=made.count, file=arguments.out)]
    lines += [_line(log, pcs) for log in made.numbers.logs if not log.is_whole]
    return Outcome(lines, {"written": made.count, **_data(made.numbers, pcs)})


def _line(log: LogNumbers, pcs: Mapping[str, KnownPc]) -> str:
    words = _("{college} {year} {code}: missing {numbers}; twice {twice}; {known}.")
    return words.format(
        college=log.college_code,
        year=log.year,
        code=log.log_code,
        numbers=missing_words(log) or "–",
        twice=", ".join(log.twice) or "–",
        known=known_words(log, pcs.get(log.log_code)),
    )


def _data(report: NumberReport, pcs: Mapping[str, KnownPc]) -> dict[str, object]:
    return {
        "missing": report.missing_count,
        "twice": report.twice_count,
        "unreadable": len(report.unreadable),
        "logs": [_log_data(log, pcs.get(log.log_code)) for log in report.logs],
    }


def _log_data(log: LogNumbers, pc: KnownPc | None) -> dict[str, object]:
    return {
        "college": log.college_code,
        "year": log.year,
        "log": log.log_code,
        "issued": log.issued,
        "highest": log.highest,
        "missing": [list(ends) for ends in log.missing],
        "twice": list(log.twice),
        "pc": None if pc is None else pc.name,
        "heard_on": None if pc is None or pc.heard_on is None else pc.heard_on.isoformat(),
    }
