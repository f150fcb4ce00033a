"""What an AMI user may really do, as Asterisk tells that user itself."""

import asyncio

import structlog

from callcenter.ami.session import Session

log = structlog.get_logger()

NEEDED = {
    "events": frozenset(
        {"CoreStatus", "CoreShowChannels", "QueueStatus", "DeviceStateList", "CoreSettings"}
    ),
    "control": frozenset({"QueueAdd", "QueueRemove", "QueuePause", "Hangup"}),
    "dialer": frozenset({"Originate"}),
}

# each lets whoever holds the secret run commands, read files or change the configuration
DANGEROUS = frozenset(
    {"AGI", "Command", "DBPut", "Filter", "GetConfig", "ModuleLoad", "Reload", "UpdateConfig"}
)

BOOTING = 10.0  # seconds; Asterisk lets us log in before its modules have brought their actions


class Permissions:
    """The actions that this user may ask for."""

    def __init__(self, role: str, actions: frozenset[str]) -> None:
        self.role = role
        self.actions = actions

    @property
    def missing(self) -> frozenset[str]:
        """What this role needs and the user lacks."""
        return NEEDED[self.role] - self.actions

    @property
    def dangerous(self) -> frozenset[str]:
        """What the user should never have been given; Originate is for the dialer alone."""
        never = DANGEROUS if self.role == "dialer" else DANGEROUS | {"Originate"}
        return never & self.actions


async def permissions(session: Session, role: str) -> Permissions:
    """Ask Asterisk (ListCommands, which needs no right). `role`: events, control or dialer."""
    answer = await session.ask({"Action": "ListCommands"})
    return Permissions(role, frozenset(answer.headers) - {"ActionID"})


async def log_permissions(
    session: Session, role: str, pbx: str, booting: float = BOOTING
) -> Permissions:
    """Say at each login what this user may do, loudly if it is too little or too much."""
    found = await permissions(session, role)
    if found.missing:
        await asyncio.sleep(booting)
        found = await permissions(session, role)
    words = {"pbx": pbx, "role": role, "user": session.login.user}
    log.info("ami_logged_in", **words, actions=len(found.actions))
    if found.missing:
        log.error("ami_user_may_too_little", **words, missing=sorted(found.missing))
    if found.dangerous:
        log.warning("ami_user_may_too_much", **words, actions=sorted(found.dangerous))
    return found
