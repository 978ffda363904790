"""What a college's authority signs when it hands its programme over, and the two files of a hand-over."""

import hashlib

import msgspec
from cryptography import x509

from tvet_desktop.sync import authority
from tvet_desktop.sync.handover.errors import NotAHandOver, NotAWelcome
from tvet_desktop.sync.membership import Device, Document, Renewal, Signed, Withdrawal, encode

_WELCOME = b"TVETWELCOME1\n"
_HAND_OVER = b"TVETHANDOVER1\n"
_HASH_LENGTH = 32


class HandOver(msgspec.Struct, frozen=True):
    """The last word of a programme's authority: to whom its PCs, their logs and their papers belong from now on.

    ``says_for_all`` are the hashes of the bundles that wrote into lists of all when its PCs could; no later one may.
    """

    root: bytes
    """The programme's own root certificate, as DER."""
    name: str
    practice: bool
    to_root: bytes
    """The root certificate of the national programme."""
    scopes: list[int]
    devices: list[Device]
    withdrawn: list[Withdrawal]
    renewals: list[Renewal]
    says_for_all: list[bytes]
    documents: int
    """The number of the programme's last membership document."""
    welcome: bytes
    """With which the national authority signed for just these ``scopes``."""

    @property
    def programme(self) -> bytes:
        """The 16 bytes that name the programme that is handed over."""
        return authority.programme_id(x509.load_der_x509_certificate(self.root))

    @property
    def to_programme(self) -> bytes:
        """The 16 bytes that name the national programme."""
        return authority.programme_id(x509.load_der_x509_certificate(self.to_root))


class Welcome(msgspec.Struct, frozen=True):
    """What the national office tells a college: who it is, and which colleges it takes in."""

    root: bytes
    documents: list[bytes]
    recipient: str
    scopes: list[int]
    signature: bytes
    """The national authority's, over the colleges: see ``welcome_content``."""


class HandOverFile(msgspec.Struct, frozen=True):
    """The signed word, the scope keys sealed for the national authority's PC, and all bundles."""

    signed: bytes
    keys: bytes
    bundles: list[bytes]


def welcome_content(scopes: list[int]) -> bytes:
    """Return what the national authority signs when it welcomes colleges."""
    return _WELCOME + encode(scopes)


def sign_hand_over(hand_over: HandOver, key: authority.PrivateKey) -> bytes:
    """Return the signed word."""
    content = encode(hand_over)
    return encode(Signed(content, authority.sign(key, content)))


def read_signed(content: bytes) -> HandOver:
    """Return a signed word. That its own authority signed it is checked, not who that is.

    Raises:
        NotAHandOver: it is something else, or altered.
    """
    try:
        signed = msgspec.msgpack.decode(content, type=Signed)
        hand_over = msgspec.msgpack.decode(signed.content, type=HandOver)
        root = x509.load_der_x509_certificate(hand_over.root)
        x509.load_der_x509_certificate(hand_over.to_root)
        is_signed = authority.is_signed_by(root, signed.content, signed.signature)
    except (msgspec.DecodeError, RecursionError, ValueError, AssertionError) as error:
        raise NotAHandOver from error
    if not is_signed:
        raise NotAHandOver
    return hand_over


def hand_over_of(document: Document, programme: bytes) -> HandOver | None:
    """Return the word by which a programme came into the one of ``document``; None if it did not."""
    for content in document.hand_overs:
        hand_over = read_signed(content)
        if hand_over.programme == programme:
            return hand_over
    return None


def pack_welcome(welcome: Welcome) -> bytes:
    """Return the file."""
    return _pack(_WELCOME, encode(welcome))


def unpack_welcome(content: bytes) -> Welcome:
    """Return the parts of a welcome file.

    Raises:
        NotAWelcome: it is damaged, or something else.
    """
    try:
        return msgspec.msgpack.decode(_unpack(_WELCOME, content), type=Welcome)
    except (msgspec.DecodeError, RecursionError, ValueError) as error:
        raise NotAWelcome from error


def pack_hand_over(file: HandOverFile) -> bytes:
    """Return the file."""
    return _pack(_HAND_OVER, encode(file))


def unpack_hand_over(content: bytes) -> HandOverFile:
    """Return the parts of a hand-over file.

    Raises:
        NotAHandOver: it is damaged, or something else.
    """
    try:
        return msgspec.msgpack.decode(_unpack(_HAND_OVER, content), type=HandOverFile)
    except (msgspec.DecodeError, RecursionError, ValueError) as error:
        raise NotAHandOver from error


def _pack(magic: bytes, packed: bytes) -> bytes:
    return magic + hashlib.sha256(packed).digest() + packed


def _unpack(magic: bytes, content: bytes) -> bytes:
    packed = content[len(magic) + _HASH_LENGTH :]
    if content[: len(magic) + _HASH_LENGTH] != magic + hashlib.sha256(packed).digest():
        raise ValueError
    return packed
