"""Settings in the words of the parts that use them."""

from datetime import timedelta

import msgspec
import pytest

from callcenter.settings import QueueSettings, Settings


def test_a_queues_seconds_become_the_floors_rules() -> None:
    rules = QueueSettings(label="热线", wrap_up=45, service_level=15, short_abandon=3).rules()

    assert (rules.label, rules.wrap_up) == ("热线", timedelta(seconds=45))
    assert (rules.service_level, rules.short_abandon) == (
        timedelta(seconds=15),
        timedelta(seconds=3),
    )


def test_an_unknown_key_is_refused_anywhere() -> None:
    with pytest.raises(msgspec.ValidationError, match="hots"):
        msgspec.convert({"server": {"hots": "x"}}, Settings)
