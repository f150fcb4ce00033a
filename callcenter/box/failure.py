"""The box cannot start: one sentence that says why and what to do."""


class CannotStart(Exception):
    """Something outside our power is missing; whoever typed `./run` is shown the text as it is."""
