"""All open screens: which of them a change concerns, whose turn it is, and when.

    quiet ──(something changed)──▶ due ──(its turn)──▶ cooling ──(0.1 s, nothing new)──▶ quiet
      │                             ▲                   │   ▲ │
      │                             └───(0.1 s, news)───┘   │ │ (line still busy)
      └──────(own call or agent changed: at once)───────────┘◀┘

A pop goes out inside the step that made it. All others take turns, a few between two looks at the
network, so that two hundred screens that want the same change never stand before the next pop.
What a whole crowd looks at, the agents' own queues, is not even offered to them at every step: it
is gathered, and told to the crowd once a second.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Collection, Iterable
from datetime import datetime

from callcenter.floor.effects import Reply
from callcenter.floor.state import Floor, Step
from callcenter.push import encode, views
from callcenter.push.catalogue import Answer, Beat
from callcenter.push.encode import Encodings
from callcenter.push.viewer import Viewer

PACE = 0.1
"""Seconds between two deltas to one screen, its own call and agent excepted. The tenths are the
same for all screens, so that those who see the same share what is encoded for it."""

CROWD_PACE = 1.0
"""Seconds between two looks of a queue's agents at how many wait."""

SLICE = 4
"""Screens served between two looks at the network, at most."""

SLICE_TIME = 0.0003
"""Seconds after which no further screen is begun: a supervisor's takes longer than an agent's."""

MOST_SCREENS = 5
"""Open screens of one person; opening one more closes his oldest."""


