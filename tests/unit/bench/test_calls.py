import asyncio

from bench.calls import SYSTEMNAME, call, call_id
from callcenter.ami.counts import Counts
from callcenter.ami.inbox import Inbox
from callcenter.ami.protocol import AmiProtocol
from callcenter.ami.translate import EVENTS, translate
from callcenter.ami.vocabulary import Pbx
from callcenter.floor.events import AgentRung, AnyFact, LegFact

BEGAN = 1_800_000_000.0


def facts(n: int, phone: str, *, pops_only: bool = False) -> list[AnyFact]:
    inbox, pbx = Inbox(Counts("main")), Pbx("main")

    async def read() -> None:
        protocol = AmiProtocol(inbox.put, EVENTS, Counts("main"))
        protocol.connection_made(asyncio.Transport())
        protocol.believe(SYSTEMNAME)
        protocol.data_received(b"Asterisk Call Manager/11.0.0\r\n")
        for said in call(n, phone, BEGAN):
            if said.pops or not pops_only:
                protocol.data_received(said.event)

    asyncio.run(read())
    found = [translate(message, pbx) for message in inbox.take()]
    return [fact for fact in found if fact is not None]


def test_exactly_one_event_of_a_call_makes_the_screen_pop() -> None:
    (rung,) = facts(7, "PJSIP/2003", pops_only=True)

    assert isinstance(rung, AgentRung)
    assert (rung.call_id, rung.phone) == (call_id(7), "PJSIP/2003")


def test_everything_in_a_call_is_that_calls_alone() -> None:
    of_this, of_that = (
        {f.call_id for f in facts(n, "PJSIP/2003") if isinstance(f, LegFact)} for n in (1, 2)
    )

    assert of_this == {call_id(1)}
    assert of_that == {call_id(2)}


def test_it_happens_when_the_benchmark_says() -> None:
    said = list(call(1, "PJSIP/2003", BEGAN))

    assert said[0].after == 0
    assert [s.after for s in said] == sorted(s.after for s in said)
    assert all(b"\r\nTimestamp: 18000000" in s.event for s in said)
