"""What one PBX says, as facts in order: none before the snapshot, none twice, none unverified."""

import asyncio
from contextlib import suppress

import structlog

from callcenter.ami.confirm import ENDING, contradicted
from callcenter.ami.counts import Counts
from callcenter.ami.ears import Ears
from callcenter.ami.inbox import Inbox
from callcenter.ami.interfaces import Interfaces
from callcenter.ami.message import BadMessage, Message
from callcenter.ami.session import Session
from callcenter.ami.standing import given_up
from callcenter.ami.survey import survey
from callcenter.ami.translate import translate
from callcenter.ami.verify import SETTLE, lasting
from callcenter.ami.vocabulary import Pbx
from callcenter.floor.events import AnyFact, LinkLost
from callcenter.floor.snapshot import Snapshot

log = structlog.get_logger()

BATCH = 200  # messages between two turns of everybody else
PAUSE = 0.1  # seconds between two snapshots that confirm
BOOT = 60.0  # seconds for Asterisk to load its modules after it lets us log in


class Following:
    """Between the events session and the floor. `named`: events carry the PBX's own name.

    ```
    lost --login--> holding (events wait) --snapshot--> following --loss--> lost
    ```
    """

    def __init__(
        self, pbx: Pbx, ears: Ears, counts: Counts, verify_every: float, settle: float = SETTLE
    ) -> None:
        self.up = False
        self.named = True
        self.inbox = Inbox(counts)
        self.interfaces = Interfaces()
        self._pbx = pbx
        self._ears = ears
        self._counts = counts
        self._verify_every = verify_every
        self._settle = settle
        self._held: list[AnyFact] = []
        self._doubt = asyncio.Event()
        self._unsure = asyncio.Event()  # facts wait until a snapshot confirms what ends something

    async def translate_forever(self) -> None:
        """Make facts of what the inbox holds."""
        while True:
            await self.inbox.some()
            batch = self.inbox.take()
            for start in range(0, len(batch), BATCH):
                for message in batch[start : start + BATCH]:
                    self._translate(message)
                await asyncio.sleep(0)

    async def follow(self, session: Session) -> None:
        """Take the snapshot, let the held events go after it, then verify until the line is lost.

        Raises Unreachable if there is no snapshot to be had.
        """
        await session.booted(BOOT)
        snapshot = await self._survey(session)
        self._ears.snapshot(snapshot)
        held, self._held = self._held, []
        self.up = True
        for fact in held:
            self._ears.fact(fact)
        log.info("ami_following", pbx=self._pbx.name, legs=len(snapshot.legs), held=len(held))
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(given_up(session, self._verify_forever))
            tasks.create_task(given_up(session, self._confirm_forever))

    async def _verify_forever(self, session: Session) -> None:
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(self._verify_every):
                    await self._doubt.wait()
            self._doubt.clear()
            await self._verify(session)

    async def _confirm_forever(self, session: Session) -> None:
        while True:
            await self._unsure.wait()
            held, self._held = self._held, []
            try:
                snapshot = await self._survey(session)
            except BaseException:
                self._held = held + self._held
                raise
            # what came during the survey may be younger than it
            if not any(isinstance(fact, ENDING) for fact in self._held):
                self._unsure.clear()
                held, self._held = held + self._held, []
            for fact in held:
                if contradicted(fact, snapshot):
                    self._counts.refuse("contradicted", repr(fact).encode())
                else:
                    self._ears.fact(fact)
            await asyncio.sleep(PAUSE)

    def lost(self, fact: LinkLost) -> None:
        """The session is gone: what it still brought counts, then the floor is stale."""
        for message in self.inbox.take():
            self._translate(message)
        if self.up:
            self.up = False
            for held in self._held:  # a line that is lost confirms what nothing else can any more
                self._ears.fact(held)
            self._ears.fact(fact)
        self._unsure.clear()
        self._held = []

    def doubt(self) -> None:
        """Something was refused, dropped or reloaded: compare soon."""
        self._doubt.set()

    def _translate(self, message: Message) -> None:
        if message.event == "Reload":
            self.doubt()
            return
        self.interfaces.learn(message, self._pbx)
        try:
            fact = translate(message, self._pbx)
        except BadMessage as bad:
            self._counts.bad += 1
            self._counts.alarm("ami_message_bad", str(bad), bad.text.encode())
            self.doubt()
            return
        except Exception:  # ours: it costs this message, not the line
            self._counts.bad += 1
            log.exception("ami_message_not_translated", event_name=message.event)
            self.doubt()
            return
        if fact is None:
            return
        self._counts.facts += 1
        if self.up and not self.named and isinstance(fact, ENDING):
            self._unsure.set()
        if self.up and not self._unsure.is_set():
            self._ears.fact(fact)
        else:
            self._held.append(fact)

    async def _survey(self, session: Session) -> Snapshot:
        taken = await survey(session, self._pbx, self._counts)
        for member in taken.members:
            self.interfaces.learn(member, self._pbx)
        return taken.snapshot

    async def _verify(self, session: Session) -> None:
        first = self._ears.differences(await self._survey(session))
        # nobody who sends us nonsense makes us ask more often than this
        await asyncio.sleep(self._settle if first else min(1.0, self._settle))
        if not first:
            return
        second = self._ears.differences(await self._survey(session))
        wrong = lasting(first, second)
        if not wrong:
            return
        self._counts.differences += len(wrong)
        kinds = sorted({type(fact).__name__ for fact in wrong})
        log.error("ami_floor_differed", pbx=self._pbx.name, count=len(wrong), kinds=kinds)
        for fact in wrong:
            self._ears.fact(fact)
