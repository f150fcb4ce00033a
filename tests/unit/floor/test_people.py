from msgspec.structs import replace

from callcenter.floor.effects import RemoveMember
from callcenter.floor.events import (
    DispositionSaved,
    LinkRestored,
    MemberSeen,
    RosterLoaded,
    ScreenClosed,
    ScreenOpened,
)
from callcenter.floor.state import AgentState, Stage
from callcenter.roles import Person, Role
from tests.people import ADA, LI, WANG, ZHAO
from tests.unit.floor.desk import Desk
from tests.unit.floor.pbx import HOTLINE, NOON


def renamed(person: Person, **changes: object) -> Person:
    return Person(**{name: getattr(person, name) for name in person.__struct_fields__} | changes)


def test_everybody_on_the_roster_is_known_and_offline() -> None:
    desk = Desk().open((LI, ZHAO, ADA))

    assert {agent.state for agent in desk.floor.agents.values()} == {AgentState.OFFLINE}
    assert dict(desk.floor.phones) == {"main:PJSIP/1001": LI.id}


def test_a_new_roster_keeps_what_agents_are_doing() -> None:
    desk = Desk().open()
    desk.log_in(LI)
    caller, _ = desk.talking(LI)
    other = renamed(LI, name="李小娜", phone="PJSIP/1077")
    desk.tell(RosterLoaded(at=NOON, people=(other, WANG)))

    agent = desk.agent(LI)
    assert (agent.person.name, agent.state) == ("李小娜", AgentState.TALKING)
    assert (agent.phone, agent.call_id) == ("PJSIP/1001", caller.call)


def test_a_new_phone_on_record_counts_when_he_logs_in_next() -> None:
    desk = Desk().open()
    desk.log_in(LI)
    desk.tell(RosterLoaded(at=NOON, people=(renamed(LI, phone="PJSIP/1077"), WANG)))
    desk.log_out(LI)
    desk.log_in(LI)

    assert desk.agent(LI).phone == "PJSIP/1077"


def test_who_is_known_only_after_asterisk_spoke_sits_where_his_name_is() -> None:
    desk = Desk()
    desk.tell(LinkRestored(at=NOON, link="main", boot_id=desk.pbx.boot_id))
    desk.tell(MemberSeen(at=NOON, queue=HOTLINE, phone="PJSIP/1077", name=LI.login))
    desk.tell(RosterLoaded(at=NOON, people=(LI, WANG)))

    agent = desk.agent(LI)
    assert (agent.state, agent.phone) == (AgentState.READY, "PJSIP/1077")
    assert agent.places == {(HOTLINE, "PJSIP/1077")}


def test_after_call_work_that_was_seen_before_its_agent_was_known_ends_too() -> None:
    desk = Desk()
    desk.tell(LinkRestored(at=NOON, link="main", boot_id=desk.pbx.boot_id))
    seated = MemberSeen(at=NOON, queue=HOTLINE, phone="PJSIP/1001", name=LI.login)
    desk.tell(replace(seated, paused=True, reason="wrap-up"))
    desk.tell(RosterLoaded(at=NOON, people=(LI, WANG)))

    agent = desk.agent(LI)
    assert agent.state is AgentState.WRAP_UP
    assert agent.wrap_up_until is not None


def test_who_left_the_house_is_taken_out_of_the_queues() -> None:
    desk = Desk().open()
    desk.log_in(LI)
    caller = desk.wrapping_up(LI)
    desk.ordered()
    desk.tell(RosterLoaded(at=NOON, people=(WANG,)))

    removed = RemoveMember(phone="PJSIP/1001", agent_id=LI.id, queue=HOTLINE)
    assert [order for order in desk.orders if isinstance(order, RemoveMember)] == [removed]
    assert LI.id not in desk.floor.agents
    assert "main:PJSIP/1001" not in desk.floor.phones
    assert caller.call not in desk.floor.calls


def test_who_leaves_in_the_middle_of_a_talk_leaves_the_caller_his_call() -> None:
    desk = Desk().open()
    desk.log_in(LI)
    caller, _ = desk.talking(LI)
    desk.tell(RosterLoaded(at=NOON, people=(WANG,)))

    assert desk.call(caller).stage is Stage.TALKING
    assert desk.call(caller).talking == frozenset()


def test_two_people_may_share_a_phone_in_shifts() -> None:
    late = renamed(WANG, phone="PJSIP/1001")
    desk = Desk().open((LI, late))
    desk.log_in(LI)
    desk.log_in(late)
    assert desk.answer() == "phone_in_use"

    desk.log_out(LI)
    desk.log_in(late)
    assert desk.agent(late).state is AgentState.READY
    desk.tell(RosterLoaded(at=NOON, people=(LI, late)))
    assert desk.floor.phones["main:PJSIP/1001"] == late.id


def test_screens_come_and_go() -> None:
    desk = Desk().open()
    for screen in ("s1", "s2", "s2"):
        desk.tell(ScreenOpened(at=NOON, agent_id=LI.id, screen_id=screen))
    assert desk.agent(LI).screens == {"s1", "s2"}

    desk.tell(
        ScreenClosed(at=NOON, agent_id=LI.id, screen_id="s1"),
        ScreenOpened(at=NOON, agent_id="p-nobody", screen_id="s9"),
        ScreenClosed(at=NOON, agent_id="p-nobody", screen_id="s9"),
    )
    assert desk.agent(LI).screens == {"s2"}


def test_a_saved_disposition_shows_and_does_not_end_the_after_call_work() -> None:
    desk = Desk().open()
    desk.log_in(LI)
    caller = desk.wrapping_up(LI)
    desk.tell(
        DispositionSaved(at=NOON, call_id=caller.call, agent_id=LI.id, code="solved"),
        DispositionSaved(at=NOON, call_id="main/9.9", agent_id=LI.id, code="solved"),
    )

    assert desk.call(caller).disposition == "solved"
    assert desk.agent(LI).state is AgentState.WRAP_UP


def test_a_role_is_no_matter_for_the_floor() -> None:
    boss = renamed(ZHAO, phone="PJSIP/1050", queues=("hotline",), role=Role.SUPERVISOR)
    desk = Desk().open((boss,))
    desk.log_in(boss)

    assert desk.agent(boss).state is AgentState.READY
