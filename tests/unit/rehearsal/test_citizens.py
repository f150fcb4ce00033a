"""Citizens have numbers that exist and Chinese names."""

import random

from callcenter import numbers
from callcenter.numbers import NumberKind, TrunkRules
from callcenter.rehearsal.citizens import presses, somebody


def test_everybody_has_a_number_that_could_be_called_back() -> None:
    chance = random.Random(3)

    kinds = {numbers.parse(somebody(chance).number, TrunkRules()).kind for _ in range(200)}
    assert kinds == {NumberKind.E164}


def test_everybody_has_a_chinese_name() -> None:
    chance = random.Random(3)

    names = [somebody(chance).name for _ in range(50)]
    assert all(2 <= len(name) <= 3 and not name.isascii() for name in names)


def test_a_key_is_pressed_after_a_while() -> None:
    text = presses("1", 2500)

    assert "Signal=1" in text
    assert 'timeout="2500"' in text


def test_a_key_is_pressed_again_so_long_after_the_answer() -> None:
    text = presses("1", 700, 6500)

    assert 'timeout="700"' in text
    assert 'timeout="5800"' in text
    assert "CSeq: 10 INFO" in text
    assert "CSeq: 11 INFO" in text
