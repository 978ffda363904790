"""Let a genuine paper of a withdrawn PC hold that nobody had heard of in time, for example from a disk that broke."""

from sqlalchemy.orm import Session

from tvet_desktop.certificates.statements.signed_statement import SignedStatement
from tvet_desktop.sync.keys.registered import add_registered
from tvet_desktop.sync.keys.statement_to_keep import statement_to_keep


def keep_statement(db: Session, *, code_text: str) -> SignedStatement:
    """Register one statement by its code, after a person has made sure of it by other means; return it.

    The key proves nothing any more: whoever has the PC can sign. So ask the college's own records first.

    Raises:
        OnlyNational, NothingToKeep: see ``statement_to_keep``.
    """
    signed = statement_to_keep(db, code_text=code_text)
    add_registered(db, signed)
    return signed
