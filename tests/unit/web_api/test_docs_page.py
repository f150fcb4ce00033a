"""The API as a page to read."""

from callcenter.settings import ServerSettings
from callcenter.web_api.docs_page import STYLE, page
from callcenter.web_api.openapi import document
from callcenter.web_api.origins import origins
from callcenter.web_api.problem import CODES
from tests.unit.web_api.test_openapi import TABLE


def test_routes_shapes_and_codes_are_all_there_and_nothing_runs() -> None:
    made = page(document(TABLE, origins(ServerSettings())))

    assert "PUT /api/v1/things/{thing_id}" in made
    assert '<a href="#shape-Thing">Thing</a>' in made
    assert 'id="shape-Thing"' in made
    assert all(f'<tr id="{code}">' in made for code in CODES)
    assert "<script" not in made
    assert "url(" not in STYLE
