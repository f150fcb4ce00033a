"""Reads config/callcenter.toml, the environment and secret files into Settings, or refuses."""

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from callcenter.settings import PbxSettings, PbxUser, Settings

ENVIRONMENT_PREFIX = "CALLCENTER_"
SHORTEST_SECRET = 20
FEWEST_DIFFERENT_CHARACTERS = 8
PLACEHOLDERS = ("changeme", "change-me", "secret", "password", "placeholder")
OURS = ("postgres", "journal")  # links that are no PBX
WRAP_UP = "wrap-up"  # what a member is paused for after a call


class SettingsError(Exception):
    """A setting is unknown, missing or bad; the text names the key and says what to do."""


def load(path: Path | None, environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the file and the overlay; anything that is not exactly right is a SettingsError."""
    raw = _read(path) if path is not None else {}
    overlay(raw, environment)
    settings = _convert(raw)
    _check(settings)
    return with_secrets(settings)


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"{path} cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} is not valid TOML: {error}") from error


def overlay(raw: dict[str, Any], environment: Mapping[str, str]) -> None:
    """Lay CALLCENTER_SECTION__KEY=value over the file; a value is read as TOML, else as text."""
    for name, text in sorted(environment.items()):
        if not name.startswith(ENVIRONMENT_PREFIX) or "__" not in name:
            continue
        *sections, key = name.removeprefix(ENVIRONMENT_PREFIX).lower().split("__")
        place = raw
        for section in sections:
            place = place.setdefault(section, {})
            if not isinstance(place, dict):
                raise SettingsError(f"{name}: `{section}` is one value, not a section")
        place[key] = _value(text)


def _value(text: str) -> Any:
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text


def _convert(raw: dict[str, Any]) -> Settings:
    try:
        return msgspec.convert(raw, Settings)
    except msgspec.ValidationError as error:
        words = _named(str(error).replace("Object contains unknown field", "unknown key"), raw)
        words = re.sub(
            r"matching regex '.*?' -", "in another form (see config/callcenter.toml) -", words
        )
        place = "" if "`$" in words else " at the top level"
        raise SettingsError(f"settings: {words.replace('`$.', '`')}{place}") from error


def _named(words: str, raw: dict[str, Any]) -> str:
    """msgspec leaves out in which of several sections of one kind it was: say its name."""
    for kind, sections in raw.items():
        for name in sections if isinstance(sections, dict) else ():
            try:
                msgspec.convert({kind: {name: sections[name]}}, Settings)
            except msgspec.ValidationError:
                return words.replace(f"{kind}[...]", f"{kind}.{name}", 1)
    return words


def _check(settings: Settings) -> None:
    server = settings.server
    if bool(server.certificate) != bool(server.certificate_key):
        raise SettingsError(
            "settings: `server.certificate` and `server.certificate_key` go together; set both"
        )
    try:
        ZoneInfo(server.zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise SettingsError(
            f"settings: `server.zone` = {server.zone!r} is no time zone; say Asia/Shanghai"
        ) from error
    _check_names(settings)


def _check_names(settings: Settings) -> None:
    for name, pbx in settings.pbx.items():
        if name in OURS:
            raise SettingsError(f"settings: `pbx.{name}`: that name is taken; choose another")
        if pbx.trunk and pbx.trunk not in settings.trunk:
            raise SettingsError(f"settings: `pbx.{name}.trunk` names no [trunk.{pbx.trunk}]")
    for name, queue in settings.queue.items():
        if settings.pbx and queue.pbx not in settings.pbx:
            raise SettingsError(f"settings: `queue.{name}.pbx` names no [pbx.{queue.pbx}]")
    for name, trunk in settings.trunk.items():
        if settings.pbx and trunk.pbx not in settings.pbx:
            raise SettingsError(f"settings: `trunk.{name}.pbx` names no [pbx.{trunk.pbx}]")
    for kind in ("pause_reason", "disposition"):
        codes = [choice.code for choice in getattr(settings, kind)]
        for code in codes:
            if codes.count(code) > 1 or code == WRAP_UP:
                raise SettingsError(f"settings: `{kind}.code` = {code!r} is taken; choose another")


def with_secrets(settings: Settings) -> Settings:
    """Read every `*_file`; a placeholder or short secret refuses to start."""
    replace = msgspec.structs.replace
    postgres = settings.postgres
    if postgres.dsn_file:
        dsn = _secret("postgres.dsn_file", postgres.dsn_file)
        settings = replace(settings, postgres=replace(postgres, dsn=dsn))
    pbxs = {name: _pbx_with_secrets(name, pbx) for name, pbx in settings.pbx.items()}
    return replace(settings, pbx=pbxs)


def _pbx_with_secrets(name: str, pbx: PbxSettings) -> PbxSettings:
    place = f"pbx.{name}"
    systemname = pbx.systemname
    if pbx.systemname_file:
        systemname = _secret(f"{place}.systemname_file", pbx.systemname_file)
    return msgspec.structs.replace(
        pbx,
        systemname=systemname,
        events=_user(f"{place}.events", pbx.events),
        control=_user(f"{place}.control", pbx.control),
        dialer=_user(f"{place}.dialer", pbx.dialer),
    )


def _user(place: str, user: PbxUser) -> PbxUser:
    secret = user.secret
    if user.secret_file:
        secret = _secret(f"{place}.secret_file", user.secret_file)
    weak = len(set(secret)) < FEWEST_DIFFERENT_CHARACTERS
    placeholder = any(word in secret.lower() for word in PLACEHOLDERS)
    if len(secret) < SHORTEST_SECRET or weak or placeholder:
        raise SettingsError(
            f"settings: `{place}.secret_file` must hold a random secret of at least "
            f"{SHORTEST_SECRET} characters, not a placeholder"
        )
    return msgspec.structs.replace(user, secret=secret)


def _secret(key: str, path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"settings: `{key}`: {path} cannot be read: {error}") from error
