"""Who a person is and what each role may do: one table."""

from enum import StrEnum

import msgspec


class Role(StrEnum):
    """What somebody is employed to do; each later one may do what the earlier ones may."""

    AGENT = "agent"
    SUPERVISOR = "supervisor"
    ADMIN = "admin"


class Right(StrEnum):
    """One thing that a person may or may not do; every route and socket request names one."""

    ANSWER_CALLS = "answer_calls"  # log in to queues, pause, be rung
    SEE_OWN_CALLS = "see_own_calls"
    SAVE_DISPOSITION = "save_disposition"
    SEE_FLOOR = "see_floor"  # all queues, agents and calls
    SEE_ALL_CALLS = "see_all_calls"
    STEER_AGENTS = "steer_agents"  # pause or log out somebody else
    ADMINISTER_PEOPLE = "administer_people"


AGENT_RIGHTS = frozenset({Right.ANSWER_CALLS, Right.SEE_OWN_CALLS, Right.SAVE_DISPOSITION})
SUPERVISOR_RIGHTS = AGENT_RIGHTS | {Right.SEE_FLOOR, Right.SEE_ALL_CALLS, Right.STEER_AGENTS}
ADMIN_RIGHTS = SUPERVISOR_RIGHTS | {Right.ADMINISTER_PEOPLE}

RIGHTS: dict[Role, frozenset[Right]] = {
    Role.AGENT: AGENT_RIGHTS,
    Role.SUPERVISOR: SUPERVISOR_RIGHTS,
    Role.ADMIN: ADMIN_RIGHTS,
}


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who can log in. `phone` is the device that rings, as Asterisk names it."""

    id: str
    login: str
    name: str
    role: Role
    phone: str | None = None
    pbx: str = "main"
    queues: tuple[str, ...] = ()
    locale: str = "zh-CN"

    def may(self, right: Right) -> bool:
        """True if this person's role carries the right."""
        return right in RIGHTS[self.role]
