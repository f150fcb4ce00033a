from typing import Any

import msgspec
import pytest

from callcenter.floor.events import (
    LogInRequested,
    LogOutRequested,
    PauseRequested,
    ReadyRequested,
    WrapUpFinished,
)
from callcenter.push.catalogue import (
    Answer,
    FinishWrapUp,
    Hello,
    InMessage,
    LogIn,
    LogOut,
    Pause,
    Ready,
    Steer,
)
from callcenter.push.requests import NotUnderstood, fact, read
from tests.people import ADA, LI, WANG, ZHAO
from tests.unit.push.floors import NOON

ASKED: dict[str, Any] = {"at": NOON, "agent_id": LI.id, "by": LI.id, "screen_id": "s", "key": "k"}


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (LogIn(key="k", phone="PJSIP/1009"), LogInRequested(**ASKED, phone="PJSIP/1009")),
        (LogOut(key="k"), LogOutRequested(**ASKED)),
        (Pause(key="k", reason="meal"), PauseRequested(**ASKED, reason="meal")),
        (Ready(key="k"), ReadyRequested(**ASKED)),
        (FinishWrapUp(key="k", call_id="c"), WrapUpFinished(**ASKED, call_id="c")),
    ],
)
def test_asking_is_a_fact(message: InMessage, expected: object) -> None:
    assert fact(message, LI, "s", NOON) == expected


def test_a_supervisor_may_steer_an_agent_and_it_says_who_asked() -> None:
    steer = Steer(key="k", agent_id=WANG.id, action="pause", reason="meal")
    expected = {**ASKED, "agent_id": WANG.id, "by": ZHAO.id}

    assert fact(steer, ZHAO, "s", NOON) == PauseRequested(**expected, reason="meal")
    assert isinstance(
        fact(Steer(key="k", agent_id="x", action="ready"), ADA, "s", NOON), ReadyRequested
    )
    assert isinstance(
        fact(Steer(key="k", agent_id="x", action="log_out"), ADA, "s", NOON), LogOutRequested
    )


def test_an_agent_may_steer_nobody_not_even_himself() -> None:
    for whom in (WANG.id, LI.id):
        refusal = fact(Steer(key="k", agent_id=whom, action="log_out"), LI, "s", NOON)

        assert refusal == Answer(key="k", ok=False, code="forbidden", detail="steer_agents")


def test_a_second_hello_is_not_understood() -> None:
    with pytest.raises(NotUnderstood):
        fact(Hello(ticket="t"), LI, "s", NOON)


def test_what_is_in_the_catalogue_is_read() -> None:
    for message in (Pause(key="钥", reason="meal"), Hello(ticket="t")):
        assert read(msgspec.json.encode(message).decode()) == message


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "nonsense",
        "[]",
        "null",
        '{"type":"pause"}',
        '{"type":"dance","key":"k"}',
        '{"type":"ready","key":1}',
        '{"type":"ready","key":"k","agent_id":"p-wang"}',
        '{"type":"ready","key":"' + "k" * 65 + '"}',
        '{"type":"pause","key":"k","reason":"meal\\r\\nAction: Command"}',
        '{"type":"pause","key":"k","reason":"meal\\n"}',
        '{"type":"log_in","key":"k","phone":"PJSIP/1001\\n"}',
        '{"type":"log_in","key":"k","phone":"PJSIP/1001&PJSIP/1002"}',
        '{"type":"hello","ticket":"t","protocol":' + "9" * 100_000 + "}",
        '{"type":"ready","key":NaN}',
        '{"type":"ready","key":"\\ud800"}',
        '{"type":"ready","key":' + "[" * 60_000,
        '{"type":"ready","x":' + "[" * 30_000 + "]" * 30_000 + "}",
        '{"type":"ready",' + ",".join(f'"k{n}":1' for n in range(5000)) + "}",
        "\ud800",
        b'{"type":"ready","key":"k"}',
    ],
)
def test_anything_else_is_not_understood_and_says_why(raw: str | bytes) -> None:
    with pytest.raises(NotUnderstood) as refused:
        read(raw)

    assert str(refused.value)
