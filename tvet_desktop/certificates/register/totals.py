"""How many certificates of each kind there are."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from tvet_desktop.certificates.register.register_rows import RegisterRow
from tvet_desktop.certificates.statements.statement import CertificateKind
from tvet_desktop.certificates.withdrawing.states import Standing
from tvet_desktop.people.personal_details import Sex


@dataclass(frozen=True, slots=True)
class KindTotal:
    """One kind at one college in one year; ``women`` and ``men`` are of those that hold."""

    college_name: str
    year: int
    kind: CertificateKind
    issued: int
    hold: int
    replaced: int
    revoked: int
    women: int
    men: int


def totals_by_kind(rows: Iterable[RegisterRow]) -> list[KindTotal]:
    """Return the totals by college, year and kind."""
    standings: Counter[tuple[str, int, CertificateKind, Standing]] = Counter()
    sexes: Counter[tuple[str, int, CertificateKind, str]] = Counter()
    for row in rows:
        key = row.college_name, row.issued_on.year, row.kind
        standings[*key, row.standing] += 1
        if row.standing == Standing.HOLDS:
            sexes[*key, row.sex] += 1
    keys = sorted(
        {key[:3] for key in standings}, key=lambda key: (key[0], key[1], list(CertificateKind).index(key[2]))
    )
    return [
        KindTotal(
            *key,
            sum(standings[*key, standing] for standing in Standing),
            standings[*key, Standing.HOLDS],
            standings[*key, Standing.REPLACED],
            standings[*key, Standing.REVOKED],
            sexes[*key, Sex.FEMALE.value],
            sexes[*key, Sex.MALE.value],
        )
        for key in keys
    ]
