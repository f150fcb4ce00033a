"""One Asterisk: do its three users log in, may they do what they must and no more, are the queues
there, does its clock agree?"""

from collections.abc import Iterator

from callcenter import clock
from callcenter.ami.counts import Counts
from callcenter.ami.message import Message
from callcenter.ami.permissions import Permissions, permissions
from callcenter.ami.session import Login, LoginRefused, Session, Unreachable
from callcenter.ami.survey import present, survey, systemname
from callcenter.ami.vocabulary import Pbx
from callcenter.doctor.finding import Finding, bad, skew, warn, well
from callcenter.floor.snapshot import Snapshot
from callcenter.settings import PbxSettings, PbxUser, Settings


async def telephone(settings: Settings, name: str) -> list[Finding]:
    """Everything about one PBX; where nobody answers, only that."""
    found: list[Finding] = []
    for role in ("events", "control", "dialer"):
        found += await user(name, settings.pbx[name], role)
        if found[-1].what == line_of(name):
            return found[-1:]
    return found + await whole(settings, name)


def line_of(name: str) -> str:
    """What a finding is called that says that nobody answers there at all."""
    return f"pbx.{name} line"


def unheard(messages: list[Message]) -> None:
    """We came to look, not to listen."""


def session(pbx: PbxSettings, name: str, user: PbxUser) -> Session:
    """One log-in of its own, that hears no events."""
    login = Login(host=pbx.host, port=pbx.port, user=user.user, secret=user.secret, events=False)
    return Session(login, Counts(name))


async def user(name: str, pbx: PbxSettings, role: str) -> list[Finding]:
    """One of the three: can he log in, and what may he do?"""
    login: PbxUser = getattr(pbx, role)
    what = f"pbx.{name}.{role}"
    if not login.secret:
        return [warn(what, "no secret is set", f"set {what}.secret_file")]
    line = session(pbx, name, login)
    try:
        await line.open(unheard)
        return list(judged(what, await permissions(line, role)))
    except LoginRefused as refused:
        remedy = f"compare [{login.user}] in manager.conf: secret, permit; then `manager reload`"
        return [bad(what, f"Asterisk refuses {login.user}: {refused}", remedy)]
    except Unreachable as away:
        remedy = f"is Asterisk running, with manager.conf enabled, on {pbx.host}:{pbx.port}?"
        return [bad(line_of(name), str(away), remedy)]
    finally:
        line.close()


def judged(what: str, found: Permissions) -> Iterator[Finding]:
    """Too little does not work; too much is a way in for whoever finds the secret."""
    if found.missing:
        missing = ", ".join(sorted(found.missing))
        yield bad(what, f"may not {missing}", "give it the classes of docs/telephony.md")
    if found.dangerous:
        risky = ", ".join(sorted(found.dangerous))
        yield warn(what, f"may {risky}", "take the classes system, command, config, agi away")
    if not found.missing and not found.dangerous:
        yield well(what, f"logs in, {len(found.actions)} actions, none too many")


async def whole(settings: Settings, name: str) -> list[Finding]:
    """What the events user sees of the PBX as a whole."""
    pbx = settings.pbx[name]
    line = session(pbx, name, pbx.events)
    try:
        await line.open(unheard)
        seconds = (await present(line) - clock.now()).total_seconds()
        heard = await systemname(line)
        taken = await survey(line, Pbx(name), Counts(name))
    except (LoginRefused, Unreachable):
        return []  # the user's own finding has said so
    finally:
        line.close()
    return [
        skew(f"pbx.{name} clock", seconds),
        named(name, pbx.systemname, heard),
        *queues(settings, name, taken.snapshot),
    ]


def named(name: str, ours: str, heard: str) -> Finding:
    """Without a system name a caller's text could be taken for an event."""
    what = f"pbx.{name}.systemname"
    if not heard:
        remedy = "set a random systemname in asterisk.conf [options], and here; restart Asterisk"
        return warn(what, "Asterisk has none: events can be forged by callers", remedy)
    if ours and ours != heard:
        return bad(what, "differs from Asterisk's", f"set {what} to what asterisk.conf says")
    return well(what, "every event carries it")


def queues(settings: Settings, name: str, snapshot: Snapshot) -> Iterator[Finding]:
    """The queues of the settings beside those of Asterisk."""
    there = {queue.partition("/")[2] for queue in snapshot.queues}
    for queue, wanted in settings.queue.items():
        if wanted.pbx != name:
            continue
        what = f"queue.{queue}"
        if queue not in there:
            remedy = "include config/asterisk's queues, or correct the name in the settings"
            yield bad(what, f"Asterisk {name} has no such queue", remedy)
            continue
        members = [m for m in snapshot.members if m.queue == f"{name}/{queue}"]
        paused = sum(member.paused for member in members)
        yield well(what, f"{len(members)} members, {paused} of them paused")
