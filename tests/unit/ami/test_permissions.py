"""What an AMI user may really do is known at each login."""

from structlog.testing import capture_logs

from callcenter.ami.counts import Counts
from callcenter.ami.permissions import Permissions, log_permissions
from callcenter.ami.session import Login, Session
from tests.unit.ami.fake_asterisk import Action, fake_asterisk, success

EVENTS = ("CoreStatus", "CoreShowChannels", "QueueStatus", "DeviceStateList", "CoreSettings")


def test_enough_and_no_more_is_neither_too_little_nor_too_much() -> None:
    found = Permissions("events", frozenset({*EVENTS, "Ping"}))

    assert not found.missing
    assert not found.dangerous


def test_only_the_dialer_may_originate() -> None:
    assert Permissions("control", frozenset({"Originate"})).dangerous == {"Originate"}
    assert not Permissions("dialer", frozenset({"Originate"})).dangerous


async def test_too_little_and_too_much_are_said_loudly() -> None:
    async with fake_asterisk() as asterisk:
        asterisk.answers["ListCommands"] = lambda action: success(
            action,
            "Command: Run a command.  (Priv: command,all)",
            "QueueAdd: x  (Priv: agent,all)",
        )
        login = Login(host="127.0.0.1", port=asterisk.port, user="cc_control", secret="s")
        session = Session(login, Counts("main"))
        await session.open(lambda _: None)

        with capture_logs() as logged:
            await log_permissions(session, "control", "main", booting=0)
        session.close()

    assert [line["event"] for line in logged] == [
        "ami_logged_in",
        "ami_user_may_too_little",
        "ami_user_may_too_much",
    ]
    assert logged[1]["missing"] == ["Hangup", "QueuePause", "QueueRemove"]
    assert logged[2]["actions"] == ["Command"]


async def test_an_asterisk_that_still_loads_its_modules_is_asked_again() -> None:
    asked = 0

    def answer(action: Action) -> str:
        nonlocal asked
        asked += 1
        loaded = ("QueueAdd: x", "QueueRemove: x", "QueuePause: x", "Hangup: x")
        return success(action, *(loaded if asked > 1 else loaded[3:]))

    async with fake_asterisk() as asterisk:
        asterisk.answers["ListCommands"] = answer
        login = Login(host="127.0.0.1", port=asterisk.port, user="cc_control", secret="s")
        session = Session(login, Counts("main"))
        await session.open(lambda _: None)

        with capture_logs() as logged:
            await log_permissions(session, "control", "main", booting=0)
        session.close()

    assert [line["event"] for line in logged] == ["ami_logged_in"]
