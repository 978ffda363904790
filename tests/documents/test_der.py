import pytest
from hypothesis import given
from hypothesis import strategies as st

from tvet_desktop.documents.der import (
    OCTET_STRING,
    SEQUENCE,
    DerError,
    der,
    der_integer,
    der_object,
    elements,
    only_element,
)


@given(st.binary(max_size=70_000))
def test_elements_takes_apart_what_der_made(content: bytes) -> None:
    encoded = der(OCTET_STRING, content)

    (element,) = elements(encoded)

    assert (element.tag, element.content, element.encoded) == (OCTET_STRING, content, encoded)


def test_der_integer_keeps_positive_numbers_positive() -> None:
    assert der_integer(0) == bytes((2, 1, 0))
    assert der_integer(127) == bytes((2, 1, 127))
    assert der_integer(128) == bytes((2, 2, 0, 128))


def test_der_object_writes_large_parts_in_groups_of_seven_bits() -> None:
    assert der_object("1.2.840.113549") == bytes((6, 6, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D))


@pytest.mark.parametrize(
    "data",
    [
        b"\x04",
        b"\x04\x05abc",
        b"\x04\x81\x03abc",  # a long form where the short one does
        b"\x04\x82\x00\x03abc",
        b"\x04\x80abc\0\0",  # no length at all
        b"\x04\xff",
    ],
)
def test_elements_refuses_another_way_to_write_a_length(data: bytes) -> None:
    with pytest.raises(DerError):
        list(elements(data))


def test_only_element_refuses_another_tag_or_number() -> None:
    with pytest.raises(DerError):
        only_element(der(OCTET_STRING, b"a"), SEQUENCE)
    with pytest.raises(DerError):
        only_element(der(OCTET_STRING, b"a") * 2, OCTET_STRING)
