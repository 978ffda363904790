from dataclasses import replace
from itertools import combinations

import pytest

from tests.certificates.examples import (
    NAMES,
    example_content,
    example_logos,
    example_second_page,
    example_statement,
    long_statement,
)
from tvet_desktop.certificates.drawing.content import CertificateContent, Logo, Signatory
from tvet_desktop.certificates.drawing.layout import lay_out
from tvet_desktop.certificates.drawing.parts import AMBER, Code, Frame, Image, Line, Part, leaves
from tvet_desktop.certificates.drawing.sheet import (
    HEIGHT,
    WIDTH,
    CharacterNotPrintable,
    LanguageNotInTemplate,
    TextDoesNotFit,
)
from tvet_desktop.certificates.statements.statement import CertificateKind
from tvet_desktop.certificates.templates.languages import language_choices
from tvet_desktop.certificates.templates.template import packaged_toml, read_template, template_for
from tvet_desktop.documents.fonts import text_width
from tvet_desktop.documents.pdf.picture import Picture
from tvet_desktop.documents.pdf.structure import Role

MARGIN = 12 * 72 / 25.4
COMPLETION = template_for(CertificateKind.COMPLETION)
SIGNATORIES = tuple(
    Signatory(f"Example Person {n}", "Chief of the Example Mission in Rwanda") for n in range(5)
)
LONG_SIGNATORIES = (
    *SIGNATORIES[:2],
    Signatory("", "Deputy Vice Chancellor in charge of Training, Institutional Development and Research"),
    Signatory("Marie-Thérèse Nshimiyumuremyi-Exemple"),
)

CONTENTS = [
    *(example_content(example_statement(name=name)) for name in NAMES.values()),
    example_content(long_statement(), replaces="RPT-HUY-2026-K7QX-0001-Y"),
    example_content(example_statement(skill_area=""), place="", financed_by=""),
    *(example_content(signatories=SIGNATORIES[:count]) for count in (1, 2, 3, 4)),
    example_content(
        signatories=LONG_SIGNATORIES, financed_by="the Example Fund for Skills and Development in Rwanda"
    ),
    example_content(second_page=example_second_page(30)),
]


@pytest.mark.parametrize("language", language_choices())
@pytest.mark.parametrize("kind", CertificateKind)
@pytest.mark.parametrize("content", CONTENTS)
def test_lay_out_keeps_texts_apart_and_inside_the_frame(
    content: CertificateContent, kind: CertificateKind, language: str
) -> None:
    for parts in lay_out(content, template_for(kind), language, example_logos()):
        _check_room(tuple(leaves(parts)))


@pytest.mark.parametrize("language", ["en", "fr", "en+rw", "fr+en"])
@pytest.mark.parametrize("count", [0, 1, 2, 4, 9])
def test_lay_out_has_room_for_logos_of_odd_shapes(count: int, language: str) -> None:
    logos = tuple(
        Logo(f"Example {index}", Picture(*size, body=b""))
        for index, size in enumerate([(600, 100), (100, 600), (300, 300), (640, 20), (20, 640)] * 2)
    )[:count]

    (parts,) = lay_out(CONTENTS[0], COMPLETION, language, logos)

    _check_room(parts)
    pictures = [item.box for part in parts for item in part.items if isinstance(item, Image)]
    assert len(pictures) == count
    for (left, bottom, right, top), logo in zip(pictures, logos, strict=True):
        assert (right - left) / (top - bottom) == pytest.approx(logo.picture.width / logo.picture.height)


@pytest.mark.parametrize("measure", [("margin_mm = 12", "margin_mm = 16"), ("code_mm = 35", "code_mm = 40")])
@pytest.mark.parametrize("language", ["en", "rw+fr"])
def test_lay_out_keeps_its_order_with_other_measures(measure: tuple[str, str], language: str) -> None:
    template = read_template(packaged_toml("completion").replace(*measure))

    (parts,) = lay_out(CONTENTS[0], template, language, example_logos()[:1])

    _check_room(parts)


def _check_room(parts: tuple[Part, ...]) -> None:
    boxes = _boxes(parts)
    for left, bottom, right, top in boxes:
        assert left > MARGIN + 4
        assert bottom > MARGIN + 4
        assert right < WIDTH - MARGIN - 4
        assert top < HEIGHT - MARGIN - 4
    for first, second in combinations(boxes, 2):
        assert not _overlap(first, second)


def test_lay_out_leaves_partners_out_where_the_template_says_so() -> None:
    mine, partner = (
        Logo(owner, example_logos()[0].picture, is_partner=owner == "Partner")
        for owner in ("Mine", "Partner")
    )
    for wanted, count in (("all", 2), ("own", 1), ("none", 0)):
        template = read_template(packaged_toml("completion").replace('logos = "all"', f'logos = "{wanted}"'))
        (parts,) = lay_out(example_content(), template, "en", (mine, partner))
        assert sum(part.role is Role.PICTURE for part in parts) == count + 1


