"""The private Asterisk's configuration: the committed files, and what differs per machine."""

import os
import shutil
from pathlib import Path

from callcenter.box import pbx_lines
from callcenter.box.program import AsteriskProgram
from callcenter.box.secret_files import BoxSecrets
from callcenter.settings import Settings

HERE = Path(__file__).resolve()
DIRECTORIES = {
    "astetcdir": "etc",
    "astvarlibdir": "lib",
    "astdbdir": "lib",
    "astkeydir": "lib",
    "astdatadir": "data",
    "astagidir": "data/agi-bin",
    "astspooldir": "spool",
    "astrundir": "run",
    "astlogdir": "log",
}


def sources() -> tuple[Path, Path]:
    """The committed `config/asterisk` and `dialplans`: of the checkout, else of the wheel."""
    for top in (HERE.parents[2], HERE.parents[1] / "pbx"):
        if (top / "dialplans").is_dir():
            return top / "config" / "asterisk", top / "dialplans"
    raise FileNotFoundError("config/asterisk and dialplans are neither beside nor in callcenter")


def write(program: AsteriskProgram, folder: Path, settings: Settings, secrets: BoxSecrets) -> Path:
    """Lay out one private Asterisk below `folder`; the answer is the asterisk.conf to run it with.

    Everything Asterisk writes stays below `folder`: `log/` (messages.log, queue_log, cdr-custom/,
    cel-custom/), `spool/monitor/callcenter/` (recordings), `lib/` (its database), `run/` (its
    control socket). What an earlier run left stays, only `etc/` and `data/` are laid anew.
    """
    for name in (
        *DIRECTORIES.values(),
        "spool/monitor/callcenter",
        "lib/keys",
        "log/cdr-custom",
        "log/cel-custom",
    ):
        (folder / name).mkdir(parents=True, exist_ok=True, mode=0o750)
    for witness in ("queue_log", "cdr-custom/callcenter.csv", "cel-custom/callcenter.csv"):
        (folder / "log" / witness).touch(mode=0o640)  # there to be read before the first call
    lay_committed_files(folder / "etc")
    lay_sounds(folder / "data", program.data)
    for name, text in rendered(settings, secrets).items():
        write_private(folder / "etc" / "local" / name, text)
    write_private(folder / "etc" / "asterisk.conf", asterisk_conf(program, folder, secrets))
    return folder / "etc" / "asterisk.conf"


def lay_committed_files(etc: Path) -> None:
    """Copy, so that a checkout that Asterisk's user may not read does no harm."""
    config, dialplans = sources()
    shutil.rmtree(etc)
    shutil.copytree(config, etc)
    for part in ("extensions.d", "queues.d"):
        shutil.copytree(dialplans / part, etc / "callcenter" / part)
    (etc / "local").mkdir()
    for place in (etc, *etc.rglob("*")):
        place.chmod(0o750 if place.is_dir() else 0o640)


def lay_sounds(data: Path, shared: Path) -> None:
    """The tree's own music, documentation and English sounds, beside our Chinese prompts."""
    _, dialplans = sources()
    shutil.rmtree(data)
    (data / "sounds").mkdir(parents=True)
    (data / "agi-bin").mkdir()
    for name in ("moh", "documentation", "static-http"):
        if (shared / name).is_dir():
            (data / name).symlink_to(shared / name)
    english = next(iter(sorted((shared / "sounds").glob("en*"))), None)
    if english is not None:
        (data / "sounds" / "en").symlink_to(english)
    shutil.copytree(dialplans / "prompts" / "zh", data / "sounds" / "zh")


def rendered(settings: Settings, secrets: BoxSecrets) -> dict[str, str]:
    """File name below `etc/local/` -> its text."""
    box = settings.box
    trunks = {name: line for name, line in settings.trunk.items() if line.pbx == "main"}
    queues = [name for name, queue in settings.queue.items() if queue.pbx == "main"]
    return {
        "rtp.conf": f"rtpstart = {box.rtp_from}\nrtpend = {box.rtp_to}\n",
        "http.conf": f"enabled = yes\nbindaddr = 127.0.0.1\nbindport = {box.web_port}\n",
        "manager_port.conf": f"bindaddr = 127.0.0.1\nport = {box.ami_port}\n",
        "manager_users.conf": pbx_lines.ami_users(secrets.ami),
        "pjsip_transports.conf": pbx_lines.transports(box.host, box.sip_port),
        "pjsip_agents.conf": pbx_lines.phones(secrets.phones),
        "pjsip_trunks.conf": pbx_lines.trunks(trunks, box.trunk_host, box.trunk_port),
        "queues.conf": pbx_lines.queues(queues),
        "extensions.conf": pbx_lines.dialplan(trunks, sorted(secrets.phones)),
    }


def asterisk_conf(program: AsteriskProgram, folder: Path, secrets: BoxSecrets) -> str:
    """Where everything is, and what nobody may do."""
    places = {key: folder / name for key, name in DIRECTORIES.items()}
    places["astmoddir"] = program.modules
    lines = [f"{key} => {place}" for key, place in sorted(places.items())]
    return "\n".join(
        (
            "[directories]",
            *lines,
            "",
            "[options]",
            f"systemname = {secrets.systemname}",
            "live_dangerously = no",
            "disable_remote_console_shell = yes",
            "defaultlanguage = zh",
            "nocolor = yes",
            "",
        )
    )


def write_private(path: Path, text: str) -> None:
    """Write a file that nobody but its owner may read."""
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
