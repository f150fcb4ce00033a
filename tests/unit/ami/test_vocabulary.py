"""Asterisk's words in ours."""

from datetime import timedelta

from callcenter.ami.vocabulary import Pbx, device_of, name_of, phone_of, seconds
from callcenter.numbers import NumberKind, TrunkRules


def test_a_channel_belongs_to_the_device_before_its_last_dash() -> None:
    assert device_of("PJSIP/1001-0000002a") == "PJSIP/1001"
    assert device_of("PJSIP/trunk-beijing-0000002a") == "PJSIP/trunk-beijing"
    assert device_of("Local/1001@agents-00000001;2") == "Local/1001@agents"
    assert device_of("odd") == "odd"


def test_a_local_member_is_the_phone_it_rings() -> None:
    assert phone_of("Local/1001@callcenter-agents/n") == "PJSIP/1001"
    assert phone_of("Local/1001@callcenter-agents") == "PJSIP/1001"
    assert phone_of("PJSIP/1001") == "PJSIP/1001"
    assert phone_of("Local/odd") == "Local/odd"


def test_a_name_that_nobody_knows_is_empty() -> None:
    assert name_of("<unknown>") == name_of("unknown") == name_of("") == ""
    assert name_of(r"Zhang \"San\"") == 'Zhang "San"'


def test_a_number_is_read_by_the_rules_of_the_line_it_came_in_on() -> None:
    beijing, shanghai = TrunkRules(area_code="10"), TrunkRules(area_code="21")
    pbx = Pbx("main", {"PJSIP/sh": shanghai}, beijing)

    assert pbx.number("62345678", "PJSIP/sh").value == "+862162345678"
    assert pbx.number("62345678", "PJSIP/other").value == "+861062345678"
    assert pbx.number("anonymous", "PJSIP/sh").kind is NumberKind.HIDDEN


def test_lengths_of_time_come_in_seconds() -> None:
    assert seconds("75") == timedelta(seconds=75)
