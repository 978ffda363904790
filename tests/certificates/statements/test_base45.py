import pytest
from hypothesis import given
from hypothesis import strategies as st

from tvet_desktop.certificates.statements.base45 import from_base45, to_base45


@pytest.mark.parametrize(
    ("data", "text"), [(b"AB", "BB8"), (b"Hello!!", "%69 VD92EX0"), (b"base-45", "UJCLQE7W581")]
)
def test_to_base45_writes_the_examples_of_the_standard(data: bytes, text: str) -> None:
    assert to_base45(data) == text
    assert from_base45(text) == data


@given(st.binary(max_size=400))
def test_from_base45_gives_back_every_byte_string(data: bytes) -> None:
    assert from_base45(to_base45(data)) == data


@given(st.text(alphabet="0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:", max_size=40))
def test_from_base45_knows_only_one_text_for_each_byte_string(text: str) -> None:
    try:
        data = from_base45(text)
    except ValueError:
        return
    assert to_base45(data) == text


@pytest.mark.parametrize("text", ["GGW", ":::", "A", "ABCD", "bb8", "AÄ", "::"])
def test_from_base45_refuses_what_stands_for_no_bytes(text: str) -> None:
    with pytest.raises(ValueError, match=r"a character|one character|a group"):
        from_base45(text)
