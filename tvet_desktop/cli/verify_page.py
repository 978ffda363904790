"""Write the check page: one HTML file that checks certificates in any browser. Needs no account."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from tvet_desktop.app import App
from tvet_desktop.certificates.checking.page_lists import authority_fingerprint
from tvet_desktop.certificates.checking.trust_list import read_trust_list
from tvet_desktop.certificates.checking.verify_page import reads_pictures, without_reader, write_verify_page
from tvet_desktop.cli.outcome import Outcome
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.files import write_durably

NAME = "verify-page"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "file", type=Path, help="where to write it, such as verify.html; an older one is replaced"
    )


def run(app: App, arguments: Namespace) -> Outcome:
    """Write the page with the keys and lists that lie beside the database."""
    trust = read_trust_list(app.data_dir)
    content = write_verify_page(trust, app.clock.now())
    write_durably(arguments.file, content)
    fingerprint = authority_fingerprint(trust.root)
    done = _(
        "The check page is {file}: it opens in any browser, from a stick or from a web space with https."
    )
    return Outcome(
        [
            done.format(file=arguments.file),
            _(
                "The fingerprint at its foot names this programme, {fingerprint}, but a forged page can show it too."
            ).format(fingerprint=fingerprint),
        ],
        {
            "file": str(arguments.file),
            "bytes": len(content),
            "fingerprint": fingerprint,
            "reads_pictures": reads_pictures(),
        },
        refusals=[] if reads_pictures() else [without_reader()],
    )
