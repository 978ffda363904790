"""Write the authority's certificate as a PEM file, for other programs that check signed PDFs."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding

from tvet_desktop.app import App
from tvet_desktop.certificates.checking.trust_list import read_trust_list
from tvet_desktop.cli.outcome import Outcome
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.files import write_durably

NAME = "authority"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("file", type=Path, help="where to write the certificate")


def run(app: App, arguments: Namespace) -> Outcome:
    """Write the public certificate; it is no secret, but hand it over so that nobody can exchange it."""
    root = read_trust_list(app.data_dir).root
    write_durably(arguments.file, root.public_bytes(Encoding.PEM))
    until = root.not_valid_after_utc.date()
    line = _("The authority’s certificate (valid until {date}) is in {file}.")
    return Outcome(
        [line.format(date=until.strftime("%d/%m/%Y"), file=arguments.file)],
        {"file": str(arguments.file), "until": until.isoformat()},
    )
