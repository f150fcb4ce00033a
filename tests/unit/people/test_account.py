"""What a change does to an account."""

from callcenter.people.account import Account, Changes
from callcenter.roles import Role
from tests.people import LI


def test_what_is_unset_stays() -> None:
    after = Changes(role=Role.SUPERVISOR, phone=None).applied(Account(person=LI))

    assert (after.person.role, after.person.phone) == (Role.SUPERVISOR, None)
    assert (after.person.name, after.person.queues) == (LI.name, LI.queues)
    assert not after.disabled


def test_disabling_changes_nothing_else() -> None:
    after = Changes(disabled=True).applied(Account(person=LI))

    assert after == Account(person=LI, disabled=True)
    assert Changes(disabled=True).named() == {"disabled": True}
