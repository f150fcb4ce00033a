"""The API about itself."""

from aiohttp import web

from callcenter.settings import ServerSettings
from callcenter.web_api.documents import install
from callcenter.web_api.origins import origins
from tests.unit.web_api.test_openapi import TABLE


def test_four_documents_are_served() -> None:
    app = web.Application()

    install(app, TABLE, origins(ServerSettings()), {"protocol": 1})

    paths = {resource.canonical for resource in app.router.resources()}
    assert paths == {
        "/api/v1/openapi.json",
        "/api/v1/push.json",
        "/api/v1/docs",
        "/api/v1/docs.css",
    }
