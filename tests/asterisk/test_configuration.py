"""The committed configuration on a real Asterisk: quiet, tight, and saying what it should."""

import shutil
import socket

import pytest

from callcenter.rehearsal import citizens
from callcenter.rehearsal.citizens import Citizen
from callcenter.rehearsal.phones import answers, plug_in
from tests.asterisk import scenes
from tests.asterisk.pbx import PHONES, PrivatePbx, prepare, scratch
from tests.asterisk.stage import Stage
from tests.asterisk.tap import tap
from tests.asterisk.witness import rows

UNWANTED = ("func_env", "func_shell", "func_curl", "app_system", "app_exec", "pbx_spool")
ALSO_UNWANTED = ("res_clioriginate", "chan_iax2", "chan_unistim", "res_phoneprov", "res_ari")


def test_it_starts_without_a_warning() -> None:
    folder = scratch()
    fresh = prepare(folder, short=False)
    fresh.start()
    found = fresh.complaints()
    fresh.stop()
    shutil.rmtree(folder)

    assert found == []


@pytest.mark.parametrize("module", UNWANTED + ALSO_UNWANTED)
def test_what_a_call_centre_does_not_need_is_not_loaded(pbx: PrivatePbx, module: str) -> None:
    assert "0 modules loaded" in pbx.cli(f"module show like {module}")


def test_every_secret_is_readable_by_its_owner_only(pbx: PrivatePbx) -> None:
    local = [*(pbx.folder / "etc" / "local").iterdir(), pbx.config]

    assert {oct(path.stat().st_mode & 0o777) for path in local} == {"0o600"}


def test_events_carry_the_random_systemname(here: Stage) -> None:
    events = here.listen()
    here.member("PJSIP/1001", "agent-1")

    assert events.wait("QueueMemberAdded")["SystemName"] == here.pbx.secrets.systemname


@pytest.mark.parametrize(
    ("user", "action"),
    [
        ("cc_events", {"Action": "Originate", "Channel": "Local/1@x", "Application": "Hangup"}),
        ("cc_events", {"Action": "Hangup", "Channel": "PJSIP/1"}),
        ("cc_events", {"Action": "QueueAdd", "Queue": "hotline", "Interface": "PJSIP/1001"}),
        ("cc_control", {"Action": "Originate", "Channel": "Local/1@x", "Application": "Hangup"}),
        ("cc_control", {"Action": "Command", "Command": "core show uptime"}),
        ("cc_control", {"Action": "GetConfig", "Filename": "manager.conf"}),
        ("cc_control", {"Action": "Reload"}),
        ("cc_dialer", {"Action": "Hangup", "Channel": "PJSIP/1"}),
        ("cc_dialer", {"Action": "Command", "Command": "core show uptime"}),
        ("cc_dialer", {"Action": "QueueAdd", "Queue": "hotline", "Interface": "PJSIP/1001"}),
        ("cc_dialer", {"Action": "ModuleLoad", "Module": "func_shell", "LoadType": "load"}),
    ],
)
def test_an_ami_user_may_not_do_anothers_work(
    pbx: PrivatePbx, user: str, action: dict[str, str]
) -> None:
    session = tap(pbx, user)
    name, *_ = action.values()
    rest = {key: value for key, value in action.items() if key != "Action"}
    answer = session.ask(name, **rest)
    session.close()

    assert answer["Response"] == "Error"
    assert "Permission denied" in answer["Message"]


def test_the_events_user_hears_nothing_that_nobody_consumes(here: Stage) -> None:
    scenes.answered(here)

    heard = {message.get("Event", "") for message in here.session().messages()}
    assert heard.isdisjoint({"VarSet", "Newexten", "RTCPSent", "RTCPReceived", "MixMonitorStart"})


def test_a_recording_has_both_sides_apart_under_a_name_that_says_nothing(here: Stage) -> None:
    scenes.answered(here)
    opaque = here.session().wait("UserEvent", 1, UserEvent="CallcenterRecording")["File"]

    sides = sorted(here.pbx.recordings.glob(f"{opaque}-*.wav"))
    assert [side.name.removeprefix(opaque) for side in sides] == ["-agent.wav", "-caller.wav"]
    assert all(side.stat().st_size > 10_000 for side in sides)  # over half a second of talk
    assert len(opaque) == 36


