"""What opendal says when it fails, in the words of our carriers.

Its exceptions have a kind and, in their text, the status of the answer and the reason of the network; there is no
other way to learn them. A partly read file raises ``OSError`` with the same text.
"""

import re

from tvet_desktop.sync.carriers.network_errors import (
    ClockTooWrong,
    NetworkPlaceFails,
    NoStorageThere,
    ServerBusy,
    ServerForbids,
    ServerFull,
    ServerNotAnswering,
    ServerNotFound,
    ServerNotTrusted,
    ServerRefusesLogin,
)

_STATUS = re.compile(r"status: (\d{3})")
_CODE = re.compile(r'code: "(\w+)"')
_KIND = re.compile(r"^(\w+) \(")

_BY_CODE: dict[str, type[NetworkPlaceFails]] = {
    "InvalidAccessKeyId": ServerRefusesLogin,
    "SignatureDoesNotMatch": ServerRefusesLogin,
    "InvalidToken": ServerRefusesLogin,
    "RequestTimeTooSkewed": ClockTooWrong,
    "RequestExpired": ClockTooWrong,
    "NoSuchBucket": NoStorageThere,
    "PermanentRedirect": NoStorageThere,
    "AuthorizationHeaderMalformed": NoStorageThere,
    "QuotaExceeded": ServerFull,
    "SlowDown": ServerBusy,
}
_BY_STATUS: dict[int, type[NetworkPlaceFails]] = {
    401: ServerRefusesLogin,
    403: ServerForbids,
    404: NoStorageThere,
    405: NoStorageThere,
    407: ServerRefusesLogin,
    409: NoStorageThere,
    413: ServerFull,
    423: ServerBusy,
    429: ServerBusy,
    501: NoStorageThere,
    507: ServerFull,
}
_FIRST_SERVER_ERROR = 500
_BY_WORDS: tuple[tuple[tuple[str, ...], type[NetworkPlaceFails]], ...] = (
    (("dns error", "failed to lookup", "name resolution"), ServerNotFound),
    (("certificate", "corrupt message", "tls", "handshake"), ServerNotTrusted),
    (
        ("timeout reached", "timed out", "connection refused", "unreachable", "tcp connect"),
        ServerNotAnswering,
    ),
)


def raised_by_opendal() -> tuple[type[Exception], ...]:
    """Return what opendal raises: its kinds have no base of their own."""
    from opendal import exceptions  # noqa: PLC0415  loading it takes 40 ms, for those who have such a place

    kinds = [kind for kind in vars(exceptions).values() if isinstance(kind, type)]
    return (OSError, *(kind for kind in kinds if issubclass(kind, Exception)))


def is_absent(error: Exception) -> bool:
    """Tell whether an error only says that a file is not there."""
    kind = _KIND.match(str(error))
    return kind is not None and kind.group(1) in {"NotFound", "NotADirectory"} and not _code(str(error))


def has_no_folder(error: Exception) -> bool:
    """Tell whether a WebDAV server refused to write because the folder above is missing."""
    return _status(str(error)) in {404, 409}


def is_folder(error: Exception) -> bool:
    """Tell whether a WebDAV server refused to give a file because a folder has its name."""
    text = str(error)
    return _status(text) in {301, 405} and "service_operation: Get" in text


def judged(error: BaseException, server: str) -> NetworkPlaceFails:
    """Return which of our errors it is."""
    text = str(error)
    by_code = _BY_CODE.get(_code(text))
    if by_code is not None:
        return by_code(server)
    status = _status(text)
    if status in _BY_STATUS:
        return _BY_STATUS[status](server)
    if status >= _FIRST_SERVER_ERROR:
        return ServerBusy(server)
    if status:
        return NoStorageThere(server)
    lower = text.lower()
    for words, kind in _BY_WORDS:
        if any(word in lower for word in words):
            return kind(server)
    return NetworkPlaceFails(server)


def _status(text: str) -> int:
    found = _STATUS.search(text)
    return int(found.group(1)) if found else 0


def _code(text: str) -> str:
    found = _CODE.search(text)
    code = found.group(1) if found else ""
    return "" if code in {"NoSuchKey", "NotFound"} else code
