"""What administrators do; over HTTP it is tested in tests/http."""

import pytest

from callcenter.people.administration import chosen, new_id
from callcenter.web_api.problem import BadInput


def test_a_password_is_shown_only_if_it_was_made_up_here() -> None:
    assert chosen("correct horse 9", "li") == ("correct horse 9", None)
    made, shown = chosen(None, "li")
    assert made == shown


def test_a_weak_password_is_refused_for_whomever() -> None:
    with pytest.raises(BadInput) as caught:
        chosen("1234567890", "li")
    assert caught.value.code == "weak_password"


def test_ids_cannot_be_counted() -> None:
    assert len({new_id() for _ in range(100)}) == 100
