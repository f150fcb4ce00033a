"""A line of the table."""

import pytest

from callcenter.refusal import Refused
from callcenter.web_api.route import Nothing, Request
from tests.unit.web_api.test_openapi import TABLE, Thing, Which


def test_a_route_knows_its_address_and_whether_it_changes_anything() -> None:
    put, _ = TABLE

    assert put.url == "/api/v1/things/{thing_id}"
    assert put.writes
    assert put.has_body


def test_what_a_route_takes_is_read_off_its_function() -> None:
    put, enter = TABLE

    assert (put.params, put.body) == (Which, Thing)
    assert (enter.params, enter.body) == (Nothing, Thing)


def test_without_a_session_there_is_no_person() -> None:
    request = Request(params=Nothing(), body=Nothing())

    with pytest.raises(Refused) as caught:
        _ = request.person
    assert caught.value.status == 401
