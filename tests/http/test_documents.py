"""The API about itself: valid, complete, and readable."""

import re

from openapi_spec_validator import OpenAPIV31SpecValidator

from callcenter.web_api.problem import CODES
from tests.http.site import Site


async def test_the_openapi_document_is_valid_and_has_every_route(site: Site) -> None:
    document = (await site.browser().get("/openapi.json")).json

    OpenAPIV31SpecValidator(document).validate()
    listed = {
        (method.upper(), path) for path, item in document["paths"].items() for method in item
    }
    assert listed == {(route.method, route.url) for route in site.table}
    ids = [op["operationId"] for item in document["paths"].values() for op in item.values()]
    assert len(ids) == len(set(ids))


async def test_every_code_that_a_route_declares_is_in_the_list(site: Site) -> None:
    declared = {code for route in site.table for code in route.errors}

    assert declared <= CODES.keys()


async def test_the_page_explains_every_route_and_every_code_without_a_script(site: Site) -> None:
    answered = await site.browser().get("/docs")
    page = answered.raw.decode()

    assert answered.headers["Content-Type"] == "text/html; charset=utf-8"
    assert all(f'id="{code}"' in page for code in CODES)
    assert all(f"{route.method} {route.url}" in page for route in site.table)
    assert "<script" not in page
    assert "style=" not in page
    for link in re.findall(r'href="([^#"]+)"', page):
        assert (await site.browser().get(f"/{link}")).status == 200


async def test_the_push_catalogue_is_served_beside_it(site: Site) -> None:
    catalogue = (await site.browser().get("/push.json")).json

    assert "4003" in catalogue["close_codes"]
    assert "#/$defs/Delta" in str(catalogue)
