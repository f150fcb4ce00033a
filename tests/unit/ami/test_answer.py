"""What Asterisk answered."""

from callcenter.ami.answer import answer
from tests.unit.ami.said import message


def test_yes_with_its_headers() -> None:
    said = answer(message("Response: Success\nActionID: 1\nCoreStartupTime: 22:53:19"))

    assert said.ok
    assert said.success
    assert said.headers["CoreStartupTime"] == "22:53:19"


def test_no_in_asterisks_words() -> None:
    said = answer(message("Response: Error\nActionID: 1\nMessage: No such channel"))

    assert not said.ok
    assert said.message == "No such channel"


def test_a_list_has_its_items() -> None:
    items = (message("Event: QueueMember\nName: 李雷"),)

    assert answer(message("Response: Success\nEventList: start"), items).items == items
