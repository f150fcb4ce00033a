from callcenter.floor.events import MemberRemoved, MemberSeen, PhoneChanged, PhoneReached
from callcenter.floor.state import AgentState
from callcenter.roles import Person, Role
from tests.people import LI, WANG
from tests.unit.floor.desk import Desk
from tests.unit.floor.pbx import HOTLINE, NOON


def test_a_phone_that_a_queue_has_already_makes_its_agent_ready() -> None:
    desk = Desk().open()
    desk.tell(MemberSeen(at=NOON, queue=HOTLINE, phone="PJSIP/1001", name="li"))

    assert desk.agent(LI).state is AgentState.READY
    assert desk.floor.queues[HOTLINE].members["PJSIP/1001"].agent_id == LI.id


def test_a_member_that_is_reached_through_the_dialplan_is_its_agents_phone() -> None:
    desk = Desk().open()
    member = "Local/1001@callcenter-agents/n"
    desk.tell(MemberSeen(at=NOON, queue=HOTLINE, phone=member))

    assert desk.agent(LI).state is AgentState.READY
    desk.pause(LI)
    assert desk.orders[0].phone == member  # type: ignore[union-attr]


def test_after_our_restart_the_members_name_tells_who_sits_at_a_phone() -> None:
    desk = Desk().open()
    desk.tell(MemberSeen(at=NOON, queue=HOTLINE, phone="PJSIP/1002", name="li"))

    assert (desk.agent(LI).state, desk.agent(LI).phone) == (AgentState.READY, "PJSIP/1002")
    assert desk.agent(WANG).state is AgentState.OFFLINE


def test_a_pause_in_asterisk_is_a_pause_here_with_its_reason() -> None:
    desk = Desk().open()
    desk.log_in(LI)
    desk.tell(
        MemberSeen(
            at=NOON, queue=HOTLINE, phone="PJSIP/1001", name="li", paused=True, reason="meal"
        )
    )

    assert (desk.agent(LI).state, desk.agent(LI).reason) == (AgentState.PAUSED, "meal")


def test_a_phone_of_nobody_is_still_in_the_queue() -> None:
    desk = Desk().open()
    desk.tell(MemberSeen(at=NOON, queue=HOTLINE, phone="PJSIP/9999"))
    assert desk.floor.queues[HOTLINE].members["PJSIP/9999"].agent_id == ""

    desk.tell(MemberRemoved(at=NOON, queue=HOTLINE, phone="PJSIP/9999"))
    assert not len(desk.floor.queues[HOTLINE].members)


def test_a_member_taken_out_by_hand_is_logged_out() -> None:
    desk = Desk().open()
    desk.log_in(LI)
    desk.tell(MemberRemoved(at=NOON, queue=HOTLINE, phone="PJSIP/1001"))

    assert desk.agent(LI).state is AgentState.OFFLINE
    assert not len(desk.agent(LI).lost_places)


def test_the_agent_shows_his_phones_state_and_registration() -> None:
    desk = Desk().open()
    desk.tell(
        PhoneChanged(at=NOON, pbx="main", phone="PJSIP/1001", state="unavailable"),
        PhoneReached(at=NOON, pbx="main", phone="PJSIP/1001", reachable=False),
        PhoneChanged(at=NOON, pbx="main", phone="PJSIP/nobody", state="idle"),
    )

    assert desk.agent(LI).phone_state == "unavailable"
    assert desk.agent(LI).reachable is False


def test_a_phone_that_changes_hands_takes_its_place_and_its_talk_along() -> None:
    new = Person(
        id="p-new",
        login="new",
        name="新人",
        role=Role.AGENT,
        phone="PJSIP/9999",
        queues=("hotline",),
    )
    desk = Desk().open()
    desk.tell(MemberSeen(at=NOON, queue=HOTLINE, phone="PJSIP/9999"))
    caller = desk.waiting()
    rung = desk.pbx.ring(caller, "PJSIP/9999")
    desk.pbx.answer(caller, rung)
    desk.rest()
    desk.open((LI, new))

    assert desk.agent(new).state is AgentState.TALKING
    assert desk.call(caller).agent_id == new.id
    assert desk.floor.queues[HOTLINE].members["PJSIP/9999"].agent_id == new.id
