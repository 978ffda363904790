"""Setting up a place on the network by command: tried first, kept only if it serves."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from tvet_desktop.app import App
from tvet_desktop.cli.password import read_place_password
from tvet_desktop.documents.page_images import FileNotReadable
from tvet_desktop.shared.translation import _
from tvet_desktop.sync.carriers.address import NETWORK_KINDS, S3, SFTP, WEBDAV
from tvet_desktop.sync.carriers.network_place import (
    Country,
    check_place,
    is_outside_rwanda,
    key_fingerprint,
    prepare_place,
)
from tvet_desktop.sync.carriers.set_up import set_up_folder, set_up_place
from tvet_desktop.sync.carriers.words import outside_rwanda_words
from tvet_desktop.sync.this_pc import load_this_pc


def add_place_arguments(parser: ArgumentParser) -> None:
    """Declare what a new place needs."""
    parser.add_argument("--set-up", metavar="PLACE", help="first set up this stick, folder or address")
    parser.add_argument("--kind", choices=NETWORK_KINDS, help="of an address; else sftp:// tells, or webdav")
    parser.add_argument("--place-user", default="", help="account there; its password comes from a prompt")
    parser.add_argument("--place-key", type=Path, metavar="FILE", help="private SSH key to sign in with")
    parser.add_argument("--region", default="", help="of S3, if it needs one")
    parser.add_argument("--in-rwanda", action="store_true", help="its computers stand in Rwanda")


def set_up(app: App, arguments: Namespace) -> list[str]:
    """Set up what ``--set-up`` names; return what there is to say about it.

    Raises:
        UserError: it cannot be used; nothing is set up then.
    """
    target = str(arguments.set_up)
    if "://" not in target:
        with app.database.transaction(user_id=app.user.id) as db:
            set_up_folder(db, folder=Path(target))
        return []
    place = prepare_place(
        arguments.kind
        or (SFTP if target.startswith("sftp:") else S3 if target.startswith("s3:") else WEBDAV),
        target.replace("s3://", "https://", 1),
        user=arguments.place_user,
        secret=read_place_password(),
        country=Country.RWANDA if arguments.in_rwanda else Country.UNKNOWN,
        region=arguments.region,
        private_key=_text_of(arguments.place_key) if arguments.place_key else "",
    )
    with app.database.reading() as db:
        programme = load_this_pc(db).programme
    checked = check_place(place, programme)
    with app.database.transaction(user_id=app.user.id) as db:
        set_up_place(db, place=checked.place)
    words = [_("“{place}” works and is set up.").format(place=place.label)]
    if fingerprint := key_fingerprint(checked.place):
        words.append(_("The key of the server is {fingerprint}.").format(fingerprint=fingerprint))
    return [*words, outside_rwanda_words()] if is_outside_rwanda(place) else words


def _text_of(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FileNotReadable(file.name) from error