class Switchboard:
    """The screens that are open now."""

    def __init__(
        self,
        floor: Callable[[], Floor],
        now: Callable[[], datetime],
        monotonic: Callable[[], float],
    ) -> None:
        self._floor = floor
        self._now = now
        self._monotonic = monotonic
        self._encodings = Encodings()
        self._by_screen: dict[str, Viewer] = {}
        self._by_person: dict[str, dict[str, Viewer]] = {}
        self._wide: dict[str, Viewer] = {}
        self._watchers: dict[str, set[Viewer]] = {}
        self._crowded: set[str] = set()  # queues that changed since their agents were told
        self._crowd_at = 0.0
        self._due: deque[Viewer] = deque()
        self._cooling: deque[tuple[float, Viewer]] = deque()
        self._stir = asyncio.Event()

    def __len__(self) -> int:
        return len(self._by_screen)

    # --- opening and closing

    def open(self, viewer: Viewer) -> None:
        """Show everything to a new screen; a sixth one closes the person's oldest."""
        theirs = self._by_person.setdefault(viewer.person.id, {})
        if len(theirs) >= MOST_SCREENS:
            self.end(next(iter(theirs.values())), 4009)
        self._by_screen[viewer.screen_id] = viewer
        self._by_person.setdefault(viewer.person.id, {})[viewer.screen_id] = viewer
        if views.sees_all(viewer.person):
            self._wide[viewer.screen_id] = viewer
        viewer.begin(self._floor())
        self._show(viewer)

    def close(self, viewer: Viewer) -> None:
        """Forget a screen that went; twice is once."""
        if self._by_screen.pop(viewer.screen_id, None) is None:
            return
        theirs = self._by_person[viewer.person.id]
        del theirs[viewer.screen_id]
        if not theirs:
            del self._by_person[viewer.person.id]
        self._wide.pop(viewer.screen_id, None)
        self._watch(viewer, set())

    def end(self, viewer: Viewer, code: int) -> None:
        """Close a screen from our side."""
        self.close(viewer)
        viewer.line.end(code)

    def end_session(self, session_or_person_id: str) -> int:
        """Close every screen of a session, or of a person; how many there were."""
        ended = [
            viewer
            for viewer in self._by_screen.values()
            if session_or_person_id in (viewer.session_id, viewer.person.id)
        ]
        for viewer in ended:
            self.end(viewer, 4003)
        return len(ended)

    # --- what changed

    def changed(self, step: Step) -> None:
        """A step was made: whom it concerns sees it now, the others when it is their turn."""
        self._encodings.forget(step.touched)
        people = views.concerned(step.floor, step.touched)
        for viewer, item_ids in self._routed(step).items():
            viewer.touch(step.floor, item_ids)
            if viewer.person.id in people:
                self._show(viewer)
            elif not viewer.cooling:
                self._take_turn(viewer)

    def reply(self, order: Reply) -> None:
        """Tell the screen that asked; nobody, if it went meanwhile."""
        viewer = self._by_screen.get(order.screen_id)
        if viewer is not None:
            self.answer(
                viewer,
                Answer(key=order.key, ok=order.ok, code=order.code, detail=order.detail),
            )

    def answer(self, viewer: Viewer, answer: Answer) -> None:
        """Tell one screen what became of its request."""
        viewer.answer(encode.message(answer))
        self._show(viewer)

    def beat(self) -> None:
        """A sign of life to every screen whose line is free; the others hear from us anyway."""
        message = encode.message(Beat(now=self._now()))
        for viewer in self._by_screen.values():
            if not viewer.is_busy():
                viewer.answer(message)
                if not viewer.cooling:
                    self._take_turn(viewer)

    def _routed(self, step: Step) -> dict[Viewer, Collection[str]]:
        """The viewers that must look at a step, with what they must look at."""
        routed: dict[Viewer, Collection[str]] = dict.fromkeys(self._wide.values(), step.touched)
        for item_id in step.touched:
            if item_id.startswith("queue:"):
                self._gather(item_id)
                continue
            for viewer in self._watching(step.floor, item_id):
                if viewer.screen_id not in self._wide:
                    routed[viewer] = [*routed.get(viewer, ()), item_id]
        return routed

    def _watching(self, floor: Floor, item_id: str) -> Iterable[Viewer]:
        if item_id.startswith("link:"):
            return self._by_screen.values()
        watching = self._watchers.get(item_id, set())
        call = floor.calls.get(item_id[5:]) if item_id.startswith("call:") else None
        if call is None:
            return watching
        theirs = (self._by_person.get(person, {}).values() for person in views.whose(call))
        return watching.union(*theirs)

    def _gather(self, queue_item: str) -> None:
        if queue_item in self._watchers and queue_item not in self._crowded:
            self._crowded.add(queue_item)
            self._stir.set()

    def _tell_crowds(self) -> None:
        """Offer each changed queue to its agents."""
        at = self._monotonic()
        if not self._crowded or at < self._crowd_at:
            return
        self._crowd_at = at + CROWD_PACE
        for item_id in self._crowded:
            for viewer in self._watchers.get(item_id, ()):
                viewer.touch(self._floor(), (item_id,))
                if not viewer.cooling:
                    self._take_turn(viewer)
        self._crowded.clear()

    def _watch(self, viewer: Viewer, wanted: set[str]) -> None:
        for item_id in viewer.watched - wanted:
            watchers = self._watchers[item_id]
            watchers.discard(viewer)
            if not watchers:
                del self._watchers[item_id]
        for item_id in wanted - viewer.watched:
            self._watchers.setdefault(item_id, set()).add(viewer)
        viewer.watched = wanted

    # --- whose turn it is

    async def run(self) -> None:
        """Give every screen its turns, for ever."""
        while True:
            wait = self.turn()
            if wait == 0:
                await asyncio.sleep(0)
            else:
                await self._rest(wait)

    def turn(self) -> float | None:
        """Serve a few whose turn it is; seconds to the next turn, None if all is quiet."""
        self._tell_crowds()
        self._cool_down()
        enough = self._monotonic() + SLICE_TIME
        for served in range(min(SLICE, len(self._due))):
            if served and self._monotonic() > enough:
                break
            viewer = self._due.popleft()
            viewer.waiting_turn = False
            if viewer.screen_id in self._by_screen:
                self._show(viewer)
        if self._due:
            return 0
        next_turns = [self._cooling[0][0]] if self._cooling else []
        next_turns += [self._crowd_at] if self._crowded else []
        return max(0, min(next_turns) - self._monotonic()) if next_turns else None

    async def _rest(self, seconds: float | None) -> None:
        """So long, or until somebody takes a turn."""
        self._stir.clear()
        try:
            async with asyncio.timeout(seconds):
                await self._stir.wait()
        except TimeoutError:
            return

    def _take_turn(self, viewer: Viewer) -> None:
        if not viewer.waiting_turn:
            viewer.waiting_turn = True
            self._due.append(viewer)
            self._stir.set()

    def _show(self, viewer: Viewer) -> None:
        """Send what is new if the line is free; else it is looked at again after a while."""
        at = self._monotonic()
        if not viewer.is_busy():
            viewer.show(self._floor(), self._encodings, self._now(), at)
            if viewer.screen_id not in self._wide:
                wanted = {*viewer.shown, *views.own_ids(self._floor(), viewer.person)}
                if wanted != viewer.watched:
                    self._watch(viewer, wanted)
        self._cool(viewer, at)

    def _cool(self, viewer: Viewer, at: float) -> None:
        if not viewer.cooling:
            viewer.cooling = True
            self._cooling.append((next_tenth(at), viewer))
            if len(self._cooling) == 1:
                self._stir.set()

    def _cool_down(self) -> None:
        """Whose time has come: to be dropped as too slow, to show more, or to be quiet."""
        at = self._monotonic()
        while self._cooling and self._cooling[0][0] <= at:
            viewer = self._cooling.popleft()[1]
            viewer.cooling = False
            if viewer.screen_id not in self._by_screen:
                continue
            if viewer.is_stuck(at):
                self.end(viewer, 4008)
            elif viewer.is_busy():
                self._cool(viewer, at)
            elif viewer.has_news():
                self._take_turn(viewer)


def next_tenth(at: float) -> float:
    """When a screen that was served now may be served again; never now, whatever is rounded."""
    tenth = (at // PACE + 1) * PACE
    return tenth if tenth - at > PACE / 100 else tenth + PACE
