"""How others make the same certificate: the same words, logos, code and fonts, each as its own guide tells.

Each maker returns a function from the content of a certificate to a PDF. Only ``naive_signed`` signs.
"""

import base64
import io
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import typst
import weasyprint
import zxingcpp
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from PIL import Image
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.certificates.examples import example_keys, example_logos, logo_files
from tvet_desktop.certificates.drawing.content import CertificateContent
from tvet_desktop.certificates.drawing.layout import lay_out
from tvet_desktop.certificates.drawing.parts import Line
from tvet_desktop.certificates.drawing.sheet import HEIGHT, WIDTH
from tvet_desktop.certificates.statements.statement import CertificateKind
from tvet_desktop.certificates.templates.template import template_for
from tvet_desktop.documents.fonts import Face, _file_of, text_width

Draw = Callable[[CertificateContent], bytes]
FACES = (Face.SERIF, Face.SERIF_SEMIBOLD, Face.SERIF_ITALIC, Face.SANS, Face.SANS_SEMIBOLD)


def naive(content: CertificateContent) -> bytes:
    """ReportLab as most people use it: fonts, pictures and the code anew for each sheet; not signed."""
    for face in FACES:
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


def naive_signed(content: CertificateContent) -> bytes:
    """The same, signed by pyHanko in a second revision."""
    pdf = IncrementalPdfFileWriter(io.BytesIO(naive(content)))
    about = signers.PdfSignatureMetadata(field_name="Signature")
    signed: io.BytesIO = signers.sign_pdf(pdf, about, signer=_pyhanko_signer())
    return signed.getvalue()


def make_typst(folder: Path) -> Draw:
    """typst, its compiler kept warm; tagged PDF/A-2a."""
    _write_logos(folder)
    (folder / "sheet.typ").write_text(_TYPST, encoding="utf-8")
    compiler = typst.Compiler(folder / "sheet.typ", root=folder, font_paths=_font_folders())

    def draw(content: CertificateContent) -> bytes:
        _code_picture(content).save(folder / "code.png")
        inputs = {"name": content.statement.name, "number": content.statement.number}
        compiled: bytes = compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=["a-2a", "ua-1"])
        return compiled

    return draw


def make_weasyprint(folder: Path) -> Draw:
    """WeasyPrint, its font configuration kept; PDF/A-2b."""
    _write_logos(folder)
    fonts = weasyprint.text.fonts.FontConfiguration()
    faces = "".join(
        f"@font-face {{ font-family: 'face-{face}'; src: url('{_file_of(face).as_uri()}') }}"
        for face in FACES
    )

    def draw(content: CertificateContent) -> bytes:
        file = io.BytesIO()
        _code_picture(content).save(file, "PNG")
        html = _HTML.format(
            faces=faces,
            name=content.statement.name,
            number=content.statement.number,
            code=base64.b64encode(file.getvalue()).decode(),
        )
        page = weasyprint.HTML(string=html, base_url=str(folder))
        made: bytes = page.write_pdf(font_config=fonts, pdf_variant="pdf/a-2b")
        return made

    return draw


def make_libreoffice(folder: Path) -> Draw | None:
    """LibreOffice Writer from the same HTML, one start for each certificate; None where it is not installed."""
    program = shutil.which("lowriter")
    if program is None:
        return None
    _write_logos(folder)

    def draw(content: CertificateContent) -> bytes:
        _code_picture(content).save(folder / "code.png")
        html = _HTML.format(faces="", name=content.statement.name, number=content.statement.number, code="")
        (folder / "sheet.html").write_text(html, encoding="utf-8")
        with tempfile.TemporaryDirectory() as profile:
            words = [f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--convert-to", "pdf"]
            subprocess.run(
                [program, *words, "--outdir", str(folder), str(folder / "sheet.html")],
                check=True,
                capture_output=True,
                timeout=120,
            )
        return (folder / "sheet.pdf").read_bytes()

    return draw


def _lines(content: CertificateContent) -> list[Line]:
    parts = lay_out(content, template_for(CertificateKind.COMPLETION), "en", example_logos())[0]
    return [item for part in parts for item in part.items if isinstance(item, Line)]


@cache
def _pyhanko_signer() -> signers.SimpleSigner:
    keys = example_keys()
    container = pkcs12.serialize_key_and_certificates(
        b"peer", keys.key, keys.chain[0], list(keys.chain[1:]), BestAvailableEncryption(b"benchmark")
    )
    signer = signers.SimpleSigner.load_pkcs12_data(container, other_certs=[], passphrase=b"benchmark")
    assert signer is not None
    return signer


def _write_logos(folder: Path) -> None:
    for place, data in enumerate(logo_files()):
        (folder / f"logo{place}.png").write_bytes(data)


def _font_folders() -> list[Path]:
    return [_file_of(Face.SERIF).parent, _file_of(Face.SANS).parent]


def _code_picture(content: CertificateContent) -> Image.Image:
    code = zxingcpp.create_barcode(
        content.code_text, zxingcpp.BarcodeFormat.QRCode, ec_level="M", data_mask=3
    ).to_image(scale=1, add_quiet_zones=False)
    side = code.shape[0]
    return Image.frombytes("L", (side, side), bytes(memoryview(code))).convert("1")


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

_HTML = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Certificate</title><style>
{faces}
@page {{ size: A4 landscape; margin: 20mm }}
body {{ font: 13pt 'face-SourceSerifPro-Regular', 'Source Serif Pro'; text-align: center }}
.frame {{ position: fixed; top: -8mm; left: -8mm; right: -8mm; bottom: -8mm; border: 1.3pt solid #173366 }}
.name {{ font: 35pt 'face-SourceSerifPro-Semibold'; margin: 2mm }} .course {{ font: 21pt 'face-SourceSerifPro-Semibold' }}
em {{ font-family: 'face-SourceSerifPro-It' }} small {{ font: 8pt 'face-SourceSansPro-Regular' }}
h1 {{ font-weight: normal; margin: 2mm }} .code {{ width: 35mm; image-rendering: pixelated }}
</style></head><body><div class="frame"></div>
<img src="logo0.png" height="57" alt="Logo"> <img src="logo1.png" height="57" alt="Logo">
<p>RWANDA POLYTECHNIC · IPRC HUYE</p><h1>Certificate of Completion</h1><em>This is to certify that</em>
<p class="name">{name}</p><p>has successfully completed the training of trainers</p>
<p class="course">Solar photovoltaic installation and maintenance</p>
<p>40 hours of training in Renewable energy, from 1 to 12 March 2027, at IPRC Huye</p>
<em>We are grateful for the work and the curiosity that went into this training.<br>
May what was learned here reach many students and colleagues.</em><p>Issued in Huye on 15 March 2027</p>
<img class="code" src="data:image/png;base64,{code}" alt="Code"><br>
<small>Certificate number {number}<br>
Scan with the TVET Desktop app to check this certificate, even without a network.<br>
This certificate is not an RTQF qualification. Financed by Belgium. Principal. Trainer.</small>
</body></html>"""
