import json
from typing import get_args

import jsonschema_rs
import msgspec
import pytest

from callcenter.push import encode, schema
from callcenter.push.catalogue import CLOSE_CODES, Answer, InMessage, Item, OutMessage, Ready
from callcenter.push.encode import Encodings
from tests.people import LI, ZHAO
from tests.unit.push.floors import NOON, day
from tests.unit.push.floors import everything as every_item

CATALOGUE = json.loads(json.dumps(schema.catalogue()))


def validator(name: str) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator({**CATALOGUE[name], "$defs": CATALOGUE["$defs"]})


def test_it_is_a_json_schema_of_every_message_and_item() -> None:
    jsonschema_rs.meta.validate(CATALOGUE)
    kinds = [*get_args(OutMessage), *get_args(InMessage), *get_args(Item)]

    assert {kind.__name__ for kind in kinds} <= set(CATALOGUE["$defs"])
    assert CATALOGUE["close_codes"] == {str(code): words for code, words in CLOSE_CODES.items()}


def test_what_the_server_sends_is_what_the_schema_says() -> None:
    check = validator("OutMessage")
    for step in day(seed=7, steps=60):
        encodings = Encodings()
        entries = [
            encodings.entry(step.floor, item_id, ZHAO) for item_id in every_item(step.floor)
        ]
        check.validate(json.loads(encode.delta(NOON, entries, ["call:x"], snapshot=True)))
    check.validate(json.loads(encode.message(Answer(key="k", ok=True))))


def test_the_schema_refuses_what_the_server_refuses() -> None:
    check = validator("InMessage")

    assert check.is_valid(json.loads(msgspec.json.encode(Ready(key="k"))))
    assert not check.is_valid({"type": "ready"})
    assert not check.is_valid({"type": "ready", "key": "k", "agent_id": LI.id})
    assert not check.is_valid({"type": "pause", "key": "k", "reason": "a\nb"})


def test_run_as_a_program_it_prints_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    schema.main()

    assert json.loads(capsys.readouterr().out) == CATALOGUE
