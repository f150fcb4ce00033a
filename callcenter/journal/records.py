"""What the fact log holds: facts, the agents' states that followed from them, and their places."""

import msgspec

from callcenter.floor.events import AnyFact
from callcenter.floor.fact import Fact


class AgentStateNoted(Fact, frozen=True, kw_only=True):
    """An agent's state as the floor has it from this instant, and the call that is its reason.

    It follows from the facts before it and is kept so that nobody needs the floor's rules of that
    day to know what an agent did.
    """

    agent_id: str
    phone: str
    state: str
    reason: str = ""
    call_id: str = ""


Recorded = AnyFact | AgentStateNoted


class Entry(msgspec.Struct, frozen=True):
    """A recorded fact. (`boot`, `seq`) is its identity for ever; `body` is it as JSON.

    `source` is `live`, or `witness` if it was read later in Asterisk's own files.
    """

    boot: str
    seq: int
    source: str
    fact: Recorded
    body: bytes


_encoder = msgspec.json.Encoder()
_decoder: msgspec.json.Decoder[Recorded] = msgspec.json.Decoder(Recorded)


def entry(boot: str, seq: int, source: str, fact: Recorded) -> Entry:
    """Put a fact in its place."""
    return Entry(boot, seq, source, fact, encode(fact))


def encode(fact: Recorded) -> bytes:
    """The fact as JSON that Postgres takes: it knows neither half characters nor NUL."""
    try:
        body = _encoder.encode(fact)
    except UnicodeEncodeError:
        body = _encoder.encode(_whole(msgspec.to_builtins(fact)))
    return body.replace(b"\\u0000", b"\\ufffd") if b"\\u0000" in body else body


def decode(body: bytes) -> Recorded:
    """The fact again; raises msgspec.ValidationError for one that we do not know."""
    return _decoder.decode(body)


def _whole(value: object) -> object:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {key: _whole(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_whole(part) for part in value]
    return value
