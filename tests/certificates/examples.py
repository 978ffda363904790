"""Certificates of invented people, signed with invented keys."""

import io
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from PIL import Image, ImageDraw

from tests.documents.signing_keys import SigningKeys, make_signing_keys
from tvet_desktop.certificates.drawing.content import CertificateContent, Logo, prepare_logo
from tvet_desktop.certificates.drawing.second_page import Module, PointsReached, SecondPage
from tvet_desktop.certificates.statements.number import next_number
from tvet_desktop.certificates.statements.signed_statement import SignedStatement, key_id, sign_statement
from tvet_desktop.certificates.statements.statement import CertificateKind, Statement

ISSUED_AT = datetime(2027, 3, 15, 9, 0, tzinfo=UTC)

NAMES = {
    "one part": "Mukamana",
    "usual": "Uwimana Jean-Baptiste",
    "long": "Nshimiyumuremyi Ndayishimiye Marie-Thérèse Éloïse Françoise",
    "accents": "Ŋabo-Ćosić Đorđe Žaneta Şükrü",
}


@cache
def example_keys() -> SigningKeys:
    return make_signing_keys()


def example_statement(**changes: Any) -> Statement:
    facts: dict[str, Any] = {
        "number": str(next_number("HUY", 2027, "K7QX", 0)),
        "kind": CertificateKind.COMPLETION,
        "name": "Uwimana Jean-Baptiste",
        "course_title": "Solar photovoltaic installation and maintenance",
        "skill_area": "Renewable energy",
        "minutes": 40 * 60,
        "starts_on": date(2027, 3, 1),
        "ends_on": date(2027, 3, 12),
        "issued_on": date(2027, 3, 15),
        "college_name": "IPRC Huye",
        "issuer": "Rwanda Polytechnic",
    }
    return Statement(**(facts | changes))


def long_statement() -> Statement:
    """The longest with real words: 270 to 300 bytes."""
    return example_statement(
        name="Nshimiyumuremyi Marie-Thérèse Éloïse",
        course_title="Maintenance et réparation des systèmes photovoltaïques",
        skill_area="Énergies renouvelables et électricité",
    )


def sign_example(statement: Statement) -> SignedStatement:
    key = example_keys().key
    return sign_statement(statement, key, key_id(key.public_key()))


def example_content(statement: Statement | None = None, **changes: Any) -> CertificateContent:
    statement = statement or example_statement()
    facts: dict[str, Any] = {
        "statement": statement,
        "code_text": sign_example(statement).text,
        "issued_at": ISSUED_AT,
        "place": "Huye",
        "financed_by": "Belgium",
    }
    return CertificateContent(**(facts | changes))


def example_second_page(modules: int = 7) -> SecondPage:
    """Half-days, every third of them attended but for half an hour."""
    titles = (
        "Principles of photovoltaic conversion",
        "Site survey and shading",
        "Mounting structures and earthing",
        "Teaching with a demonstration board: preparing a practical lesson for a workshop of twenty-four students",
    )
    listed = (Module(titles[n % len(titles)], 240, 240 if n % 3 else 210) for n in range(modules))
    tests = (PointsReached("pre", 1150, 2000), PointsReached("post", 1750, 2000))
    return SecondPage(tuple(listed), 93, tests)


@cache
def example_logos() -> tuple[Logo, ...]:
    owners = ("Rwanda Polytechnic", "Example Mission")
    return tuple(prepare_logo(owner, data) for owner, data in zip(owners, logo_files(), strict=True))


@cache
def logo_files() -> tuple[bytes, ...]:
    """Return two PNG files with transparent grounds, as offices send them."""
    return (_logo_file((20, 70, 140), 400), _logo_file((0, 80, 160), 900))


def _logo_file(colour: tuple[int, int, int], width: int) -> bytes:
    image = Image.new("RGBA", (width, 400), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    draw.ellipse((20, 20, 380, 380), outline=colour, width=18)
    draw.ellipse((90, 90, 310, 310), fill=colour)
    for left in range(420, width, 60):
        draw.rectangle((left, 140, left + 30, 260), fill=colour)
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()
