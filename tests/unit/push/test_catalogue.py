from typing import get_args

import msgspec
import pytest

from callcenter.push.catalogue import CLOSE_CODES, InMessage, Item, OutMessage


def tags(*unions: object) -> list[str]:
    kinds = [kind for union in unions for kind in get_args(union)]
    return [str(kind.__struct_config__.tag) for kind in kinds]


def test_every_message_and_every_item_is_told_by_its_type() -> None:
    for union in (OutMessage, InMessage, Item):
        assert len(set(tags(union))) == len(get_args(union))


def test_a_browsers_message_with_an_unknown_field_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError, match="by"):
        msgspec.json.decode(b'{"type":"ready","key":"k","by":"p-ada"}', type=InMessage)


def test_close_codes_are_the_protocols_or_private_and_say_what_to_do() -> None:
    assert all(code in (1001, 1012) or 4000 <= code <= 4999 for code in CLOSE_CODES)
    assert all(
        words.endswith(".") and len(words.encode()) <= 123 for words in CLOSE_CODES.values()
    )
