"""This machine: disk, ports, certificate, the files that Asterisk writes."""

import os
import shutil
import socket
import stat
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from callcenter.doctor.finding import Finding, bad, warn, well
from callcenter.settings import Settings

SOON = timedelta(days=30)
READABLE = "let our user read it: add it to the group asterisk; file 0640, folders 0750"


def machine(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Everything that can be seen without asking anybody."""
    yield disk(settings)
    yield from ports(settings)
    yield from certificate(settings, now)
    for name, pbx in settings.pbx.items():
        for kind in ("queue_log", "cdr", "cel"):
            yield witness(name, kind, getattr(pbx, kind))


def disk(settings: Settings) -> Finding:
    """Room for the fact log; without it outcomes are held in memory only."""
    folder = settings.journal.folder
    what, place = "disk", Path(folder or ".")
    while not os.path.exists(place):  # False also where we may not look
        place = place.parent
    free = shutil.disk_usage(place).free >> 20
    found = f"{free} MiB free in {place}"
    if free >= settings.journal.alarm_free_mib:
        return well(what, found)
    return bad(what, found, f"make room: {settings.journal.alarm_free_mib} MiB at least")


def ports(settings: Settings) -> Iterator[Finding]:
    """Whether we, or somebody else, listen where we should."""
    server = settings.server
    for key, port in (("server.port", server.port), ("server.push_port", server.push_port)):
        with socket.socket() as probe:
            probe.settimeout(1)
            taken = probe.connect_ex((reachable(server.host), port)) == 0
        found = f"{server.host}:{port} is " + ("in use, by us if we run" if taken else "free")
        yield well(key, found)


def reachable(host: str) -> str:
    """Where to knock for a server that listens on this host."""
    return "127.0.0.1" if host in ("0.0.0.0", "::", "") else host


def certificate(settings: Settings, now: datetime) -> Iterator[Finding]:
    """HTTPS: without it a browser on the LAN gives neither microphone nor notifications."""
    what, server = "certificate", settings.server
    if not server.certificate:
        if server.host in ("127.0.0.1", "localhost", "::1") or server.public_url:
            yield well(what, "none, and none needed: only this machine or a proxy reaches us")
        else:
            yield warn(what, "none", "run `callcenter cert` and set server.certificate")
        return
    try:
        found = x509.load_pem_x509_certificate(Path(server.certificate).read_bytes())
        key = Path(server.certificate_key)
        matching = load_pem_private_key(key.read_bytes(), None).public_key()
        mode = stat.S_IMODE(key.stat().st_mode)
    except (OSError, ValueError, TypeError) as error:
        yield bad(what, f"cannot be read: {error}", "make one by `callcenter cert`")
        return
    if matching != found.public_key():
        yield bad(
            what, "the key is another certificate's", "set server.certificate_key to its own"
        )
    if mode & 0o077:
        yield warn(what, f"the key can be read by others ({mode:o})", f"chmod 600 {key}")
    yield expiry(what, found.not_valid_after_utc, now)


def expiry(what: str, until: datetime, now: datetime) -> Finding:
    """Whether it is still good next month."""
    found = f"valid until {until:%Y-%m-%d}"
    if until > now + SOON:
        return well(what, found)
    return (warn if until > now else bad)(what, found, "make a new one: `callcenter cert`")


def witness(pbx: str, kind: str, path: str) -> Finding:
    """Asterisk's own file: from it we learn what we did not hear."""
    what = f"pbx.{pbx}.{kind}"
    if not path:
        return warn(what, "not set", f"set {what} to Asterisk's file: it fills gaps and proves us")
    try:
        there = Path(path).exists()
    except OSError as refused:  # of its folder: as Debian packs Asterisk, only its group may look
        return bad(what, f"{path} cannot be seen: {refused.strerror}", READABLE)
    if not there:
        return warn(what, f"{path} is not there yet", "it appears with the first call; else check")
    if not os.access(path, os.R_OK):
        return bad(what, f"{path} cannot be read", READABLE)
    return well(what, path)
