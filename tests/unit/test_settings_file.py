"""Settings refuse whatever is not exactly right, and name the key."""

from pathlib import Path

import pytest

from callcenter.settings import Settings
from callcenter.settings_file import SettingsError, load

SHIPPED = Path(__file__).parents[2] / "config" / "callcenter.toml"
GOOD_SECRET = "kX3v9QpLw7ZtR2mN8sYb4HcD"


def pbx(secret_file: Path) -> dict[str, str]:
    users = ("EVENTS", "CONTROL", "DIALER")
    return {f"CALLCENTER_PBX__MAIN__{user}__SECRET_FILE": f'"{secret_file}"' for user in users} | {
        f"CALLCENTER_PBX__MAIN__{user}__USER": user.lower() for user in users
    }


def test_the_shipped_file_holds_the_defaults() -> None:
    shipped = load(SHIPPED, {})
    bare = Settings()

    assert (shipped.server, shipped.postgres, shipped.journal) == (
        bare.server,
        bare.postgres,
        bare.journal,
    )
    assert (shipped.box, shipped.log) == (bare.box, bare.log)


def test_the_environment_lies_over_the_file() -> None:
    settings = load(
        SHIPPED, {"CALLCENTER_SERVER__PORT": "9000", "CALLCENTER_BOX__HOST": "10.1.1.1"}
    )

    assert (settings.server.port, settings.box.host) == (9000, "10.1.1.1")


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({"CALLCENTER_SERVER__PORTT": "1"}, "portt"),
        ({"CALLCENTER_SERVERR__PORT": "1"}, "serverr"),
        ({"CALLCENTER_SERVER__PORT": "abc"}, "server.port"),
        ({"CALLCENTER_SERVER__PORT": "70000"}, "server.port"),
        ({"CALLCENTER_SERVER__CERTIFICATE": "x.pem"}, "server.certificate_key"),
        ({"CALLCENTER_SERVER__ZONE": "Mars/Olympus"}, "server.zone"),
        ({"CALLCENTER_POSTGRES__DSN_FILE": "/no/such"}, "postgres.dsn_file"),
        ({"CALLCENTER_QUEUE__HOTLINE__WRAP_UP": "soon"}, "wrap_up"),
    ],
)
def test_a_bad_setting_refuses_and_names_the_key(environment: dict[str, str], named: str) -> None:
    with pytest.raises(SettingsError, match=named.replace(".", r"\.")):
        load(SHIPPED, environment)


@pytest.mark.parametrize(
    "secret", ["", "short", "changeme-changeme-changeme", "aaaaaaaaaaaaaaaaaaaaaaaa"]
)
def test_a_placeholder_or_weak_secret_refuses(secret: str, tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text(secret)

    with pytest.raises(SettingsError, match=r"pbx\.main\.events\.secret_file"):
        load(SHIPPED, pbx(file))


def test_a_secret_is_read_from_its_file(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text(GOOD_SECRET + "\n")

    assert load(SHIPPED, pbx(file)).pbx["main"].events.secret == GOOD_SECRET


def test_a_file_that_is_not_toml_is_named(tmp_path: Path) -> None:
    file = tmp_path / "callcenter.toml"
    file.write_text("[server\n")

    with pytest.raises(SettingsError, match=r"callcenter\.toml"):
        load(file, {})


def test_every_key_of_the_settings_stands_in_the_shipped_file() -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    shipped = Settings()
    for section in ("server", "postgres", "journal", "log", "box"):
        for key in getattr(shipped, section).__struct_fields__:
            assert f"\n{key} = " in text, f"[{section}] {key}"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("[server]\npush_port = 99999", "`server.push_port`"),
        ("[server]\npublic_url = 'calls.example'", "`server.public_url`"),
        ("[server]\nlocale = 'xx'", "`server.locale`"),
        ("[postgres]\npool_size = 0", "`postgres.pool_size`"),
        ("[journal]\nfsync_ms = -1", "`journal.fsync_ms`"),
        ("[box]\ntrunk_port = 70000", "`box.trunk_port`"),
        ("[pbx.main]\nport = 70000", "`pbx.main.port`"),
        ("[pbx.main]\nverify_every = 0", "`pbx.main.verify_every`"),
        ('[pbx.main]\nsystemname = "a\\r\\nb"', "`pbx.main.systemname`"),
        ("[pbx.postgres]", "`pbx.postgres`"),
        ("[pbx.'a/b']", "`pbx`"),
        ("[queue.a]\n[queue.b]\nwrap_up = -5", "`queue.b.wrap_up`"),
        ("[[pause_reason]]\ncode = 'wrap-up'", "`pause_reason.code`"),
        ("[[disposition]]\ncode = 'a'\n[[disposition]]\ncode = 'a'", "`disposition.code`"),
    ],
)
def test_a_bad_value_is_refused_and_its_key_named(tmp_path: Path, text: str, key: str) -> None:
    path = tmp_path / "callcenter.toml"
    path.write_text(text)

    with pytest.raises(SettingsError) as refused:
        load(path, {})

    assert key in str(refused.value)
    assert "top level" not in str(refused.value)
