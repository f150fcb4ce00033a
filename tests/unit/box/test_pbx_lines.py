"""What differs per machine, as lines of Asterisk's configuration."""

import pytest

from callcenter.box import pbx_lines
from callcenter.numbers import TrunkRules
from callcenter.settings import TrunkSettings

BEIJING = TrunkRules(area_code="10")


def test_each_ami_user_gets_the_rights_of_its_template_and_a_secret() -> None:
    text = pbx_lines.ami_users({"cc_events": "s1", "cc_dialer": "s2"})

    assert "[cc_events](callcenter-events)\nsecret = s1\n" in text
    assert "[cc_dialer](callcenter-dialer)\nsecret = s2\n" in text


def test_a_phone_is_an_endpoint_a_login_and_an_address() -> None:
    text = pbx_lines.phones({"1001": "pw"})

    assert "[1001](callcenter-agent)" in text
    assert "username = 1001\npassword = pw" in text
    assert "[1001](callcenter-agent-aor)" in text


def test_a_trunk_is_known_by_its_address_only() -> None:
    text = pbx_lines.trunks({"main": TrunkSettings()}, "127.0.0.2", 5080)

    assert "match = 127.0.0.2" in text
    assert "context = callcenter-from-main" in text
    assert "auth" not in text


def test_a_number_of_ours_is_taken_in_every_form_that_the_trunk_may_write() -> None:
    forms = pbx_lines.written_forms("+861088880001", BEIJING)

    assert forms == {
        "+861088880001",
        "861088880001",
        "1088880001",
        "01088880001",
        "88880001",
    }


def test_a_prefix_that_the_line_adds_is_taken_too() -> None:
    forms = pbx_lines.written_forms("12345", TrunkRules(strip=("9",)))

    assert forms == {"12345", "912345"}


def test_without_numbers_of_ours_a_trunk_delivers_digits_and_nothing_else() -> None:
    text = pbx_lines.arrivals("main", TrunkSettings())

    assert "exten => _XXX,1" in text
    assert "_X." not in text
    assert "_." not in text


def test_the_number_dialled_is_kept_in_digits() -> None:
    text = pbx_lines.arrivals("main", TrunkSettings(dids=("12345",)))

    assert "exten => 12345,1,Set(CALLCENTER_DID=${FILTER(0-9,${EXTEN})})" in text
    assert "Goto(callcenter-hotline,hotline,1)" in text


@pytest.mark.parametrize(
    ("pattern", "form"),
    [
        ("_861[3-9]XXXXXXXXX", "${EXTEN:2}"),
        ("_8610NXXXXXXX", "${EXTEN:4}"),
        ("_862XNXXXXXXX", "0${EXTEN:2}"),
    ],
)
def test_a_beijing_trunk_dials_by_its_own_rules(pattern: str, form: str) -> None:
    assert (pattern, form) in pbx_lines.departure_rules(BEIJING)


def test_a_carrier_may_want_a_zero_before_mobiles_and_a_prefix_to_get_out() -> None:
    rules = pbx_lines.departure_rules(TrunkRules(long_distance_zero=True, outside_prefix="9"))

    assert ("_861[3-9]XXXXXXXXX", "90${EXTEN:2}") in rules


def test_no_pattern_lets_any_number_out() -> None:
    patterns = [pattern for pattern, _ in pbx_lines.departure_rules(BEIJING)]

    assert all("." not in pattern and "!" not in pattern for pattern in patterns)
    assert all(pattern.startswith("_86") for pattern in patterns)


def test_abroad_we_know_no_rules_and_let_nothing_out() -> None:
    assert pbx_lines.departure_rules(TrunkRules(region="DE", area_code="30")) == []


def test_the_hotline_has_its_own_file_other_queues_are_added() -> None:
    assert pbx_lines.queues(["hotline", "english"]) == "[english](callcenter-queue)\n"


def test_a_phone_has_a_hint_for_local_members() -> None:
    text = pbx_lines.phone_extensions(["1001"])

    assert "exten => 1001,hint,PJSIP/1001\n" in text
