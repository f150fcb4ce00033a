"""Codes for aiohttp's own refusals."""

from callcenter.web_api.middlewares import BY_STATUS, GOOD_ID
from callcenter.web_api.problem import CODES


def test_aiohttps_refusals_have_codes_of_the_list() -> None:
    assert {CODES[code][0] for code in BY_STATUS.values()} == set(BY_STATUS)


def test_an_id_from_outside_is_letters_and_digits() -> None:
    assert GOOD_ID.fullmatch("0af7651916cd43dd8448eb211c80319c")
    assert not GOOD_ID.fullmatch("short")
    assert not GOOD_ID.fullmatch("x" * 65)
    assert not GOOD_ID.fullmatch("abcdefgh\n")
