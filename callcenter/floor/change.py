"""One fact's consequences while they are worked out: what a step puts, drops, orders, touches."""

from collections.abc import Iterable
from datetime import datetime

from msgspec.structs import replace

from callcenter.floor.effects import AnyOrder
from callcenter.floor.phone_key import phone_key
from callcenter.floor.state import Agent, Call, Floor, Leg, Link, Phone, Queue, Rules, Step


class Change:
    """A floor being changed by one fact; lives no longer than its step.

    A thing put back as it was is no change, so `touched` names exactly what is different.
    """

    __slots__ = (
        "_before",
        "_orders",
        "_touched",
        "agents",
        "at",
        "calls",
        "devices",
        "legs",
        "links",
        "logins",
        "merged",
        "phones",
        "queues",
        "rules",
    )

    def __init__(self, floor: Floor, at: datetime) -> None:
        self._before = floor
        self._orders: list[AnyOrder] = []
        self._touched: set[str] = set()
        self.at = at
        self.rules: Rules = floor.rules
        self.links = floor.links
        self.legs = floor.legs
        self.calls = floor.calls
        self.queues = floor.queues
        self.agents = floor.agents
        self.phones = floor.phones
        self.devices = floor.devices
        self.logins = floor.logins
        self.merged = floor.merged

    def step(self) -> Step:
        """The finished step; a fact that changed nothing gives the very same floor."""
        if self._is_as_before():
            return Step(self._before, tuple(self._orders))
        floor = Floor(
            rules=self.rules,
            links=self.links,
            legs=self.legs,
            calls=self.calls,
            queues=self.queues,
            agents=self.agents,
            phones=self.phones,
            devices=self.devices,
            logins=self.logins,
            merged=self.merged,
        )
        return Step(floor, tuple(self._orders), frozenset(self._touched))

    def _is_as_before(self) -> bool:
        before = self._before
        return (
            self.legs is before.legs
            and self.calls is before.calls
            and self.agents is before.agents
            and self.queues is before.queues
            and self.devices is before.devices
            and self.merged is before.merged
            and self.links is before.links
            and self.phones is before.phones
            and self.logins is before.logins
        )

    def order(self, *orders: AnyOrder) -> None:
        """Have something done."""
        self._orders.extend(orders)

    # --- what is there

    def queue(self, queue_id: str) -> Queue:
        """A queue; one that Asterisk names for the first time is empty."""
        return self.queues.get(queue_id) or Queue(id=queue_id)

    def device(self, key: str) -> Phone:
        """A phone; one that Asterisk never spoke of is idle as far as we know."""
        return self.devices.get(key) or Phone()

    def agent_on(self, pbx: str, interface: str) -> str:
        """Whose phone it is, or nobody's ("")."""
        return self.phones.get(phone_key(pbx, interface)) or ""

    def legs_of(self, call: Call) -> list[Leg]:
        """A call's legs, in a fixed order."""
        return [self.legs[leg_id] for leg_id in sorted(call.legs)]

    def legs_on(self, key: str) -> list[Leg]:
        """The legs on one phone, in a fixed order."""
        phone = self.devices.get(key)
        return [self.legs[leg_id] for leg_id in sorted(phone.legs)] if phone else []

    # --- putting and dropping

    def put_link(self, link: Link) -> None:
        if self.links.get(link.name) != link:
            self.links = self.links.insert(link.name, link)
            self._touched.add(f"link:{link.name}")

    def put_call(self, call: Call) -> None:
        if self.calls.get(call.id) != call:
            self.calls = self.calls.insert(call.id, call)
            self._touched.add(f"call:{call.id}")

    def drop_call(self, call: Call) -> None:
        """Forget a call, and every id under which Asterisk spoke of it."""
        self.calls = self.calls.discard(call.id)
        self._touched.add(f"call:{call.id}")
        for alias in call.merged:
            self.merged = self.merged.discard(alias)

    def put_agent(self, agent: Agent) -> None:
        if self.agents.get(agent.person.id) != agent:
            self.agents = self.agents.insert(agent.person.id, agent)
            self._touched.add(f"agent:{agent.person.id}")

    def drop_agent(self, agent_id: str) -> None:
        self.agents = self.agents.discard(agent_id)
        self._touched.add(f"agent:{agent_id}")

    def put_queue(self, queue: Queue) -> None:
        if self.queues.get(queue.id) is not queue:
            self.queues = self.queues.insert(queue.id, queue)
            self._touched.add(f"queue:{queue.id}")

    def put_device(self, key: str, phone: Phone) -> None:
        if self.devices.get(key) is not phone:
            self.devices = self.devices.insert(key, phone)

    def put_leg(self, leg: Leg) -> None:
        """Keep a leg, and find it again by the phone it is on."""
        before = self.legs.get(leg.id)
        if before == leg:
            return
        self.legs = self.legs.insert(leg.id, leg)
        if before is None or before.phone != leg.phone:
            if before is not None:
                self._off_the_phone(before)
            phone = self.device(leg.phone)
            self.put_device(leg.phone, replace(phone, legs=phone.legs.insert(leg.id)))

    def drop_leg(self, leg: Leg) -> None:
        self.legs = self.legs.discard(leg.id)
        self._off_the_phone(leg)

    def _off_the_phone(self, leg: Leg) -> None:
        phone = self.device(leg.phone)
        left = replace(phone, legs=phone.legs.discard(leg.id))
        if left == Phone():
            self.devices = self.devices.discard(leg.phone)
        else:
            self.put_device(leg.phone, left)

    def agents_of(self, legs: Iterable[Leg]) -> set[str]:
        """Whose phones these legs are on."""
        found = {self.phones.get(leg.phone) for leg in legs}
        return {agent_id for agent_id in found if agent_id}
