"""The scenes: what a citizen and an agent may do to each other, played on a real Asterisk."""

from collections.abc import Callable

from callcenter.rehearsal.citizens import presses
from callcenter.rehearsal.phones import BUSY, DECLINED, answers, holds, refers, refuses
from tests.asterisk.stage import LI, WANG, ZHANG, Stage

FOREVER_RINGING = 3_600_000

Scene = Callable[[Stage], None]


def answered(stage: Stage) -> None:
    """Zhang San calls, 1001 rings and answers; the agent hangs up."""
    events = stage.listen()
    phone = stage.phone("1001", answers(talk_ms=2000))
    stage.member("PJSIP/1001", "agent-1")
    stage.citizen(ZHANG)
    events.wait("AgentComplete")
    stage.quiet()
    assert phone.happened("answered") == 1
    assert phone.happened("left") == 1


def caller_hangs_up_talking(stage: Stage) -> None:
    """Zhang San calls, talks, and hangs up first."""
    stage.phone("1001", answers())
    stage.member("PJSIP/1001", "agent-1")
    events = stage.listen()
    stage.citizen(ZHANG, patience_ms=4000)
    events.wait("AgentComplete")
    stage.quiet()


def gave_up_in_the_notice(stage: Stage) -> None:
    """Zhang San does not want to be recorded."""
    events = stage.listen()
    stage.citizen(ZHANG, patience_ms=300)
    events.wait("UserEvent", UserEvent="CallcenterNotice", State="started")
    stage.quiet()


def gave_up_waiting(stage: Stage) -> None:
    """Nobody is logged in; Zhang San waits a little and leaves."""
    events = stage.listen()
    stage.citizen(ZHANG, patience_ms=2500)
    events.wait("QueueCallerLeave")
    stage.quiet()


def gave_up_while_ringing(stage: Stage) -> None:
    """1001 rings; Zhang San leaves before it is answered."""
    stage.phone("1001", answers(), ring_ms=FOREVER_RINGING)
    stage.member("PJSIP/1001", "agent-1")
    events = stage.listen()
    stage.citizen(ZHANG, patience_ms=3500)
    events.wait("QueueCallerLeave")
    stage.quiet()


def agent_busy(stage: Stage) -> None:
    """1001 says busy, 1002 answers."""
    refused_first(stage, refuses(BUSY), ring_ms=200)


def agent_rejected(stage: Stage) -> None:
    """1001 declines, 1002 answers."""
    refused_first(stage, refuses(DECLINED), ring_ms=800)


def agent_did_not_answer(stage: Stage) -> None:
    """1001 rings out the queue's whole time, 1002 answers."""
    refused_first(stage, answers(), ring_ms=FOREVER_RINGING)


def refused_first(stage: Stage, deed: str, *, ring_ms: int) -> None:
    """The first phone lets the caller down, then a colleague logs in and answers."""
    stage.phone("1001", deed, ring_ms=ring_ms)
    stage.phone("1002", answers(talk_ms=1500))
    stage.member("PJSIP/1001", "agent-1")
    events = stage.listen()
    stage.citizen(ZHANG)
    events.wait("AgentRingNoAnswer")
    stage.control("QueuePause", Queue="hotline", Interface="PJSIP/1001", Paused="true")
    stage.member("PJSIP/1002", "agent-2")
    events.wait("AgentComplete")
    stage.quiet()


def queue_timed_out(stage: Stage) -> None:
    """Nobody is there, and the queue's patience ends before Zhang San's."""
    events = stage.listen()
    stage.pbx.cli("dialplan set global CALLCENTER_QUEUE_TIMEOUT 2")
    stage.citizen(ZHANG)
    events.wait("UserEvent", UserEvent="CallcenterOverflow")
    stage.quiet()
    stage.pbx.cli("dialplan set global CALLCENTER_QUEUE_TIMEOUT 600")


def asked_to_be_called_back(stage: Stage) -> None:
    """Zhang San presses 1 in the queue."""
    events = stage.listen()
    stage.citizen(ZHANG, keys=presses("1", 2500))
    events.wait("UserEvent", UserEvent="CallcenterCallbackAsked")
    stage.quiet()


def blind_transfer(stage: Stage) -> None:
    """1001 sends the caller to 1002 by a SIP REFER."""
    stage.phone("1001", answers(middle=refers(after_ms=1500, target="1002")))
    stage.phone("1002", answers(talk_ms=2000))
    stage.member("PJSIP/1001", "agent-1")
    events = stage.listen()
    stage.citizen(ZHANG)
    events.wait("BlindTransfer")
    stage.quiet()


def blind_transfer_by_ami(stage: Stage) -> None:
    """The screen sends the caller to 1002 in 1001's name: AMI's Channel is who transfers."""
    stage.phone("1001", answers())
    stage.phone("1002", answers(talk_ms=2000))
    stage.member("PJSIP/1001", "agent-1")
    events = stage.listen()
    stage.citizen(ZHANG)
    agent = events.wait("AgentConnect")["DestChannel"]
    events.wait("BridgeEnter", Channel=agent)
    stage.control("BlindTransfer", Channel=agent, Exten="1002", Context="callcenter-agents")
    events.wait("BlindTransfer")
    stage.quiet()


