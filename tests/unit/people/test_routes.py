"""The routes of one's own session; what they do is tested in tests/http."""

from callcenter.people.routes import SessionRoutes, table
from callcenter.web_api.route import Door


def test_nothing_here_needs_more_than_a_log_in() -> None:
    made = table(object.__new__(SessionRoutes))

    assert {route.needs for route in made} == {Door.ANYONE, Door.LOGGED_IN}
    assert [route.path for route in made if route.needs is Door.ANYONE] == ["/session"]
