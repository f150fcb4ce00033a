"""The API as a page to read: plain HTML made from the OpenAPI document, no script in it."""

import json
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from callcenter.web_api.problem import CODES

STYLE = """
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 0 auto; padding: 1rem; }
h2 { margin-top: 3rem; } h3 { margin-top: 2rem; } code { font-size: .95em; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .25rem .5rem .25rem 0;
  border-top: 1px solid color-mix(in srgb, currentColor 25%, transparent); }
pre { overflow: auto; padding: .5rem;
  background: color-mix(in srgb, currentColor 8%, transparent); }
.needs { opacity: .7; }
"""


def page(document: Mapping[str, Any]) -> str:
    """The whole page."""
    body = "\n".join([*routes(document), *schemas(document), *errors()])
    about = escape(document["info"]["description"])
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        '<title>callcenter API</title><link rel="stylesheet" href="docs.css"></head><body>'
        f"<h1>callcenter API {escape(document['info']['version'])}</h1><p>{about}</p>"
        '<p>For programs: <a href="openapi.json">openapi.json</a> (OpenAPI 3.1), '
        '<a href="push.json">push.json</a> (the websocket\'s messages and close codes). '
        '<a href="#errors">Error codes</a> are stable.</p>'
        f"{body}</body></html>\n"
    )


def routes(document: Mapping[str, Any]) -> Iterator[str]:
    """Every route: who may, what goes in, what comes out."""
    yield "<h2>Routes</h2>"
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            name = f"{method.upper()} {path}"
            yield f'<h3 id="{operation["operationId"]}"><code>{escape(name)}</code></h3>'
            yield f"<p>{escape(operation['summary'])}</p>"
            yield f'<p class="needs">Needs: {escape(operation["x-needs"])}</p>'
            yield table(
                (param["name"], param["in"], shape(param["schema"]))
                for param in operation["parameters"]
            )
            body = operation.get("requestBody")
            if body is not None:
                yield f"<p>Body: {content(body)}</p>"
            yield table(
                (status, content(answer), escape(answer["description"]))
                for status, answer in operation["responses"].items()
            )


def schemas(document: Mapping[str, Any]) -> Iterator[str]:
    """Every named shape, as JSON Schema."""
    yield "<h2>Shapes</h2>"
    for name, schema in document["components"]["schemas"].items():
        text = json.dumps(schema, indent=2, ensure_ascii=False)
        yield f'<h3 id="shape-{escape(name)}">{escape(name)}</h3><pre>{escape(text)}</pre>'


def errors() -> Iterator[str]:
    """Every code, with an anchor that problem documents point to."""
    yield '<h2 id="errors">Error codes</h2><table>'
    for code, (status, title) in CODES.items():
        yield f'<tr id="{code}"><td><code>{code}</code></td><td>{status}</td><td>{title}</td></tr>'
    yield "</table>"


def table(rows: Iterator[tuple[str, str, str]]) -> str:
    """Rows whose first cell is a name; the others are HTML already."""
    cells = [
        f"<tr><td><code>{escape(a)}</code></td><td>{b}</td><td>{c}</td></tr>" for a, b, c in rows
    ]
    return f"<table>{''.join(cells)}</table>" if cells else ""


def content(holder: Mapping[str, Any]) -> str:
    """The shape of a body, in the first type it is offered in."""
    for offered in holder.get("content", {}).values():
        return shape(offered["schema"])
    return ""


def shape(schema: Mapping[str, Any]) -> str:
    """A schema in few words, linked where it has a name."""
    if "allOf" in schema:
        return shape(schema["allOf"][0])
    if "$ref" in schema:
        name = escape(schema["$ref"].rpartition("/")[2])
        return f'<a href="#shape-{name}">{name}</a>'
    return f"<code>{escape(json.dumps(schema, ensure_ascii=False))}</code>"
