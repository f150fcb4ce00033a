from datetime import timedelta

from msgspec.structs import replace

from callcenter.floor.state import AgentState, Link, Member, Queue, Stage, Waiting
from callcenter.numbers import Number, NumberKind
from callcenter.push import views
from callcenter.push.catalogue import AgentItem, CallItem, LinkItem, QueueItem
from tests.people import ADA, LI, WANG, ZHAO
from tests.unit.push.floors import NOON, agent, call, floor_of

RUNG = call(stage=Stage.RINGING, ringing=frozenset({LI.id}))
TALKING = call(stage=Stage.TALKING, talking=frozenset({LI.id}), agent_id=LI.id)
WRAPPED_UP = call(stage=Stage.ENDED, wrapping=frozenset({LI.id}), agent_id=LI.id)
HOTLINE = Queue(id="main/hotline")
CALL = f"call:{RUNG.id}"


def test_only_the_rung_agent_and_the_supervisors_see_a_ringing_call() -> None:
    floor = floor_of(RUNG, agent(LI), agent(WANG))

    assert [p.login for p in (LI, WANG, ZHAO, ADA) if views.sees(floor, CALL, p)] == [
        "li",
        "zhao",
        "ada",
    ]


def test_an_agent_sees_the_call_he_talks_on_and_wraps_up_and_then_no_more() -> None:
    done = replace(WRAPPED_UP, wrapping=frozenset())

    assert views.sees(floor_of(TALKING), CALL, LI)
    assert views.sees(floor_of(WRAPPED_UP), CALL, LI)
    assert not views.sees(floor_of(done), CALL, LI)


def test_a_card_does_not_flicker_between_the_answer_and_the_bridge() -> None:
    answered = replace(TALKING, talking=frozenset())

    assert views.sees(floor_of(answered, agent(LI, call_id=answered.id)), CALL, LI)
    assert not views.sees(floor_of(answered, agent(LI), agent(WANG)), CALL, WANG)


def test_who_transferred_a_call_still_wraps_it_up_while_another_agent_talks() -> None:
    floor = floor_of(replace(WRAPPED_UP, talking=frozenset({WANG.id}), agent_id=WANG.id))

    assert views.sees(floor, CALL, LI)
    assert views.sees(floor, CALL, WANG)


def test_an_agent_sees_himself_his_queues_and_the_links_and_nobody_else() -> None:
    floor = floor_of(
        agent(LI),
        agent(WANG),
        HOTLINE,
        Queue(id="main/vip"),
        Link(name="main", up=True, since=NOON),
    )

    assert set(views.visible(floor, LI)) == {"agent:p-li", "queue:main/hotline", "link:main"}
    assert set(views.visible(floor, ZHAO)) == {
        "agent:p-li",
        "agent:p-wang",
        "queue:main/hotline",
        "queue:main/vip",
        "link:main",
    }


def test_queues_are_those_of_the_roster_not_of_the_ticket() -> None:
    moved = agent(replace(LI, queues=("vip",)))
    floor = floor_of(moved, HOTLINE, Queue(id="main/vip"))

    assert views.sees(floor, "queue:main/vip", LI)
    assert not views.sees(floor, "queue:main/hotline", LI)


def test_an_agent_learns_how_many_wait_but_not_who_nor_what_colleagues_do() -> None:
    waiting = Waiting(call_id=RUNG.id, since=NOON, position=1)
    member = Member(phone="PJSIP/1002", paused=True, reason="meal", agent_id=WANG.id)
    queue = replace(
        HOTLINE,
        waiting=HOTLINE.waiting.insert("main/1772.1", waiting),
        members=HOTLINE.members.insert("PJSIP/1002", member),
    )
    floor = floor_of(queue)

    narrow = views.item(floor, "queue:main/hotline", LI)
    wide = views.item(floor, "queue:main/hotline", ZHAO)

    assert isinstance(narrow, QueueItem)
    assert isinstance(wide, QueueItem)
    assert [(w.call, w.since, w.position) for w in narrow.waiting] == [("", NOON, 1)]
    assert narrow.members == ()
    assert [w.call for w in wide.waiting] == [CALL]
    assert [(m.agent_id, m.reason) for m in wide.members] == [(WANG.id, "meal")]
    assert wide.label == "市民热线"


