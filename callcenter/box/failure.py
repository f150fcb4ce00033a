"""The box cannot start: one sentence that says why and what to do."""


class CannotStart(Exception):
    """Something outside our power is missing; the text is shown as it is to whoever typed `./run`."""
