"""Orders become actions, and nothing that a person typed becomes another line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callcenter.ami.actions import LONGEST_LINE, actions, encoded, is_so_already
from callcenter.floor.effects import (
    AddMember,
    AnyOrder,
    HangUp,
    PauseMember,
    RemoveMember,
    Reply,
)
from callcenter.refusal import Refused

PAUSE = PauseMember(
    phone="PJSIP/1001", agent_id="li", queue="main/hotline", paused=True, reason="meal"
)
ADD = AddMember(phone="PJSIP/1001", agent_id="li", queue="main/hotline", name="李雷")

BREAKS = ("\r\n", "\n", "\r", "\0", "\x0b", "\x1b", "\x7f", "\x85", "\u2028", "\u2029")


def parsed(written: bytes) -> list[dict[bytes, bytes]]:
    """The actions that Asterisk would read: lines end with CR LF or a bare LF."""
    found: list[dict[bytes, bytes]] = [{}]
    for line in written.replace(b"\r\n", b"\n").split(b"\n"):
        if not line:
            found.append({})
            continue
        name, _, value = line.partition(b": ")
        found[-1].setdefault(name, value)  # of doubled headers Asterisk takes the first
    return [action for action in found if action]


def test_logging_in_makes_a_phone_a_member() -> None:
    assert actions(ADD) == (
        {
            "Action": "QueueAdd",
            "Queue": "hotline",
            "Interface": "PJSIP/1001",
            "MemberName": "李雷",
            "Paused": "false",
        },
    )


def test_logging_in_paused_also_says_why() -> None:
    order = AddMember(
        phone="PJSIP/1001",
        agent_id="li",
        queue="main/hotline",
        name="李雷",
        paused=True,
        reason="meal",
    )

    added, paused = actions(order)

    assert added["Paused"] == paused["Paused"] == "true"
    assert (paused["Action"], paused["Reason"]) == ("QueuePause", "meal")


def test_a_phone_that_the_queue_knows_as_a_local_channel_is_called_so() -> None:
    (fields,) = actions(ADD, "Local/1001@agents/n")

    assert fields["Interface"] == "Local/1001@agents/n"
    assert fields["StateInterface"] == "PJSIP/1001"


def test_pausing_gives_the_reason_and_going_on_gives_none() -> None:
    assert actions(PAUSE) == (
        {
            "Action": "QueuePause",
            "Queue": "hotline",
            "Interface": "PJSIP/1001",
            "Paused": "true",
            "Reason": "meal",
        },
    )
    ready = PauseMember(phone="PJSIP/1001", agent_id="li", queue="main/hotline", paused=False)
    assert "Reason" not in actions(ready)[0]


def test_logging_out_and_hanging_up() -> None:
    remove = RemoveMember(phone="PJSIP/1001", agent_id="li", queue="main/hotline")

    assert actions(remove) == (
        {"Action": "QueueRemove", "Queue": "hotline", "Interface": "PJSIP/1001"},
    )
    assert actions(HangUp(leg_id="main/pbx1-1795474400.0")) == (
        {"Action": "Hangup", "Channel": "pbx1-1795474400.0"},
    )


def test_an_answer_to_a_person_asks_nothing_of_asterisk() -> None:
    assert actions(Reply(screen_id="1", key="k", ok=True)) == ()


def test_an_id_without_its_pbx_is_refused() -> None:
    with pytest.raises(Refused):
        actions(HangUp(leg_id="1795474400.0"))


def test_a06_a_leg_that_would_be_a_pattern_over_all_channels_is_refused() -> None:
    (fields,) = actions(HangUp(leg_id="main//.*/"))

    with pytest.raises(Refused):
        encoded(fields)


def test_what_is_so_already_is_as_good_as_done() -> None:
    remove = RemoveMember(phone="PJSIP/1001", agent_id="li", queue="main/hotline")

    assert is_so_already(ADD, "Unable to add interface: Already there")
    assert is_so_already(remove, "Unable to remove interface: Not there")
    assert is_so_already(HangUp(leg_id="main/1.1"), "No such channel")
    assert not is_so_already(ADD, "Unable to add interface to queue: No such queue")
    assert not is_so_already(PAUSE, "Interface not found")


def test_headers_leave_in_the_order_they_were_given_a05() -> None:
    written = encoded({"Action": "Originate", "Channel": "PJSIP/1", "CallerID": "x"})

    assert written == b"Action: Originate\r\nChannel: PJSIP/1\r\nCallerID: x\r\n\r\n"


def test_several_variables_are_several_lines() -> None:
    assert encoded({"Action": "X", "Variable": ["A=1", "B=2"]}).count(b"Variable: ") == 2


@pytest.mark.parametrize("line_break", BREAKS)
def test_h06_a_line_break_of_any_kind_is_refused(line_break: str) -> None:
    with pytest.raises(Refused):
        encoded({"Action": "QueuePause", "Reason": f"x{line_break}Action: Command"})


@given(
    st.text(max_size=60),
    st.text(max_size=60),
    st.text(max_size=60),
    st.sampled_from(BREAKS),
    st.booleans(),
)
def test_a02_what_is_sent_is_the_one_action_that_was_meant(
    reason: str, phone: str, name: str, line_break: str, inject: bool
) -> None:
    if inject:
        reason = f"{reason}{line_break}{line_break}Action: Command{line_break}Command: !id"
    orders: tuple[AnyOrder, ...] = (
        PauseMember(phone=phone, agent_id="x", queue="main/q", paused=True, reason=reason),
        AddMember(phone=phone, agent_id="x", queue="main/q", name=name),
        RemoveMember(phone=phone, agent_id="x", queue=f"main/q{reason}"),
        HangUp(leg_id=f"main/{name}{reason}"),
    )
    for order in orders:
        try:
            all_fields = actions(order)
            written = [encoded(fields) for fields in all_fields]
        except Refused:
            continue
        for fields, one in zip(all_fields, written, strict=True):
            assert parsed(one) == [
                {name.encode(): str(value).encode() for name, value in fields.items()}
            ]


@given(st.dictionaries(st.text(max_size=8), st.text(max_size=40), max_size=5))
def test_a02_no_field_of_any_name_or_content_makes_a_second_action(fields: dict[str, str]) -> None:
    try:
        written = encoded({"Action": "Ping", **fields})
    except Refused:
        return
    assert len(parsed(written)) == 1
    assert written.endswith(b"\r\n\r\n")
    assert written.count(b"\n") == len({"Action": "Ping", **fields}) + 1


def test_f15_a_line_longer_than_asterisk_reads_is_refused_before_it_is_sent() -> None:
    room = LONGEST_LINE - len("Reason: \r\n")

    assert len(encoded({"Reason": "x" * room})) == LONGEST_LINE + 2
    with pytest.raises(Refused):
        encoded({"Reason": "x" * (room + 1)})
    with pytest.raises(Refused):
        encoded({"Reason": "张" * (room // 3 + 1)})


def test_f15_more_headers_than_asterisk_reads_are_refused() -> None:
    with pytest.raises(Refused):
        encoded({"Action": "X", "Variable": [f"V{n}=1" for n in range(128)]})


@pytest.mark.parametrize("id_", ["x" * 65, "", "a b", "张", "a,b"])
def test_f16_an_action_id_that_is_long_or_not_plain_is_refused(id_: str) -> None:
    with pytest.raises(Refused):
        encoded({"Action": "Ping", "ActionID": id_})


@pytest.mark.parametrize("name", ["", "A B", "A:", "A\r\nB", "张", "1A"])
def test_a_header_name_is_a_plain_word(name: str) -> None:
    with pytest.raises(Refused):
        encoded({name: "x"})


def test_half_a_character_cannot_be_sent() -> None:
    with pytest.raises(Refused):
        encoded({"Reason": "\ud800"})