def test_the_line_is_shown_oldest_first_with_todays_places() -> None:
    queue = HOTLINE
    for name, waited, joined_at in (("b", 20, 3), ("c", 10, 2), ("a", 30, 7)):
        since = NOON - timedelta(seconds=waited)
        caller = Waiting(call_id=name, since=since, position=joined_at)
        queue = replace(queue, waiting=queue.waiting.insert(name, caller))

    shown = views.item(floor_of(queue), "queue:main/hotline", ZHAO)

    assert isinstance(shown, QueueItem)
    assert [(w.call, w.position) for w in shown.waiting] == [
        ("call:a", 1),
        ("call:b", 2),
        ("call:c", 3),
    ]


def test_a_card_tells_region_and_carrier_in_the_readers_language() -> None:
    floor = floor_of(RUNG, agent(LI))

    chinese = views.item(floor, CALL, LI)
    english = views.item(floor, CALL, replace(LI, locale="en"))

    assert isinstance(chinese, CallItem)
    assert isinstance(english, CallItem)
    assert chinese.number is not None
    assert english.number is not None
    assert (chinese.number.text, chinese.number.region) == ("+8613800138000", "北京市")
    assert english.number.region == "Beijing"
    assert (chinese.name, chinese.queue_label) == ("张三丰", "市民热线")


def test_hidden_and_short_numbers_have_no_origin() -> None:
    hidden = views.number_view(Number(NumberKind.HIDDEN, "", "anonymous"), "en")
    short = views.number_view(Number(NumberKind.SHORT, "12345"), "en")

    assert hidden is not None
    assert short is not None
    assert (hidden.text, hidden.region) == ("", "")
    assert (short.text, short.region) == ("12345", "")
    assert views.number_view(None, "en") is None


def test_a_name_is_text_whatever_the_line_delivered() -> None:
    nasty = "\x1b[31m<b>王\u202e五\r\nX\ud800</b>\x00"

    assert views.clean(nasty) == "[31m<b>王五X</b>"
    assert len(views.clean("长" * 5000)) == views.LONGEST_TEXT


def test_an_agent_and_a_link_are_spelled_whole() -> None:
    paused = agent(LI, state=AgentState.PAUSED, reason="meal", screens=frozenset({"a", "b"}))
    floor = floor_of(paused, Link(name="main", up=False, since=NOON, reason="ping"))

    shown = views.item(floor, "agent:p-li", LI)
    link = views.item(floor, "link:main", LI)

    assert shown == AgentItem(
        id="agent:p-li",
        agent_id="p-li",
        name="李娜",
        phone="PJSIP/1001",
        state="paused",
        since=NOON,
        reason="meal",
        screens=2,
        queues=("hotline",),
    )
    assert link == LinkItem(id="link:main", name="main", up=False, since=NOON, reason="ping")


def test_a_pause_that_waits_for_the_end_of_the_talk_is_told() -> None:
    talking = agent(LI, state=AgentState.TALKING, pause_asked="meal")

    shown = views.item(floor_of(talking), "agent:p-li", LI)

    assert isinstance(shown, AgentItem)
    assert (shown.state, shown.pause_asked) == ("talking", "meal")


def test_what_is_not_there_is_not_seen_even_by_an_admin() -> None:
    floor = floor_of()

    for item_id in ("call:x", "agent:x", "queue:x", "link:x", "x", "", "secrets:x"):
        assert not views.sees(floor, item_id, ADA)
        assert views.item(floor, item_id, ADA) is None


def test_a_step_concerns_those_whose_agent_or_call_it_changed() -> None:
    floor = floor_of(RUNG, agent(LI), agent(WANG), HOTLINE)

    assert views.concerned(floor, [CALL]) == {LI.id}
    assert views.concerned(floor, ["agent:p-wang", "queue:main/hotline"]) == {WANG.id}
    assert views.concerned(floor, ["call:gone", "link:main", "queue:main/hotline"]) == set()
