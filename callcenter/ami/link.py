"""A whole PBX: three sessions, its events as facts, its state compared, our orders carried out."""

import asyncio
from collections.abc import Mapping

import structlog

from callcenter import clock
from callcenter.ami.actions import actions, is_so_already, pause_member
from callcenter.ami.counts import Counts
from callcenter.ami.ears import Ears
from callcenter.ami.follow import BOOT, Following
from callcenter.ami.permissions import log_permissions
from callcenter.ami.session import Deadlines, Login, Session, Unreachable
from callcenter.ami.standing import Standing, Use
from callcenter.ami.survey import systemname
from callcenter.ami.translate import EVENTS
from callcenter.ami.vocabulary import Pbx
from callcenter.floor.effects import AddMember, AnyOrder, PauseMember, RemoveMember
from callcenter.floor.events import LinkLost
from callcenter.numbers import TrunkRules
from callcenter.refusal import Refused
from callcenter.settings import PbxSettings, PbxUser

log = structlog.get_logger()

PATIENCE = 3.0  # seconds that an order waits for its session, while the PBX is there

WANTED = (*EVENTS, "Reload")


class PbxLink:
    """One PBX. `run` for ever; `carry_out` orders meanwhile, which fail at once when it is away.

    `up` is true while the floor follows this PBX; `reason` says why it does not.
    """

    def __init__(
        self,
        name: str,
        settings: PbxSettings,
        trunks: Mapping[str, TrunkRules],
        ears: Ears,
        deadlines: Deadlines | None = None,
    ) -> None:
        """`trunks`: device (`PJSIP/trunk`) -> the rules of the numbers that arrive on it."""
        self.name = name
        self.counts = Counts(name)
        self._settings = settings
        self._deadlines = deadlines or Deadlines()
        rules = tuple(trunks.values())
        pbx = Pbx(name, trunks, rules[0] if rules else None)
        self._following = Following(pbx, ears, self.counts, settings.verify_every)
        self._events = Standing(name, "events", self._open_events)
        self._control = Standing(name, "control", lambda: self._open(settings.control))
        self._dialer = Standing(name, "dialer", lambda: self._open(settings.dialer))

    @property
    def up(self) -> bool:
        """True while the floor follows this PBX."""
        return self._following.up

    @property
    def reason(self) -> str:
        """Why the floor does not follow this PBX, or did not last time."""
        return self._events.reason

    async def run(self) -> None:
        """Keep the sessions standing and the facts coming. A user without a secret is not used."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._following.translate_forever())
            tasks.create_task(self._events.run(self._follow, self._lost))
            for role, standing in (("control", self._control), ("dialer", self._dialer)):
                user: PbxUser = getattr(self._settings, role)
                if user.secret:
                    tasks.create_task(standing.run(self._permitted(role), lambda _: None))

    async def carry_out(self, order: AnyOrder) -> str | None:
        """Do it, once. None if it is done or was so already, else why not, in Asterisk's words."""
        session = await self._control.soon(PATIENCE if self.up else 0)
        if session is None:
            return f"{self.name} cannot be reached: {self._control.reason}"
        try:
            for fields in actions(order, self._interface(order)):
                answer = await session.ask(fields)
                if is_so_already(order, answer.message):
                    return await self._as_ordered(session, order)
                if not answer.ok:
                    return answer.message
        except (Unreachable, Refused) as failure:
            return str(failure)
        return None

    async def _as_ordered(self, session: Session, order: AnyOrder) -> str | None:
        """A phone that is a member already may be paused otherwise than ordered."""
        if not isinstance(order, AddMember):
            return None
        fields = pause_member(order, self._interface(order))
        answer = await session.ask(fields)
        return None if answer.ok else answer.message

    def _interface(self, order: AnyOrder) -> str:
        if isinstance(order, AddMember | RemoveMember | PauseMember):
            return self._following.interfaces.of(order.queue, order.phone)
        return ""

    # --- sessions

    async def _open(self, user: PbxUser, *, events: bool = False) -> Session:
        settings = self._settings
        login = Login(
            host=settings.host,
            port=settings.port,
            user=user.user,
            secret=user.secret,
            events=events,
            systemname=settings.systemname,
        )
        session = Session(login, self.counts, self._deadlines)
        await session.open(self._following.inbox.put, WANTED if events else ())
        return session

    async def _open_events(self) -> Session:
        return await self._open(self._settings.events, events=True)

    async def _follow(self, session: Session) -> None:
        await session.booted(BOOT)  # before it, some actions are not there yet
        await log_permissions(session, "events", self.name, booting=0)
        await self._identify(session)
        await self._following.follow(session)

    async def _identify(self, session: Session) -> None:
        """Believe only events with the name that Asterisk itself says it has."""
        found = await systemname(session)
        expected = self._settings.systemname
        self._following.named = bool(found or expected)
        if not found and not expected:
            log.warning("ami_no_systemname", pbx=self.name)
        elif found and found != expected:
            log.warning("ami_systemname_differs", pbx=self.name, settings=bool(expected))
            session.believe(found)

    def _lost(self, reason: str) -> None:
        self._following.lost(LinkLost(at=clock.now(), link=self.name, reason=reason))

    def _permitted(self, role: str) -> Use:
        async def use(session: Session) -> None:
            await log_permissions(session, role, self.name)

        return use