def attended_transfer(stage: Stage) -> None:
    """1001 calls 1002 while Zhang San waits, then hangs up: Zhang San talks to 1002."""
    first = stage.phone("1001", answers(talk_ms=4000))
    stage.phone("1002", answers(talk_ms=4000))
    stage.member("PJSIP/1001", "agent-1")
    events = stage.listen()
    stage.citizen(ZHANG)
    connected = events.wait("AgentConnect")
    events.wait("BridgeEnter", Channel=connected["DestChannel"])
    stage.control(
        "Atxfer", Channel=connected["DestChannel"], Exten="1002", Context="callcenter-agents"
    )
    events.wait("AttendedTransfer")
    stage.quiet()
    assert first.happened("left") == 1


def attended_transfer_by_phone(stage: Stage) -> None:
    """The same by the softphone itself: a second line, then a SIP REFER that names it."""
    stage.consulting_phone("1001", "1002")
    stage.phone("1002", answers(talk_ms=4000))
    stage.member("PJSIP/1001", "agent-1")
    events = stage.listen()
    stage.citizen(ZHANG)
    events.wait("AttendedTransfer")
    stage.quiet()


def on_hold(stage: Stage) -> None:
    """1001 puts Zhang San on hold and takes them back."""
    stage.phone("1001", answers(talk_ms=1500, middle=holds(after_ms=1000, for_ms=1500)))
    stage.member("PJSIP/1001", "agent-1")
    events = stage.listen()
    stage.citizen(ZHANG)
    events.wait("Unhold")
    events.wait("AgentComplete")
    stage.quiet()


def parked_and_fetched(stage: Stage) -> None:
    """1001 parks Zhang San; 1002 is sent to fetch them."""
    stage.phone("1001", answers())
    stage.phone("1002", answers(talk_ms=3000))
    stage.member("PJSIP/1001", "agent-1")
    events = stage.listen()
    stage.citizen(ZHANG)
    connected = events.wait("AgentConnect")
    events.wait("BridgeEnter", Channel=connected["DestChannel"])
    stage.control("Park", Channel=connected["Channel"], TimeoutChannel=connected["DestChannel"])
    space = events.wait("ParkedCall")["ParkingSpace"]
    stage.originate("PJSIP/1002", space)
    events.wait("UnParkedCall")
    stage.quiet()


def local_member(stage: Stage) -> None:
    """The member is a Local channel with a hint, and sound flows."""
    stage.phone("1001", answers(talk_ms=3000))
    stage.member("Local/1001@callcenter-agents/n", "agent-1", hint="hint:1001@callcenter-agents")
    events = stage.listen()
    stage.citizen(ZHANG)
    events.wait("AgentComplete")
    stage.quiet()


def local_member_optimised(stage: Stage) -> None:
    """The same without /n: the Local channels vanish once sound flows, the call lives on."""
    stage.phone("1001", answers(talk_ms=4000))
    stage.member("Local/1001@callcenter-agents", "agent-1", hint="hint:1001@callcenter-agents")
    events = stage.listen()
    stage.citizen(ZHANG)
    events.wait("AgentComplete")
    stage.quiet()


def midway(stage: Stage) -> None:
    """We log in while Zhang San talks to 1001, 1002 rings for Wang, and Li waits."""
    stage.phone("1001", answers())
    stage.phone("1002", answers(), ring_ms=FOREVER_RINGING)
    stage.member("PJSIP/1001", "agent-1")
    early = stage.listen()
    stage.citizen(ZHANG)
    early.wait("AgentConnect")
    stage.member("PJSIP/1002", "agent-2")
    stage.citizen(WANG)
    early.wait("AgentCalled", DestCallerIDNum="1002")
    stage.citizen(LI)
    early.wait("QueueCallerJoin", CallerIDNum=LI.number)
    early.close()
    stage.listen()


def restarted(stage: Stage) -> None:
    """Asterisk dies with one caller talking and one waiting, and comes back."""
    stage.phone("1001", answers())
    stage.member("PJSIP/1001", "agent-1")
    events = stage.listen()
    stage.citizen(ZHANG)
    events.wait("AgentConnect")
    stage.citizen(WANG)
    events.wait("QueueCallerJoin", CallerIDNum=WANG.number)
    stage.pbx.kill()
    stage.pbx.start()
    stage.reconnect()
    stage.listen()


def stopped_in_order(stage: Stage) -> None:
    """Somebody stops Asterisk with one caller talking and one waiting, and starts it again."""
    stage.phone("1001", answers())
    stage.member("PJSIP/1001", "agent-1")
    events = stage.listen()
    stage.citizen(ZHANG)
    events.wait("AgentConnect")
    stage.citizen(WANG)
    events.wait("QueueCallerJoin", CallerIDNum=WANG.number)
    stage.pbx.stop()
    events.wait("Shutdown")
    stage.pbx.start()
    stage.reconnect()
    stage.listen()


ALL = (
    answered,
    caller_hangs_up_talking,
    gave_up_in_the_notice,
    gave_up_waiting,
    gave_up_while_ringing,
    agent_busy,
    agent_rejected,
    agent_did_not_answer,
    queue_timed_out,
    asked_to_be_called_back,
    blind_transfer,
    blind_transfer_by_ami,
    attended_transfer,
    attended_transfer_by_phone,
    on_hold,
    parked_and_fetched,
    local_member,
    local_member_optimised,
    midway,
    restarted,
    stopped_in_order,
)
