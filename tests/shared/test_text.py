import pytest

from tvet_desktop.shared.text import fold_name, name_key, nfc


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Muka\N{SOFT HYPHEN}mana", "Mukamana"),
        ("\N{ZERO WIDTH NO-BREAK SPACE}Keza\N{ZERO WIDTH SPACE} Aline", "Keza Aline"),
        ("Keza\t\n\N{NO-BREAK SPACE}Aline\x1f", "Keza Aline"),
        ("e\N{SOFT HYPHEN}\N{COMBINING ACUTE ACCENT}", "é"),
        ("Ke\x00za\N{RIGHT-TO-LEFT OVERRIDE}\ue000\ud800", "Keza"),
        ("\N{SOFT HYPHEN}", ""),
    ],
)
def test_nfc_drops_what_nobody_sees(written: str, kept: str) -> None:
    assert nfc(written) == kept
    assert nfc(kept) == kept


def test_invisible_signs_do_not_part_a_name() -> None:
    assert fold_name("Gisha\N{SOFT HYPHEN}li") == "gishari"
    assert name_key("KEZA\N{ZERO WIDTH SPACE} Aline") == name_key("aline keza")
