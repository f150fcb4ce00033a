from datetime import timedelta

from callcenter.floor.state import AgentState, Floor, QueueRules, Rules, Step


def test_a_queue_that_nobody_described_follows_the_default_rules() -> None:
    own = QueueRules(label="热线", wrap_up=timedelta(seconds=60))
    rules = Rules(queues={"main/hotline": own})

    assert rules.of("main/hotline") == own
    assert rules.of("main/other") == QueueRules()


def test_a_floor_is_a_value() -> None:
    assert Floor() == Floor()
    assert Step(Floor()).orders == ()
    assert AgentState.WRAP_UP.value == "wrap_up"
