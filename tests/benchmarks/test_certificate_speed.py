"""CPU time of a certificate beside its peers in the same run, alternating, medians (MEASUREMENTS section 1).

The limit is the work that nothing can avoid: making the code, hashing the file and signing it. Times are those of
this process and, for LibreOffice, of the programs that it starts. `dev.py benchmark` sets the peers up.
"""

import gc
import hashlib
import os
import statistics
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from tests.benchmarks.certificate_peers import (
    Draw,
    make_libreoffice,
    make_typst,
    make_weasyprint,
    naive,
    naive_signed,
)
from tests.certificates.examples import example_content, example_keys, example_logos, example_statement
from tvet_desktop.certificates.drawing.content import CertificateContent
from tvet_desktop.certificates.drawing.draw_batch import draw_batch
from tvet_desktop.certificates.drawing.draw_certificate import draw_certificate
from tvet_desktop.certificates.statements.number import next_number
from tvet_desktop.certificates.statements.statement import CertificateKind
from tvet_desktop.certificates.templates.template import template_for
from tvet_desktop.documents.es256 import sign_raw
from tvet_desktop.documents.qr import make_qr

ROUNDS, SLOW_ROUNDS = 25, 3
PAGES, MANY = 300, 2000
LARGEST_FILE = 90_000
MOST_GROWTH_MIB = 12
COMPLETION = template_for(CertificateKind.COMPLETION)


@pytest.fixture(scope="module")
def contents() -> list[CertificateContent]:
    return list(islice(_contents(), ROUNDS + PAGES + 5))


@pytest.mark.filterwarnings(
    "ignore:unclosed file.*sRGB2014:ResourceWarning"
)  # WeasyPrint leaves its profile open
@pytest.mark.filterwarnings("ignore:.*sRGB2014:pytest.PytestUnraisableExceptionWarning")
def test_certificate_takes_little_time(contents: list[CertificateContent], tmp_path: Path) -> None:
    ways: dict[str, Draw] = {
        "limit": _limit,
        "ours: signed, tagged, PDF/A-2a and PDF/UA-1": _ours,
        "typst: tagged, PDF/A-2a and PDF/UA-1, unsigned": make_typst(tmp_path),
        "ReportLab as most use it, unsigned": naive,
        "the same, signed by pyHanko": naive_signed,
        "WeasyPrint: PDF/A-2b, unsigned": make_weasyprint(tmp_path),
    }
    spent = _alternate(ways, contents)
    if (libreoffice := make_libreoffice(tmp_path)) is not None:
        spent["LibreOffice, started for each, unsigned"] = _median(libreoffice, contents[:SLOW_ROUNDS])

    limit, ours, peer, *_others = spent.values()
    for way, milliseconds in spent.items():
        _tell(f"{way}: {milliseconds:.2f} ms; ours is {ours / milliseconds:.3f} of it")
    size = len(_ours(contents[0]))
    _tell(f"bytes of one certificate with two logos: {size}")
    assert size <= LARGEST_FILE
    assert ours <= 0.9 * peer
    assert ours <= 20 * limit


def test_print_file_takes_little_time(contents: list[CertificateContent]) -> None:
    def pages(count: int) -> float:
        make_qr.cache_clear()
        began = _cpu()
        draw_batch(contents[:count], COMPLETION, "en", example_logos())
        return (_cpu() - began) * 1000

    pages(2)
    start_up = statistics.median(pages(1) for _round in range(5))
    page = statistics.median((pages(PAGES) - start_up) / (PAGES - 1) for _round in range(5))
    limit = _median(_limit, contents[:ROUNDS])

    _tell(f"print file: {page:.2f} ms a page above {start_up:.1f} ms; {page / limit:.2f} × the limit of one")
    assert page <= 1.0


def test_memory_stays_flat_over_two_thousand() -> None:
    """Measured by the pages that this process holds, once the caches are warm."""
    held = []
    for place, content in enumerate(islice(_contents(), MANY)):
        _ours(content)
        if place in {200, MANY - 1}:
            gc.collect()
            held.append(_held_mib())

    _tell(f"memory after 200 certificates {held[0]} MiB, after {MANY} {held[1]} MiB")
    assert held[1] - held[0] <= MOST_GROWTH_MIB


def _contents() -> Iterator[CertificateContent]:
    """Yield certificates of invented people, each with a name and number of its own."""
    counter = 0
    for place in range(10_000):
        number = next_number("HUY", 2027, "K7QX", counter)
        counter = number.counter
        name = f"{_letters(place)} Éloïse-{_letters(place * 7919 + 13)}"
        yield example_content(example_statement(name=name, number=str(number)))


def _letters(number: int) -> str:
    """Return an invented name, another for each number."""
    alphabet, letters = "abcdefghijklmnopqrstuvwxyzéèïô", ""
    number += 1000
    while number:
        number, place = divmod(number, len(alphabet))
        letters += alphabet[place]
    return letters.title() * 2


def _ours(content: CertificateContent) -> bytes:
    return draw_certificate(content, COMPLETION, "en", example_keys().signer, example_logos())


def _limit(content: CertificateContent) -> bytes:
    make_qr(content.code_text)
    return sign_raw(example_keys().key, hashlib.sha256(bytes(75_000)).digest())


def _alternate(ways: dict[str, Draw], contents: list[CertificateContent]) -> dict[str, float]:
    spent: dict[str, list[float]] = {way: [] for way in ways}
    for content in contents[-5:]:
        for draw in ways.values():
            draw(content)
    for content in contents[:ROUNDS]:
        for way, draw in ways.items():
            spent[way].append(_time(draw, content))
    return {way: statistics.median(times) for way, times in spent.items()}


def _median(draw: Draw, contents: list[CertificateContent]) -> float:
    return statistics.median(_time(draw, content) for content in contents)


def _time(draw: Draw, content: CertificateContent) -> float:
    make_qr.cache_clear()
    began = _cpu()
    draw(content)
    return (_cpu() - began) * 1000


def _cpu() -> float:
    """Return the seconds of CPU that this process and the programs that it waited for have taken."""
    return sum(os.times()[:4]) if os.name == "nt" else _posix_cpu()


def _posix_cpu() -> float:
    import resource  # noqa: PLC0415  not on Windows

    return sum(
        used.ru_utime + used.ru_stime
        for used in (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    )


def _held_mib() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 2**20


def _tell(figure: str) -> None:
    sys.stdout.write(f"\n{figure}\n")
