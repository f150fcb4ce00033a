"""Whom a link tells what it hears."""

from dataclasses import FrozenInstanceError

import pytest

from callcenter.ami.ears import Ears


def test_the_ears_of_a_link_are_given_once() -> None:
    ears = Ears(lambda fact: None, lambda snapshot: None, lambda snapshot: ())

    with pytest.raises(FrozenInstanceError):
        ears.fact = lambda fact: None  # type: ignore[misc]
