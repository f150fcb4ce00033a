"""The OpenAPI 3.1 document, generated from the table of routes."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from callcenter.roles import Right
from callcenter.web_api import problem
from callcenter.web_api.guard import CSRF_HEADER
from callcenter.web_api.origins import Origins
from callcenter.web_api.problem import CODES, Problem
from callcenter.web_api.route import Door, Nothing, Route, Table

API_VERSION = "1.0.0"
REF = "#/components/schemas/{name}"
PROBLEM = {"$ref": REF.format(name="Problem")}
ABOUT = (
    "Live calls are pushed over the websocket (see push.json); this is everything else. "
    "Log in with POST /session; every write sends the Origin of our pages, and once logged in "
    "the X-CSRF-Token that the session came with."
)


def document(table: Table, origins: Origins) -> dict[str, Any]:
    """The whole document, as JSON-ready values."""
    schemas, components = schemas_of(table)
    paths: dict[str, dict[str, Any]] = {}
    for route in table:
        paths.setdefault(route.url, {})[route.method.lower()] = operation(route, schemas)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "callcenter",
            "version": API_VERSION,
            "description": ABOUT,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {
                "session": {"type": "apiKey", "in": "cookie", "name": origins.cookie},
                "csrf": {"type": "apiKey", "in": "header", "name": CSRF_HEADER},
            },
        },
    }


def schemas_of(table: Table) -> tuple[dict[Any, Any], dict[str, Any]]:
    """Every type of the table to its schema, and the named schemas they refer to."""
    types: list[Any] = [Problem]
    for route in table:
        wanted = (route.body, *route.answers.values(), *field_types(route.params))
        types += [kind for kind in wanted if kind not in (None, Nothing) and kind not in types]
    found, components = msgspec.json.schema_components(types, ref_template=REF)
    return dict(zip(types, found, strict=True)), dict(components)


def field_types(params: type[Any]) -> Iterable[Any]:
    """The types of the fields of a Struct of parameters."""
    return (field.type for field in msgspec.structs.fields(params))


def operation(route: Route, schemas: Mapping[Any, Any]) -> dict[str, Any]:
    """One route as OpenAPI has it; `x-needs` names the right."""
    made: dict[str, Any] = {
        "operationId": operation_id(route),
        "summary": route.summary,
        "tags": [route.path.split("/")[1]],
        "x-needs": route.needs.value,
        "security": security(route),
        "parameters": list(parameters(route, schemas)),
        "responses": responses(route, schemas),
    }
    if route.has_body:
        content = {"application/json": {"schema": schemas[route.body]}}
        made["requestBody"] = {"required": True, "content": content}
    return made


def operation_id(route: Route) -> str:
    """A stable name for generated clients: `post_session_ticket`."""
    words = re.findall(r"[a-z0-9]+", route.path)
    return "_".join([route.method.lower(), *words])


def security(route: Route) -> list[dict[str, list[str]]]:
    """The cookie, and for writes the token too."""
    if route.needs is Door.ANYONE:
        return []
    return [{"session": [], "csrf": []}] if route.writes else [{"session": []}]


def parameters(route: Route, schemas: Mapping[Any, Any]) -> Iterator[dict[str, Any]]:
    """The braces of the path, then the query."""
    for field in msgspec.structs.fields(route.params):
        in_path = f"{{{field.encode_name}}}" in route.path
        yield {
            "name": field.encode_name,
            "in": "path" if in_path else "query",
            "required": in_path or field.required,
            "schema": schemas[field.type],
        }


def responses(route: Route, schemas: Mapping[Any, Any]) -> dict[str, Any]:
    """What success looks like, then every code by its status."""
    made: dict[str, Any] = {}
    for status, kind in route.answers.items():
        made[str(status)] = {"description": "Done"}
        if kind is not None:
            content = {"application/json": {"schema": schemas[kind]}}
            made[str(status)]["content"] = content
    by_status: dict[int, list[str]] = {}
    for code in codes(route):
        by_status.setdefault(CODES[code][0], []).append(code)
    for status, found in sorted(by_status.items()):
        named = {"type": "object", "properties": {"code": {"enum": found}}}
        schema = {"allOf": [PROBLEM, named]}
        content = {"application/problem+json": {"schema": schema}}
        made[str(status)] = {"description": "; ".join(found), "content": content}
    return made


def codes(route: Route) -> list[str]:
    """Every code this route may answer, its own and those of the machinery."""
    found = list(route.errors)
    if msgspec.structs.fields(route.params):
        found += problem.WITH_PARAMS
    if route.has_body:
        found += problem.WITH_BODY
    if route.writes:
        found += problem.WITH_WRITE
    if route.needs is not Door.ANYONE:
        found += problem.WITH_SESSION
        found += problem.WITH_CSRF if route.writes else ()
    if isinstance(route.needs, Right):
        found += problem.WITH_RIGHT
    return list(dict.fromkeys(found))
