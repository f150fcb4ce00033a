import pytest

from callcenter.floor.phone_key import age, pbx_of, phone_key, phone_of


@pytest.mark.parametrize(
    ("interface", "phone"),
    [
        ("PJSIP/1001", "PJSIP/1001"),
        ("Local/1001@callcenter-agents/n", "PJSIP/1001"),
        ("Local/1001@callcenter-agents", "PJSIP/1001"),
        ("Local/1001@callcenter-agents-0000002a;1", "PJSIP/1001"),
        ("SIP/1001", "SIP/1001"),
        ("", ""),
    ],
)
def test_a_members_interface_names_a_phone(interface: str, phone: str) -> None:
    assert phone_of(interface) == phone


def test_a_phone_is_known_by_its_pbx_too() -> None:
    assert phone_key("main", "Local/1001@agents/n") == "main:PJSIP/1001"
    assert pbx_of("main/pbx1-1772.1") == "main"


def test_call_ids_are_as_old_as_their_second_and_then_their_counter() -> None:
    ids = ["main/pbx1-1772.10", "main/pbx1-1772.9", "main/1771.99", "main/strange"]

    assert sorted(ids, key=age) == [
        "main/strange",
        "main/1771.99",
        "main/pbx1-1772.9",
        "main/pbx1-1772.10",
    ]
