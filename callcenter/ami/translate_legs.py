"""What Asterisk says of channels, bridges, hold, parking and transfers, as facts."""

from datetime import datetime

from callcenter.ami.message import Headers
from callcenter.ami.vocabulary import LEG_STATES, UNKNOWN_NAMES, Pbx, device_of, name_of
from callcenter.floor.events import (
    DialEnded,
    DialStarted,
    LegEnded,
    LegHeld,
    LegIdentified,
    LegJoinedBridge,
    LegLeftBridge,
    LegRenamed,
    LegStarted,
    LegState,
    LegStateChanged,
    LegUnheld,
    Parked,
    Transferred,
    Unparked,
)


def newchannel(m: Headers, at: datetime, pbx: Pbx) -> LegStarted:
    """Newchannel."""
    device = device_of(m["Channel"])
    return LegStarted(
        at=at,
        leg_id=pbx.prefix + m["Uniqueid"],
        call_id=pbx.prefix + m["Linkedid"],
        device=device,
        number=pbx.number(m["CallerIDNum"], device),
        name=name_of(m["CallerIDName"]),
        dialled=m["Exten"],
        state=LEG_STATES.get(m["ChannelState"], LegState.DOWN),
    )


def newstate(m: Headers, at: datetime, pbx: Pbx) -> LegStateChanged | None:
    """Newstate: only ringing and answered concern anybody."""
    state = LEG_STATES.get(m["ChannelState"])
    if state is None:
        return None
    leg_id, call_id = pbx.prefix + m["Uniqueid"], pbx.prefix + m["Linkedid"]
    return LegStateChanged(at=at, leg_id=leg_id, call_id=call_id, state=state)


def newcallerid(m: Headers, at: datetime, pbx: Pbx) -> LegIdentified:
    """NewCallerid."""
    return LegIdentified(
        at=at,
        leg_id=pbx.prefix + m["Uniqueid"],
        call_id=pbx.prefix + m["Linkedid"],
        number=pbx.number(m["CallerIDNum"], device_of(m["Channel"])),
        name=name_of(m["CallerIDName"]),
    )


def rename(m: Headers, at: datetime, pbx: Pbx) -> LegRenamed | None:
    """Rename: a masquerade passes through names such as `x<MASQ>`, and leaves a `<ZOMBIE>`.

    Rename carries no Linkedid: `call_id` is empty, the leg is known by then.
    """
    channel = m["Newname"]
    if channel.endswith(">"):
        return None
    leg_id = pbx.prefix + m["Uniqueid"]
    return LegRenamed(at=at, leg_id=leg_id, call_id="", device=device_of(channel))


def hangup(m: Headers, at: datetime, pbx: Pbx) -> LegEnded:
    """Hangup."""
    leg_id, call_id = pbx.prefix + m["Uniqueid"], pbx.prefix + m["Linkedid"]
    return LegEnded(at=at, leg_id=leg_id, call_id=call_id, cause=int(m["Cause"]))


def bridge_enter(m: Headers, at: datetime, pbx: Pbx) -> LegJoinedBridge:
    """BridgeEnter: Linkedid may be another from here on, that of the oldest leg in the bridge."""
    leg_id, call_id = pbx.prefix + m["Uniqueid"], pbx.prefix + m["Linkedid"]
    bridge_id = pbx.prefix + m["BridgeUniqueid"]
    return LegJoinedBridge(at=at, leg_id=leg_id, call_id=call_id, bridge_id=bridge_id)


def bridge_leave(m: Headers, at: datetime, pbx: Pbx) -> LegLeftBridge:
    """BridgeLeave."""
    leg_id, call_id = pbx.prefix + m["Uniqueid"], pbx.prefix + m["Linkedid"]
    bridge_id = pbx.prefix + m["BridgeUniqueid"]
    return LegLeftBridge(at=at, leg_id=leg_id, call_id=call_id, bridge_id=bridge_id)


def hold(m: Headers, at: datetime, pbx: Pbx) -> LegHeld:
    """Hold."""
    return LegHeld(at=at, leg_id=pbx.prefix + m["Uniqueid"], call_id=pbx.prefix + m["Linkedid"])


