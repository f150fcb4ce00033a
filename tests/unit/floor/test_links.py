from callcenter.floor.effects import AddMember, PauseMember, Reply
from callcenter.floor.events import LinkLost, LinkRestored, OrderFailed, PbxShutDown, TimerFired
from callcenter.floor.links import PUT_BACK_FOR
from callcenter.floor.state import AgentState, Floor, QueueRules, Rules, Stage
from tests.people import LI, WANG
from tests.unit.floor.desk import Desk
from tests.unit.floor.pbx import HOTLINE, NOON


def at_work() -> Desk:
    desk = Desk().open()
    desk.log_in(LI)
    desk.log_in(WANG)
    desk.ordered()
    return desk


def test_a_lost_link_is_stale_since_then_and_drops_nothing() -> None:
    desk = at_work()
    caller, _ = desk.talking(LI)
    desk.pbx.now += desk.pbx.now.resolution
    desk.tell(LinkLost(at=desk.pbx.now, link="main", reason="no answer to a ping"))
    later = LinkLost(at=desk.pbx.now + desk.pbx.now.resolution, link="main", reason="refused")
    desk.tell(later)

    link = desk.floor.links["main"]
    assert (link.up, link.since, link.reason) == (False, desk.pbx.now, "refused")
    assert desk.call(caller).stage is Stage.TALKING


def test_a_link_that_is_up_again_says_since_when() -> None:
    desk = at_work()
    desk.lose_link()
    desk.pbx.now += desk.pbx.now.resolution
    desk.find_link()

    link = desk.floor.links["main"]
    assert (link.up, link.since, link.reason) == (True, desk.pbx.now, "")


def test_the_memory_is_a_link_too() -> None:
    desk = at_work()
    desk.tell(LinkLost(at=NOON, link="postgres", reason="refused"))
    assert not desk.floor.links["postgres"].up
    desk.tell(LinkRestored(at=NOON, link="postgres"))
    assert desk.floor.links["postgres"].up


def test_a_queue_that_somebody_described_is_there_before_its_first_caller() -> None:
    desk = Desk(
        floor=Floor(rules=Rules(queues={HOTLINE: QueueRules(), "far/sales": QueueRules()}))
    )
    desk.open()

    assert list(desk.floor.queues) == [HOTLINE]


def test_agents_whom_a_restart_threw_out_are_put_back_as_they_were() -> None:
    desk = at_work()
    desk.pause(WANG, "meal")
    desk.lose_link()
    desk.pbx.restart(keep_members=False)
    desk.ordered()
    desk.find_link()

    assert [order for order in desk.orders if isinstance(order, AddMember)] == [
        AddMember(phone="PJSIP/1001", agent_id=LI.id, queue=HOTLINE, name="li"),
        AddMember(
            phone="PJSIP/1002",
            agent_id=WANG.id,
            queue=HOTLINE,
            name="wang",
            paused=True,
            reason="meal",
        ),
    ]
    assert desk.agent(LI).state is AgentState.READY
    assert (desk.agent(WANG).state, desk.agent(WANG).reason) == (AgentState.PAUSED, "meal")


def test_a_talk_that_a_restart_cut_off_leaves_its_agent_the_card() -> None:
    desk = at_work()
    caller, _ = desk.talking(LI)
    desk.lose_link()
    desk.pbx.restart(keep_members=False)
    desk.find_link()

    assert desk.agent(LI).state is AgentState.WRAP_UP
    assert desk.call(caller).stage is Stage.ENDED
    member = desk.floor.queues[HOTLINE].members["PJSIP/1001"]
    assert (member.paused, member.reason) == (True, "wrap-up")


def test_somebody_removed_by_hand_while_we_were_away_stays_removed() -> None:
    desk = at_work()
    desk.lose_link()
    desk.pbx.members.clear()
    desk.find_link()

    assert not [order for order in desk.orders if isinstance(order, AddMember)]
    assert desk.agent(LI).state is AgentState.OFFLINE


def test_after_call_work_that_ended_while_we_were_away_is_ended_afterwards() -> None:
    desk = at_work()
    desk.wrapping_up(LI)
    desk.lose_link()
    desk.wait(60)
    desk.find_link()
    assert desk.agent(LI).state is AgentState.WRAP_UP

    desk.wait(30)
    assert desk.agent(LI).state is AgentState.READY


def test_a_pbx_that_shuts_down_says_so() -> None:
    desk = at_work()
    desk.tell(PbxShutDown(at=NOON, pbx="main"), PbxShutDown(at=NOON, pbx="unknown"))

    assert desk.floor.links["main"].shutting_down
    assert "unknown" not in desk.floor.links


def test_an_order_that_failed_is_told_to_who_asked() -> None:
    desk = at_work()
    failed = {"at": NOON, "order": "AddMember", "agent_id": LI.id, "detail": "No such queue"}
    desk.tell(OrderFailed(**failed, screen_id="s1", key="k1"))  # type: ignore[arg-type]
    desk.tell(OrderFailed(**failed))  # type: ignore[arg-type]

    assert desk.ordered() == [
        Reply(screen_id="s1", key="k1", ok=False, code="order_failed", detail="No such queue")
    ]


def test_an_alarm_that_nobody_set_changes_nothing() -> None:
    desk = at_work()
    before = desk.floor
    for timer_id in ("wrap-up:p-li:main/1.1", "wrap-up:p-nobody:", "tea", ""):
        desk.tell(TimerFired(at=NOON, timer_id=timer_id))

    assert desk.floor is before
    assert not [order for order in desk.orders if isinstance(order, PauseMember)]


def test_after_call_work_that_ended_while_asterisk_restarted_is_ended_afterwards() -> None:
    desk = at_work()
    desk.wrapping_up(LI)
    desk.lose_link()
    desk.wait(60)
    desk.pbx.restart(keep_members=False)
    desk.find_link()
    assert desk.agent(LI).state is AgentState.WRAP_UP

    desk.wait(30)
    assert desk.agent(LI).state is AgentState.READY


def failed(desk: Desk, order: str) -> OrderFailed:
    return OrderFailed(at=desk.pbx.now, order=order, agent_id=LI.id, detail="not connected")


def thrown_out() -> Desk:
    """Asterisk restarted without its members, and does not do what is ordered."""
    desk = at_work()
    desk.lose_link()
    desk.pbx.restart(keep_members=False)
    desk.pbx.deaf = True
    desk.find_link()
    desk.ordered()
    return desk


def test_putting_an_agent_back_is_tried_again_until_it_works() -> None:
    desk = thrown_out()
    desk.tell(failed(desk, "AddMember"))
    desk.pbx.deaf = False
    desk.wait(2)

    assert desk.agent(LI).state is AgentState.READY
    assert not len(desk.agent(LI).lost_places)
    desk.wait(60)
    assert not len(desk.pbx.timers)


def test_putting_an_agent_back_is_given_up_after_a_minute_and_when_he_logs_out() -> None:
    desk = thrown_out()
    desk.pbx.now += PUT_BACK_FOR
    desk.tell(failed(desk, "AddMember"))
    assert not len(desk.pbx.timers)

    desk.log_out(LI)
    assert not len(desk.agent(LI).lost_places)


def test_an_end_of_after_call_work_that_never_arrived_is_tried_again() -> None:
    desk = at_work()
    desk.wrapping_up(LI)
    desk.pbx.deaf = True
    desk.wait(30)
    desk.tell(failed(desk, "PauseMember"))
    assert desk.agent(LI).state is AgentState.WRAP_UP

    desk.pbx.deaf = False
    desk.wait(30)
    assert desk.agent(LI).state is AgentState.READY
