"""The one code of a file: a person who vouches for a paper has looked at one, not at several."""

from tvet_desktop.certificates.checking.nothing_to_check import NoCodeFound
from tvet_desktop.certificates.statements.signed_statement import is_certificate_code
from tvet_desktop.documents.code_pages import read_code_pages


def one_code(content: bytes) -> str:
    """Return the text of the certificate's code in a PDF or a picture.

    Raises:
        NoCodeFound: there is none, or several differ.
        UserError: the file cannot be read.
    """
    codes = {code for page in read_code_pages(content) for code in page.codes if is_certificate_code(code)}
    if len(codes) != 1:
        raise NoCodeFound
    return codes.pop()
