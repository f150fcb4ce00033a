"""One line of the table as OpenAPI has it."""

from typing import Annotated, Any

import msgspec

from callcenter.roles import Right
from callcenter.settings import ServerSettings
from callcenter.web_api.openapi import document
from callcenter.web_api.origins import origins
from callcenter.web_api.route import Door, Nothing, Reply, Request, Route, Table


class Which(msgspec.Struct, forbid_unknown_fields=True):
    thing_id: str
    limit: Annotated[int, msgspec.Meta(ge=1)] = 10


class Thing(msgspec.Struct, forbid_unknown_fields=True):
    name: str


async def put(request: Request[Which, Thing]) -> Reply:
    return Reply()


async def enter(request: Request[Nothing, Thing]) -> Reply:
    return Reply()


TABLE: Table = (
    Route(
        "PUT",
        "/things/{thing_id}",
        Right.SEE_FLOOR,
        put,
        {200: Thing, 204: None},
        "Put it.",
        ("key_reused",),
    ),
    Route("POST", "/door", Door.ANYONE, enter, {204: None}, "Enter."),
)


def operations() -> dict[str, Any]:
    made = document(TABLE, origins(ServerSettings()))
    return {op["operationId"]: op for item in made["paths"].values() for op in item.values()}


def test_parameters_stand_where_they_belong() -> None:
    found = {param["name"]: param for param in operations()["put_things_thing_id"]["parameters"]}

    assert (found["thing_id"]["in"], found["thing_id"]["required"]) == ("path", True)
    assert (found["limit"]["in"], found["limit"]["required"]) == ("query", False)
    assert found["limit"]["schema"] == {"type": "integer", "minimum": 1}


def test_every_code_stands_under_its_status() -> None:
    answers = operations()["put_things_thing_id"]["responses"]

    assert answers["204"] == {"description": "Done"}
    assert answers["409"]["description"] == "key_reused"
    assert answers["403"]["description"] == "origin_refused; csrf_refused; forbidden"
    assert set(answers) == {"200", "204", "400", "401", "403", "408", "409", "413", "415", "503"}


def test_what_anyone_may_ask_needs_no_cookie() -> None:
    found = operations()

    assert found["post_door"]["security"] == []
    assert "401" not in found["post_door"]["responses"]
    assert found["put_things_thing_id"]["security"] == [{"session": [], "csrf": []}]
    assert found["put_things_thing_id"]["x-needs"] == "see_floor"
