"""A rule says no to a person, with a code that never changes and words that may."""


class Refused(Exception):
    """A person asked for something that a rule forbids.

    `code` is API: stable, snake_case, translated by the browser. `detail` names the thing it is
    about (a call id, a field) and is safe to show to the asker. `status` is the HTTP status.
    """

    def __init__(self, code: str, detail: str = "", status: int = 409) -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail
        self.status = status
