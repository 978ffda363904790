from datetime import UTC, date, datetime

from tvet_desktop.documents.signing_days import signing_days
from tvet_desktop.sync import authority

NOW = datetime(2027, 3, 8, tzinfo=UTC)


def test_a_key_signs_for_a_few_years_and_its_certificate_lasts_as_long_as_the_authoritys() -> None:
    root_key, key = authority.new_key(), authority.new_key()
    root = authority.make_root("Invented", root_key, NOW)
    invitation = authority.certify_invitation("Invitation", key.public_key(), root, root_key, NOW)
    leaf = authority.certify_device("PC 2", authority.new_key().public_key(), invitation, key)

    assert (
        leaf.not_valid_after_utc == root.not_valid_after_utc == datetime(2047, 3, 8, 23, 59, 59, tzinfo=UTC)
    )
    assert signing_days([leaf]) == signing_days([leaf, invitation]) == (date(2025, 11, 1), date(2030, 3, 7))
    assert signing_days([root]) == (date(2025, 11, 1), date(2047, 3, 8))


def test_the_shortest_of_a_chain_holds_and_no_key_outlasts_the_authority() -> None:
    root_key = authority.new_key()
    root = authority.make_root("Invented", root_key, NOW)
    far = datetime(2060, 1, 1, tzinfo=UTC)
    near = datetime(2028, 1, 1, tzinfo=UTC)
    leaf = authority.certify_device("PC 2", authority.new_key().public_key(), root, root_key, far)
    short = authority.certify_device("PC 3", authority.new_key().public_key(), root, root_key, near)

    assert signing_days([leaf])[1] == date(2047, 3, 8)
    assert signing_days([leaf, short])[1] == date(2028, 1, 1)
