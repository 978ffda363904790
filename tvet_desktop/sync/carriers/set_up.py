"""The carriers that are set up on this PC, kept in its encrypted database."""

from pathlib import Path

import msgspec
from sqlalchemy.orm import Session

from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.text import nfc
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.local_settings import read_setting, write_setting
from tvet_desktop.sync.carriers.address import NETWORK_KINDS, S3, WEBDAV, read_address
from tvet_desktop.sync.carriers.carrier import Carrier
from tvet_desktop.sync.carriers.folder_carrier import FolderCarrier
from tvet_desktop.sync.carriers.opendal_carrier import PATIENCE, S3Carrier, WebdavCarrier
from tvet_desktop.sync.carriers.sftp_carrier import SftpCarrier, SshLogin
from tvet_desktop.sync.this_pc import load_this_pc

SETTING = "carriers"
FOLDER = "folder"
USER = "user"
SECRET = "secret"  # noqa: S105  the name of the option, not its value
PART = "part"
REGION = "region"
PRIVATE_KEY = "private_key"
HOST_KEY = "host_key"
COUNTRY = "country"
INVITED = "invited"
"""Names of options. ``PART`` is this PC's own temporary name; ``INVITED`` says whether invitations hold the place."""


class SetUpCarrier(msgspec.Struct, frozen=True):
    """One place to sync with: its kind, where it is, what people call it, and whether it syncs by itself."""

    kind: str
    address: str
    label: str
    automatic: bool = False
    options: dict[str, str] = {}
    """What the kind needs besides, such as a user name and a password: they stay in the encrypted database."""

    def __repr__(self) -> str:
        """Name the kind only: what is printed may end in a log."""
        return f"{type(self).__name__}({self.kind})"

    @property
    def is_on_network(self) -> bool:
        """Tell whether it needs a line, which may cost money."""
        return self.kind in NETWORK_KINDS

    def switched(self, *, automatic: bool) -> "SetUpCarrier":
        """Return the same place, syncing by itself or only when somebody asks."""
        return msgspec.structs.replace(self, automatic=automatic)


class CarrierKnown(UserError):
    """It is set up already."""

    def __init__(self, label: str) -> None:
        super().__init__(label)
        self.label = label

    def sentence(self) -> str:
        """Say what to do instead."""
        return _("“{place}” is set up already: press “Sync now” to use it.").format(place=self.label)


class NoCarrier(UserError):
    """Nothing is set up."""

    def sentence(self) -> str:
        """Say how to begin."""
        return _("No place to sync with is set up yet: choose a stick or folder under Sync first.")


def list_carriers(db: Session) -> list[SetUpCarrier]:
    """Return what is set up, in the order in which it was."""
    return msgspec.convert(read_setting(db, SETTING, []), list[SetUpCarrier])


def set_up_folder(db: Session, *, folder: Path, label: str = "", automatic: bool = False) -> SetUpCarrier:
    """Set up a stick or folder, and make the programme's own folder in it.

    Raises:
        CarrierKnown: it is set up already.
        CarrierUnreachable: it is not there, or cannot be written.
    """
    address = str(folder.absolute())
    carriers = list_carriers(db)
    for carrier in carriers:
        if (carrier.kind, carrier.address) == (FOLDER, address):
            raise CarrierKnown(carrier.label)
    made = SetUpCarrier(FOLDER, address, nfc(label) or folder.name or address, automatic)
    FolderCarrier(folder, load_this_pc(db).programme).begin()
    _keep(db, [*carriers, made])
    return made


def set_up_place(db: Session, *, place: SetUpCarrier) -> SetUpCarrier:
    """Keep a place on the network, as ``prepare_place`` made and ``check_place`` tried it.

    One of the same address is replaced: that is how a new password is given to it.
    """
    carriers = list_carriers(db)
    if any(_same(place, other) for other in carriers):
        _keep(db, [place if _same(place, other) else other for other in carriers])
    else:
        _keep(db, [*carriers, place])
    return place


def put_back_carrier(db: Session, *, carrier: SetUpCarrier) -> SetUpCarrier:
    """Set up a carrier again that was taken away.

    Raises:
        CarrierUnreachable: its stick or folder is not there, or cannot be written.
    """
    if carrier.is_on_network:
        return set_up_place(db, place=carrier)
    folder = Path(carrier.address)
    return set_up_folder(db, folder=folder, label=carrier.label, automatic=carrier.automatic)


def take_away_carrier(db: Session, *, carrier: SetUpCarrier) -> None:
    """Forget a carrier; what lies there stays."""
    _keep(db, [other for other in list_carriers(db) if not _same(other, carrier)])


def switch_automatic(db: Session, *, carrier: SetUpCarrier, automatic: bool) -> None:
    """Let a carrier sync by itself, or only when somebody asks."""
    changed = carrier.switched(automatic=automatic)
    _keep(db, [changed if _same(other, carrier) else other for other in list_carriers(db)])


def open_carrier(carrier: SetUpCarrier, programme: bytes, *, patience: float = PATIENCE) -> Carrier:
    """Return the adapter of a carrier; nothing is asked of it yet.

    ``patience`` is the seconds that a server may need to begin, or a line may stand still.
    """
    if carrier.kind == FOLDER:
        return FolderCarrier(Path(carrier.address), programme)
    address, options = read_address(carrier.kind, carrier.address), carrier.options
    user, secret, part = options.get(USER, ""), options.get(SECRET, ""), options.get(PART, "part")
    if carrier.kind == WEBDAV:
        return WebdavCarrier(address, programme, user=user, password=secret, part=part, patience=patience)
    if carrier.kind == S3:
        region = options.get(REGION, "")
        return S3Carrier(address, programme, key=user, secret=secret, region=region, patience=patience)
    login = SshLogin(user, secret, options.get(PRIVATE_KEY, ""), options.get(HOST_KEY, ""))
    return SftpCarrier(address, programme, login, part=part, patience=patience)


def _same(one: SetUpCarrier, other: SetUpCarrier) -> bool:
    return (one.kind, one.address) == (other.kind, other.address)


def _keep(db: Session, carriers: list[SetUpCarrier]) -> None:
    write_setting(db, SETTING, msgspec.to_builtins(carriers))
