from callcenter.floor.events import LegIdentified
from callcenter.floor.parties import better, is_told
from callcenter.numbers import Number, NumberKind
from tests.people import CITIZEN, LI
from tests.unit.floor.desk import Desk
from tests.unit.floor.pbx import TRUNK

HIDDEN = Number(NumberKind.HIDDEN, "", "anonymous")
EXTENSION = Number(NumberKind.INTERNAL, "1001", "1001")


def test_what_a_line_withholds_does_not_overwrite_what_it_told() -> None:
    assert better(HIDDEN, CITIZEN) == CITIZEN
    assert better(CITIZEN, HIDDEN) == CITIZEN
    assert better(None, CITIZEN) == CITIZEN
    assert better(HIDDEN, None) == HIDDEN
    assert not is_told(HIDDEN)


def test_a_number_that_comes_late_is_the_callers() -> None:
    desk = Desk().open()
    caller = desk.pbx.start(TRUNK, number=HIDDEN)
    desk.rest()
    desk.tell(
        LegIdentified(
            at=desk.pbx.now,
            leg_id=caller.id,
            call_id=caller.call,
            number=CITIZEN,
            name="王秀英",
        )
    )

    assert (desk.call(caller).number, desk.call(caller).name) == (CITIZEN, "王秀英")


def test_an_agent_who_dials_out_makes_an_outbound_call_to_a_citizen() -> None:
    desk = Desk().open()
    desk.log_in(LI)
    agent = desk.pbx.start("PJSIP/1001", number=EXTENSION, dialled="13800138000")
    desk.rest()
    assert desk.call(agent).direction == "internal"

    citizen = desk.pbx.start(TRUNK, call=agent.call, number=CITIZEN)
    desk.rest()
    call = desk.call(agent)
    assert (call.direction, call.number, call.did) == ("outbound", CITIZEN, "13800138000")
    assert call.legs == {agent.id, citizen.id}


def test_a_citizens_call_that_is_sent_on_to_the_outside_stays_inbound() -> None:
    desk = Desk().open()
    caller = desk.waiting()
    desk.pbx.start(TRUNK, call=caller.call)
    desk.rest()

    assert desk.call(caller).direction == "inbound"
    assert desk.call(caller).number == CITIZEN


def test_a_line_that_nobody_named_as_a_trunk_still_brings_citizens() -> None:
    desk = Desk().open()
    caller = desk.pbx.start("PJSIP/other-line", number=CITIZEN)
    colleague = desk.pbx.start("PJSIP/1777", number=EXTENSION)
    desk.rest()

    assert desk.call(caller).direction == "inbound"
    assert desk.call(colleague).direction == "internal"
