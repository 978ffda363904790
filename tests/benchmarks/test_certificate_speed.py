"""CPU time of a certificate beside its peers in the same run, alternating, medians (MEASUREMENTS section 1).

typst is compared where it is installed (it is no dependency of ours); its page has the same words, logos and
code, embedded fonts and PDF/A-2a, and no signature. The limit is the work that nothing can avoid: making the
code, hashing the file and signing it.
"""

import hashlib
import importlib
import importlib.util
import io
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.certificates.examples import (
    example_content,
    example_keys,
    example_logos,
    example_statement,
    logo_files,
)
from tvet_desktop.certificates.drawing.content import CertificateContent
from tvet_desktop.certificates.drawing.draw_batch import draw_batch
from tvet_desktop.certificates.drawing.draw_certificate import draw_certificate
from tvet_desktop.certificates.drawing.layout import lay_out
from tvet_desktop.certificates.drawing.parts import Line
from tvet_desktop.certificates.drawing.sheet import HEIGHT, WIDTH
from tvet_desktop.certificates.statements.number import next_number
from tvet_desktop.certificates.statements.statement import CertificateKind
from tvet_desktop.certificates.templates.template import template_for
from tvet_desktop.documents.es256 import sign_raw
from tvet_desktop.documents.fonts import Face, _file_of, text_width
from tvet_desktop.documents.qr import make_qr

ROUNDS = 25
PAGES = 300
LARGEST_FILE = 90_000
COMPLETION = template_for(CertificateKind.COMPLETION)
Draw = Callable[[CertificateContent], bytes]


@pytest.fixture(scope="module")
def contents() -> list[CertificateContent]:
    made, counter = [], 0
    for place in range(ROUNDS + PAGES + 5):
        number = next_number("HUY", 2027, "K7QX", counter)
        counter = number.counter
        name = f"{_letters(place)} Éloïse-{_letters(place * 7919 + 13)}"
        made.append(example_content(example_statement(name=name, number=str(number))))
    return made


def test_certificate_takes_little_time(contents: list[CertificateContent], tmp_path: Path) -> None:
    ways: dict[str, Draw] = {"limit": _limit, "ours, signed": _ours, "ReportLab, naive, unsigned": _naive}
    if importlib.util.find_spec("typst"):
        ways["typst, unsigned"] = _typst(tmp_path)

    spent = _alternate(ways, contents)

    ours = spent["ours, signed"]
    for way, milliseconds in spent.items():
        _tell(f"{way}: {milliseconds:.2f} ms, ours is {ours / milliseconds:.2f} of it")
    size = len(_ours(contents[0]))
    _tell(f"bytes of one certificate with two logos: {size}")
    assert size <= LARGEST_FILE
    assert ours <= 0.5 * spent["ReportLab, naive, unsigned"]
    assert ours <= 20 * spent["limit"]
    if "typst, unsigned" in spent:
        assert ours <= 0.9 * spent["typst, unsigned"]


def test_print_file_takes_little_time(contents: list[CertificateContent]) -> None:
    def pages(count: int) -> float:
        began = time.process_time()
        draw_batch(contents[:count], COMPLETION, "en", example_logos())
        return (time.process_time() - began) * 1000

    pages(2)
    start_up = statistics.median(pages(1) for _round in range(5))
    page = statistics.median((pages(PAGES) - start_up) / (PAGES - 1) for _round in range(3))
    limit = statistics.median(_time(_limit, content) for content in contents[:ROUNDS])

    _tell(f"print file: {page:.2f} ms a page above {start_up:.1f} ms; {page / limit:.1f} × the limit")
    assert page <= 10 * limit


def _tell(figure: str) -> None:
    sys.stdout.write(f"\n{figure}\n")


def _alternate(ways: dict[str, Draw], contents: list[CertificateContent]) -> dict[str, float]:
    spent: dict[str, list[float]] = {way: [] for way in ways}
    for content in contents[-5:]:
        for draw in ways.values():
            draw(content)
    for content in contents[:ROUNDS]:
        for way, draw in ways.items():
            spent[way].append(_time(draw, content))
    return {way: statistics.median(times) for way, times in spent.items()}


def _time(draw: Draw, content: CertificateContent) -> float:
    make_qr.cache_clear()
    began = time.process_time()
    draw(content)
    return (time.process_time() - began) * 1000


def _ours(content: CertificateContent) -> bytes:
    return draw_certificate(content, COMPLETION, "en", example_keys().signer, example_logos())


