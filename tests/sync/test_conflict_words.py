from tvet_desktop.sync.conflict_words import field_word, table_word, value_word


def test_id_numbers_are_masked_and_still_told_apart() -> None:
    one = value_word("person", "id_document_number", "1199070123456012")
    other = value_word("person", "id_document_number", "1199070123456187")

    assert (one, other) == ("1 1990 7 ******* * 12", "1 1990 7 ******* * 87")
    assert value_word("person", "id_document_number", "") == "–"


def test_phones_are_written_as_people_say_them() -> None:
    assert value_word("person", "phone", "+250788123456") == "0788 123 456"
    assert value_word("person", "phone", "+32470123456") == "+32470123456"


def test_consents_read_well() -> None:
    assert table_word("consent") == "Consent"
    assert value_word("consent", "purpose", "PHOTO") == "Pictures and films"
    assert value_word("consent", "form", "ORAL") == "By word of mouth"
    assert value_word("consent", "withdrawn_on", "2027-03-08") == "08/03/2027"
    assert field_word("witness") == "Witness"


def test_revocations_read_well() -> None:
    assert table_word("revocation_request") == "Request for a revocation"
    assert value_word("revocation_request", "reason", "NOT_EARNED") == "it was not earned"
    assert value_word("withdrawn_statement", "on_date", "2027-03-08") == "08/03/2027"
    assert value_word("revocation_decision", "is_confirmed", "1") == "yes"
    assert field_word("replaced_by") == "Replaced by"