def unhold(m: Headers, at: datetime, pbx: Pbx) -> LegUnheld:
    """Unhold."""
    return LegUnheld(at=at, leg_id=pbx.prefix + m["Uniqueid"], call_id=pbx.prefix + m["Linkedid"])


def dial_begin(m: Headers, at: datetime, pbx: Pbx) -> DialStarted | None:
    """DialBegin; without a caller (an Originate) nobody is being rung for anybody."""
    caller = m.get("Uniqueid")
    if caller is None:
        return None
    return DialStarted(
        at=at,
        leg_id=pbx.prefix + caller,
        call_id=pbx.prefix + m["Linkedid"],
        rung_leg_id=pbx.prefix + m["DestUniqueid"],
    )


def dial_end(m: Headers, at: datetime, pbx: Pbx) -> DialEnded | None:
    """DialEnd; sent twice when the caller hangs up first."""
    caller = m.get("Uniqueid")
    if caller is None:
        return None
    return DialEnded(
        at=at,
        leg_id=pbx.prefix + caller,
        call_id=pbx.prefix + m["Linkedid"],
        rung_leg_id=pbx.prefix + m["DestUniqueid"],
        result=m["DialStatus"].lower(),
    )


def parked_call(m: Headers, at: datetime, pbx: Pbx) -> Parked:
    """ParkedCall."""
    return Parked(
        at=at,
        leg_id=pbx.prefix + m["ParkeeUniqueid"],
        call_id=pbx.prefix + m["ParkeeLinkedid"],
        space=m["ParkingSpace"],
    )


def unparked(m: Headers, at: datetime, pbx: Pbx, how: str) -> Unparked:
    """UnParkedCall, ParkedCallTimeOut, ParkedCallGiveUp."""
    leg_id = pbx.prefix + m["ParkeeUniqueid"]
    return Unparked(at=at, leg_id=leg_id, call_id=pbx.prefix + m["ParkeeLinkedid"], how=how)


def retrieved(m: Headers, at: datetime, pbx: Pbx) -> Unparked:
    """UnParkedCall."""
    return unparked(m, at, pbx, "retrieved")


def park_timeout(m: Headers, at: datetime, pbx: Pbx) -> Unparked:
    """ParkedCallTimeOut."""
    return unparked(m, at, pbx, "timeout")


def park_given_up(m: Headers, at: datetime, pbx: Pbx) -> Unparked:
    """ParkedCallGiveUp."""
    return unparked(m, at, pbx, "gave_up")


BLIND_TRANSFER = (
    "Result",
    "TransfererUniqueid",
    "TransfererLinkedid",
    "TransfereeUniqueid",
    "Extension",
)


def blind_transfer(m: Headers, at: datetime, pbx: Pbx) -> Transferred:
    """BlindTransfer; without a transferee if a whole bridge was sent on."""
    transferee = m.get("TransfereeUniqueid")
    return Transferred(
        at=at,
        leg_id=pbx.prefix + m["TransfererUniqueid"],
        call_id=pbx.prefix + m["TransfererLinkedid"],
        how="blind",
        ok=m["Result"] == "Success",
        to=m["Extension"],
        other_leg_ids=(pbx.prefix + transferee,) if transferee else (),
    )


OTHERS = ("TransfereeUniqueid", "SecondTransfererUniqueid", "TransferTargetUniqueid")
ATTENDED_TRANSFER = (
    "Result",
    "OrigTransfererUniqueid",
    "OrigTransfererLinkedid",
    "SecondTransfererConnectedLineNum",
    *OTHERS,
)


def attended_transfer(m: Headers, at: datetime, pbx: Pbx) -> Transferred:
    """AttendedTransfer: `to` is whom the phone had called on its second leg.

    By a feature code that is the first leg again; by SIP it is another.
    """
    leg = m["OrigTransfererUniqueid"]
    to = m.get("SecondTransfererConnectedLineNum", "")
    others = (m.get(header) for header in OTHERS)
    return Transferred(
        at=at,
        leg_id=pbx.prefix + leg,
        call_id=pbx.prefix + m["OrigTransfererLinkedid"],
        how="attended",
        ok=m["Result"] == "Success",
        to="" if to in UNKNOWN_NAMES else to,
        other_leg_ids=tuple(pbx.prefix + other for other in others if other and other != leg),
    )
