from tvet_desktop.documents.fonts import Face, missing_characters, runs, text_width


def test_runs_take_a_missing_character_from_the_next_face() -> None:
    assert runs("Ŋabo Éloïse", Face.SERIF) == (
        (Face.SANS, "Ŋ"),
        (Face.SERIF, "abo Éloïse"),
    )


def test_runs_join_separate_accents() -> None:
    assert runs("E\u0301ric", Face.SERIF) == ((Face.SERIF, "Éric"),)


def test_missing_characters_names_each_once() -> None:
    assert missing_characters("Baƙo ƙ 漢") == ("ƙ", "漢")


def test_missing_characters_is_empty_for_names_of_the_region() -> None:
    assert missing_characters("Éloïse N’Diaye-Ćosić Đorđe Žaneta Şükrü Ŋabo Ñuñez Øystein Łukasz Ğ ı İ") == ()


def test_text_width_adds_tracking_between_letters() -> None:
    assert text_width("abc", Face.SANS, 10, 2) == text_width("abc", Face.SANS, 10) + 4
