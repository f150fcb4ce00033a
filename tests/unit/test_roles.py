"""Each role may do what its table says and no more."""

from callcenter.roles import Right
from tests.people import ADA, LI, ZHAO


def test_an_agent_sees_only_his_own_and_a_supervisor_administers_nobody() -> None:
    assert not LI.may(Right.SEE_FLOOR)
    assert not LI.may(Right.SEE_ALL_CALLS)
    assert ZHAO.may(Right.STEER_AGENTS)
    assert not ZHAO.may(Right.ADMINISTER_PEOPLE)
    assert all(ADA.may(right) for right in Right)
