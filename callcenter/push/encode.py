"""Items and deltas as bytes; an item is encoded once, however many screens show it."""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from callcenter.floor.state import Floor
from callcenter.push import views
from callcenter.push.catalogue import OutMessage
from callcenter.roles import Person

_encoder = msgspec.json.Encoder()


def message(out: OutMessage) -> bytes:
    """One whole message."""
    return _encoder.encode(out)


def delta(now: datetime, put: Iterable[bytes], drop: list[str], *, snapshot: bool) -> bytes:
    """A Delta, put together from items that are encoded already (`"id":{...}` each)."""
    return b'{"type":"delta","now":%b,"put":{%b},"drop":%b,"snapshot":%b}' % (
        _encoder.encode(now),
        b",".join(put),
        _encoder.encode(drop),
        b"true" if snapshot else b"false",
    )


class Encodings:
    """Every item that somebody looked at since it last changed, by who reads it how."""

    def __init__(self) -> None:
        self._known: dict[str, dict[tuple[str, bool], bytes]] = {}

    def forget(self, item_ids: Iterable[str]) -> None:
        """These items changed or went."""
        for item_id in item_ids:
            self._known.pop(item_id, None)

    def entry(self, floor: Floor, item_id: str, person: Person) -> bytes:
        """`"id":{...}` of an item that this person sees now."""
        readings = self._known.setdefault(item_id, {})
        reading = (person.locale, views.sees_all(person))
        found = readings.get(reading)
        if found is None:
            shape = views.spelled(floor, item_id, person.locale, whole=reading[1])
            found = b"%b:%b" % (_encoder.encode(item_id), _encoder.encode(shape))
            readings[reading] = found
        return found
