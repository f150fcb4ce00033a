"""A refusal carries its stable code."""

from callcenter.refusal import Refused


def test_a_refusal_says_its_code_and_what_it_is_about() -> None:
    refused = Refused("no_such_call", "main/1.1", 404)

    assert (refused.code, refused.detail, refused.status) == ("no_such_call", "main/1.1", 404)
    assert str(refused) == "no_such_call: main/1.1"
