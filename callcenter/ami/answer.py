"""What Asterisk answered to one action."""

import msgspec

from callcenter.ami.message import EOL, Message, all_headers


class Answer(msgspec.Struct, frozen=True):
    """`ok` unless refused; `message` in Asterisk's words; `items` if the answer is a list."""

    ok: bool
    message: str
    headers: dict[str, str]
    items: tuple[Message, ...] = ()

    @property
    def success(self) -> bool:
        """The same as `ok`, as panoramisk's Manager asks it of a login."""
        return self.ok


def answer(head: Message, items: tuple[Message, ...] = ()) -> Answer:
    """Read the response, and the list that followed it."""
    response, _, _ = head.text.partition(EOL)
    headers = all_headers(head.text)
    ok = response == "Response: Success"
    return Answer(ok=ok, message=headers.get("Message", ""), headers=headers, items=items)
