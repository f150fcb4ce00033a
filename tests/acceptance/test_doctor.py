"""The doctor looks at real parts, and names what is wrong with a remedy."""

from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from callcenter import clock
from callcenter.box.local_authority import authority, certify
from callcenter.cli.doctor import examined
from callcenter.doctor.finding import Finding, Health, skew
from callcenter.doctor.machine import machine
from callcenter.doctor.memory import memory
from callcenter.doctor.telephone import telephone
from callcenter.settings import PbxUser, Settings

replace = msgspec.structs.replace


def unwell(found: list[Finding]) -> dict[str, Finding]:
    """What is not as it should be, by what it is."""
    return {finding.what: finding for finding in found if finding.health is not Health.OK}


async def test_a_centre_that_is_well_has_nothing_bad(centre: Settings) -> None:
    found = await examined(centre)

    assert [f for f in found if f.health is Health.BAD] == []
    assert {"pbx.main.events", "pbx.main.clock", "queue.hotline", "migrations"} <= {
        finding.what.replace(" clock", ".clock") for finding in found
    }


async def test_a_wrong_secret_is_named_with_the_place_to_look(centre: Settings) -> None:
    wrong = PbxUser(user="cc_control", secret="not-the-secret-of-this-pbx")
    main = replace(centre.pbx["main"], control=wrong)

    found = unwell(await telephone(replace(centre, pbx={"main": main}), "main"))

    assert found["pbx.main.control"].health is Health.BAD
    assert "manager.conf" in found["pbx.main.control"].remedy


async def test_a_pbx_that_nobody_answers_for_is_said_once(centre: Settings) -> None:
    away = replace(centre.pbx["main"], port=1)

    found = await telephone(replace(centre, pbx={"main": away}), "main")

    assert [(f.what, f.health) for f in found] == [("pbx.main line", Health.BAD)]


async def test_a_queue_that_asterisk_does_not_have_is_bad(centre: Settings) -> None:
    queues = {"nowhere": centre.queue["hotline"]}

    found = unwell(await telephone(replace(centre, queue=queues), "main"))

    assert found["queue.nowhere"].health is Health.BAD


async def test_a_dialer_who_may_too_much_is_a_warning(centre: Settings) -> None:
    main = replace(centre.pbx["main"], control=centre.pbx["main"].dialer)

    found = unwell(await telephone(replace(centre, pbx={"main": main}), "main"))

    assert "may not" in found["pbx.main.control"].found or "Originate" in (
        found["pbx.main.control"].found
    )


async def test_a_memory_that_is_away_says_how_to_bring_it_back(centre: Settings) -> None:
    away = replace(centre.postgres, dsn="postgresql://nobody@127.0.0.1:1/nothing")

    (found,) = await memory(replace(centre, postgres=away))

    assert (found.health, bool(found.remedy)) == (Health.BAD, True)


def test_clocks_that_differ_are_bad() -> None:
    assert skew("pbx.main clock", 0.4).health is Health.OK
    assert skew("pbx.main clock", -7.0).health is Health.BAD


def test_a_certificate_that_ends_soon_or_ended_is_named(centre: Settings, tmp_path: Path) -> None:
    now = clock.now()
    certify(tmp_path, authority(tmp_path, now), ["desk.example"], now)
    server = replace(
        centre.server,
        certificate=str(tmp_path / "server.pem"),
        certificate_key=str(tmp_path / "server.key"),
    )
    settings = replace(centre, server=server)

    def certificate(at: datetime) -> Health:
        found = [f for f in machine(settings, at) if f.what == "certificate"]
        return found[-1].health

    assert certificate(now) is Health.OK
    assert certificate(now + timedelta(days=365 * 30)) is Health.BAD
