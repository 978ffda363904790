"""A place on the network as somebody describes it: made ready, tried, and given along with invitations."""

import base64
import hashlib
import secrets
import time
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import msgspec

from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.text import nfc
from tvet_desktop.sync.carriers.address import NETWORK_KINDS, S3, SFTP, is_surely_abroad, read_address
from tvet_desktop.sync.carriers.errors import CarrierForgets
from tvet_desktop.sync.carriers.set_up import (
    COUNTRY,
    HOST_KEY,
    INVITED,
    PART,
    PRIVATE_KEY,
    REGION,
    SECRET,
    USER,
    SetUpCarrier,
    open_carrier,
)
from tvet_desktop.sync.carriers.sftp_carrier import SftpCarrier
from tvet_desktop.sync.carriers.ssh_connection import read_private_key

_TRIED_BYTES = 2_000
_MOST_PLACES = 20
_LONGEST = 20_000


class Country(StrEnum):
    """Where the computers of a place stand: law 058/2021 asks."""

    RWANDA = "rwanda"
    ABROAD = "abroad"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Checked:
    """A place that serves: as it is to be kept, and how long a small file took to go and come back."""

    place: SetUpCarrier
    seconds: float


def prepare_place(
    kind: str,
    typed: str,
    *,
    user: str,
    secret: str,
    country: Country,
    label: str = "",
    region: str = "",
    private_key: str = "",
    invited: bool = True,
) -> SetUpCarrier:
    """Return a place as it would be set up; nothing is asked of the network.

    Args:
        kind: one of ``NETWORK_KINDS``.
        typed: its address; a user and password within it are used where none are given.
        user: the account; for S3 the access key.
        secret: its password; for S3 the secret key; with a private key, the password of that.
        country: where it stands, as somebody said.
        label: what people call it; else the name of the server.
        region: of S3; most servers need none.
        private_key: the text of an SSH key.
        invited: whether invitations hold it, with its secrets.

    Raises:
        AddressUnusable, AddressUnprotected: see ``read_address``.
        PrivateKeyUnusable: the key cannot be read.
    """
    address = read_address(kind, typed)
    options = {
        USER: user.strip() or address.user,
        SECRET: secret or address.password,
        PART: secrets.token_hex(6),
        COUNTRY: Country.ABROAD if is_surely_abroad(address.host) else country,
        INVITED: "yes" if invited else "no",
    }
    if kind == S3 and region.strip():
        options[REGION] = region.strip()
    if kind == SFTP and private_key.strip():
        read_private_key(private_key, options[SECRET])
        options[PRIVATE_KEY] = private_key
    return SetUpCarrier(kind, address.text, nfc(label) or address.host, options=options)


def is_outside_rwanda(place: SetUpCarrier) -> bool:
    """Tell whether what is kept there leaves Rwanda, or may: whoever keeps it there needs to be allowed to."""
    return place.is_on_network and place.options.get(COUNTRY) != Country.RWANDA


def check_place(place: SetUpCarrier, programme: bytes, *, patience: float = 20.0) -> Checked:
    """Write a small file there, read it back, and ask for one that is not there.

    The key that an SSH server shows the first time is remembered from then on.

    Raises:
        NetworkPlaceFails: it does not serve; the sentence says why.
        CarrierForgets: it did not keep the file.
    """
    carrier = open_carrier(place, programme, patience=patience)
    options = dict(place.options)
    if isinstance(carrier, SftpCarrier):
        options[HOST_KEY] = carrier.host_key
    name, content = f"test/{options.get(PART, 'part')}", secrets.token_bytes(_TRIED_BYTES)
    began = time.monotonic()
    carrier.put(name, content)
    if carrier.get(name, largest=_TRIED_BYTES) != content or carrier.size(name) != _TRIED_BYTES:
        raise CarrierForgets
    seconds = time.monotonic() - began
    if carrier.get(f"test/{secrets.token_hex(6)}", largest=_TRIED_BYTES) is not None:
        raise CarrierForgets
    return Checked(msgspec.structs.replace(place, options=options), seconds)


def key_fingerprint(place: SetUpCarrier) -> str:
    """Return the remembered key of an SSH server as its keepers know it ("SHA256:…"); "" where there is none."""
    words = place.options.get(HOST_KEY, "").split()
    if not words:
        return ""
    digest = hashlib.sha256(base64.b64decode(words[-1])).digest()
    return "SHA256:" + base64.b64encode(digest).decode().rstrip("=")


def is_for_invited_pcs(place: SetUpCarrier) -> bool:
    """Tell whether invitations hold a place."""
    return place.is_on_network and place.options.get(INVITED) == "yes"


def places_to_give(places: Iterable[SetUpCarrier]) -> list[SetUpCarrier]:
    """Return the places that an invitation holds: those on the network that are for invited PCs too."""
    return [place for place in places if is_for_invited_pcs(place)]


def places_received(places: Iterable[SetUpCarrier]) -> list[SetUpCarrier]:
    """Return the places of an invitation that this PC can use, each with a temporary name of its own.

    They sync only when asked: whether this PC has a line that costs money, its people know.
    """
    usable = []
    for place in list(places)[:_MOST_PLACES]:
        if _is_usable(place):
            options = {**place.options, PART: secrets.token_hex(6)}
            usable.append(msgspec.structs.replace(place, automatic=False, options=options))
    return usable


def _is_usable(place: SetUpCarrier) -> bool:
    if place.kind not in NETWORK_KINDS or sum(map(len, place.options.values())) > _LONGEST:
        return False
    try:
        read_address(place.kind, place.address)
    except UserError:
        return False
    return True
