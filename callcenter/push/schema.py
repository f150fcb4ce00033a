"""The message catalogue as JSON Schema, for the documentation and the browser's types.

`python -m callcenter.push.schema` writes it to the standard output.
"""

import sys
from typing import Any, get_args

import msgspec

from callcenter.push.catalogue import CLOSE_CODES, PROTOCOL, InMessage, Item, OutMessage

TEMPLATE = "#/$defs/{name}"


def catalogue() -> dict[str, Any]:
    """Every message and item, both ways, with their words, and what each close code means.

    `OutMessage` is what the server may send and `InMessage` a browser, told apart by `type`; in
    what the server sends no field is ever left out.
    """
    inbound = {kind.__name__ for kind in get_args(InMessage)}
    shapes, definitions = msgspec.json.schema_components(
        [OutMessage, InMessage, Item], ref_template=TEMPLATE
    )
    for name, definition in definitions.items():
        if name not in inbound:
            definition["required"] = list(definition["properties"])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The push channel's messages",
        "protocol": PROTOCOL,
        "close_codes": {str(code): words for code, words in CLOSE_CODES.items()},
        "OutMessage": shapes[0],
        "InMessage": shapes[1],
        "Item": shapes[2],
        "$defs": definitions,
    }


def main() -> None:
    """Write the catalogue to the standard output."""
    text = msgspec.json.format(msgspec.json.encode(catalogue(), order="deterministic"))
    sys.stdout.write(text.decode() + "\n")


if __name__ == "__main__":
    main()