def test_lay_out_names_a_language_that_the_template_lacks() -> None:
    template = read_template(packaged_toml("completion").split("[text.rw]")[0])

    with pytest.raises(LanguageNotInTemplate) as refused:
        lay_out(example_content(), template, "en+rw")

    assert "Kinyarwanda" in refused.value.sentence()


def test_lay_out_reads_in_the_order_of_the_sheet() -> None:
    (parts,) = lay_out(example_content(), COMPLETION, "en", example_logos())

    lines = [item.text for part in parts for item in part.items if isinstance(item, Line)]
    assert lines[:5] == [
        "RWANDA POLYTECHNIC · IPRC HUYE",
        "Certificate of Completion",
        "This is to certify that",
        "Uwimana Jean-Baptiste",
        "has successfully completed the training of trainers",
    ]
    assert [part.role for part in parts if part.role in (Role.TITLE, Role.HEADING)] == [
        Role.TITLE,
        Role.HEADING,
        Role.HEADING,
    ]


def test_lay_out_prints_every_fact_of_the_statement() -> None:
    (parts,) = lay_out(example_content(), COMPLETION, "en")

    text = " ".join(item.text for part in parts for item in part.items if isinstance(item, Line))
    for fact in (
        "Solar photovoltaic installation and maintenance",
        "Renewable energy",
        "40\u00a0hours",
        "from 1 to 12\u00a0March\u00a02027",
        "15\u00a0March\u00a02027",
        "IPRC Huye",
        "RPT-HUY-2027-K7QX-0001",
        "not an RTQF qualification",
        "Financed by Belgium",
    ):
        assert fact in text


def test_lay_out_prints_the_code_35_millimetres_wide() -> None:
    code = next(
        item
        for part in lay_out(example_content(), COMPLETION, "en")[0]
        for item in part.items
        if isinstance(item, Code)
    )

    assert (code.box[2] - code.box[0]) * 25.4 / 72 == pytest.approx(35)
    assert (code.box[3] - code.box[1]) * 25.4 / 72 == pytest.approx(35)


def test_lay_out_puts_logos_on_one_line() -> None:
    (parts,) = lay_out(example_content(), COMPLETION, "en", example_logos())

    bottoms = {item.box[1] for part in parts for item in part.items if isinstance(item, Image)}
    assert len(bottoms) == 1


def test_lay_out_moves_nothing_else_for_a_shrunk_name() -> None:
    (usual,) = lay_out(example_content(), COMPLETION, "en")
    (shrunk,) = lay_out(
        example_content(example_statement(name="Nshimiyumuremyi Ndayishimiye Jean")), COMPLETION, "en"
    )

    assert len(set(usual) - set(shrunk)) == 2  # the name and the code


def test_lay_out_marks_practice_on_the_sheet() -> None:
    (parts,) = lay_out(example_content(is_practice=True), COMPLETION, "en")

    frame = next(item for part in parts for item in part.items if isinstance(item, Frame))
    assert frame.ink == AMBER
    texts = [getattr(item, "text", "") for part in parts for item in part.items]
    assert "PRACTICE" in texts
    assert "not a certificate" in texts


def test_lay_out_names_a_text_that_does_not_fit() -> None:
    name = "Uwimana" * 40

    content = replace(example_content(), statement=example_statement(name=name))

    with pytest.raises(TextDoesNotFit) as refused:
        lay_out(content, COMPLETION, "en")

    assert name in refused.value.sentence()


def test_lay_out_names_letters_that_cannot_be_printed() -> None:
    with pytest.raises(CharacterNotPrintable) as refused:
        lay_out(example_content(example_statement(name="Baƙo 漢")), COMPLETION, "en")

    assert "ƙ 漢" in refused.value.sentence()


def _boxes(parts: tuple[Part, ...]) -> list[tuple[float, float, float, float]]:
    boxes = []
    for part in parts:
        for item in part.items:
            if isinstance(item, Line):
                width = text_width(item.text, item.face, item.size, item.tracking)
                left = item.x - {"start": 0, "middle": width / 2, "end": width}[item.anchor]
                boxes.append(
                    (left, item.baseline - 0.05 * item.size, left + width, item.baseline + 0.7 * item.size)
                )
            elif isinstance(item, Image | Code):
                boxes.append(item.box)
    return boxes


def _overlap(first: tuple[float, ...], second: tuple[float, ...]) -> bool:
    return first[0] < second[2] and second[0] < first[2] and first[1] < second[3] and second[1] < first[3]
