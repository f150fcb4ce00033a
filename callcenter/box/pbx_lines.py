"""The lines of Asterisk's configuration that differ between machines, as text."""

from collections.abc import Iterable, Mapping, Sequence

import phonenumbers

from callcenter import numbers
from callcenter.numbers import NumberKind, TrunkRules
from callcenter.settings import TrunkSettings

OUTBOUND_CAP = 10
TEMPLATES = {
    "cc_events": "callcenter-events",
    "cc_control": "callcenter-control",
    "cc_dialer": "callcenter-dialer",
}


def ami_users(secrets: Mapping[str, str]) -> str:
    """manager.conf: the three users, their rights by template."""
    return "".join(
        f"[{user}]({TEMPLATES[user]})\nsecret = {secret}\n" for user, secret in secrets.items()
    )


def transports(host: str, port: int) -> str:
    """pjsip.conf: where phones and the trunk reach this Asterisk."""
    return (
        "".join(
            f"[transport-{protocol}]\ntype = transport\nprotocol = {protocol}\n"
            f"bind = {host}:{port}\n"
            for protocol in ("udp", "tcp")
        )
        + "[transport-ws]\ntype = transport\nprotocol = ws\nbind = 127.0.0.1\n"
    )


def phones(passwords: Mapping[str, str]) -> str:
    """pjsip.conf: one endpoint per agent's phone, each with its own password."""
    return "".join(
        f"[{phone}](callcenter-agent)\nauth = {phone}-auth\naors = {phone}\n"
        f"callerid = {phone} <{phone}>\n"
        f"[{phone}-auth](callcenter-agent-auth)\nusername = {phone}\npassword = {password}\n"
        f"[{phone}](callcenter-agent-aor)\n"
        for phone, password in sorted(passwords.items())
    )


def trunks(lines: Mapping[str, TrunkSettings], host: str, port: int) -> str:
    """pjsip.conf: each trunk is known by its address and enters by a context of its own."""
    return "".join(
        f"[{endpoint(trunk)}](callcenter-trunk)\ncontext = {arrival_context(name)}\n"
        f"aors = {endpoint(trunk)}\n"
        f"[{endpoint(trunk)}](callcenter-trunk-aor)\ncontact = sip:{host}:{port}\n"
        f"[{endpoint(trunk)}-address]\ntype = identify\nendpoint = {endpoint(trunk)}\n"
        f"match = {host}\n"
        for name, trunk in lines.items()
    )


def endpoint(trunk: TrunkSettings) -> str:
    """`PJSIP/trunk` -> `trunk`."""
    return trunk.device.partition("/")[2]


def arrival_context(trunk: str) -> str:
    """The context where calls from this trunk begin."""
    return f"callcenter-from-{trunk}"


def queues(names: Iterable[str]) -> str:
    """queues.conf: the queues of the settings beyond the hotline, which has a file of its own."""
    return "".join(f"[{name}](callcenter-queue)\n" for name in names if name != "hotline")


def dialplan(lines: Mapping[str, TrunkSettings], extensions: Sequence[str]) -> str:
    """extensions.conf: every phone's extension and hint, every trunk's number rules."""
    ways_in = "".join(arrivals(name, trunk) for name, trunk in lines.items())
    ways_out = "".join(departures(trunk) for trunk in lines.values())
    return phone_extensions(extensions) + ways_in + "[callcenter-outbound]\n" + ways_out


def phone_extensions(extensions: Sequence[str]) -> str:
    """Each phone by its number; the hint is what `Local/1001@callcenter-agents/n` is judged by."""
    return "[callcenter-phones]\n" + "".join(
        f"exten => {phone},hint,PJSIP/{phone}\n"
        f"exten => {phone},1,Gosub(callcenter-ring,s,1(${{EXTEN}}))\n"
        for phone in extensions
    )


def arrivals(name: str, trunk: TrunkSettings) -> str:
    """What this trunk may deliver, in digits only: a raw number goes into AMI events unescaped."""
    forms = sorted({form for did in trunk.dids for form in written_forms(did, trunk.inbound)})
    patterns = forms or [sign + "X" * length for length in range(3, 16) for sign in ("_", "_+")]
    return f"[{arrival_context(name)}]\n" + "".join(
        f"exten => {pattern},1,Set(CALLCENTER_DID=${{FILTER(0-9,${{EXTEN}})}})\n"
        " same => n,Goto(callcenter-hotline,hotline,1)\n"
        for pattern in patterns
    )


def written_forms(did: str, rules: TrunkRules) -> set[str]:
    """Every way this trunk may write one of our numbers."""
    number = numbers.parse(did, rules)
    if number.kind is not NumberKind.E164:
        return {prefix + number.value for prefix in ("", *rules.strip) if number.value}
    national = phonenumbers.national_significant_number(phonenumbers.parse(number.value))
    forms = {number.value, number.value[1:], national, f"0{national}"}
    if rules.area_code and national.startswith(rules.area_code):
        forms.add(national[len(rules.area_code) :])
    return {prefix + form for prefix in ("", *rules.strip) for form in forms}


def departures(trunk: TrunkSettings) -> str:
    """E.164 without its plus -> how this trunk wants it dialled, for each kind of number."""
    return "".join(
        f"exten => {pattern},1,Gosub(callcenter-dial,s,1"
        f"({endpoint(trunk)},{form},{OUTBOUND_CAP}))\n"
        for pattern, form in departure_rules(trunk.outbound)
    )


def departure_rules(rules: TrunkRules) -> list[tuple[str, str]]:
    """(pattern, dialled form) of China's mobiles and landlines; nothing else goes out."""
    if rules.region != "CN":
        return []
    out = rules.outside_prefix
    zero = "0" if rules.long_distance_zero else ""
    found = [("_861[3-9]XXXXXXXXX", f"{out}{zero}${{EXTEN:2}}")]
    if rules.area_code:
        skip = 2 + len(rules.area_code)
        found += [
            (f"_86{rules.area_code}{'NXXXXXXX'[8 - digits :]}", f"{out}${{EXTEN:{skip}}}")
            for digits in (8, 7)
        ]
    landlines = ("_8610NXXXXXXX", "_862XNXXXXXXX", "_86[3-9]XXNXXXXXX", "_86[3-9]XXNXXXXXXX")
    taken = {pattern for pattern, _ in found}
    return found + [(line, f"{out}0${{EXTEN:2}}") for line in landlines if line not in taken]
