"""Who counted what: the rules by which three counts are compared."""

from callcenter.rehearsal.agreement import Agreement, by_queue_log, by_sip, counted
from callcenter.rehearsal.sipp import Line

ZHANG, LI = "13812345678", "13987654321"


def caller(what: str, number: str = ZHANG, call: str = "1@a") -> Line:
    return Line(what, number, call)


def phone(what: str, number: str = ZHANG) -> Line:
    return Line(what, "1001", number)


def test_answered_is_what_a_phone_says_not_what_the_caller_hears() -> None:
    heard = [caller("connected"), caller("released")]

    assert by_sip(heard, [phone("ringing"), phone("answered")], [])["answered"] == 1
    assert by_sip(heard, [phone("ringing")], [])["answered"] == 0


def test_a_caller_who_left_unanswered_has_abandoned() -> None:
    assert by_sip([caller("connected"), caller("left")], [], [])["abandoned"] == 1


def test_a_caller_who_left_while_talking_was_answered() -> None:
    assert by_sip([caller("left")], [phone("answered")], [])["answered"] == 1


def test_whom_the_dialplan_sent_away_has_flowed_out() -> None:
    assert by_sip([caller("released")], [], [])["flow_out"] == 1


def test_who_left_in_the_notice_never_queued() -> None:
    assert by_sip([], [], [caller("connected"), caller("left")])["not_queued"] == 1


def test_of_two_calls_of_a_number_the_answer_belongs_to_the_one_the_agent_ended() -> None:
    calls = [caller("left", call="1@a"), caller("released", call="2@a")]

    found = by_sip(calls, [phone("answered")], [])
    assert found["answered"] == 1
    assert found["abandoned"] == 1


def test_queue_log_says_how_each_call_left_the_queue() -> None:
    lines = [
        "1|NONE|NONE|NONE|QUEUESTART|",
        "1|a|hotline|NONE|ENTERQUEUE||13812345678|1",
        "1|a|hotline|PJSIP/1001|RINGNOANSWER|0",
        "2|a|hotline|PJSIP/1001|CONNECT|1|a2|1",
        "3|a|hotline|PJSIP/1001|COMPLETEAGENT|1|1|1",
        "3|b|hotline|NONE|ABANDON|1|1|2",
        "3|c|hotline|NONE|EXITWITHKEY|1|1|1|2",
        "3|d|hotline|NONE|EXITWITHTIMEOUT|1|1|2",
        "torn",
    ]

    assert by_queue_log(lines) == counted({"answered": 1, "abandoned": 1, "flow_out": 2})


def test_three_equal_counts_agree() -> None:
    counts = counted({"answered": 3, "not_queued": 1})

    result = Agreement(counts, counted({"answered": 3}), counts)
    assert result.equal
    assert result.as_dict()["equal"] is True


def test_a_call_that_only_one_has_counted_is_a_disagreement() -> None:
    counts = counted({"answered": 3})

    assert not Agreement(counts, counts, counted({"answered": 2})).equal
    assert not Agreement(counts, counted({"answered": 4}), counts).equal
    assert not Agreement(counted({"not_queued": 1}), counted({}), counted({})).equal