def _limit(content: CertificateContent) -> bytes:
    make_qr(content.code_text)
    return sign_raw(example_keys().key, hashlib.sha256(bytes(75_000)).digest())


def _lines(content: CertificateContent) -> list[Line]:
    parts = lay_out(content, COMPLETION, "en", example_logos())[0]
    return [item for part in parts for item in part.items if isinstance(item, Line)]


def _naive(content: CertificateContent) -> bytes:
    """What most people write: fonts, pictures and the code anew for each sheet."""
    for face in (Face.SERIF, Face.SERIF_SEMIBOLD, Face.SERIF_ITALIC, Face.SANS, Face.SANS_SEMIBOLD):
        pdfmetrics.registerFont(TTFont(f"naive-{face}", str(_file_of(face))))
    file = io.BytesIO()
    canvas = Canvas(file, (WIDTH, HEIGHT))
    for place, data in enumerate(logo_files()):
        canvas.drawImage(ImageReader(io.BytesIO(data)), 300 + 130 * place, 500, 90, 45, mask="auto")
    for line in _lines(content):
        canvas.setFont(f"naive-{line.face}", line.size)
        canvas.drawString(line.x - text_width(line.text, line.face, line.size) / 2, line.baseline, line.text)
    code = QrCodeWidget(content.code_text, barLevel="M", barWidth=99, barHeight=99)
    drawing = Drawing(99, 99)
    drawing.add(code)
    renderPDF.draw(drawing, canvas, 371, 80)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def _typst(folder: Path) -> Draw:
    typst = importlib.import_module("typst")
    for place, data in enumerate(logo_files()):
        (folder / f"logo{place}.png").write_bytes(data)
    (folder / "sheet.typ").write_text(_TYPST, encoding="utf-8")
    compiler = typst.Compiler(
        folder / "sheet.typ",
        root=folder,
        font_paths=[_file_of(Face.SERIF).parent, _file_of(Face.SANS).parent],
    )

    def draw(content: CertificateContent) -> bytes:
        code = zxingcpp.create_barcode(
            content.code_text, zxingcpp.BarcodeFormat.QRCode, ec_level="M", data_mask=3
        ).to_image(scale=1, add_quiet_zones=False)
        side = code.shape[0]
        Image.frombytes("L", (side, side), bytes(memoryview(code))).convert("1").save(folder / "code.png")
        inputs = {"name": content.statement.name, "number": content.statement.number}
        compiled: bytes = compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=["a-2a"])
        return compiled

    return draw


def _letters(number: int) -> str:
    """Return an invented name, another for each number."""
    alphabet, letters = "abcdefghijklmnopqrstuvwxyzéèïô", ""
    number += 1000
    while number:
        number, place = divmod(number, len(alphabet))
        letters += alphabet[place]
    return letters.title() * 2


_TYPST = """
#set document(title: "Certificate", author: "Rwanda Polytechnic", date: datetime(year: 2027, month: 3, day: 15))
#set page(paper: "a4", flipped: true, margin: 20mm)
#set text(font: "Source Serif Pro", size: 13pt, lang: "en")
#set align(center)
#place(top + left, dx: -8mm, dy: -8mm, rect(width: 273mm, height: 186mm, stroke: 1.3pt))
#image("logo0.png", height: 15mm, alt: "Logo") #image("logo1.png", height: 15mm, alt: "Logo")
#text(tracking: 1.9pt, size: 11.5pt)[RWANDA POLYTECHNIC · IPRC HUYE]

#heading[Certificate of Completion]
#emph[This is to certify that]

#text(size: 35pt, weight: "semibold")[#sys.inputs.name]

has successfully completed the training of trainers

#text(size: 21pt, weight: "semibold")[Solar photovoltaic installation and maintenance]

40 hours of training in Renewable energy, from 1 to 12 March 2027, at IPRC Huye

#emph[We are grateful for the work and the curiosity that went into this training. \
May what was learned here reach many students and colleagues.]

Issued in Huye on 15 March 2027
#image("code.png", height: 35mm, scaling: "pixelated", alt: "Code")
#set text(font: "Source Sans Pro", size: 8pt)
*Certificate number #sys.inputs.number* \
Scan with the TVET Desktop app to check this certificate, even without a network. \
This certificate is not an RTQF qualification. Financed by Belgium. Principal. Trainer.
"""
