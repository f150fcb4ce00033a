"""Passwords: hash and verify with argon2id, off the loop; and which ones are too weak."""

import asyncio
import secrets
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 10
LONGEST = 256
FEWEST_KINDS = 5  # different characters
AT_ONCE = 2  # a verification takes 46 MiB and one core for some 50 ms
IN_LINE = 500  # everybody who begins at 08:30; more is no rush but an attack

# No 0, O, 1, l, I: a generated password is read off a screen and typed once.
ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"

# What is tried first by whoever guesses, beyond what the rules of length already refuse.
COMMONEST = frozenset(
    {
        "1234567890",
        "0123456789",
        "12345678910",
        "qwertyuiop",
        "password123",
        "password1234",
        "admin123456",
        "callcenter",
        "callcenter123",
        "woaini1314520",
        "1qaz2wsx3edc",
        "a123456789",
        "aa123456789",
    }
)


R = TypeVar("R")


class Passwords:
    """argon2id with the first parameters of OWASP's list: 46 MiB, one pass, one lane."""

    def __init__(self, *, memory_kib: int = 47_104, passes: int = 1) -> None:
        self._argon2 = PasswordHasher(time_cost=passes, memory_cost=memory_kib, parallelism=1)
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="argon2")
        self._nobodys = self._argon2.hash(secrets.token_hex(16))
        self._in_line = 0

    @property
    def overrun(self) -> bool:
        """True while so many wait already that one more had better come back later."""
        return self._in_line >= IN_LINE

    async def hash(self, password: str) -> str:
        """The hash to keep; it names its own parameters."""
        return await self._off_the_loop(self._argon2.hash, normal(password))

    async def verify(self, kept: str | None, password: str) -> bool:
        """True if it is the password. With no hash to compare, it takes as long and is False."""
        return await self._off_the_loop(self.compare, kept, normal(password))

    def outdated(self, kept: str) -> bool:
        """True if it was made with other parameters than today's."""
        return self._argon2.check_needs_rehash(kept)

    def close(self) -> None:
        """Let the threads go."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def compare(self, kept: str | None, password: str) -> bool:
        """What `verify` does, in the caller's own thread."""
        try:
            right = self._argon2.verify(kept or self._nobodys, password)
        except (VerificationError, InvalidHashError):
            return False
        return right and kept is not None

    async def _off_the_loop(self, work: Callable[..., R], *args: object) -> R:
        self._in_line += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work, *args)
        finally:
            self._in_line -= 1


def normal(password: str) -> str:
    """One spelling for what looks the same, whatever keyboard it was typed on."""
    return unicodedata.normalize("NFC", password)


def weakness(password: str, login: str) -> str:
    """Why it is too easy to guess; empty if it will do."""
    if len(password) < SHORTEST:
        return f"at least {SHORTEST} characters"
    if len(password) > LONGEST:
        return f"at most {LONGEST} characters"
    if len(set(password)) < FEWEST_KINDS:
        return f"at least {FEWEST_KINDS} different characters"
    if login and login.lower() in password.lower() and len(password) < len(login) + SHORTEST:
        return "not the login with something added"
    if password.lower() in COMMONEST:
        return "not one of those that are tried first"
    return ""


def generated() -> str:
    """A random password of 83 bits in groups of four, to be read off a screen."""
    letters = [secrets.choice(ALPHABET) for _ in range(16)]
    return "-".join("".join(letters[start : start + 4]) for start in range(0, 16, 4))
