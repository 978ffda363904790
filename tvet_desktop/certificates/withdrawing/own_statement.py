"""Whether the row of a certificate is about a statement of its own college.

A college's PCs write its rows as they like. What they withdraw becomes public for everybody, so a row that carries
another college's statement, copied from a paper, must not take that one out of use.
"""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.certificates.models import Certificate
from tvet_desktop.certificates.statements.signed_statement import (
    NewerCertificateCode,
    NotACertificateCode,
    read_statement,
)
from tvet_desktop.programme.models import College
from tvet_desktop.storage.ids import Scope, scope_of


def college_codes(db: Session) -> dict[int, str]:
    """Return the code of each college by the scope of its rows, as the national office wrote it."""
    colleges = [one for one in db.scalars(select(College)) if scope_of(one.id) == Scope.SHARED]
    return {college.scope: college.code for college in colleges}


def is_own_statement(certificate: Certificate, codes: Mapping[int, str]) -> bool:
    """Tell whether code, hash and number of a row belong together, and to the college whose row it is.

    ``codes`` is what ``college_codes`` gives.
    """
    try:
        signed = read_statement(certificate.code_text)
    except (NotACertificateCode, NewerCertificateCode):
        return False
    statement = signed.statement
    fits = (signed.hash.hex(), statement.number) == (certificate.statement_hash, certificate.number)
    return fits and statement.college_code == codes.get(scope_of(certificate.id))
