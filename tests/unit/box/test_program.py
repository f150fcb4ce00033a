from pathlib import Path

import pytest

from callcenter.box.program import AsteriskProgram, library_folder, loader


def tree(root: Path) -> Path:
    for name in ("usr/lib/x86_64-linux-gnu/libc.so.6", "usr/bin/sipp", "usr/sbin/asterisk"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()
    (root / "usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2").touch()
    return root


def asterisk(root: Path) -> AsteriskProgram:
    return AsteriskProgram(argv=("a",), root=root, modules=root, data=root, version="22.1.0")


def test_a_program_of_a_private_tree_runs_through_its_own_loader(tmp_path: Path) -> None:
    root = tree(tmp_path)
    libraries = root / "usr/lib/x86_64-linux-gnu"
    assert loader(root, root / "usr/sbin/asterisk") == (
        f"{libraries}/ld-linux-x86-64.so.2",
        "--argv0",
        "asterisk",
        "--library-path",
        f"{libraries}:{root}/usr/lib",
        f"{root}/usr/sbin/asterisk",
    )


def test_a_tool_comes_from_the_same_tree_first(tmp_path: Path) -> None:
    assert asterisk(tree(tmp_path)).tool("sipp")[-1] == f"{tmp_path}/usr/bin/sipp"


def test_a_tool_that_the_tree_lacks_comes_from_the_path(tmp_path: Path) -> None:
    assert asterisk(tree(tmp_path)).tool("sh")[0].endswith("/sh")
    assert asterisk(Path("/")).tool("sh")[0].endswith("/sh")


def test_a_tool_that_is_nowhere_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"nosuchtool: neither in"):
        asterisk(tmp_path).tool("nosuchtool")


def test_a_tree_without_a_c_library_is_no_tree(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"no C library"):
        library_folder(tmp_path)
