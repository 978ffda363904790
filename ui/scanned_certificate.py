"""What a scanner read from a certificate, on its way to the page that checks it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ScannedCertificate:
    """The text as the scanner typed it, perhaps for another keyboard."""

    text: str
