"""Passwords: kept as argon2id, checked off the loop, weak ones refused."""

import asyncio
import time
from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher

from callcenter import clock
from callcenter.people.passwords import IN_LINE, Passwords, generated, weakness


@pytest.fixture
def passwords() -> Iterator[Passwords]:
    quick = Passwords(memory_kib=1024)
    yield quick
    quick.close()


async def test_a_password_is_recognised_and_another_is_not(passwords: Passwords) -> None:
    kept = await passwords.hash("correct horse")

    assert kept.startswith("$argon2id$")
    assert await passwords.verify(kept, "correct horse")
    assert not await passwords.verify(kept, "correct horse ")
    assert not await passwords.verify("not a hash", "correct horse")


async def test_the_same_letters_from_another_keyboard_are_the_same(passwords: Passwords) -> None:
    kept = await passwords.hash("cafe\u0301 de la paix")

    assert await passwords.verify(kept, "caf\u00e9 de la paix")


async def test_nobodys_password_is_always_wrong(passwords: Passwords) -> None:
    assert not await passwords.verify(None, "anything")


async def test_a_hash_of_other_parameters_is_outdated(passwords: Passwords) -> None:
    older = Passwords(memory_kib=512)
    kept = await older.hash("correct horse")
    older.close()

    assert passwords.outdated(kept)
    assert not passwords.outdated(await passwords.hash("correct horse"))


async def test_the_loop_turns_while_passwords_are_checked() -> None:
    passwords = Passwords()
    kept = await passwords.hash("correct horse")
    longest = 0.0

    async def watch() -> None:
        nonlocal longest
        while True:
            began = clock.monotonic()
            await asyncio.sleep(0.001)
            longest = max(longest, clock.monotonic() - began)

    began = clock.monotonic()
    async with asyncio.TaskGroup() as tasks:
        watching = tasks.create_task(watch())
        await asyncio.gather(*(passwords.verify(kept, "wrong") for _ in range(6)))
        watching.cancel()
    passwords.close()

    assert longest < (clock.monotonic() - began) / 2  # on the loop it would be all of it


def test_an_unknown_login_takes_as_long_as_a_wrong_password() -> None:
    passwords = Passwords()
    kept = PasswordHasher(time_cost=1, memory_cost=47_104, parallelism=1).hash("correct horse")
    took: dict[str | None, list[float]] = {kept: [], None: []}
    for _ in range(7):
        for hashed, times in took.items():
            began = time.thread_time()  # other programs' work is not ours
            passwords.compare(hashed, "wrong")
            times.append(time.thread_time() - began)
    passwords.close()

    known, unknown = (min(times) for times in took.values())
    assert abs(known - unknown) < 0.02


async def test_a_line_that_is_too_long_says_so() -> None:
    passwords = Passwords(memory_kib=1024)
    seen = [passwords.overrun]

    async with asyncio.TaskGroup() as tasks:
        for _ in range(IN_LINE):
            tasks.create_task(passwords.verify(None, "x"))
        await asyncio.sleep(0)
        seen.append(passwords.overrun)
    seen.append(passwords.overrun)
    passwords.close()

    assert seen == [False, True, False]


@pytest.mark.parametrize(
    "password",
    [
        "short",
        "aaaaaaaaaaaaaa",
        "1234567890",
        "zhao-2026",
        "Password123",
        "x" * 257,
        "ababababababab",
    ],
)
def test_weak_passwords_are_refused(password: str) -> None:
    assert weakness(password, "zhao")


@pytest.mark.parametrize(
    "password", ["correct horse 9", "市民热线一二三四五六", "zhao correct horse"]
)
def test_long_ones_will_do(password: str) -> None:
    assert weakness(password, "zhao") == ""


def test_generated_ones_are_strong_and_never_the_same() -> None:
    made = {generated() for _ in range(100)}

    assert len(made) == 100
    assert not any(weakness(password, "admin") for password in made)
