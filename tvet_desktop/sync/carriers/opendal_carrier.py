"""WebDAV (Nextcloud) and S3 as carriers, by opendal.

Its defaults do not fit a slow line: without timeouts a dead line hangs for minutes, and ten seconds are too few for
a file of 64 KB. So each act gets the time that its bytes need at ``SLOWEST`` on top of ``PATIENCE``.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tvet_desktop.sync.carriers.address import Address
from tvet_desktop.sync.carriers.errors import CarrierForgets
from tvet_desktop.sync.carriers.network_errors import NetworkPlaceFails
from tvet_desktop.sync.carriers.opendal_errors import (
    has_no_folder,
    is_absent,
    is_folder,
    judged,
    raised_by_opendal,
)

if TYPE_CHECKING:  # loading it takes 40 ms, which only those wait for who have such a place
    import opendal

PATIENCE = 30.0
"""Seconds that a server may need to begin, or a line may stand still."""
SLOWEST = 1_000
"""Bytes a second below which a line counts as dead."""
TRIES_AGAIN = 2
SECONDS_BETWEEN_TRIES = 1.0
_PIECE = 64 * 1024


class OpendalCarrier:
    """What WebDAV and S3 share: reading, measuring, and what went wrong."""

    takes_all_files = False

    def __init__(self, address: Address, programme: bytes, *, patience: float = PATIENCE) -> None:
        self._server = address.server
        self._root = "/" + "/".join(part for part in (address.folder, programme.hex()) if part) + "/"
        self._patience = patience
        self._bare: opendal.Operator | None = None

    def get(self, name: str, *, largest: int) -> bytes | None:
        """Return a file, in one request; no more than ``largest`` bytes of it are ever read."""
        pieces, length = [], 0
        try:
            with self._errors(), self._patient(0).open(name, "rb") as file:
                while length <= largest and (piece := file.read(min(_PIECE, largest + 1 - length))):
                    pieces.append(piece)
                    length += len(piece)
        except _NotThere:
            return None
        except NetworkPlaceFails as error:
            raise self._reason(name, error) from None
        return b"".join(pieces) if length <= largest else None

    def put(self, name: str, content: bytes) -> None:
        """Write a whole file."""
        with self._writing():
            self._patient(len(content)).write(name, content)

    def size(self, name: str) -> int | None:
        """Return the length of a file, or None."""
        try:
            with self._errors():
                found = self._patient(0).stat(name)
        except _NotThere:
            return None
        return found.content_length if found.mode.is_file() else None

    def _operator(self) -> "opendal.Operator":
        raise NotImplementedError

    def _reason(self, name: str, error: NetworkPlaceFails) -> NetworkPlaceFails:
        """Return why reading failed: where opendal does not say it, looking once more does."""
        if type(error) is not NetworkPlaceFails or self._bare is None:
            return error
        try:
            with self._errors():
                self._patient(0, once=True).stat(name)
        except NetworkPlaceFails as found:
            return found
        except _NotThere:
            return error
        return error

    def _patient(self, length: int, *, once: bool = False) -> "opendal.Operator":
        """Return the operator with the time that ``length`` bytes to send may take."""
        from opendal.layers import RetryLayer, TimeoutLayer  # noqa: PLC0415  see above

        if self._bare is None:
            self._bare = self._operator()
        seconds = self._patience + length / SLOWEST
        patient = self._bare.layer(TimeoutLayer(timeout=self._patience, io_timeout=seconds))
        return patient.layer(
            RetryLayer(
                max_times=0 if once else TRIES_AGAIN,
                min_delay=SECONDS_BETWEEN_TRIES,
                max_delay=self._patience,
            )
        )

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Like ``_errors``; what was taken, and is not there a moment later, was not kept."""
        try:
            with self._errors():
                yield
        except _NotThere:
            raise CarrierForgets from None

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """Turn what opendal raises into our errors; its texts hold addresses and go no further."""
        try:
            yield
        except raised_by_opendal() as error:
            if is_absent(error) or is_folder(error):
                raise _NotThere from None
            raise judged(error, self._server) from None
        except BaseException as error:  # a panic of Rust is no Exception
            if type(error).__name__ != "PanicException":
                raise
            raise NetworkPlaceFails(self._server) from None


class S3Carrier(OpendalCarrier):
    """A bucket: a file is there whole or not at all."""

    def __init__(
        self,
        address: Address,
        programme: bytes,
        *,
        key: str,
        secret: str,
        region: str = "",
        patience: float = PATIENCE,
    ) -> None:
        super().__init__(address, programme, patience=patience)
        self._address, self._key, self._secret, self._region = address, key, secret, region

    def _operator(self) -> "opendal.Operator":
        import opendal  # noqa: PLC0415  see above

        return opendal.Operator(
            "s3",
            bucket=self._address.bucket,
            endpoint=self._address.endpoint,
            region=self._region or "us-east-1",
            access_key_id=self._key,
            secret_access_key=self._secret,
            root=self._root,
            disable_config_load="true",
            disable_ec2_metadata="true",
        )


class WebdavCarrier(OpendalCarrier):
    """A WebDAV folder. Some servers show a file while it is being sent, so it is sent under another name first.

    ``part`` is that name, one for each PC: what a broken connection leaves there is overwritten the next time.
    """

    def __init__(
        self,
        address: Address,
        programme: bytes,
        *,
        user: str,
        password: str,
        part: str,
        patience: float = PATIENCE,
    ) -> None:
        super().__init__(address, programme, patience=patience)
        self._address, self._user, self._password = address, user, password
        self._part = f"parts/{part}"

    def put(self, name: str, content: bytes) -> None:
        """Send a file under its temporary name, then move it."""
        with self._writing():
            operator = self._patient(len(content))
            try:
                operator.write(self._part, content)
            except raised_by_opendal() as error:
                if not has_no_folder(error):
                    raise
                operator.create_dir("parts/")
                operator.write(self._part, content)
            operator.rename(self._part, name)

    def _operator(self) -> "opendal.Operator":
        import opendal  # noqa: PLC0415  see above

        return opendal.Operator(
            "webdav",
            endpoint=self._address.endpoint,
            username=self._user,
            password=self._password,
            root=self._root,
            disable_create_dir="true",  # each folder is made once, when it is missing, not asked for each time
        )


class _NotThere(Exception):
    """The file is not there."""
