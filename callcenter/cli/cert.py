"""`callcenter cert`: HTTPS for a local network, without which a browser gives no microphone."""

import os
import re
import socket
from pathlib import Path

from callcenter import clock
from callcenter.box import account as accounts
from callcenter.box import folders
from callcenter.box.failure import CannotStart
from callcenter.box.local_authority import authority, certify
from callcenter.cli import configured
from callcenter.cli.console import fail, out, warn

NAME = re.compile(r"(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")

TRUST = """\
Put these into config/callcenter.toml and start again:

  [server]
  host = "0.0.0.0"
  certificate = "{folder}/server.pem"
  certificate_key = "{folder}/server.key"

Then every desk must trust {folder}/authority.pem (never its key), once:

  Windows   copy it over as authority.crt, open it: Install Certificate, Local Machine,
            Trusted Root Certification Authorities; or: certutil -addstore Root authority.crt
  Chrome    on Linux: chrome://certificate-manager, Local certificates, Import
  macOS     security add-trusted-cert -d -k /Library/Keychains/System.keychain authority.pem
"""


def cert(*names: str, config: Path | None = None, folder: Path | None = None) -> None:
    """Make a certificate for these host names and addresses (default: this machine's own).

    The authority that signs it is made on the first call and kept, so that desks trust later
    certificates too.
    """
    wanted = names or own_names()
    for name in wanted:
        if not is_name(name):
            fail(f"{name!r} is neither a host name nor an address: give names such as 192.168.1.5")
    place = (folder or default_folder(config)).absolute()
    try:
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        certify(place, authority(place, clock.now()), wanted, clock.now())
        if os.geteuid() == 0 and folder is None:
            give_away(place)
    except (OSError, CannotStart) as error:
        fail(f"the certificate could not be written to {place}: {error}")
    out.print(f"Certificate for {', '.join(wanted)}\n")
    out.print(TRUST.format(folder=place), markup=False)


def own_names() -> tuple[str, ...]:
    """What this machine may be called from its network, and from itself."""
    name = socket.gethostname()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing; shows which address would be used
            address = [probe.getsockname()[0]]
        except OSError:
            address = []
    return tuple(dict.fromkeys([*address, name, "localhost", "127.0.0.1"]))


def is_name(name: str) -> bool:
    """True for a host name, an IPv4 or an IPv6 address."""
    return NAME.fullmatch(name) is not None or is_ipv6(name)


def is_ipv6(name: str) -> bool:
    """True for an IPv6 address."""
    try:
        socket.inet_pton(socket.AF_INET6, name)
    except OSError:
        return False
    return True


def default_folder(config: Path | None) -> Path:
    """Below the box's own folder."""
    places = configured.box_folders(configured.settings(config))
    try:
        folders.make(places, accounts.service_account(warn))
    except CannotStart as failure:
        fail(str(failure))
    return places.state / "tls"


def give_away(place: Path) -> None:
    """The server reads its key as the box's account; the folder and the authority stay root's."""
    account = accounts.service_account(warn)
    if account is not None:
        os.chown(place, 0, account.gid)
        place.chmod(0o750)
        for path in (place / "server.key", place / "server.pem"):
            os.chown(path, account.uid, account.gid, follow_symlinks=False)
