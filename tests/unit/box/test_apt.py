from pathlib import Path

from callcenter.box.apt import debian_of, prepare, written_sources


def test_the_mirror_is_debians_own_and_not_its_security_nor_anybody_elses() -> None:
    addresses = [
        "https://deb.example/node",
        "http://a/debian-security/",
        "http://b.example/debian/",
    ]
    assert debian_of(addresses) == "http://b.example/debian"
    assert debian_of(addresses[:2]) is None


def test_source_lists_of_both_forms_are_read(tmp_path: Path) -> None:
    (tmp_path / "sources.list").write_text("deb [signed-by=/k] http://one/debian bookworm main\n")
    (tmp_path / "sources.list.d").mkdir()
    (tmp_path / "sources.list.d" / "x.sources").write_text("Types: deb\nURIs: http://two/debian\n")
    assert written_sources(tmp_path) == ["http://one/debian", "http://two/debian"]


def test_a_machine_without_source_lists_names_no_mirror(tmp_path: Path) -> None:
    assert written_sources(tmp_path) == []


def test_our_apt_touches_nothing_of_the_systems_and_checks_signatures(tmp_path: Path) -> None:
    text = prepare("forky", "http://m/debian", tmp_path / "apt").read_text()
    assert f'Dir::State::status "{tmp_path}/apt/status";' in text
    assert f'Dir::Cache "{tmp_path}/apt/cache";' in text
    source = (tmp_path / "apt/etc/sources.list").read_text()
    assert source.startswith("deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] ")
    assert source.endswith("http://m/debian forky main\n")
