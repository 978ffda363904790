"""Reads the codes of a file in the test's own process."""

from tvet_desktop.documents.code_pages import code_pages


def codes_in_file(data: bytes) -> list[str]:
    """Return what the codes on all pages say, each once."""
    return list(dict.fromkeys(code for page in code_pages(data) for code in page.codes))
