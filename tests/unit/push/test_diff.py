from callcenter.push.diff import candidates, compared, difference
from tests.people import LI, WANG, ZHAO
from tests.unit.push.floors import agent, call, day, floor_of, snapshot

CALL = call(ringing=frozenset({LI.id}))
CALL_ID = f"call:{CALL.id}"


def test_what_a_viewer_sees_is_put_and_what_he_saw_is_dropped() -> None:
    ringing = floor_of(CALL, agent(LI))

    assert difference(ringing, [CALL_ID], set(), LI) == ([CALL_ID], [])
    assert difference(floor_of(), [CALL_ID], {CALL_ID}, LI) == ([], [CALL_ID])


def test_nothing_is_dropped_that_was_never_shown() -> None:
    assert difference(floor_of(CALL), [CALL_ID], set(), WANG) == ([], [])


def test_a_call_that_is_no_longer_his_is_dropped_though_it_is_still_there() -> None:
    elsewhere = floor_of(call(ringing=frozenset({WANG.id})))

    assert difference(elsewhere, [CALL_ID], {CALL_ID}, LI) == ([], [CALL_ID])


def test_a_change_of_the_agent_himself_looks_again_at_all_he_sees() -> None:
    floor = floor_of(agent(LI, call_id="main/1772.9"))

    ids = set(candidates(floor, ["agent:p-li"], {CALL_ID}, LI))

    assert ids == {"agent:p-li", CALL_ID, "call:main/1772.9", "queue:main/hotline"}


def test_a_change_of_somebody_else_is_a_change_of_its_own_size() -> None:
    floor = floor_of(agent(LI), agent(WANG))

    assert set(candidates(floor, ["agent:p-wang"], {CALL_ID}, LI)) == {"agent:p-wang"}
    assert set(candidates(floor, ["agent:p-zhao"], {CALL_ID}, ZHAO)) == {"agent:p-zhao"}


def test_comparing_two_floors_finds_exactly_what_differs() -> None:
    before = floor_of(agent(LI), CALL)

    assert compared(before, before) == set()
    assert compared(before, floor_of(agent(LI), CALL)) == {"agent:p-li"}
    assert compared(before, floor_of()) == {"agent:p-li", CALL_ID}


def test_differences_alone_rebuild_every_viewers_screen() -> None:
    for seed in range(40):
        for person in (LI, WANG, ZHAO):
            shown: set[str] = set()
            for step in day(seed, 40):
                ids = candidates(step.floor, step.touched, shown, person)
                put, drop = difference(step.floor, ids, shown, person)
                shown = (shown | set(put)) - set(drop)

                assert shown == set(snapshot(step.floor, person))
