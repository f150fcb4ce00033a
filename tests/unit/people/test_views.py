"""What may be a login, a phone, a queue's name."""

import msgspec
import pytest

from callcenter.people.account import Account
from callcenter.people.views import NewPerson, account_view, person_view
from tests.people import ADA, LI


def accepted(**fields: object) -> bool:
    whole = {"login": "li", "name": "李娜", "role": "agent", **fields}
    try:
        msgspec.convert(whole, NewPerson)
    except msgspec.ValidationError:
        return False
    return True


@pytest.mark.parametrize("phone", ["PJSIP/1001", "Local/1001@agents/n", "SIP/desk-7", None])
def test_phones_as_asterisk_names_them_are_accepted(phone: str | None) -> None:
    assert accepted(phone=phone)


@pytest.mark.parametrize(
    "phone",
    ["1001", "PJSIP/1001&PJSIP/1002", "PJSIP/1001\r\nAction: Logoff", "PJSIP/", "PJSIP/1\n"],
)
def test_anything_else_is_no_phone(phone: str) -> None:
    assert not accepted(phone=phone)


def test_fields_that_nobody_offers_are_refused() -> None:
    assert not accepted(rights=["administer_people"])
    assert not accepted(id="p-ada")
    assert not accepted(role="god")
    assert not accepted(queues=["hot line"])
    assert not accepted(locale="xx")


def test_a_person_sees_the_rights_of_the_role() -> None:
    assert "administer_people" in person_view(ADA).rights
    assert "see_floor" not in person_view(LI).rights
    assert account_view(Account(person=LI, disabled=True)).disabled
