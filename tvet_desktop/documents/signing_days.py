"""On which days a chain of certificates lets its key sign: shorter than the certificates themselves are valid.

A paper hangs on a wall for decades, so its certificate must not end before it, or other programs that check PDFs would
call it expired. The key, however, should be new every few years. X.509 has both: the validity of the certificate, and
in it the period in which the private key may be used (as in passports, whose signing keys last for months).
"""

from collections.abc import Sequence
from datetime import UTC, date

from cryptography import x509


def signing_days(chain: Sequence[x509.Certificate]) -> tuple[date, date]:
    """Return the first and the last day on which every certificate of a chain lets its key sign, both included."""
    periods = [_period(certificate) for certificate in chain]
    return max(first for first, _last in periods), min(last for _first, last in periods)


def _period(certificate: x509.Certificate) -> tuple[date, date]:
    first, last = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    try:
        usage = certificate.extensions.get_extension_for_class(x509.PrivateKeyUsagePeriod).value
    except x509.ExtensionNotFound:
        return first.date(), last.date()
    if usage.not_before is not None:
        first = max(first, usage.not_before.replace(tzinfo=UTC))
    if usage.not_after is not None:
        last = min(last, usage.not_after.replace(tzinfo=UTC))
    return first.date(), last.date()
