"""Telephone numbers as a type: what arrived is parsed once, at the edge, by the trunk's rules."""

from enum import StrEnum
from functools import lru_cache

import msgspec
import phonenumbers
from phonenumbers import carrier, geocoder


class NumberKind(StrEnum):
    """What sort of number it is, hence what may be done with it."""

    E164 = "e164"  # a subscriber anywhere in the world, "+8613800138000"
    SHORT = "short"  # 110, 12345, 95588: dialled as it stands, only inside its country
    INTERNAL = "internal"  # one of our own phones
    HIDDEN = "hidden"  # withheld, or nothing that could be dialled


class Number(msgspec.Struct, frozen=True):
    """A party's number. `value` is canonical for its kind; `raw` is what the line delivered."""

    kind: NumberKind
    value: str
    raw: str = ""


class TrunkRules(msgspec.Struct, frozen=True, kw_only=True):
    """How one trunk writes numbers: its country, its area code, the prefixes it adds."""

    region: str = "CN"
    area_code: str = "10"
    strip: tuple[str, ...] = ()  # prefixes put before arriving numbers by this line
    outside_prefix: str = ""  # what to dial first to get out
    long_distance_zero: bool = False  # the carrier wants 0 before other cities' mobiles


LONGEST = 40  # characters; E.164 has 15 digits, and no line puts more than that before them

WITHHELD = frozenset({"", "anonymous", "unknown", "<unknown>", "restricted", "unavailable", "s"})


def parse(raw: str, rules: TrunkRules, internal_digits: int = 4) -> Number:
    """Read a number as one trunk delivers it; what nobody could dial back is hidden."""
    text = raw.strip()
    if len(text) > LONGEST or text.lower() in WITHHELD:
        return Number(NumberKind.HIDDEN, "", raw)
    for prefix in rules.strip:
        if text.startswith(prefix) and len(text) > len(prefix) + 5:
            text = text[len(prefix) :]
            break
    if not text.lstrip("+").isascii() or not text.lstrip("+").isdigit():
        return Number(NumberKind.HIDDEN, "", raw)
    return _parse(text, raw, rules, internal_digits)


@lru_cache(maxsize=20_000)
def _parse(text: str, raw: str, rules: TrunkRules, internal_digits: int) -> Number:
    for candidate in _readings(text, rules):
        try:
            number = phonenumbers.parse(candidate, rules.region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
            return Number(NumberKind.E164, e164, raw)
    if _is_short(text, rules.region):
        return Number(NumberKind.SHORT, text, raw)
    if len(text) == internal_digits:
        return Number(NumberKind.INTERNAL, text, raw)
    return Number(NumberKind.HIDDEN, "", raw)


def _readings(text: str, rules: TrunkRules) -> tuple[str, ...]:
    """The ways a line may have meant it, likeliest first: as written, as a local landline."""
    local = f"0{rules.area_code}{text}" if rules.area_code and 7 <= len(text) <= 8 else ""
    return tuple(reading for reading in (local, text) if reading)


def _is_short(text: str, region: str) -> bool:
    number = phonenumbers.PhoneNumber(national_number=int(text.lstrip("+") or "0"))
    number.country_code = phonenumbers.country_code_for_region(region)
    return phonenumbers.is_valid_short_number_for_region(number, region)


class Origin(msgspec.Struct, frozen=True):
    """Where a number is from, in words for the agent's card; empty where nobody knows."""

    region: str = ""
    carrier: str = ""


@lru_cache(maxsize=20_000)
def origin(value: str, locale: str) -> Origin:
    """Region and carrier of an E.164 number, in the reader's language."""
    try:
        number = phonenumbers.parse(value)
    except phonenumbers.NumberParseException:
        return Origin()
    language = "zh" if locale.startswith("zh") else "en"
    region = geocoder.description_for_number(number, language)
    return Origin(region, carrier.name_for_number(number, language))


def dialled(number: Number, rules: TrunkRules) -> str:
    """How this trunk wants the number dialled; short numbers go as they stand."""
    if number.kind is not NumberKind.E164:
        return rules.outside_prefix + number.value
    parsed = phonenumbers.parse(number.value)
    if phonenumbers.region_code_for_number(parsed) != rules.region:
        return f"{rules.outside_prefix}00{number.value[1:]}"
    national = phonenumbers.national_significant_number(parsed)
    if rules.area_code and national.startswith(rules.area_code) and not _is_mobile(parsed):
        return rules.outside_prefix + national[len(rules.area_code) :]
    zero = "" if _is_mobile(parsed) and not rules.long_distance_zero else "0"
    return rules.outside_prefix + zero + national


def _is_mobile(number: phonenumbers.PhoneNumber) -> bool:
    return phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.MOBILE