def test_a_call_leaves_a_call_record_with_both_ends(here: Stage) -> None:
    before = len(rows(here.pbx, "cdr"))
    scenes.answered(here)
    call = here.session().wait("Newchannel", 1)["Linkedid"]

    here.until("a call record", lambda: len(rows(here.pbx, "cdr")) > before)
    (record,) = rows(here.pbx, "cdr", before)
    assert record[5] == "ANSWERED"
    assert record[6] == call
    assert record[9].startswith("PJSIP/1001-")
    assert any(row[2] == call and row[0] == "BRIDGE_ENTER" for row in rows(here.pbx, "cel"))


def test_a_number_that_is_not_ours_never_becomes_a_call(here: Stage) -> None:
    events = here.listen()
    run = citizens.call(here.pbx.line, [Citizen("13800000001", "某人")], "99999999")
    here.keep(run)

    assert run.wait(20) != 0
    assert events.count("Newchannel") == 0


def test_a_phone_with_a_wrong_password_stays_out(pbx: PrivatePbx) -> None:
    wrong = pbx.line.__class__(
        pbx.line.sipp, pbx.line.sip, pbx.line.trunk, dict.fromkeys(PHONES, "not-the-password")
    )
    with pytest.raises(RuntimeError, match="could not register"):
        plug_in(wrong, ["1003"], answers())

    assert "sip:1003@" not in pbx.cli("pjsip show aor 1003")


def test_a_stranger_is_not_let_in_as_the_trunk(here: Stage) -> None:
    events = here.listen()
    line = here.pbx.line
    stranger = line.__class__(line.sipp, line.sip, "127.0.0.99", line.passwords)
    run = citizens.call(stranger, [Citizen("13800000001", "某人")], "12345")
    here.keep(run)

    assert run.wait(20) != 0
    assert events.count("Newchannel") == 0


def test_without_a_gate_nothing_is_dialled_on_the_trunk(here: Stage) -> None:
    box = here.pbx.settings.box
    carrier = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    carrier.bind((box.trunk_host, box.trunk_port))
    carrier.settimeout(0.5)
    events, dialer = here.listen(), tap(here.pbx, "cc_dialer")
    channel = "Local/8613800138000@callcenter-outbound/n"
    answer = dialer.ask("Originate", Channel=channel, Application="Wait", Data="1", Async="true")
    ended = events.wait("Hangup")
    dialer.close()

    assert answer["Response"] == "Success"
    assert ended["Cause"] == "21"
    with pytest.raises(TimeoutError):
        carrier.recv(100)
    carrier.close()


@pytest.mark.parametrize("number", ["0013800138000", "8612345", "86110", "44207946000", "1001"])
def test_a_number_outside_the_trunks_rules_has_no_way_out(pbx: PrivatePbx, number: str) -> None:
    dialer = tap(pbx, "cc_dialer")
    channel = f"Local/{number}@callcenter-outbound/n"
    dialer.ask("Originate", Channel=channel, Application="Wait", Data="1", Async="true")
    outcome = dialer.wait("OriginateResponse")
    dialer.close()

    assert outcome["Response"] == "Failure"


def test_no_phone_reaches_the_outbound_context(pbx: PrivatePbx) -> None:
    for context in ("callcenter-agents", "callcenter-phones", "callcenter-hotline"):
        assert "callcenter-outbound" not in pbx.cli(f"dialplan show {context}")
    assert "callcenter-dial" not in pbx.cli("dialplan show callcenter-agents")


def test_the_waiting_are_told_their_place_in_chinese(pbx: PrivatePbx) -> None:
    spoken = pbx.folder / "data" / "sounds" / "zh"

    for name in ("callcenter/queue-thereare", "digits/2", "callcenter/queue-callswaiting"):
        assert (spoken / f"{name}.wav").stat().st_size > 2000
    assert "zh" in pbx.cli("pjsip show endpoint trunk").split("language")[1][:40]
