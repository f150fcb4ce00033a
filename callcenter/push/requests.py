"""What a browser asked for -> a fact, or an answer at once where the asker may not ask it."""

from datetime import datetime
from typing import Any, assert_never

import msgspec

from callcenter.floor.events import (
    LogInRequested,
    LogOutRequested,
    PauseRequested,
    ReadyRequested,
    WrapUpFinished,
)
from callcenter.push.catalogue import (
    Answer,
    FinishWrapUp,
    Hello,
    InMessage,
    LogIn,
    LogOut,
    Pause,
    Ready,
    Steer,
)
from callcenter.roles import Person, Right

AskedFact = LogInRequested | LogOutRequested | PauseRequested | ReadyRequested | WrapUpFinished
Asked = LogIn | LogOut | Pause | Ready | FinishWrapUp | Steer

_decoder: msgspec.json.Decoder[InMessage] = msgspec.json.Decoder(InMessage)


class NotUnderstood(Exception):
    """A message that is not in the catalogue; the text names the field."""


def read(raw: str | bytes) -> InMessage:
    """One message from a browser, exactly as the catalogue has it."""
    if isinstance(raw, bytes):
        raise NotUnderstood("messages are text, not binary")
    try:
        return _decoder.decode(raw)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise NotUnderstood(str(error)) from error


def fact(message: InMessage, person: Person, screen_id: str, at: datetime) -> AskedFact | Answer:
    """The fact that he asked; a refusal where his role does not carry the right.

    Whether what he asks for can be done is for the floor to say.
    """
    if isinstance(message, Hello):
        raise NotUnderstood("`hello` is the first message only")
    right = Right.STEER_AGENTS if isinstance(message, Steer) else Right.ANSWER_CALLS
    if not person.may(right):
        return Answer(key=message.key, ok=False, code="forbidden", detail=right.value)
    whom = message.agent_id if isinstance(message, Steer) else person.id
    asked = {
        "at": at,
        "agent_id": whom,
        "by": person.id,
        "screen_id": screen_id,
        "key": message.key,
    }
    return _fact(message, asked)


def _fact(message: Asked, asked: dict[str, Any]) -> AskedFact:
    match message:
        case LogIn(phone=phone):
            return LogInRequested(**asked, phone=phone)
        case LogOut() | Steer(action="log_out"):
            return LogOutRequested(**asked)
        case Pause(reason=reason) | Steer(action="pause", reason=reason):
            return PauseRequested(**asked, reason=reason)
        case Ready() | Steer(action="ready"):
            return ReadyRequested(**asked)
        case FinishWrapUp(call_id=call_id):
            return WrapUpFinished(**asked, call_id=call_id)
        case Steer():
            raise NotUnderstood(f"`{message.action}` is nothing that can be done for an agent")
        case _:
            assert_never(message)
