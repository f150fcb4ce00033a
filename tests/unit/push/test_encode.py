import msgspec
from msgspec.structs import replace

from callcenter.push import encode
from callcenter.push.catalogue import Beat, Delta, OutMessage
from callcenter.push.encode import Encodings
from tests.people import LI, WANG, ZHAO
from tests.unit.push.floors import NOON, agent, call, floor_of, snapshot

FLOOR = floor_of(agent(LI), call(name='a "quoted" name', ringing=frozenset({LI.id, WANG.id})))
CALL = "call:main/1772.1"


def test_a_delta_put_together_from_parts_is_the_catalogues_delta() -> None:
    entries = [Encodings().entry(FLOOR, item_id, ZHAO) for item_id in (CALL, "agent:p-li")]
    raw = encode.delta(NOON, entries, ['call:"x"'], snapshot=True)

    read = msgspec.json.decode(raw, type=OutMessage)

    assert isinstance(read, Delta)
    assert (read.now, read.drop, read.snapshot) == (NOON, ('call:"x"',), True)
    assert msgspec.json.decode(raw)["put"] == snapshot(FLOOR, ZHAO)
    assert msgspec.json.decode(encode.message(read)) == msgspec.json.decode(raw)


def test_an_empty_delta_is_one_too() -> None:
    read = msgspec.json.decode(encode.delta(NOON, [], [], snapshot=False), type=OutMessage)

    assert read == Delta(now=NOON)


def test_readers_alike_share_one_encoding_until_the_item_changes() -> None:
    encodings = Encodings()
    first = encodings.entry(FLOOR, CALL, LI)

    assert encodings.entry(FLOOR, CALL, WANG) is first
    assert encodings.entry(FLOOR, CALL, replace(LI, locale="en")) != first

    encodings.forget([CALL, "call:unknown"])

    assert encodings.entry(floor_of(call(name="新")), CALL, LI) != first


def test_a_whole_message_names_its_type() -> None:
    assert encode.message(Beat(now=NOON)) == b'{"type":"beat","now":"2026-03-02T12:00:00Z"}'
