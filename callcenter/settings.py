"""What can be set, as frozen records; config/callcenter.toml explains every key."""

from datetime import timedelta
from typing import Annotated, Literal

import msgspec

from callcenter.floor.state import QueueRules
from callcenter.numbers import TrunkRules

Port = Annotated[int, msgspec.Meta(ge=0, le=65535)]
Seconds = Annotated[int, msgspec.Meta(ge=0, le=86_400)]
Some = Annotated[int, msgspec.Meta(ge=1)]
AtLeastNone = Annotated[int, msgspec.Meta(ge=0)]
Word = Annotated[str, msgspec.Meta(max_length=64, pattern=r"^[A-Za-z0-9_.-]+$(?!\n)")]
MaybeWord = Annotated[str, msgspec.Meta(max_length=64, pattern=r"^[A-Za-z0-9_.-]*$(?!\n)")]
WebAddress = Annotated[
    str, msgspec.Meta(pattern=r"^(https?://[A-Za-z0-9.\[\]:-]+/?)?$(?!\n)", max_length=300)
]
PushAddress = Annotated[str, msgspec.Meta(pattern=r"^(wss?://[^\s;,]+)?$(?!\n)", max_length=300)]


class Section(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One [section] of the file."""


class ServerSettings(Section, frozen=True, kw_only=True):
    """[server]: where browsers find us."""

    host: str = "127.0.0.1"
    port: Port = 8080
    push_port: Port = 8081
    public_url: WebAddress = ""  # as browsers write it; empty: made from host and port
    public_push_url: PushAddress = ""
    certificate: str = ""  # PEM file; with `certificate_key`: HTTPS and WSS
    certificate_key: str = ""
    uvloop: bool = True
    locale: Literal["zh-CN", "en"] = "zh-CN"
    zone: str = "Asia/Shanghai"  # the desk's day begins at midnight here


class PostgresSettings(Section, frozen=True, kw_only=True):
    """[postgres]: the memory. An empty dsn means the private one of `callcenter run`."""

    dsn: str = ""
    dsn_file: str = ""
    migrate_dsn: str = ""  # the owner's; empty: `dsn` owns the tables
    pool_size: Some = 8


class JournalSettings(Section, frozen=True, kw_only=True):
    """[journal]: the local fact log in front of Postgres."""

    folder: str = ""
    fsync_ms: Some = 50
    alarm_free_mib: AtLeastNone = 256


class LogSettings(Section, frozen=True, kw_only=True):
    """[log]: what the server writes about itself."""

    level: Literal["debug", "info", "warning", "error"] = "info"
    json: bool = True


class PbxUser(Section, frozen=True, kw_only=True):
    """An AMI login; the secret stands in a file of its own (0600)."""

    user: Word
    secret: str = ""  # filled from `secret_file`
    secret_file: str = ""


class PbxSettings(Section, frozen=True, kw_only=True):
    """[pbx.NAME]: one Asterisk. Witness paths are where its own files can be read."""

    host: str = "127.0.0.1"
    port: Port = 5038
    systemname: MaybeWord = ""
    systemname_file: str = ""
    events: PbxUser = PbxUser(user="cc_events")
    control: PbxUser = PbxUser(user="cc_control")
    dialer: PbxUser = PbxUser(user="cc_dialer")
    trunk: str = ""  # the [trunk.NAME] whose number rules its arrivals follow
    queue_log: str = ""
    cdr: str = ""
    cel: str = ""
    verify_every: Some = 60


class TrunkSettings(Section, frozen=True, kw_only=True):
    """[trunk.NAME]: one line to the outside: its device and how it writes numbers."""

    pbx: str = "main"
    device: str = "PJSIP/trunk"
    inbound: TrunkRules = TrunkRules()
    outbound: TrunkRules = TrunkRules()
    dids: tuple[str, ...] = ()


class QueueSettings(Section, frozen=True, kw_only=True):
    """[queue.NAME]: what the centre wants of one queue; seconds."""

    pbx: str = "main"
    label: str = ""
    wrap_up: Seconds = 30
    service_level: Seconds = 20
    short_abandon: Seconds = 5

    def rules(self) -> QueueRules:
        """The same as the floor wants it."""
        return QueueRules(
            label=self.label,
            wrap_up=timedelta(seconds=self.wrap_up),
            service_level=timedelta(seconds=self.service_level),
            short_abandon=timedelta(seconds=self.short_abandon),
        )


class Choice(Section, frozen=True, kw_only=True):
    """[[pause_reason]] or [[disposition]]: a stable code and its words by locale."""

    code: Word
    label: dict[str, str] = {}
    kind: str = ""


class BoxSettings(Section, frozen=True, kw_only=True):
    """[box]: the private Postgres and Asterisk of `callcenter run`."""

    folder: str = ""  # empty: /var/lib/callcenter as root, else $XDG_DATA_HOME/callcenter
    cache: str = ""  # empty: /var/cache/callcenter as root, else $XDG_CACHE_HOME/callcenter
    mirror: str = ""  # a Debian mirror; empty: this machine's own
    suite: str = "forky"
    host: str = "127.0.0.1"  # where softphones reach the private Asterisk
    sip_port: Port = 5060
    ami_port: Port = 5038
    web_port: Port = 8088  # Asterisk's own, loopback only
    rtp_from: Port = 10000
    rtp_to: Port = 10999
    agents: AtLeastNone = 3
    trunk_host: str = "127.0.0.2"
    trunk_port: Port = 5080


class Settings(Section, frozen=True, kw_only=True):
    """Everything, read once."""

    server: ServerSettings = ServerSettings()
    postgres: PostgresSettings = PostgresSettings()
    journal: JournalSettings = JournalSettings()
    log: LogSettings = LogSettings()
    box: BoxSettings = BoxSettings()
    pbx: dict[Word, PbxSettings] = {}
    trunk: dict[Word, TrunkSettings] = {}
    queue: dict[Word, QueueSettings] = {}
    pause_reason: tuple[Choice, ...] = ()
    disposition: tuple[Choice, ...] = ()
